"""A small table of contents, words and people, for tests of the machinery itself."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.channels.events import Event
from bot.marks import Settle
from dialog.chat import Chat
from dialog.contents import Contents, Entry
from dialog.messages import Incoming
from dialog.questions import Text, YesNo
from storage import outbox
from storage.database import Tx
from texts.catalogue import load

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
WORDS = {
    "tea.title": "pesan teh",
    "tea.name.ask": "Nama?",
    "tea.name.label": "Nama",
    "tea.sweet.ask": "Manis?",
    "tea.sweet.label": "Manis",
    "tea.sweet.options.yes": "Ya",
    "tea.sweet.options.no": "Tidak",
    "tea.done.say": "Teh untuk {name}.",
    "main_menu.title": "menu",
    "main_menu.what.ask": "Mau apa?",
}


class Words:
    """The toy's own texts over those of the machinery."""

    def __init__(self) -> None:
        self._base = load({})

    def find(self, path: str) -> str | None:
        """The text at a path, or None."""
        return WORDS.get(path) or self._base.find(path)


async def order_tea(chat: Chat[Any]) -> None:
    """Two questions, a review, and one word at the end."""
    name = await chat.ask("name", Text(max_length=40))
    if name == "bom":
        raise ZeroDivisionError
    await chat.ask("sweet", YesNo())
    await chat.review()
    chat.say("done", name=name)


async def choose(chat: Chat[Any]) -> None:
    """Whatever is said opens the order."""
    await chat.ask("what", Text(max_length=40))
    chat.open("tea")


CONTENTS = Contents(
    {"tea": Entry(order_tea), "main_menu": Entry(choose, is_form=False)},
    {"menu": "main_menu", "register": "tea"},
)


class Table:
    """Hands of a process without a sender: rows wait in the table."""

    def admit(self, rows: Sequence[outbox.Row]) -> frozenset[int]:
        """None is sent from memory."""
        return frozenset()

    def hand_over(self, rows: Sequence[outbox.Row]) -> None:
        """Nothing was admitted."""

    def release(self, rows: Sequence[outbox.Row]) -> None:
        """Nothing was admitted."""

    def look(self) -> None:
        """Nobody looks."""

    async def write_marks(self, tx: Tx) -> Settle:
        """There are none."""
        return lambda committed: None


def said(text: str, key: str, address: str = "7") -> Event:
    """A person's text message."""
    return Event("telegram", key, address, NOW, Incoming("text", text), "{}",
                 ("telegram", address))  # fmt: skip
