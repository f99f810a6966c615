"""A toy conversation on the bare engine: no channel, no database, the session kept as JSON."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.engine import Step, advance
from dialog.messages import Incoming, Media, Option, Outgoing, Press
from dialog.questions import Text
from dialog.run import World
from dialog.session import Session, from_json, to_json
from texts.catalogue import load

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MACHINERY = load({})
LINE = 40  # letters of an answer
AnyChat: TypeAlias = Chat[Any]
Conversation: TypeAlias = Callable[[AnyChat], Awaitable[None]]
TEXTS = {
    "name__ask": "Nama?", "name__label": "Nama",
    "town__ask": "Kota?", "town__label": "Kota",
    "tea__ask": "Teh apa?", "tea__label": "Teh",
    "tea__options__green": "Hijau", "tea__options__black": "Hitam",
    "sweet__ask": "Manis?", "sweet__label": "Manis",
    "sweet__options__yes": "Ya", "sweet__options__no": "Tidak",
    "photos__ask": "Foto?",
    "hello__say": "Halo.", "done__say": "Selesai.", "gone__say": "Sudah habis.",
}  # fmt: skip


class ToyWords:
    """The toy's own texts over those of the machinery; any other answer's reason is its path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def find(self, path: str) -> str | None:
        """The text at a path, or None."""
        own = self.texts.get(path.removeprefix("toy."))
        return own or MACHINERY.find(path) or (path if path.startswith("answers.") else None)


class Toy:
    """One person in one conversation. `deploy` puts new code under the stored session."""

    def __init__(self, conversation: Conversation, **texts: str) -> None:
        self.conversation = conversation
        self.words = ToyWords({path.replace("__", "."): text for path, text in texts.items()})
        self.stored = to_json(Session(1, "toy"))
        self.writes = 0
        self.step = Step()

    @property
    def session(self) -> Session:
        """The session as it is stored between turns."""
        return from_json(self.stored)

    @property
    def answers(self) -> dict[str, Any]:
        """The stored answers, in their order."""
        return {key: answer.value for key, answer in self.session.answers.items()}

    @property
    def asked(self) -> str:
        """The key of the question that waits, '' for none."""
        pending = self.session.pending
        return pending.key if pending is not None else ""

    @property
    def shown(self) -> Sequence[Option]:
        """The buttons of the last message."""
        return self.step.outgoing.options if self.step.outgoing is not None else ()

    def write(self) -> None:
        """Change a row, as the engine counts it."""
        self.writes += 1

    def deploy(self, conversation: Conversation) -> None:
        """Other code from the next turn on."""
        self.conversation = conversation

    async def take(self, incoming: Incoming | None) -> str:
        """One turn; the text of what went out, '' for silence."""
        session = self.session
        world = World(tx=None, person=None, channel="toy", now=NOW, words=self.words,
                      count_writes=lambda: self.writes)  # fmt: skip
        self.step = await advance(self.conversation, session, incoming, world)
        self.stored = to_json(session)
        outgoing: Outgoing | None = self.step.outgoing
        return outgoing.text if outgoing is not None else ""

    async def start(self) -> str:
        """Open the conversation."""
        return await self.take(None)

    async def say(self, text: str) -> str:
        """Write something."""
        return await self.take(Incoming("text", text))

    async def do(self, kind: str) -> str:
        """A reserved word or a timer: back, skip, help, again, settled."""
        return await self.take(Incoming(kind))

    async def press(self, key: str, option: str) -> str:
        """Press a button of a question."""
        return await self.take(Incoming("press", press=Press("toy", key, option)))

    async def photo(self, ref: str) -> str:
        """Send a photo of an album."""
        return await self.take(Incoming("media", media=Media("photo", ref, group="album")))


def toy(conversation: Conversation) -> Toy:
    """A toy with the texts of all toys."""
    return Toy(conversation, **TEXTS)


async def name_and_town(chat: AnyChat) -> None:
    """Two questions, a review, and a last word."""
    await chat.ask("name", Text(max_length=LINE))
    await chat.ask("town", Text(max_length=LINE))
    await chat.review()
    chat.say("done")


def choice_of(*teas: str) -> Conversation:
    """A choice of these teas, then a question."""

    async def talk(chat: AnyChat) -> None:
        await chat.ask("tea", Choice(teas))
        await chat.ask("name", Text(max_length=LINE))

    return talk
