"""The question for a message in one's own words: lines, bubbles, photos, voice notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dialog.messages import Incoming
from dialog.questions import Collected, Question, Reading
from dialog.session import Pending
from domain.answers.result import Accepted, Refused
from domain.plain_text import tidy

SETTLE_SECONDS = 4  # people write a message in bubbles, a few seconds apart


FILES = ("photo", "voice", "audio")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message, known by the channel's reference."""

    kind: str
    ref: str
    mime: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message. text: '' where it is only files."""

    text: str
    files: tuple[Attached, ...] = ()


class Letter(Question[Written]):
    """What somebody wants to say; with `in_bubbles` all that comes before a pause is one."""

    tells_parts = False  # they close by themselves

    def __init__(
        self, *, max_length: int, in_bubbles: bool = False, takes_files: bool = True
    ) -> None:
        self.max_length, self.takes = max_length, FILES if takes_files else ()
        self.settle_seconds = SETTLE_SECONDS if in_bubbles else None

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        file = incoming.media if incoming.media and incoming.media.kind in self.takes else None
        if file is None and incoming.kind != "text":
            return Refused("form.text_wanted")
        lines = [tidy(line) for line in incoming.text.splitlines()]
        part = {"text": "\n".join(line for line in lines if line)}
        if file is not None:
            part |= {"kind": file.kind, "ref": file.ref, "mime": file.mime}
        elif not any(c.isalnum() for c in part["text"]):
            return Refused("form.text_wanted")
        if self.settle_seconds is not None:
            return Collected(part) if len(part["text"]) <= self.max_length else self._too_long()
        return self.finish([part])

    def finish(self, collected: Sequence[Any]) -> Reading:
        text = "\n".join(part["text"] for part in collected if part["text"])
        files = [[part["kind"], part["ref"], part["mime"]] for part in collected if "ref" in part]
        if len(text) > self.max_length:
            return self._too_long()
        return Accepted({"text": text, "files": files})

    def _too_long(self) -> Refused:
        return Refused("form.too_long", {"limit": str(self.max_length)})

    def keep_parts(self, collected: Sequence[Any]) -> list[Any]:
        return list(collected)

    def load(self, stored: Any) -> Written:
        return Written(stored["text"], tuple(Attached(*file) for file in stored["files"]))

    def show(self, stored: Any) -> str:
        return str(stored["text"])
