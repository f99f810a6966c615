"""A sentence that may be left out, as people leave it out."""

from dialog.choices import NONE_WORDS
from dialog.questions import Reading, Text
from dialog.session import Pending
from domain.answers import yes_no
from domain.answers.result import Accepted, Refused
from domain.plain_text import fold


class Remark(Text):
    """A sentence that may be left out: "tidak ada" leaves it out, "ya" says nothing."""

    def read(self, text: str, pending: Pending) -> Reading:
        if fold(text) in NONE_WORDS | {"tidak", "-"}:
            return Accepted(None)
        if isinstance(yes_no.understand(text), Accepted):
            return Refused("form.too_short")
        return super().read(text, pending)
