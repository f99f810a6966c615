"""The word that sends a broadcast."""

from typing import Any

from dialog.questions import Question, Reading
from dialog.session import Pending
from domain.answers.result import Accepted, Refused
from domain.plain_text import fold


class SendWord(Question[bool]):
    """KIRIM and the number of people, typed: nobody sends by a slip of the thumb."""

    def __init__(self, count: int) -> None:
        self.count = count

    def read(self, text: str, pending: Pending) -> Reading:
        said = fold(text).split()
        if said == ["kirim", str(self.count)]:
            return Accepted(True)
        is_close = said[:1] == ["kirim"]
        return Refused("send_word.number" if is_close else "send_word.none",
                       {"count": str(self.count)})  # fmt: skip

    def load(self, stored: Any) -> bool:
        return bool(stored)
