"""What a conversation can do: ask, say, review, withdraw, once, require, open, notify.

A conversation is a plain async function of a `Chat`. It runs again from the top at every message;
`ask` returns the stored answer or suspends. Writes come after the last question.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any, Generic, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from dialog import asking
from dialog.errors import Leave, Required, Rerun, bug
from dialog.messages import Option, Outgoing, Template, literal
from dialog.questions import Question
from dialog.reviewing import CHANGE, REVIEW, Review, review_lines
from dialog.run import Notice, Run, Visit, digest
from dialog.session import Edit
from dialog.words import Ours, Words, find_text
from domain.clock import JAKARTA

T = TypeVar("T")
Tx = TypeVar("Tx")


class Chat(Generic[Tx]):
    """A conversation's view of one run."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def tx(self) -> Tx:
        """The turn's transaction, to be passed on to `storage`."""
        return self._run.world.tx  # type: ignore[no-any-return]  # World[Any] inside the engine

    @property
    def person(self) -> Any:
        """Who speaks (`domain.person.Person`)."""
        return self._run.world.person

    @property
    def channel(self) -> str:
        """The channel of this turn, as a word for the record; conversations never branch on it."""
        return self._run.world.channel

    @property
    def address(self) -> str:
        """Where on the channel the person speaks from; opaque, for the record."""
        return self._run.world.address

    @property
    def arg(self) -> str:
        """What the conversation was opened with, '' for nothing."""
        return self._run.session.arg

    @property
    def session_id(self) -> int:
        """The id of this session."""
        return self._run.session.id

    @property
    def now(self) -> datetime:
        """The business time of this turn, aware, UTC."""
        return self._run.world.now

    @property
    def today(self) -> date:
        """The calendar day in Medan."""
        zone: ZoneInfo = JAKARTA
        return self.now.astimezone(zone).date()

    @property
    def catalogue(self) -> Words:
        """The texts themselves, for parts that jobs use as well."""
        found: Words = self._run.world.words
        return found

    def say(self, moment: str, **params: object) -> None:
        """Say something; it goes out with the next question, or at the end."""
        self._run.said.append(self._run.needed_text(moment, "say", params))

    def words(self, path: str, **params: object) -> Ours:
        """A text of ours by its full path, to be put inside another."""
        return Ours(find_text(self._run.world.words, path, params))

    def find_words(self, path: str) -> Ours | None:
        """As `words`, for a text that may be missing: that of another conversation's question."""
        found = self._run.world.words.find(path)
        return Ours(found) if found is not None else None

    async def ask(
        self,
        key: str,
        question: Question[T],
        *,
        given: object = None,
        aliases: Sequence[str] = (),
        **params: object,
    ) -> T:
        """The answer to a question, or suspend until it comes.

        key: the stored name of the answer, unique in a run; renaming it needs `aliases`.
        given: what the question depends on; when that changes it is asked again.
        params: fill the places of the question's text.
        """
        result: T = asking.ask(self._run, key, question, given, aliases, params)
        return result

    async def review(self, **params: object) -> None:
        """Show the answers; return when the person confirms exactly these."""
        lines = review_lines(self._run)
        numbered = "\n".join(f"{n}. {x.label}: {literal(x.text)}" for n, x in enumerate(lines, 1))
        shown = [(line.label, line.text) for line in lines]
        places: dict[str, object] = {"lines": Ours(numbered), **params}
        session = self._run.session
        session.edit = None  # what was to be changed has been answered
        answer = asking.ask(self._run, REVIEW, Review(lines), shown, (), places)
        if answer.startswith(CHANGE):
            key = answer.removeprefix(CHANGE)
            session.edit = Edit(key, session.answers.pop(key))
            self._run.forget(REVIEW)
            raise Rerun

    def withdraw(self, key: str, because: str | None = None, **params: object) -> NoReturn:
        """Forget an answer and all after it on the trail, and run again."""
        if self._run.made_writes():
            bug(f"{self._run.session.conversation} withdraws {key} after a write")
        keys = [v.key for v in self._run.trail]
        for later in keys[keys.index(key) :]:
            self._run.forget(later)
        if because:
            self._run.notes.append(self._run.needed_text(because, "say", params))
        raise Rerun

    async def once(self, key: str, act: Callable[[], Awaitable[T]], *, given: object = None) -> T:
        """Do something in mid-flight exactly once; its JSON result is stored as an answer.

        given: what is done; when that changes, it is done anew. *Kembali* stops here.
        """
        visit = self._run.visit(key, None)
        stored, mark = self._run.session.answers.get(key), digest(given)
        if stored is None or stored.given != mark:
            before = self._run.made_writes()
            value = await act()
            self._run.excused_writes += self._run.made_writes() - before
            self._run.keep(key, value, mark, is_once=True)
            return value
        visit.stored = stored.value
        return stored.value  # type: ignore[no-any-return]  # JSON of the act's own result

    async def require(self, conversation: str) -> Any:
        """What another conversation has brought about; it is held first where that is missing."""
        run = self._run
        found = await run.world.fulfilled(conversation) if run.world.fulfilled else None
        if found is not None:
            run.session.requires = ""
            return found
        if run.session.requires == conversation:  # it was held and did not lead there
            run.said.append(run.needed_text("require", "unmet", {}))
            raise Leave
        raise Required(conversation)

    def open(self, conversation: str, arg: str = "") -> None:
        """Go on with another conversation when this one has ended."""
        self._run.opens = (conversation, arg)

    def last_word(self) -> None:
        """Nothing follows in this turn, no open form is offered: its person is another one now."""
        self._run.is_last_word = True

    def leave(self) -> NoReturn:
        """End here, from inside a part."""
        raise Leave

    def offer(
        self, options: Sequence[Option], media: Sequence[int] = (), document: str = ""
    ) -> None:
        """Put buttons that open other conversations under what is said at the end.

        document: "kind:number" of a file that is made from rows, to go with it.
        """
        text = "\n\n".join(self._run.said)
        self._run.outgoing = Outgoing(text, tuple(options), media=tuple(media), document=document)

    def notify(  # noqa: PLR0913  # the parts of one message
        self,
        person_id: int,
        path: str,
        *,
        options: Sequence[Option] = (),
        media: Sequence[int] = (),
        kind: str = "notice",
        document: str = "",
        template: Template | None = None,
        **params: object,
    ) -> None:
        """Write to somebody else, when this turn commits. path: full path of the text.

        template: instead, or ahead of it, where a channel takes nothing else; without one the
        person is told that something waits for them.
        """
        text = find_text(self._run.world.words, path, params)
        outgoing = Outgoing(
            text, tuple(options), media=tuple(media), document=document, template=template
        )
        self._run.notices.append(Notice(person_id, outgoing, kind))

    def visited(self) -> list[Visit]:
        """The questions of this run with their stored answers."""
        return list(self._run.trail)
