"""A running conversation as it is stored: nothing but keyed answers and what is being asked."""

from datetime import datetime
from typing import Any

import msgspec

from dialog.messages import Incoming, Option
from dialog.words import Ours


class Answer(msgspec.Struct, omit_defaults=True):
    """A stored answer. `given` is the digest of what its question depended on."""

    value: Any  # JSON: what the question's `load` understands
    given: str = ""
    is_once: bool = False  # the result of a write or read in mid-flight; back never crosses it


class Pending(msgspec.Struct, omit_defaults=True):
    """The question that was put last and waits for its answer."""

    key: str
    shown: list[Option] = []  # the options as the person saw them, in their order
    attempts: int = 0
    page: int = 0
    collected: list[Any] = []  # what has come of an answer in several messages
    given: str = ""  # the digest of what it depended on when it was put
    way_out: str = ""  # the option that "batal" means; without one it leaves the conversation
    refused: str = ""  # the text that was no answer: who says it once more means it
    refused_group: str = ""  # the album that was answered already: its other photos are silent


class Held(msgspec.Struct, omit_defaults=True):
    """An answer whose question was not reached; used when it is."""

    key: str
    incoming: Incoming
    shown: list[Option]


class Change(msgspec.Struct, omit_defaults=True):
    """An old button was pressed: change this answer? Waits for yes or no."""

    key: str
    option: str


class Edit(msgspec.Struct):
    """An answer that the review was asked to change, as it was: going back leaves it so."""

    key: str
    before: Answer


class Session(msgspec.Struct, omit_defaults=True):
    """One person's run of one conversation."""

    id: int
    conversation: str
    arg: str = ""  # answer number zero: what it was opened with
    answers: dict[str, Answer] = {}  # in the order of the trail
    pending: Pending | None = None
    left: list[str] = []  # answers of a branch that was left: kept, but not asked about now
    put: list[str] = []  # questions that were put at least once
    held: Held | None = None
    change: Change | None = None
    edit: Edit | None = None
    photo_at: datetime | None = None  # when the last photo of an answer came
    requires: str = ""  # the conversation that has to end first
    turn: int = 0
    state: str = "open"  # open, done, cancelled, expired


def _plain(value: Any) -> str:
    """A text of ours is a string; anything else has no place in a session."""
    if isinstance(value, Ours):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


_encoder = msgspec.json.Encoder(enc_hook=_plain)
_decoder = msgspec.json.Decoder(Session)


def to_json(session: Session) -> str:
    """The session as one JSON text; nothing lives outside of it."""
    return _encoder.encode(session).decode()


def from_json(data: str) -> Session:
    """Read a stored session. Raises msgspec.ValidationError if it is not one."""
    return _decoder.decode(data)


def holds_file(session: Session, reference: str) -> bool:
    """Whether an answer, or a part of one, is the file that the channel knows by this reference."""
    return msgspec.json.encode(reference) in _encoder.encode(session)
