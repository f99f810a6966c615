"""Bars as a picture for the chat: one line per thing, read on a phone without zooming."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.letters import font_file, printable
from documents.page import GOLD, HAIRLINE, INK, MAROON, QUIET, Colour

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080  # pixels; phones show a picture of a chat about so wide
MARGIN = 48
BAR_HEIGHT = 30
BAR_STEP = 92  # a label, a bar and air
TOP = 190
MAX_BARS = 24  # a taller picture is shrunk by the platforms until nobody can read it
PAPER: Colour = (255, 253, 250)
COLOURS: tuple[Colour, ...] = (MAROON, GOLD, HAIRLINE)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line. parts: per series, in their order; their sum is the bar's length."""

    label: str
    parts: tuple[int, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """A picture. series: what the colours mean, at most three. note: below the bars."""

    title: str
    series: tuple[str, ...]
    bars: Sequence[Bar]
    note: str = ""


def chart_png(chart: BarChart) -> bytes:
    """The chart as PNG; at most `MAX_BARS` bars are drawn."""
    from PIL import Image, ImageDraw

    bars = chart.bars[:MAX_BARS]
    height = TOP + BAR_STEP * len(bars) + MARGIN + (50 if chart.note else 0)
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(picture)
    title = _fitting(chart.title, WIDTH - 2 * MARGIN, _font("serif", "B", 46))
    draw.text((MARGIN, 40), title, INK, _font("serif", "B", 46))
    _legend(draw, chart.series)
    longest = max((sum(bar.parts) for bar in bars), default=0)
    for number, bar in enumerate(bars):
        _bar(draw, bar, TOP + number * BAR_STEP, longest)
    draw.text((MARGIN, height - MARGIN - 40), printable(chart.note), QUIET, _font("sans", "", 26))
    result = io.BytesIO()
    picture.save(result, "PNG", optimize=True)
    return result.getvalue()


def _font(family: str, style: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(font_file(family, style), size, layout_engine=ImageFont.Layout.BASIC)


def _fitting(words: str, width: float, font: "FreeTypeFont") -> str:
    """A line cut with "…" where it is wider than this."""
    line = printable(words)
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


def _legend(draw: "ImageDraw", series: Sequence[str]) -> None:
    font = _font("sans", "", 28)
    x = float(MARGIN)
    for name, colour in zip(series, COLOURS, strict=False):
        draw.rectangle((x, 122, x + 26, 148), colour)
        draw.text((x + 38, 116), printable(name), QUIET, font)
        x += 38 + font.getlength(printable(name)) + 44


def _bar(draw: "ImageDraw", bar: Bar, y: int, longest: int) -> None:
    label, caption = _font("sans", "", 28), _font("sans", "B", 28)
    room = WIDTH - 2 * MARGIN
    after = printable(bar.caption)
    draw.text((WIDTH - MARGIN - caption.getlength(after), y), after, INK, caption)
    width = room - caption.getlength(after) - 24
    draw.text((MARGIN, y), _fitting(bar.label, width, label), INK, label)
    x = float(MARGIN)
    for part, colour in zip(bar.parts, COLOURS, strict=False):
        length = room * part / longest if longest else 0
        if length:
            draw.rectangle((x, y + 42, x + length - 1, y + 42 + BAR_HEIGHT), colour)
        x += length
