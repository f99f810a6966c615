"""The web page with the phones: server-rendered, usable without JavaScript."""
