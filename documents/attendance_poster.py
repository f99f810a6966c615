"""The poster at the door: scan, send, and the day's attendance is written down.

Read from three metres away: what it is, the day's code, and one square per channel.
"""

from dataclasses import dataclass
from datetime import date, time

from documents.page import GOLD, HAIRLINE, INK, MAROON, QUIET, Box, Paper, Type
from documents.words import Words, days_text, hours_text, text, weekday_text

LEFT, RIGHT = 20.0, 190.0
QR_SIDE = 78.0  # read from about 80 cm, a tenth of the distance being the rule of thumb

_AGENCY = Type("sans", "B", 11, 8, QUIET)
_TITLE = Type("serif", "", 40, 40, MAROON)
_TRAINING = Type("serif", "B", 24, 15, INK, 1.15)
_FACT = Type("sans", "", 14, 10, INK, 1.3)
_CHANNEL = Type("sans", "B", 16, 16, INK)
_LABEL = Type("sans", "", 12, 12, QUIET)
_CODE = Type("sans", "B", 54, 24, INK)
_STEP = Type("sans", "", 13.5, 11, INK, 1.25)
_SMALL = Type("sans", "", 9.5, 8, QUIET)


@dataclass(frozen=True, slots=True)
class AttendancePoster:
    """What stands on the poster of one meeting, or of a market event.

    number of count: which day of the training. code: short, as people type it. Links open the
    channel with the code written already; an empty one leaves its channel out. until: the last day
    of a market event, whose code holds for all of its days; None for a meeting.
    """

    training_title: str
    number: int
    count: int
    day: date
    starts: time
    ends: time | None
    venue: str
    code: str
    telegram_link: str = ""
    whatsapp_link: str = ""
    until: date | None = None


def attendance_poster_pdf(poster: AttendancePoster, words: Words) -> bytes:
    """The poster as a PDF of one A4 page, portrait."""
    paper = Paper("portrait", poster.day, text(words, "attendance_poster.title"))
    paper.turn_page()
    paper.woven_band((LEFT, 14, RIGHT - LEFT, 9))
    paper.line((LEFT, 24.6), (RIGHT, 24.6), GOLD, 0.5)
    _head(paper, poster, words)
    _squares(paper, poster, words)
    _code(paper, poster, words)
    _steps(paper, poster, words)
    return paper.content()


def _head(paper: Paper, poster: AttendancePoster, words: Words) -> None:
    width = RIGHT - LEFT
    paper.write(text(words, "attendance_poster.agency"), Box(LEFT, 29, width), _AGENCY)
    paper.write(text(words, "attendance_poster.title"), Box(LEFT, 36, width), _TITLE)
    y = 57.0
    y += paper.write(poster.training_title, Box(LEFT, y, width, 3), _TRAINING) + 1.5
    when = text(
        words,
        "attendance_poster.when",
        day=_days(poster, words),
        hours=hours_text(poster.starts, poster.ends),
    )
    if poster.count > 1:
        nth = text(words, "attendance_poster.meeting", number=poster.number, count=poster.count)
        when = f"{when}  ·  {nth}"
    y += paper.write(when, Box(LEFT, y, width, 2), _FACT)
    paper.write(poster.venue, Box(LEFT, y, width, 2), _FACT)


def _days(poster: AttendancePoster, words: Words) -> str:
    if poster.until is None or poster.until == poster.day:
        return weekday_text(words, poster.day)
    return days_text(words, (poster.day, poster.until))


def _squares(paper: Paper, poster: AttendancePoster, words: Words) -> None:
    links = [
        (text(words, "attendance_poster.telegram"), poster.telegram_link),
        (text(words, "attendance_poster.whatsapp"), poster.whatsapp_link),
    ]
    shown = [(name, link) for name, link in links if link]
    share = (RIGHT - LEFT) / max(len(shown), 1)
    for number, (name, link) in enumerate(shown):
        x = LEFT + number * share
        paper.frame((x + (share - QR_SIDE) / 2, 102, QR_SIDE, QR_SIDE + 11), HAIRLINE, 0.3)
        paper.qr(link, x + (share - QR_SIDE) / 2, 102, QR_SIDE)
        paper.write(name, Box(x, 179.5, share), _CHANNEL, "C")


def _code(paper: Paper, poster: AttendancePoster, words: Words) -> None:
    width = RIGHT - LEFT
    of = "attendance_poster.code" if poster.until is None else "attendance_poster.event_code"
    paper.write(text(words, of), Box(LEFT, 198, width), _LABEL, "C")
    paper.spaced(poster.code, Box(LEFT, 203, width), _CODE, 6, "C")


def _steps(paper: Paper, poster: AttendancePoster, words: Words) -> None:
    steps = (
        text(words, "attendance_poster.first"),
        text(words, "attendance_poster.second"),
        text(words, "attendance_poster.third", code=poster.code),
    )
    paper.line((LEFT, 236), (RIGHT, 236), HAIRLINE, 0.2)
    y = 241.0
    for number, step in enumerate(steps, 1):
        paper.write(str(number), Box(LEFT + 8, y, 8), Type("serif", "B", 15, 15, MAROON))
        y += paper.write(step, Box(LEFT + 18, y + 0.3, RIGHT - LEFT - 26), _STEP) + 2.5
    of = "attendance_poster.valid" if poster.until is None else "attendance_poster.event_valid"
    paper.write(text(words, of), Box(LEFT, 272, RIGHT - LEFT), _SMALL, "C")
