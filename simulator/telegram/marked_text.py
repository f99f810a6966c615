"""Plain text and entities, built up piece by piece by the parsers of marked-up text."""

from simulator.telegram.errors import ApiError, bad_request
from simulator.telegram.types import MessageEntity
from simulator.telegram.utf16 import utf16_length


class MarkedText:
    """Collects the characters that stay, and the stretches that mean something."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0  # UTF-16 units so far
        self.entities: list[MessageEntity] = []

    def add(self, characters: str) -> None:
        """Characters that the reader will see."""
        self._parts.append(characters)
        self.length += utf16_length(characters)

    def since(self, offset: int) -> str:
        """What was added after this offset."""
        units = self.text.encode("utf-16-le")
        return units[offset * 2 :].decode("utf-16-le")

    def mark(self, kind: str, offset: int, *, url: str | None = None) -> None:
        """Everything since this offset is of this kind."""
        if self.length > offset:
            entity = MessageEntity(kind, offset, self.length - offset, url=url)
            self.entities.append(entity)

    @property
    def text(self) -> str:
        """The text without its markup."""
        return "".join(self._parts)

    def finished(self) -> tuple[str, list[MessageEntity]]:
        """Text and entities in the order in which they begin, the longer first."""
        return self.text, sorted(self.entities, key=lambda e: (e.offset, -e.length))


def unparsable(reason: str) -> ApiError:
    """400 for markup that does not add up."""
    return bad_request(f"can't parse entities: {reason}")
