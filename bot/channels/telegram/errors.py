"""Answers of the Bot API that are not ok → what becomes of the row. One table.

Sources: Bot API "Making requests" and "ResponseParameters" (read 2026-11), and descriptions as
python-telegram-bot and its users know them.
"""

from domain.errors import (
    CredentialsRejected,
    DeliveryError,
    RecipientGone,
    Refused,
    Retryable,
    Scope,
)

RETRY_SECONDS = 5.0  # after a failure of the server that names no time

GONE = (  # 403, and 400 for a chat that is no more
    "bot was blocked by the user",
    "user is deactivated",
    "bot can't initiate conversation",
    "chat not found",
    "bot was kicked",
    "peer_id_invalid",
)
HARMLESS = (  # nothing is left to do
    "message is not modified",
    "query is too old",
)
NOT_EDITABLE = ("message can't be edited", "message to edit not found")


def error_of(status: int, description: str, retry_after: float | None) -> DeliveryError:
    """The error class of an answer. status: HTTP status or `error_code`; retry_after: seconds."""
    text = description.lower()
    if status == 429:
        wait = retry_after if retry_after is not None else RETRY_SECONDS
        return Retryable(wait, Scope.CONTACT, description)
    if any(sign in text for sign in GONE):
        return RecipientGone(description)
    if status in (401, 404):  # 404: the path, so the token, is not known
        return CredentialsRejected(description)
    if status == 403:
        return RecipientGone(description)
    if status >= 500:
        return Retryable(RETRY_SECONDS, Scope.CONTACT, description)
    return Refused(status, description)


def is_harmless(description: str) -> bool:
    """Whether the request had nothing left to do."""
    return any(sign in description.lower() for sign in HARMLESS)


def is_not_editable(description: str) -> bool:
    """Whether the message to be edited is gone: then a new one is sent."""
    return any(sign in description.lower() for sign in NOT_EDITABLE)
