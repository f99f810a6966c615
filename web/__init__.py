"""The public catalogue and the staff pages, rendered on the server."""
