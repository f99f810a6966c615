"""The people of a training as a spreadsheet, in the shape a clerk files and sends on. No NIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.spreadsheet import Cell, Table, workbook_bytes
from documents.words import Words, day_text, days_text, text
from domain.phone import as_people_write
from domain.seat import SeatState

LEADING = (
    "number", "name", "phone", "business", "member_number", "cluster", "product", "village",
    "district", "state",
)  # fmt: skip
TRAILING = ("attended", "certificate")


@dataclass(frozen=True, slots=True)
class ListedParticipant:
    """One person with the business that is fostered; '' where there is none.

    phone: E.164 or ''. cluster, village, district: names. came: per meeting, in their order.
    certificate: its number, '' before it is issued.
    """

    name: str
    phone: str
    business: str
    member_number: str
    cluster: str
    product: str
    village: str
    district: str
    state: SeatState
    came: tuple[bool, ...]
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantsList:
    """A training and its people, in the order in which they are listed."""

    training_title: str
    days: tuple[date, ...]
    venue: str
    made_on: date
    participants: Sequence[ListedParticipant]


def participants_xlsx(listed: ParticipantsList, words: Words) -> bytes:
    """The list as XLSX, one sheet."""
    above = [
        text(words, "participants_list.title", training=listed.training_title),
        text(words, "participants_list.agency"),
        text(
            words,
            "participants_list.about",
            days=days_text(words, listed.days),
            venue=listed.venue,
        ),
        text(words, "participants_list.made_on", day=day_text(words, listed.made_on)),
    ]
    head = [
        *(text(words, f"participants_list.columns.{key}") for key in LEADING),
        *(_day(words, number, day) for number, day in enumerate(listed.days, 1)),
        *(text(words, f"participants_list.columns.{key}") for key in TRAILING),
    ]
    rows = [_row(words, at, person) for at, person in enumerate(listed.participants, 1)]
    name = text(words, "participants_list.sheet")
    table = Table(name, above, head, rows, [text(words, "participants_list.nik")])
    return workbook_bytes([table], listed.made_on)


def _day(words: Words, number: int, day: date) -> str:
    return text(words, "participants_list.day", number=number, day=f"{day.day}/{day.month}")


def _row(words: Words, number: int, person: ListedParticipant) -> list[Cell]:
    came = text(words, "participants_list.came")
    return [
        number,
        person.name,
        as_people_write(person.phone),
        person.business,
        person.member_number,
        person.cluster,
        person.product,
        person.village,
        person.district,
        text(words, f"participants_list.states.{person.state.value}"),
        *(came if one else "" for one in person.came),
        sum(person.came),
        person.certificate,
    ]
