"""Other code under running forms: a question more, one less, one moved, one with another key.

A change wraps a conversation; the person answers whatever is asked.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, Protocol, TypeAlias

from dialog.chat import Chat
from dialog.contents import Contents
from dialog.engine import Conversation
from dialog.questions import Question, Text
from dialog.run import Run
from dialog.words import Words

NEW_KEY = "sisipan"  # of the question that is more
RENAMED = "_baru"  # follows the old key

Put: TypeAlias = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the code of today puts it, and what it was answered with."""

    question: Question[Any]
    given: object
    params: Mapping[str, object]
    value: Any


class Change(Protocol):
    """What the code of tomorrow does where that of today asks."""

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """The answer to the question of today; put: puts a question of tomorrow."""
        ...


@dataclass(frozen=True, slots=True)
class Insert:
    """A new question before this one."""

    before: str

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """Put the new one first."""
        if key == self.before:
            await put(NEW_KEY, Text(max_length=40))
        return await as_today(put, key, asked)


@dataclass(frozen=True, slots=True)
class Drop:
    """This question is gone; the code goes on with what it led to."""

    key: str
    value: Any = field(repr=False)

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """Ask the others."""
        return self.value if key == self.key else await as_today(put, key, asked)


@dataclass(frozen=True, slots=True)
class Rename:
    """This question has another key, and says so."""

    key: str

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """Put it under its new key."""
        if key != self.key:
            return await as_today(put, key, asked)
        return await put(
            key + RENAMED, asked.question, given=asked.given, aliases=[key], **asked.params
        )


@dataclass(slots=True)
class Move:
    """This question comes earlier, before that one."""

    key: str
    before: str
    moved: Asked = field(repr=False)
    early: list[Any] = field(default_factory=list, repr=False)

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """Ask it at its new place, and know the answer at its old one."""
        if key == self.before:
            self.early[:] = [await as_today(put, self.key, self.moved)]
        if key == self.key and self.early:
            return self.early.pop()
        return await as_today(put, key, asked)


async def as_today(put: Put, key: str, asked: Asked) -> Any:
    """The question as it was."""
    return await put(key, asked.question, given=asked.given, **asked.params)


class Recorder:
    """The code of today, which remembers what it asked. asked: by key, in the order of asking."""

    def __init__(self) -> None:
        self.asked: dict[str, Asked] = {}
        self.doubtful: set[str] = set()  # keys that were answered in more than one way
        self.withdrawn: set[str] = set()  # keys that the code itself forgets
        self.forms: set[int] = set()  # the sessions that asked

    async def ask(self, put: Put, key: str, asked: Asked) -> Any:
        """Ask, and remember."""
        value = await as_today(put, key, asked)
        if key in self.asked and self.asked[key].value != value:
            self.doubtful.add(key)
        self.asked[key] = replace(asked, value=value)
        return value


class ChangedChat(Chat[Any]):
    """A chat whose questions pass a change."""

    def __init__(self, run: Run, change: Change) -> None:
        super().__init__(run)
        self._change = change

    async def ask(
        self, key: str, question: Question[Any], *, given: object = None,
        aliases: Sequence[str] = (), **params: object,
    ) -> Any:  # fmt: skip
        """Ask as the change has it; aliases that the code of today has stay with its keys."""
        put = super().ask
        if isinstance(self._change, Recorder):
            self._change.forms.add(self.session_id)

        async def put_as_was(place: str, one: Question[Any], /, **more: Any) -> Any:
            return await put(place, one, **({"aliases": aliases} | more))

        return await self._change.ask(put_as_was, key, Asked(question, given, params, None))

    def withdraw(self, key: str, because: str | None = None, **params: object) -> NoReturn:
        """Withdraw a question by the key it has now."""
        if isinstance(self._change, Recorder):
            self._change.withdrawn.add(key)
        is_renamed = isinstance(self._change, Rename) and self._change.key == key
        super().withdraw(key + RENAMED if is_renamed else key, because, **params)


def changed(contents: Contents, conversation: str, change: Change) -> Contents:
    """The table of contents with this change in one conversation."""
    entry = contents.conversations[conversation]
    run: Conversation = entry.run

    async def tomorrow(chat: Chat[Any]) -> None:
        await run(ChangedChat(chat._run, change))

    conversations = {**contents.conversations, conversation: replace(entry, run=tomorrow)}
    return replace(contents, conversations=conversations)


class ChangedWords:
    """The texts of today, with words for the new question and for the renamed ones."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def find(self, path: str) -> str | None:
        """The text at a path, or None."""
        if path.endswith(f".{NEW_KEY}.ask"):
            return "Sisipan?"
        return self._words.find(path.replace(f"{RENAMED}.", "."))
