"""What every channel makes of its own updates, and what a channel can show."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec import structs

from dialog.messages import Incoming


class Event(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened on a channel, with what is needed to take its turn.

    key: unique on its channel; a repetition is the same event. payload: raw JSON, a NIK masked.
    identity: (kind, value) that the channel vouches for; alias: a second one, on a channel that
    has two; formerly: addresses the person had before a change. ack: what the channel wants to be
    told once the turn is committed (Telegram: the id of the callback query), '' for nothing.
    must_fetch: its file has to be fetched at once, because its reference expires.
    """

    channel: str
    key: str
    address: str
    sent_at: datetime
    incoming: Incoming
    payload: str
    identity: tuple[str, str]
    profile_name: str = ""
    ack: str = ""
    had_nik: bool = False
    alias: tuple[str, str] | None = None
    formerly: tuple[str, ...] = ()
    must_fetch: bool = False

    def as_early(self) -> "Event":
        """The same, sent before the last prompt can have been read."""
        return structs.replace(self, incoming=structs.replace(self.incoming, is_early=True))


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show. Lengths in characters; 0 buttons means numbered text only."""

    buttons: int  # more options than this become a list, or numbered text
    rows: int  # rows of a list; 0 = it has no lists
    button_label: int
    row_label: int
    text: int
    can_edit: bool
    can_request_phone: bool
