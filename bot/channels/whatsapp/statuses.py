"""Statuses of a webhook → receipts: how far a message came, what it cost, why it failed."""

from datetime import datetime, timedelta

import msgspec
from msgspec import Raw

from bot.channels.whatsapp.errors import MEDIA, error_of_code
from bot.channels.whatsapp.messages import UNREADABLE, moment
from bot.channels.whatsapp.payloads import Problem, Status
from domain import window
from domain.delivery import WITHOUT_MEDIA, SendState
from domain.errors import (
    CredentialsRejected,
    DeliveryError,
    Held,
    OptedOut,
    RecipientGone,
    Refused,
    Restricted,
    Retryable,
)
from storage.receipts import MOST_RETRIES, Receipt

# "played" is read and more; "deleted" says nothing about us.
STATES = {
    "sent": SendState.SENT,
    "delivered": SendState.DELIVERED,
    "read": SendState.READ,
    "played": SendState.READ,
    "failed": SendState.FAILED,
}
RETRY_SECONDS = 60.0  # after a failure that came late
ACCOUNT_SECONDS = 900.0  # when the account is in trouble, which does not pass by itself
ACCOUNT_TRIES = 100  # a day of that

_decode = msgspec.json.Decoder(Status, strict=False).decode


def receipt_of(raw: Raw, now: datetime) -> tuple[Receipt | None, DeliveryError | None]:
    """The receipt of one status, and the error that it tells of; None where it has no id."""
    try:
        status = _decode(raw)
    except UNREADABLE:
        return None, None
    if not status.id:
        return None, None
    state = STATES.get(status.status)
    problem = status.errors[0] if status.errors and state is SendState.FAILED else None
    error = error_of_code(problem.code, _words(problem)) if problem is not None else None
    number = status.biz_opaque_callback_data
    at = moment(status.timestamp, now)
    is_account = isinstance(error, Restricted | CredentialsRejected)
    becomes, reason, due_at = _becomes(state or SendState.SENT, problem, error, now)
    return Receipt(
        key=f"{status.id}:{status.status}",
        row_id=int(number) if number.isdecimal() and len(number) < 20 and state else 0,
        provider_id=status.id if state and not number else "",
        address=status.recipient_id or status.recipient_user_id,
        state=becomes, at=at, payload=bytes(raw).decode("utf-8", "replace"), reason=reason,
        pricing=_pricing(status), due_at=due_at, gone=isinstance(error, RecipientGone),
        opted_out=isinstance(error, OptedOut),
        tries=ACCOUNT_TRIES if is_account else MOST_RETRIES,
    ), error  # fmt: skip


def _words(problem: Problem) -> str:
    details = problem.error_data.details if problem.error_data else ""
    return f"code {problem.code}: {(details or problem.title or problem.message)[:200]}"


def _becomes(
    state: SendState, problem: Problem | None, error: DeliveryError | None, now: datetime
) -> tuple[SendState, str, datetime | None]:
    """(state, reason, due) of the row. What may go through later is queued once more."""
    match error:
        case None:
            return state, "failed" if state is SendState.FAILED else "", None
        case Held() if error.reason == window.HELD_FOR_WINDOW:  # the template, or held
            return SendState.QUEUED, window.HELD_FOR_WINDOW, now
        case Refused() if error.code == MEDIA:  # that was looked at after it had been taken
            return SendState.QUEUED, WITHOUT_MEDIA, now
        case Restricted() | CredentialsRejected():
            return SendState.QUEUED, "", now + timedelta(seconds=ACCOUNT_SECONDS)
        case Held() | Retryable():
            return SendState.QUEUED, "", now + timedelta(seconds=RETRY_SECONDS)
    return SendState.FAILED, str(problem.code if problem else ""), None


def _pricing(status: Status) -> str:
    pricing = status.pricing
    if pricing is None or not pricing.category:
        return ""
    return f"{'free' if pricing.billable is False else 'billable'} {pricing.category}"
