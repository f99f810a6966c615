"""Codes of the Cloud API → what becomes of the row. One table, for answers and statuses alike.

Source: Meta, "Error codes" (read 2026-11), and how open clients treat them. The code decides, not
the title and not the HTTP status; that one counts only where there is no code.
"""

from enum import StrEnum

import msgspec

from domain import window
from domain.errors import (
    CredentialsRejected,
    DeliveryError,
    Held,
    OptedOut,
    RecipientGone,
    Refused,
    Restricted,
    Retryable,
    Scope,
)

RETRY_SECONDS = 5.0  # after a failure of the server that names no time
CHANNEL_SECONDS = 60.0  # 4 and 80007: the app's or the account's quota, counted by the hour
FEW_TRIES = 5  # of "something went wrong", which may be for ever
MEDIA = 131053  # a file is not what its type says: the words go without it
EXPIRED_SUBCODE = 33  # with 100: there is no such object, or not any more


class Fate(StrEnum):
    """What a code means for the message and for us."""

    LATER = "later"
    FEW = "few"  # later, but not for ever
    PAIR = "pair"  # later, for this chat alone: after 4^n seconds
    CHANNEL = "channel"  # later, for the whole number
    QUOTA = "quota"  # later, for the whole number, after a longer wait
    RESTRICTED = "restricted"  # bulk stops, a human looks
    GONE = "gone"
    WINDOW = "window"
    STOPPED = "stopped"  # wants no marketing
    NEVER = "never"
    TEMPLATE = "template"
    CREDENTIALS = "credentials"


FATES: dict[int, Fate] = {
    # retry later, the same payload
    1: Fate.FEW, 2: Fate.LATER, 131000: Fate.FEW, 131016: Fate.LATER, 131057: Fate.LATER,
    133004: Fate.LATER,
    130429: Fate.CHANNEL, 4: Fate.QUOTA, 80007: Fate.QUOTA, 133016: Fate.QUOTA,
    131056: Fate.PAIR,
    # slow down, and tell somebody
    131048: Fate.RESTRICTED, 368: Fate.RESTRICTED, 131031: Fate.RESTRICTED,
    131064: Fate.RESTRICTED,
    # never again this message
    131026: Fate.GONE, 131047: Fate.WINDOW, 131050: Fate.STOPPED,
    131051: Fate.NEVER, 131021: Fate.NEVER, 131049: Fate.NEVER, 130472: Fate.NEVER,
    130497: Fate.NEVER, 131062: Fate.NEVER, 131052: Fate.NEVER, MEDIA: Fate.NEVER,
    100: Fate.NEVER, 131008: Fate.NEVER, 131009: Fate.NEVER,
    # the template, not the message
    132000: Fate.TEMPLATE, 132001: Fate.TEMPLATE, 132005: Fate.TEMPLATE, 132007: Fate.TEMPLATE,
    132008: Fate.TEMPLATE, 132012: Fate.TEMPLATE, 132015: Fate.TEMPLATE, 132016: Fate.TEMPLATE,
    132018: Fate.TEMPLATE, 132068: Fate.TEMPLATE, 132069: Fate.TEMPLATE,
    # our credentials: the token, its rights, payment, registration, the name
    0: Fate.CREDENTIALS, 3: Fate.CREDENTIALS, 10: Fate.CREDENTIALS, 104: Fate.CREDENTIALS,
    190: Fate.CREDENTIALS, 131005: Fate.CREDENTIALS, 131042: Fate.CREDENTIALS,
    131045: Fate.CREDENTIALS, 133010: Fate.CREDENTIALS, 131037: Fate.CREDENTIALS,
    **dict.fromkeys(range(200, 300), Fate.CREDENTIALS),
}  # fmt: skip


class NoSuchObject(CredentialsRejected):
    """Raised when an id of ours is unknown there: that of our number, or of a file gone early."""


class Detail(msgspec.Struct):
    details: str = ""


class GraphError(msgspec.Struct):
    """The `error` object of an answer."""

    code: int | None = None
    error_subcode: int | None = None
    message: str = ""
    error_data: Detail | None = None


class Answer(msgspec.Struct):
    error: GraphError | None = None


_decode = msgspec.json.Decoder(Answer, strict=False).decode


def error_of(status: int, content: bytes, retry_after: float | None) -> DeliveryError:
    """The error class of an answer that is not 2xx. retry_after: seconds that it asks for."""
    try:
        error = _decode(content).error or GraphError()
    except msgspec.MsgspecError:
        error = GraphError()
    words = f"HTTP {status}, code {error.code}: {error.message[:200]}"
    if error.code is None:
        return _by_status(status, words, retry_after)
    if error.code == 100 and error.error_subcode == EXPIRED_SUBCODE:
        # Of our number this is a wrong id in the settings: nothing may be lost for it.
        return NoSuchObject(words)
    return error_of_code(error.code, words, retry_after)


def _by_status(status: int, words: str, retry_after: float | None) -> DeliveryError:
    if status == 429:
        return Retryable(retry_after or RETRY_SECONDS, Scope.CHANNEL, words)
    if status >= 500:
        return Retryable(retry_after or RETRY_SECONDS, Scope.CONTACT, words)
    return CredentialsRejected(words) if status == 401 else Refused(status, words)


def error_of_code(code: int, words: str, retry_after: float | None = None) -> DeliveryError:
    """The error class of a code, whether it came in an answer or in a status."""
    match FATES.get(code, Fate.NEVER):
        case Fate.LATER | Fate.FEW as fate:
            tries = FEW_TRIES if fate is Fate.FEW else None
            return Retryable(retry_after or RETRY_SECONDS, Scope.CONTACT, words, tries=tries)
        case Fate.PAIR:
            return Retryable(retry_after or 1.0, Scope.CONTACT, words, growth=4.0)
        case Fate.CHANNEL | Fate.QUOTA as fate:
            wait = 1.0 if fate is Fate.CHANNEL else CHANNEL_SECONDS
            return Retryable(retry_after or wait, Scope.CHANNEL, words)
        case fate:
            return _final(fate, code, words)


def _final(fate: Fate, code: int, words: str) -> DeliveryError:
    """What no waiting mends."""
    match fate:
        case Fate.RESTRICTED:
            return Restricted(words)
        case Fate.GONE:
            return RecipientGone(words)
        case Fate.WINDOW:
            return Held(window.HELD_FOR_WINDOW, words)
        case Fate.STOPPED:
            return OptedOut(words)
        case Fate.TEMPLATE:
            return Held(window.HELD_FOR_TEMPLATE, words)
        case Fate.CREDENTIALS:
            return CredentialsRejected(words)
        case _:
            return Refused(code, words)
