"""Whether a place is really given up: asked where "tidak bisa" comes long before anything asked."""

from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice
from domain.answers import attendance, yes_no
from domain.answers.result import Accepted, Understood
from storage.database import Tx


async def is_leaving(chat: Chat[Tx], **shown: Any) -> bool:  # places of texts take all
    """The person gives it up; "tidak bisa" said once more says so, too."""
    answers = Choice(["leave", "keep"], understand=_understand, way_out="keep")
    return await chat.ask("leave", answers, **shown) == "leave"


def _understand(text: str) -> Understood[str]:
    """Of coming where the words name it, else a plain yes or no to what was asked."""
    comes = attendance.understand(text)
    if isinstance(comes, Accepted) and attendance.is_named(text):
        return Accepted("keep" if comes.value else "leave")
    found = yes_no.understand(text)
    return Accepted("leave" if found.value else "keep") if isinstance(found, Accepted) else found
