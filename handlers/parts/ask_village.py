"""The kelurahan where it is made, typed as people call it."""

from functools import cache

from dialog.chat import Chat
from dialog.questions import Parsed
from domain.answers import village
from domain.answers.result import Understood
from handlers.parts.business_words import village_words
from storage import seed
from storage.database import Tx


@cache
def _codes() -> frozenset[str]:
    return frozenset(v.code for v in seed.villages())


def _understand(text: str) -> Understood[str]:
    return village.understand(text, seed.villages())


async def ask_village(chat: Chat[Tx], *, is_planned: bool = False) -> str:
    """The official code; a name that several kelurahan share is asked back with a list."""
    place = "planned" if is_planned else "running"
    return await chat.ask(
        "village",
        Parsed[str](_understand, names=village_words, accepts=lambda code: code in _codes()),
        place=chat.words(f"register_business.places.{place}"),
    )
