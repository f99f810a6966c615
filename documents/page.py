"""The sheet of paper that PDFs are drawn on: fonts, colours, text that shrinks before it overflows.

Lengths are millimetres from the upper left corner, sizes of type are points.
"""

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal, NamedTuple

from documents.letters import font_file, printable
from documents.qr import QUIET_ZONE, dark_runs

if TYPE_CHECKING:
    pass

Align = Literal["L", "C", "R"]
Colour = tuple[int, int, int]

INK: Colour = (33, 31, 30)
QUIET: Colour = (110, 104, 100)
MAROON: Colour = (110, 27, 42)  # the red of woven cloth of the region
GOLD: Colour = (184, 146, 74)
HAIRLINE: Colour = (200, 192, 184)
MM_PER_POINT = 25.4 / 72
PAGE_HEIGHT = 297.0  # A4


class Type(NamedTuple):
    """How a text is set: family (sans, serif), size and the smallest size it may shrink to."""

    family: str
    style: str
    size: float
    smallest: float
    colour: Colour = INK
    leading: float = 1.2  # distance of lines in sizes


class Box(NamedTuple):
    """Where a text goes: upper left corner, width, and the most lines and height it may take."""

    x: float
    y: float
    width: float
    lines: int = 1
    height: float = PAGE_HEIGHT


class Paper:
    """An A4 document in the making; made_on stands in it, so that equal rows give equal bytes."""

    def __init__(
        self, orientation: Literal["portrait", "landscape"], made_on: date, title: str
    ) -> None:
        from fpdf import FPDF

        self.pdf: FPDF = FPDF(orientation=orientation, unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_creation_date(datetime.combine(made_on, time(), UTC))
        self.pdf.set_title(printable(title))
        self.pdf.set_lang("id")
        self.width, self.height = (297.0, 210.0) if orientation == "landscape" else (210.0, 297.0)
        self._faces: set[tuple[str, str]] = set()

    def turn_page(self) -> None:
        """Begin a page; the first one too."""
        self.pdf.add_page()

    def content(self) -> bytes:
        """The finished file."""
        return bytes(self.pdf.output())

    # ---------------------------------------------------------------- text

    def write(self, words: str, box: Box, kind: Type, align: Align = "L") -> float:
        """Set words into a box: they shrink, then wrap, at last are cut with "…".

        Returns the height that was taken, in millimetres.
        """
        size, lines = self._fitted(printable(words), box, kind)
        self._use(kind, size)
        step = _step(kind, size)
        for number, line in enumerate(lines):
            shift = {"L": 0.0, "C": 0.5, "R": 1.0}[align] * (box.width - self._length(line))
            baseline = box.y + number * step + size * MM_PER_POINT * 0.78
            self.pdf.text(box.x + shift, baseline, line)
        return step * len(lines)

    def height_of(self, words: str, box: Box, kind: Type) -> float:
        """The height that `write` would take."""
        size, lines = self._fitted(printable(words), box, kind)
        return _step(kind, size) * len(lines)

    def spaced(self, words: str, box: Box, kind: Type, tracking: float, align: Align = "L") -> None:
        """One line with air between its letters (tracking in points), for labels and codes."""
        self.pdf.set_char_spacing(tracking)
        self.write(words, box, kind, align)
        self.pdf.set_char_spacing(0)

    def _use(self, kind: Type, size: float) -> None:
        face = (kind.family, kind.style)
        if face not in self._faces:
            self.pdf.add_font(kind.family, kind.style, font_file(*face))
            self._faces.add(face)
        self.pdf.set_font(kind.family, kind.style, size)
        self.pdf.set_text_color(*kind.colour)

    def _length(self, line: str) -> float:
        """Without the air after the last letter."""
        return float(self.pdf.get_string_width(line)) - self.pdf.char_spacing * MM_PER_POINT

    def _fitted(self, words: str, box: Box, kind: Type) -> tuple[float, list[str]]:
        size = kind.size
        while True:
            self._use(kind, size)
            lines = self._wrapped(words, box.width)
            step = _step(kind, size)
            if len(lines) <= box.lines and step * len(lines) <= box.height:
                return size, self._balanced(words, box.width, lines)
            if size <= kind.smallest:
                room = max(1, min(box.lines, int(box.height / step)))
                return size, self._cut(lines[:room], box.width)
            size = max(kind.smallest, size - 0.5)

    def _wrapped(self, words: str, width: float) -> list[str]:
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._length(longer) <= width:
                lines[-1] = longer
                continue
            pieces = self._broken(word, width)
            lines += pieces if lines[-1] else []
            if not lines[-1]:
                lines = [*lines[:-1], *pieces]
        return lines

    def _broken(self, word: str, width: float) -> list[str]:
        """A word in pieces that fit; nearly always the word itself."""
        pieces = [""]
        for letter in word:
            if pieces[-1] and self._length(pieces[-1] + letter) > width:
                pieces.append("")
            pieces[-1] += letter
        return pieces

    def _balanced(self, words: str, width: float, lines: list[str]) -> list[str]:
        """The same number of lines, as even as they go: no lonely last word."""
        narrow = width
        while len(lines) > 1 and narrow > width / 2:
            narrow -= width / 40
            tighter = self._wrapped(words, narrow)
            if len(tighter) > len(lines):
                break
            lines = tighter
        return lines

    def _cut(self, lines: list[str], width: float) -> list[str]:
        last = lines[-1]
        while last and self._length(f"{last}…") > width:
            last = last[:-1].rstrip()
        return [*lines[:-1], f"{last}…"]

    # ---------------------------------------------------------------- shapes

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: Colour = HAIRLINE,
        weight: float = 0.2,
    ) -> None:
        """A straight line."""
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(weight)
        self.pdf.line(*start, *end)

    def frame(
        self, box: tuple[float, float, float, float], colour: Colour = HAIRLINE, weight: float = 0.2
    ) -> None:
        """The outline of a rectangle (x, y, width, height)."""
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(weight)
        self.pdf.rect(*box, style="D")

    def block(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """A filled rectangle (x, y, width, height)."""
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(*box, style="F")

    def picture(self, content: bytes, box: tuple[float, float, float, float]) -> None:
        """A picture file, whole, in the middle of a rectangle (x, y, width, height)."""
        x, y, width, height = box
        self.pdf.image(io.BytesIO(content), x, y, width, height, keep_aspect_ratio=True)

    def qr(self, content: str, x: float, y: float, side: float) -> None:
        """A QR code with its quiet zone, `side` millimetres in all."""
        count, runs = dark_runs(content)
        cell = side / (count + 2 * QUIET_ZONE)
        self.pdf.set_fill_color(*INK)
        for column, row, length in runs:
            left, top = x + (column + QUIET_ZONE) * cell, y + (row + QUIET_ZONE) * cell
            self.pdf.rect(left, top, length * cell, cell, style="F")

    def woven_band(self, box: tuple[float, float, float, float]) -> None:
        """A band of diamonds between two stripes, after the woven cloth of the region."""
        x, y, width, height = box
        self.block(box, MAROON)
        upright = height > width
        thick, long = (width, height) if upright else (height, width)
        count = round(long / thick)
        step = long / count
        for number in range(count):
            middle = (number + 0.5) * step
            centre = (x + thick / 2, y + middle) if upright else (x + middle, y + thick / 2)
            self._diamond(centre, thick * 0.3, GOLD)
            self._diamond(centre, thick * 0.15, MAROON)

    def _diamond(self, centre: tuple[float, float], reach: float, colour: Colour) -> None:
        x, y = centre
        self.pdf.set_fill_color(*colour)
        corners = [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
        self.pdf.polygon(corners, style="F")


def _step(kind: Type, size: float) -> float:
    """From line to line, in millimetres."""
    return size * MM_PER_POINT * kind.leading
