"""Business-scoped user ids."""

import secrets


def new_user_id() -> str:
    """A fresh one of an Indonesian, of the documented shape."""
    return f"ID.{secrets.randbelow(9 * 10**19) + 10**19}"
