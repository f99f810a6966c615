"""Something that needs a person, or does so no more: a line for the log, words for the admins."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

TOKEN_REFUSED, TOKEN_ACCEPTED = "token_refused", "token_accepted"  # the sender and the way in say


@dataclass(frozen=True, slots=True)
class Trouble:
    """key: of the words in `texts/id/alerts.toml`. channel: as in "whatsapp", '' for none.

    detail: what a reader of the log needs to know; name: what it is about, shown to the admins.
    """

    key: str
    channel: str = ""
    detail: str = ""
    name: str = ""
    is_over: bool = False

    def __str__(self) -> str:
        about = " ".join(part for part in (self.channel, self.name) if part)
        return f"{self.key.replace('_', ' ')}: {about} ({self.detail or '-'})"


Alert: TypeAlias = Callable[[Trouble], Awaitable[None]]
