"""The certificate of a training: one calm page that a person can hang on the wall.

A woven band holds the left edge; everything else hangs on one line down the page, so that the eye
goes office → name → training → facts → signature without a frame to shout it.
"""

from dataclasses import dataclass
from datetime import date

from documents.page import GOLD, HAIRLINE, INK, MAROON, QUIET, Box, Paper, Type
from documents.words import Words, day_text, days_text, text

LEFT, RIGHT = 44.0, 279.0  # the measure of the text
QR_SIDE = 30.0  # readable from a hand's distance, with an address of 60 letters

_AGENCY = Type("sans", "B", 12, 9, INK)
_NUMBER = Type("sans", "", 10.5, 8, QUIET)
_TITLE = Type("serif", "", 34, 34, MAROON)
_LEAD = Type("sans", "", 12.5, 12.5, QUIET)
_NAME = Type("serif", "B", 38, 22, INK, 1.08)
_TRAINING = Type("serif", "", 22, 14, INK, 1.18)
_LABEL = Type("sans", "", 9.5, 9.5, QUIET)
_FACT = Type("sans", "B", 12, 9, INK, 1.25)
_SMALL = Type("sans", "", 9, 7, QUIET, 1.3)
_ADDRESS = Type("sans", "B", 9, 6.5, INK, 1.3)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on a certificate.

    days: the training's meetings, at least one. hours: of the whole training. verify_url: the
    public page that says whether it is genuine. signer_name: left open for the pen where empty.
    """

    number: str
    person_name: str
    training_title: str
    days: tuple[date, ...]
    hours: int
    venue: str
    issued_on: date
    verify_url: str
    signer_name: str = ""


def certificate_pdf(certificate: Certificate, words: Words) -> bytes:
    """The certificate as a PDF of one A4 page, landscape."""
    paper = Paper("landscape", certificate.issued_on, text(words, "certificate.title"))
    paper.turn_page()
    paper.woven_band((14, 14, 13, 182))
    paper.line((29.5, 14), (29.5, 196), GOLD, 0.5)
    _head(paper, certificate, words)
    _person_and_training(paper, certificate, words)
    _facts(paper, certificate, words)
    _proof(paper, certificate, words)
    _signature(paper, certificate, words)
    return paper.content()


def _head(paper: Paper, certificate: Certificate, words: Words) -> None:
    paper.write(text(words, "certificate.agency"), Box(LEFT, 19, 140, 2), _AGENCY)
    number = text(words, "certificate.number", number=certificate.number)
    paper.write(number, Box(RIGHT - 85, 19.4, 85, 2), _NUMBER, "R")
    paper.write(text(words, "certificate.title"), Box(LEFT, 36, RIGHT - LEFT), _TITLE)


def _person_and_training(paper: Paper, certificate: Certificate, words: Words) -> None:
    width = RIGHT - LEFT
    y = 58.0
    y += paper.write(text(words, "certificate.given_to"), Box(LEFT, y, width), _LEAD) + 2
    y += paper.write(certificate.person_name, Box(LEFT, y, width, 2), _NAME) + 3
    paper.line((LEFT, y), (LEFT + 60, y), GOLD, 0.6)
    y += 5
    y += paper.write(text(words, "certificate.has_followed"), Box(LEFT, y, width), _LEAD) + 2
    paper.write(certificate.training_title, Box(LEFT, y, width, 2), _TRAINING)


def _facts(paper: Paper, certificate: Certificate, words: Words) -> None:
    length = text(
        words, "certificate.hours", hours=certificate.hours, days=len(set(certificate.days))
    )
    facts = (
        (LEFT, 68, "certificate.days", days_text(words, certificate.days)),
        (LEFT + 74, 46, "certificate.length", length),
        (LEFT + 126, RIGHT - LEFT - 126, "certificate.venue", certificate.venue),
    )
    paper.line((LEFT, 126), (RIGHT, 126), HAIRLINE, 0.2)
    for x, width, label, fact in facts:
        paper.write(text(words, label), Box(x, 129.5, width), _LABEL)
        paper.write(fact, Box(x, 134.5, width, 2), _FACT)


def _proof(paper: Paper, certificate: Certificate, words: Words) -> None:
    quiet = 3.0  # the quiet zone of the code reaches over the edge of the measure
    paper.qr(certificate.verify_url, LEFT - quiet, 166, QR_SIDE)
    x, width = LEFT + QR_SIDE, 112.0
    taken = paper.write(text(words, "certificate.check"), Box(x, 180, width - 40, 3), _SMALL)
    address = certificate.verify_url.removeprefix("https://")
    paper.write(address, Box(x, 180.8 + taken, width, 2), _ADDRESS)


def _signature(paper: Paper, certificate: Certificate, words: Words) -> None:
    x, width = RIGHT - 80, 80.0
    where = text(words, "certificate.place_and_day", day=day_text(words, certificate.issued_on))
    paper.write(where, Box(x, 154, width), Type("sans", "", 11, 9, INK))
    paper.write(
        text(words, "certificate.signer"), Box(x, 159.5, width), Type("sans", "", 11, 9, INK)
    )
    paper.line((x, 190), (RIGHT, 190), INK, 0.25)
    paper.write(certificate.signer_name, Box(x, 191, width), Type("sans", "B", 11, 8, INK))
