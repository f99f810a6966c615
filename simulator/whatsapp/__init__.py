"""The WhatsApp side: the Cloud API server and what phones do in WhatsApp."""
