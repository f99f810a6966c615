"""What a person can do with a WhatsApp phone."""
