"""A webhook body, walked whole: every entry, change, message, status, preference and notice.

What cannot be read is kept all the same, as nobody's, under a digest of its bytes.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Raw

from bot.channels.events import Event
from bot.channels.masking import masked
from bot.channels.mending import mended
from bot.channels.whatsapp.messages import (
    CHANNEL,
    UNREADABLE,
    Senders,
    address_of,
    addresses,
    event_of,
)
from bot.channels.whatsapp.payloads import (
    Body,
    Change,
    Entry,
    OurBody,
    Preference,
    Problem,
    TemplateNews,
    Value,
)
from bot.channels.whatsapp.statuses import receipt_of
from dialog.messages import Incoming
from domain.errors import CredentialsRejected, DeliveryError, Restricted
from storage.receipts import Receipt
from storage.templates import TemplateState

log = logging.getLogger("ikm.whatsapp.updates")

T = TypeVar("T")


@dataclass(slots=True)
class News:
    """What one body brought. troubles: what statuses tell of our account."""

    events: list[Event] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    templates: list[TemplateState] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)  # addresses that want no marketing
    troubles: list[DeliveryError] = field(default_factory=list)

    @property
    def is_one_message(self) -> bool:
        """Whether it brought one event and nothing besides."""
        more = self.receipts or self.templates or self.stopped or self.troubles
        return len(self.events) == 1 and not more


def _decoder(kind: type[T]) -> Callable[[bytes | Raw], T | None]:
    decode = msgspec.json.Decoder(kind, strict=False).decode

    def read(raw: bytes | Raw) -> T | None:
        try:
            return decode(raw)
        except UNREADABLE:
            return None

    return read


_body = _decoder(Body)
_our_body = _decoder(OurBody)
_entry = _decoder(Entry)
_change = _decoder(Change)
_value = _decoder(Value)
_preference = _decoder(Preference)
_problem = _decoder(Problem)
_template = _decoder(TemplateNews)


def read_body(raw: bytes, phone_number_id: str, now: datetime) -> News:
    """All that a body says. phone_number_id: ours; what is another number's is nobody's."""
    news = News()
    if _read_common(news, raw, phone_number_id, now):
        return news
    body = _body(raw)
    if body is None:
        body = _body(mended(raw))
    if body is None:
        log.warning("a body of %d bytes cannot be read; it is kept", len(raw))
        news.events.append(nobodys(raw, now))
        return news
    for raw_entry in body.entry:
        entry = _entry(raw_entry)
        if entry is None:
            _keep(news, raw_entry, "an entry that cannot be read", now)
            continue
        for raw_change in entry.changes:
            why = _read_change(news, _change(raw_change) or Change(), phone_number_id, now)
            if why:
                _keep(news, raw_change, why, now)
    return news


def _keep(news: News, raw: Raw, what: str, now: datetime) -> None:
    """Nobody's: in the log without a word of its contents."""
    log.warning("%s is kept as nobody's", what)
    news.events.append(nobodys(raw, now))


def _read_common(news: News, raw: bytes, phone_number_id: str, now: datetime) -> bool:
    """Take a body in one pass where nothing of it has to be kept as it is; False for any other."""
    body = _our_body(raw)
    changes = [c for entry in body.entry for c in entry.changes] if body is not None else []
    for change in changes:
        metadata = change.value.metadata
        is_ours = metadata is not None and metadata.phone_number_id == phone_number_id
        if change.field != "messages" or not is_ours or not _says_something(change.value):
            return False
    for change in changes:
        _read_value(news, change.value, now)
    return bool(changes)


def _says_something(value: Value) -> bool:
    return bool(value.messages or value.statuses)


def nobodys(raw: bytes | Raw, now: datetime) -> Event:
    """Something that belongs to nobody, or that we do not know: kept, and nothing else."""
    content = bytes(raw)
    key = "raw:" + hashlib.blake2s(content, digest_size=16).hexdigest()
    text = masked(content.decode("utf-8", "replace")).replace("\0", "")
    return Event(CHANNEL, key, "", now, Incoming("nothing"), text, (CHANNEL, ""))


def _read_change(news: News, change: Change, phone_number_id: str, now: datetime) -> str:
    """Take what one change brings; what it is, where nothing of it was understood."""
    unknown = f"a change of the field {change.field[:40]!r}"
    if change.field == "message_template_status_update":
        return "" if _read_template(news, change.value) else unknown
    value = _value(change.value)
    if value is None:
        return unknown
    told_id = value.metadata.phone_number_id if value.metadata else ""
    if told_id and told_id != phone_number_id:
        return f"news of another number ({told_id})"
    before = (len(news.events), len(news.receipts), len(news.stopped))
    _read_value(news, value, now)
    after = (len(news.events), len(news.receipts), len(news.stopped))
    return unknown if before == after else ""


def _read_value(news: News, value: Value, now: datetime) -> None:
    senders = Senders(value.contacts)
    for raw in value.messages:
        event = event_of(raw, senders, now) or nobodys(raw, now)
        news.events.append(event)
        if not event.address:
            log.warning("a message without a sender whom we could answer is kept as nobody's")
    for raw in value.errors:
        problem = _problem(raw)
        log.warning("the platform reports error %d of our account", problem.code if problem else 0)
        news.events.append(nobodys(raw, now))
    _read_statuses(news, value.statuses, now)
    _read_preferences(news, value.user_preferences)


def _read_statuses(news: News, statuses: Sequence[Raw], now: datetime) -> None:
    for raw in statuses:
        receipt, error = receipt_of(raw, now)
        if receipt is None:
            news.events.append(nobodys(raw, now))
            continue
        news.receipts.append(receipt)
        if isinstance(error, Restricted | CredentialsRejected):
            news.troubles.append(error)


def _read_preferences(news: News, preferences: Sequence[Raw]) -> None:
    """Stopping our marketing on the platform is an opt-out; coming back is said to us."""
    for raw in preferences:
        told = _preference(raw)
        who = addresses(told.wa_id, told.user_id) if told is not None else None
        if told is not None and who is not None and told.value == "stop":
            news.stopped.append(address_of(who[0]))


def _read_template(news: News, raw: Raw) -> bool:
    told = _template(raw)
    if told is None or not told.message_template_name:
        return False
    reason = "" if told.reason in (None, "NONE") else str(told.reason)
    state = TemplateState(told.message_template_name, told.event.lower(), reason)
    news.templates.append(state)
    return True
