"""Tokens of forms: signed, good for a day, and the source of the code of what a form makes.

There is no session and no cookie: whoever has a token was given the form by us. What a form makes
gets a code that follows from its token, so that a form sent twice makes one thing.
"""

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from domain.enquiry import CODE_LENGTH, DIGITS
from domain.invitation import ALPHABET

GOOD_FOR_SECONDS = 24 * 3600  # a page left open over a working day
NONCE_BYTES = 12


class FormTokens:
    """Tokens signed with one key; '' = a key for as long as this process lives."""

    def __init__(self, key: str) -> None:
        self._key = (key or secrets.token_urlsafe(32)).encode()

    def make(self, form: str, now: datetime) -> str:
        """A token for a form: "ask:keripik-ubi-7f3k"."""
        body = f"{secrets.token_urlsafe(NONCE_BYTES)}.{int(now.timestamp())}"
        return f"{body}.{self._sign(form, body)}"

    def is_good(self, token: str, form: str, now: datetime) -> bool:
        """Whether it is ours, for this form, and young enough."""
        body, _, signed = token.rpartition(".")
        if not token.isascii() or not hmac.compare_digest(signed, self._sign(form, body)):
            return False
        made_at = int(body.rpartition(".")[2])
        return int(now.timestamp()) - made_at <= GOOD_FOR_SECONDS

    def code(self, token: str) -> str:
        """The code of what this token's form makes: nobody else can know it."""
        first, *rest = self._digest("code", token)[:CODE_LENGTH]
        signs = (ALPHABET[byte % len(ALPHABET)] for byte in rest)
        return DIGITS[first % len(DIGITS)] + "".join(signs)

    def _sign(self, form: str, body: str) -> str:
        return self._digest(f"form:{form}", body).hex()

    def _digest(self, purpose: str, text: str) -> bytes:
        return hmac.new(self._key, f"{purpose}:{text}".encode(), sha256).digest()
