"""One run of a conversation from the top: what it has reached, said and understood so far."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec

from dialog.errors import bug
from dialog.messages import Incoming, Option, Outgoing
from dialog.questions import Question
from dialog.session import Answer, Pending, Session
from dialog.words import Words, fill, find_text

Tx = TypeVar("Tx")

MAX_ANSWERS = 200  # a run that asks more than this is a loop
SHARED = "shared"  # texts of questions that several conversations put
BORROWS = "borrows_from"  # names the conversation whose texts stand in where there is no own one


@dataclass(slots=True)
class World(Generic[Tx]):
    """What a run may see of the world. The transaction is opaque here."""

    tx: Tx
    person: Any
    channel: str
    now: datetime
    words: Words
    count_writes: Callable[[], int] = lambda: 0
    fulfilled: Callable[[str], Awaitable[Any]] | None = None
    address: str = ""  # where on the channel the person speaks from


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to somebody else, an effect like a write."""

    person_id: int
    outgoing: Outgoing
    kind: str


class Visit(msgspec.Struct):
    """A question this run came by, with its stored answer."""

    key: str
    question: Question[Any] | None
    stored: Any
    value: Any = None  # what the question made of it


class Run(msgspec.Struct):
    """The state of one run; `Chat` is what a conversation sees of it."""

    session: Session
    world: World[Any]
    incoming: Incoming | None = None
    input_key: str = ""  # the question the incoming message answers
    input_shown: Pending | None = None
    has_to_put: bool = False  # the question is to be put in full, though it was put before
    notes: list[str] = []  # said whatever happens in this turn
    said: list[str] = []  # belongs to the next question
    trail: list[Visit] = []
    met: set[str] = set()  # keys of the trail
    notices: list[Notice] = []
    excused_writes: int = 0
    writes_before: int = 0
    opens: tuple[str, str] | None = None
    is_last_word: bool = False
    outgoing: Outgoing | None = None
    settle_seconds: int | None = None

    def restart(self) -> None:
        """Forget what this run said and met; the answers stay."""
        self.said.clear()
        self.trail.clear()
        self.met.clear()
        self.notices.clear()
        self.opens = None
        self.is_last_word = False

    def visit(self, key: str, question: Question[Any] | None) -> Visit:
        """Come by a question. Raises ConversationBug on a key met twice or a loop."""
        if key in self.met:
            bug(f"{self.session.conversation} asks {key} twice in one run")
        if len(self.trail) >= MAX_ANSWERS:
            bug(f"{self.session.conversation} asks more than {MAX_ANSWERS} questions")
        visit = Visit(key, question, None)
        self.trail.append(visit)
        self.met.add(key)
        return visit

    def text(self, key: str, moment: str, params: Mapping[str, object] | None = None) -> str:
        """A text of this question: the conversation's own, a borrowed or a shared one, else ''."""
        template = _template(self.world.words, self.session.conversation, key, moment)
        return fill(template, params or {}) if template else ""

    def needed_text(self, key: str, moment: str, params: Mapping[str, object]) -> str:
        """As `text`, but raises ConversationBug where there is none."""
        found = self.text(key, moment, params)
        return found or bug(f"there is no text {self.session.conversation}.{key}.{moment}")

    def labelled(self, key: str, options: Sequence[Option]) -> list[Option]:
        """The options with their labels from the catalogue where they bring none."""
        return [
            o if o.label else Option(o.id, self.label_of(key, o.id), o.target, o.note)
            for o in options
        ]

    def label_of(self, key: str, option: str) -> str:
        """The label of an option: the question's own, or that of the machinery for its own.

        Of several of the machinery's, what follows a dash says which: "~keep-1a2b".
        """
        name = option.removeprefix("~").partition("-")[0] if option.startswith("~") else option
        if option != name and not self.text(key, f"options.{name}"):
            return find_text(self.world.words, f"form.{name}", {})
        return self.needed_text(key, f"options.{name}", {})

    def in_words(self, visit: Visit) -> str:
        """A stored answer as the review shows it."""
        question, stored = visit.question, visit.stored
        if question is None or stored is None or stored == []:
            return self.text(visit.key, "none") or "-"
        shown = question.show(stored)
        if shown:
            return self.text(visit.key, "shown", {"value": shown}) or shown
        if isinstance(stored, list):
            return ", ".join(self.label_of(visit.key, one) for one in stored)
        option = {True: "yes", False: "no"}.get(stored, stored)
        return self.label_of(visit.key, str(option))

    def made_writes(self) -> int:
        """Writes of this run that no `once` has kept."""
        return self.world.count_writes() - self.writes_before - self.excused_writes

    def rename(self, old: str, key: str) -> None:
        """A question has got another key: so has its answer, the one on its way included."""
        session = self.session
        if old in session.answers and key not in session.answers:
            session.answers[key] = session.answers.pop(old)
        if old in session.put:
            session.put[session.put.index(old)] = key
        for one in (session.pending, session.held, session.change, session.edit):
            if one is not None and one.key == old:
                one.key = key
        if self.input_key == old:
            self.input_key = key

    def forget(self, key: str) -> None:
        """Forget one answer."""
        self.session.answers.pop(key, None)

    def keep(self, key: str, value: Any, given: str, *, is_once: bool = False) -> None:
        """Store an answer at the end of the trail."""
        self.session.answers.pop(key, None)
        self.session.answers[key] = Answer(value, given, is_once)

    def order_answers(self) -> None:
        """Bring the stored answers into the order of this run's trail.

        Those of a branch that was left go first, so that "back" finds the last one of the trail.
        """
        met = [v.key for v in self.trail if v.key in self.session.answers]
        rest = [k for k in self.session.answers if k not in self.met]
        self.session.left = rest
        if [*rest, *met] != list(self.session.answers):
            self.session.answers = {k: self.session.answers[k] for k in (*rest, *met)}


@lru_cache(maxsize=8192)  # every run asks for the same ones again
def _template(words: Words, conversation: str, key: str, moment: str) -> str:
    lender = words.find(f"{conversation}.{BORROWS}")
    for home in (conversation, *([lender] if lender else []), SHARED):
        if found := words.find(f"{home}.{key}.{moment}"):
            return found
    return ""


def digest(given: object) -> str:
    """A short fingerprint of what a question depends on; '' where it depends on nothing."""
    return "" if given is None else _fingerprint(repr(given))


@lru_cache(maxsize=1024)  # every run asks for the same ones again
def _fingerprint(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()
