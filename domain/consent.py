"""Consent: one permission per purpose, to a text that can be shown again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2s


class Purpose(StrEnum):
    """What a permission is for. Refusing one blocks no other."""

    SERVICE = "service"
    BROADCASTS = "broadcasts"
    SHOWING = "showing"  # name and product, to buyers


@dataclass(frozen=True, slots=True)
class Consent:
    """An answer, with what is needed to prove it."""

    purpose: Purpose
    is_granted: bool
    text_version: str
    channel: str
    answered_at: datetime


@lru_cache(maxsize=64)  # a registration asks for the same few at every message
def text_version(text: str) -> str:
    """A fingerprint of the words that were agreed to: other words are another version."""
    return blake2s(text.encode(), digest_size=6).hexdigest()
