"""The kinds of questions: small classes that read an answer, and give it back as a value.

A question is made anew on every run; what it needs to remember lies in `Pending`. Stored answers
are plain JSON. `parse` never raises: it returns what the answer means, or why it has no meaning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar
from zlib import crc32

from dialog.messages import Incoming, Option
from dialog.session import Pending
from domain.answers import choice, have, yes_no
from domain.answers.nik import MASK
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.deep_link import as_stored
from domain.errors import Invalid
from domain.plain_text import fold, tidy

T = TypeVar("T")

MAX_ANSWER_LENGTH = 4096  # a Telegram message; Bot API "sendMessage", read 2026-11


KEEP = "~keep"  # the button that makes a proposal the answer; behind it, which one
LATER = "form.later"  # the reason when somebody only says that the answer comes later
ASKED = "form.asked"  # the reason when somebody asks instead of answering
NOT_THAT_ONE = "form.not_that_one"  # the reason when the only candidate is refused
NOT_IT = {"bukan", "bukan itu", "bukan yang itu", "salah"}
SKIP = "~skip"  # the button under a question that may be left out


@dataclass(frozen=True, slots=True)
class Collected:
    """A part of an answer that comes in several messages; the rest may follow.

    reason: what to say about it (a key of the catalogue), with a button that keeps it.
    more: further parts of the same message.
    """

    item: Any
    reason: str = ""
    more: tuple[Any, ...] = ()


Reading: TypeAlias = Understood[Any] | Collected


class Question(Generic[T]):
    """What every question can do; a subclass says how it reads a text."""

    optional = False  # "lewati" gives None
    wants = ""  # phone or place: the channel may offer a button of its own
    tells_parts = True  # what has come of it is told when it is put once more
    settle_seconds: int | None = None  # parts are silent; so long after the last it is whole
    way_out = ""  # the option that "batal", "gak jadi" means; '' = they leave the conversation
    may_be_held = True  # an answer that came when another question had to be put first is used

    def options(self) -> Sequence[Option]:
        """The choices to show, in order; without a label the catalogue has it."""
        return ()

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        """What this message means as an answer. The value is what will be stored."""
        if incoming.kind == "text":
            return self.read(incoming.text, pending)
        if incoming.kind == "press" and incoming.press is not None:
            return self.pick(incoming.press.option, pending)
        return Refused("form.text_wanted" if not self.options() else "form.choice_wanted")

    def read(self, text: str, pending: Pending) -> Reading:
        """What this text means as an answer."""
        raise NotImplementedError

    def pick(self, option: str, pending: Pending) -> Reading:
        """What a press on this option means."""
        known = {o.id for o in self.options()} | {o.id for o in pending.shown}
        return Accepted(option) if option in known else Refused("form.option_gone")

    def finish(self, collected: Sequence[Any]) -> Reading:
        """What the collected parts mean together, when no more came."""
        return Accepted(list(collected))

    def keep_parts(self, collected: Sequence[Any]) -> list[Any]:
        """The parts of an answer that stay when it is asked once more: those of a list, photos."""
        return []

    def label(self, candidate: str) -> str:
        """How a candidate is named when an answer has more than one meaning."""
        return candidate

    def load(self, stored: Any) -> T:
        """The value of a stored answer. Raises Invalid when it is no longer accepted."""
        return stored  # type: ignore[no-any-return]  # JSON in, its own type out

    def show(self, stored: Any) -> str:
        """The stored answer in words, for the review; '' lets the catalogue's label speak."""
        return str(stored)

    def is_shown(self, stored: Any) -> bool:
        """Whether the review shows it; an answer that only leads to another question is not."""
        return True


def keep_of(proposed: object) -> str:
    """The option that makes this proposal the answer; several may stand in the chat."""
    return f"{KEEP}-{crc32(str(proposed).encode()):x}"


class Text(Question[str]):
    """A line in the person's own words."""

    def __init__(self, *, max_length: int, min_length: int = 2, optional: bool = False) -> None:
        self.max_length, self.min_length, self.optional = max_length, min_length, optional

    def read(self, text: str, pending: Pending) -> Reading:
        if pending.collected and yes_no.understand(text) == Accepted(True):
            return Accepted(pending.collected[-1])
        told = text.replace(MASK, "")  # what stands for a NIK is nobody's answer
        lines = [tidy(line) for line in told.splitlines() if tidy(line)]
        if not lines or not any(c.isalnum() for c in lines[0]):
            return Refused("form.text_wanted")
        if len(lines) > 1 and len(lines[0]) >= self.min_length:
            return AsksBack("form.several_lines")
        if len(lines[0]) > self.max_length:
            return Refused("form.too_long", {"limit": str(self.max_length)})
        return Accepted(lines[0]) if len(lines[0]) >= self.min_length else Refused("form.too_short")

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        reading = super().parse(incoming, pending)
        if incoming.kind == "text" and isinstance(reading, Accepted):
            if incoming.is_early:
                return Collected(reading.value, "form.early")
            if incoming.is_forwarded:  # somebody else's words, perhaps only passed on
                return Collected(reading.value, "form.forwarded")
        return reading

    def pick(self, option: str, pending: Pending) -> Reading:
        proposed = {keep_of(one): one for one in pending.collected}
        if option == KEEP and proposed:  # a button of before proposals were told apart
            return Accepted(pending.collected[-1])
        return Accepted(proposed[option]) if option in proposed else Refused("form.option_gone")

    def load(self, stored: Any) -> str:
        if not isinstance(stored, str) or len(stored) > self.max_length:
            raise Invalid("form.changed")
        return stored


class YesNo(Question[bool]):
    """Yes or no, as people say it."""

    def __init__(self, understand: Callable[[str], Understood[bool]] = yes_no.understand) -> None:
        self.understand = understand

    def options(self) -> Sequence[Option]:
        return (Option("yes"), Option("no"))

    def read(self, text: str, pending: Pending) -> Reading:
        numbered = {"1": True, "2": False}.get(text.strip(" .)"))
        if numbered is not None:
            return Accepted(numbered)
        understood = self.understand(text)
        if isinstance(understood, Accepted):
            return understood
        label = picked(text, pending.shown)  # "bukan", where the button says "Bukan saya"
        return self.pick(label, pending) if label else understood

    def pick(self, option: str, pending: Pending) -> Reading:
        return Accepted(option == "yes") if option in ("yes", "no") else Refused("form.option_gone")

    def show(self, stored: Any) -> str:
        return ""


class Shall(YesNo):
    """Whether to do the one thing the conversation is for: "gak jadi" is a no to it."""

    way_out = "no"


class Have(YesNo):
    """Has it, or has it not (yet)."""

    def __init__(self) -> None:
        super().__init__(have.understand)


def is_only_one(shown: Sequence[Option]) -> bool:
    """Whether the list holds one candidate: then the question was "is it this one?"."""
    return sum(not o.id.startswith("~") for o in shown) == 1


def is_no(text: str) -> bool:
    """Whether "is it this one?" is answered with no: "bukan", "salah", "tidak kak"."""
    return fold(text) in NOT_IT or yes_no.understand(text) == Accepted(False)


def called(text: str, shown: Sequence[Option]) -> str:
    """The one option of a shown list that a code names ("plt 1"); '' where it names none."""
    if not any(o.code for o in shown):
        return ""
    code = as_stored(text)
    found = [o.id for o in shown if o.code == code]
    return found[0] if len(found) == 1 else ""


def picked(text: str, shown: Sequence[Option]) -> str:
    """The option of a shown list that a text means, by number or label; '' where it means none."""
    labels = [(o.id, o.label) for o in shown if not o.id.startswith("~")]
    if is_only_one(shown) and yes_no.understand(text) == Accepted(True):
        return labels[0][0]  # "is it this one?"
    understood = choice.understand(text, labels) if labels else None
    return labels[understood.value - 1][0] if isinstance(understood, Accepted) else ""


class Parsed(Question[T]):
    """Anything that one function of `domain.answers` understands.

    `names` turns a value into words; with `candidates` of a doubtful answer it labels the choices,
    and `value_of` turns a chosen one back into a value.
    """

    def __init__(
        self,
        understand: Callable[[str], Understood[Any]],
        *,
        names: Callable[[Any], str] = str,
        value_of: Callable[[str], Any] = str,
        accepts: Callable[[Any], bool] = lambda stored: True,
        optional: bool = False,
    ) -> None:
        self.understand, self.names, self.accepts = understand, names, accepts
        self.value_of = value_of
        self.optional = optional

    def read(self, text: str, pending: Pending) -> Reading:
        understood = self.understand(text)
        is_place = text.strip(" .)").isdecimal()  # among 5 and 4, "4" is itself, "1" the first
        shown = {o.id for o in pending.shown}
        if isinstance(understood, Accepted) and (not is_place or str(understood.value) in shown):
            return understood
        chosen = picked(text, pending.shown)
        if not chosen and is_only_one(pending.shown) and is_no(text):
            return Refused(NOT_THAT_ONE)
        return Accepted(self.value_of(chosen)) if chosen else understood

    def pick(self, option: str, pending: Pending) -> Reading:
        known = any(o.id == option for o in pending.shown)
        return Accepted(self.value_of(option)) if known else Refused("form.option_gone")

    def label(self, candidate: str) -> str:
        return self.names(candidate)

    def load(self, stored: Any) -> T:
        if not self.accepts(stored):
            raise Invalid("form.changed")
        return stored  # type: ignore[no-any-return]  # JSON in, its own type out

    def show(self, stored: Any) -> str:
        return self.names(stored)
