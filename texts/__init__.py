"""Every word a person reads; nothing but data."""
