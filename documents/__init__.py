"""Rows in, bytes out: certificates, posters, sheets. Pure; heavy libraries come in late."""
