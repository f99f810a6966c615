"""Papers by reference: certificate, poster, sheet, participants, report, chart of trainings, and
the poster of a market event.

A paper is made from the rows as they are when it is sent. Reading is one transaction; drawing
takes tenths of a second and goes on beside the loop.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from bot.addresses import Addresses
from bot.paper_rows import listed_participants, report_of, sheet_participants
from bot.rendering import File, Maker
from documents.attendance_poster import AttendancePoster, attendance_poster_pdf
from documents.attendance_sheet import AttendanceSheet, attendance_sheet_pdf
from documents.certificate import Certificate, certificate_pdf
from documents.participants_list import ParticipantsList, participants_xlsx
from documents.training_plan.template import plan_template
from documents.training_report import TrainingReport, report_chart_png, report_xlsx
from documents.words import Words, text
from domain import deep_link
from domain.calendar import at_clock, day_of
from domain.clock import JAKARTA, Clock
from domain.errors import Refused
from domain.training import DEFAULT_QUOTA, Meeting, Training, days
from storage import certificates, market_events, trainings
from storage.database import Database
from storage.seed import clusters

T = TypeVar("T")

PDF = "application/pdf"
PNG = "image/png"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 80  # letters of a part of a file name; phones cut longer ones
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


class Papers:
    """Makes the papers of one office."""

    def __init__(self, words: Words, clock: Clock, addresses: Addresses) -> None:
        self.words, self.clock, self.addresses = words, clock, addresses

    def makers(self) -> Mapping[str, Maker]:
        """The maker of each kind of reference: "certificate:17", "report:2027"."""
        return {
            "certificate": self.certificate,
            "poster": self.poster,
            "event_poster": self.event_poster,
            "sheet": self.sheet,
            "participants": self.participants,
            "training_report": self.training_report,
            "report": self.report,
            "chart": self.chart,
            "plan_template": self.plan_template,
        }

    # ---------------------------------------------------------------- of a person

    async def certificate(self, database: Database, certificate_id: int) -> File:
        """The certificate with this id. Raises Refused where there is none (any more)."""
        async with database.read() as tx:
            issued = await certificates.find(tx, certificate_id)
            if issued is None or not issued.name:
                raise Refused("document", f"there is no certificate {certificate_id}")
            training = await trainings.get(tx, issued.training_id)
        plan = training.plan
        made = await self._made(certificate_pdf, Certificate(
            number=issued.number,
            person_name=issued.name,
            training_title=plan.title,
            days=tuple(days(plan.meetings)),
            hours=issued.hours,
            venue=plan.meetings[-1].venue,
            issued_on=day_of(issued.issued_at),
            verify_url=f"{self.addresses.public_url}/sertifikat/{issued.code}",
        ))  # fmt: skip
        return self._file("certificate", PDF, made, training=plan.title, name=issued.name)

    # ---------------------------------------------------------------- of a meeting

    async def poster(self, database: Database, meeting_id: int) -> File:
        """The poster of a meeting, with the links of the channels that run."""
        training, meeting, number = await self._meeting(database, meeting_id)
        links = await self._links(meeting.code)
        made = await self._made(attendance_poster_pdf, AttendancePoster(
            training_title=training.title,
            number=number,
            count=len(training.plan.meetings),
            day=day_of(meeting.starts_at),
            starts=_local(meeting.starts_at).time(),
            ends=_local(meeting.ends_at).time(),
            venue=meeting.venue,
            code=meeting.code,
            telegram_link=links[0],
            whatsapp_link=links[1],
        ))  # fmt: skip
        return self._file("poster", PDF, made, training=training.title, day=_day(meeting))

    async def event_poster(self, database: Database, event_id: int) -> File:
        """The poster of a market event; its code holds for all of its days."""
        async with database.read() as tx:
            event = await market_events.find(tx, event_id)
        if event is None:
            raise Refused("document", f"there is no market event {event_id}")
        plan, links = event.plan, await self._links(event.check_in_code)
        made = await self._made(attendance_poster_pdf, AttendancePoster(
            training_title=plan.name,
            number=1,
            count=1,
            day=day_of(plan.starts_at),
            starts=_local(plan.starts_at).time(),
            ends=_local(plan.ends_at).time(),
            venue=plan.venue,
            code=event.check_in_code,
            telegram_link=links[0],
            whatsapp_link=links[1],
            until=day_of(plan.ends_at),
        ))  # fmt: skip
        return self._file("event_poster", PDF, made, event=plan.name)

    async def _links(self, code: str) -> tuple[str, str]:
        """What a code's squares open, on Telegram and on WhatsApp; '' where one does not run."""
        start, words = deep_link.check_in(code)
        bot, phone = await self.addresses.telegram(), await self.addresses.whatsapp()
        return (
            deep_link.telegram(bot, start) if bot else "",
            deep_link.whatsapp(phone, words) if phone else "",
        )

    async def sheet(self, database: Database, meeting_id: int) -> File:
        """The attendance sheet of a meeting: everybody who has a seat, by name."""
        training, meeting, number = await self._meeting(database, meeting_id)
        async with database.read() as tx:
            people = await sheet_participants(tx, training)
        made = await self._made(attendance_sheet_pdf, AttendanceSheet(
            training_title=training.title,
            number=number,
            count=len(training.plan.meetings),
            day=day_of(meeting.starts_at),
            starts=_local(meeting.starts_at).time(),
            ends=_local(meeting.ends_at).time(),
            venue=meeting.venue,
            participants=people,
        ))  # fmt: skip
        return self._file("sheet", PDF, made, training=training.title, day=_day(meeting))

    async def _meeting(self, database: Database, meeting_id: int) -> tuple[Training, Meeting, int]:
        async with database.read() as tx:
            training = await trainings.find_by_meeting(tx, meeting_id)
        if training is None:
            raise Refused("document", f"there is no meeting {meeting_id}")
        at = next(n for n, m in enumerate(training.plan.meetings) if m.id == meeting_id)
        return training, training.plan.meetings[at], at + 1

    # ---------------------------------------------------------------- of trainings

    async def participants(self, database: Database, training_id: int) -> File:
        """Everybody who is in a training, with business and attendance."""
        training = await self._training(database, training_id)
        async with database.read() as tx:
            people = await listed_participants(tx, training)
        plan = training.plan
        listed = ParticipantsList(
            training_title=plan.title,
            days=tuple(day_of(m.starts_at) for m in plan.meetings),
            venue=plan.meetings[0].venue,
            made_on=self.clock.today(),
            participants=people,
        )
        made = await self._made(participants_xlsx, listed)
        return self._file("participants", XLSX, made, training=plan.title)

    async def training_report(self, database: Database, training_id: int) -> File:
        """The report of one training."""
        training = await self._training(database, training_id)
        async with database.read() as tx:
            report = await report_of(tx, training.title, [training], self.clock.today())
        made = await self._made(report_xlsx, report)
        return self._file("report", XLSX, made, about=training.title)

    async def report(self, database: Database, year: int) -> File:
        """The report of a year."""
        made = await self._made(report_xlsx, await self._year(database, year))
        return self._file("report", XLSX, made, about=year)

    async def chart(self, database: Database, year: int) -> File:
        """The trainings of a year as a picture."""
        made = await self._made(report_chart_png, await self._year(database, year))
        return self._file("chart", PNG, made, about=year)

    async def plan_template(self, database: Database, year: int) -> File:
        """The empty plan of a year, to be filled in."""
        made = await asyncio.to_thread(
            plan_template, self.words, clusters(), date(year, 1, 1), DEFAULT_QUOTA
        )
        return self._file("plan", XLSX, made)

    async def _training(self, database: Database, training_id: int) -> Training:
        async with database.read() as tx:
            training = await trainings.find(tx, training_id)
        if training is None:
            raise Refused("document", f"there is no training {training_id}")
        return training

    async def _year(self, database: Database, year: int) -> TrainingReport:
        if not 2000 <= year < 2100:
            raise Refused("document", f"no trainings in the year {year}")
        since, until = at_clock(date(year, 1, 1), 0), at_clock(date(year + 1, 1, 1), 0)
        async with database.read() as tx:
            found = await trainings.list_between(tx, since, until)
            return await report_of(tx, str(year), found, self.clock.today())

    # ---------------------------------------------------------------- the file

    async def _made(self, make: Callable[[T, Words], bytes], rows: T) -> bytes:
        return await asyncio.to_thread(make, rows, self.words)

    def _file(self, kind: str, mime: str, content: bytes, **parts: object) -> File:
        """Parts of the name are people's words: cut, and without what systems refuse in names."""
        plain = {
            key: _NOT_IN_NAMES.sub(" ", str(part)).strip(" .")[:LONGEST_NAME].strip()
            for key, part in parts.items()
        }
        return File(text(self.words, f"papers.names.{kind}", **plain), mime, content)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(JAKARTA)


def _day(meeting: Meeting) -> str:
    return f"{_local(meeting.starts_at):%d-%m-%Y}"
