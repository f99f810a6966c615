"""The review: the answers in a numbered list, to be confirmed or changed one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialog.messages import Option
from dialog.questions import Question, Reading
from dialog.run import Run
from dialog.session import Pending
from domain.answers import yes_no
from domain.answers.result import Accepted, AsksBack, Refused
from domain.answers.spelling import plain_words
from domain.answers.words import clean
from domain.plain_text import fold

REVIEW = "review"  # the key of every review
CHANGE = "change:"
CHANGE_WORDS = {"ubah", "ganti", "edit", "ubah jawaban", "salah", "ada yang salah", "tidak"}
BESIDE_A_LINE = CHANGE_WORDS | {"mau", "tolong", "yang", "yg", "keliru", "diganti", "diubah"}
LINE_NUMBER = re.compile(
    r"\b(?:no|nomor|nomer|nmr|yang|yg)\.? ?(\d{1,2})\b|^(\d{1,2}) (?:yang )?salah\b"
)
CONFIRM_WORDS = {"kirim", "sudah betul", "sudah benar", "betul", "benar", "sudah"}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the review: the key of its question, its label, the answer in words."""

    key: str
    label: str
    text: str


def review_lines(run: Run) -> list[Line]:
    """The answers to show: those whose question has a label in the catalogue."""
    return [
        Line(visit.key, label, run.in_words(visit))
        for visit in run.trail
        if visit.question is not None
        and (visit.stored is None or visit.question.is_shown(visit.stored))
        and (label := run.text(visit.key, "label"))
    ]


def _says_button(text: str, pending: Pending) -> bool:
    """Whether it is a yes where the button's own words are one: "udah betul kirim aja".

    A doubt or a no speaks against it as anywhere; "ubah" names a change, whatever the button says.
    """
    label = next((o.label for o in pending.shown if o.id == "ok"), "")
    own = {word for word in plain_words(label) if word.isalpha()} - CHANGE_WORDS
    words = ["betul" if word in own else word for word in plain_words(text)]
    return yes_no.understand(" ".join(words)) == Accepted(True)


class Review(Question[str]):
    """Confirm, or name the line to change. The value is `ok` or `change:<key>`."""

    may_be_held = False  # a yes is to what was shown, and answers have come since

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def options(self) -> Sequence[Option]:
        return (Option("ok"), Option("change"))

    def read(self, text: str, pending: Pending) -> Reading:
        words = fold(text)
        if words.isdecimal():
            return self._line(int(words))
        if named := self._named(words, pending) or self._numbered(text):
            return named
        if words in CONFIRM_WORDS:
            return Accepted("ok")
        if words in CHANGE_WORDS:
            return self._which()
        understood = yes_no.understand(text)
        if isinstance(understood, Accepted):
            return Accepted("ok") if understood.value else self._which()
        if _says_button(text, pending):
            return Accepted("ok")
        return AsksBack("form.review_unclear")

    def pick(self, option: str, pending: Pending) -> Reading:
        if option == "change":
            return self._which()
        if any(line.key == option for line in self.lines):
            return Accepted(CHANGE + option)
        return Accepted("ok") if option == "ok" else Refused("form.option_gone")

    def label(self, candidate: str) -> str:
        return next(line.label for line in self.lines if line.key == candidate)

    def _line(self, place: int) -> Reading:
        if 1 <= place <= len(self.lines):
            return Accepted(CHANGE + self.lines[place - 1].key)
        return Refused("form.no_such_line", {"limit": str(len(self.lines))})

    def _named(self, words: str, pending: Pending) -> Reading | None:
        """A button by its very words, or a line by its label."""
        for option in pending.shown:
            if words == fold(option.label):
                return self.pick(option.id, pending)
        said = " ".join(word for word in words.split() if word not in BESIDE_A_LINE)
        for line in self.lines:
            if said == fold(line.label):
                return Accepted(CHANGE + line.key)
        return None

    def _numbered(self, text: str) -> Reading | None:
        """The one line that is called by its number: "nomor 9 salah", "no 9 harusnya 7"."""
        places = {first or second for first, second in LINE_NUMBER.findall(clean(text))}
        return self._line(int(places.pop())) if len(places) == 1 else None

    def _which(self) -> Reading:
        return AsksBack("form.which_change", tuple(line.key for line in self.lines))
