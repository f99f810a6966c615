"""Who came, ticked by hand: for those without a phone, or who forgot the code on the wall.

Starts on *tandai hadir*, or the button of the card · Reads meetings that have begun and who has a
seat · Writes attendance and the audit trail; who is ticked late gets the certificate all the same ·
Ends with the numbers. Only what was ticked or taken back is written: who scans meanwhile stays.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.messages import Option, literal
from dialog.questions import Reading
from dialog.session import Pending
from dialog.words import Ours
from documents.words import weekday_text
from domain.answers.ticks import spelled_out
from domain.calendar import day_of
from domain.phone import as_people_write
from domain.reminder import CERTIFY_DAYS
from domain.training import CODE_OPENS, Meeting, Training
from handlers.parts.training_words import say_hours
from storage import attendance, audit, certificates, notes, trainings
from storage.attendance import Attendee
from storage.database import Tx
from storage.ids import read_id

ADD, REMOVE, ENOUGH = "add", "remove", "enough"


class People(Several):
    """Those with a seat, by their person."""

    def read(self, text: str, pending: Pending) -> Reading:
        return super().read(spelled_out(text, len(self.options()) - 1), pending)


async def tick_attendance(chat: Chat[Tx]) -> None:
    """Choose a meeting, then who came, or who did not come after all."""
    found = await _choose(chat)
    if found is None:
        return chat.say("none")
    training, meeting = found
    of = f"{training.code} {meeting.starts_at.isoformat()}"  # what all that follows is about
    people = await attendance.list_of_training(chat.tx, training.id)
    if not people:
        return chat.say("nobody", title=training.title)

    async def who_has_come() -> list[str]:
        return [str(one.person_id) for one in people if meeting.id in one.meeting_ids]

    came_before = await chat.once("came_before", who_has_come, given=of)
    here = [one for one in people if str(one.person_id) in came_before]
    missing = [one for one in people if str(one.person_id) not in came_before]
    chat.say("how", count=len(here), all=len(people), **_facts(chat, training, meeting))
    act = await _ask_act(chat, of, here, missing)
    if act == ENOUGH:
        return chat.say("unchanged")
    listed = missing if act == ADD else here
    chosen = await chat.ask(
        "came" if act == ADD else "not_here",
        People([Option(str(one.person_id), _name(chat, one)) for one in listed]),
        given=of, lines=_lines(chat, listed),
    )  # fmt: skip
    if not chosen:
        return chat.say("unchanged")
    await chat.review()
    await _write(chat, training, meeting, act, [read_id(one) for one in chosen])


async def _choose(chat: Chat[Tx]) -> tuple[Training, Meeting] | None:
    """A meeting whose code is, or was, valid: of the training that was given, or the last ones."""
    until = chat.now + CODE_OPENS
    since = chat.now - timedelta(days=CERTIFY_DAYS)
    met = await trainings.list_met(chat.tx, since, until)
    found = [
        (training, meeting)
        for training in met
        if training.id == read_id(chat.arg) or not chat.arg
        for meeting in training.plan.meetings
        if since <= meeting.starts_at <= until
    ]
    found.sort(key=lambda pair: (pair[1].starts_at, pair[1].id), reverse=True)
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    options = [
        Option(str(meeting.id), _line(chat, training, meeting), code=training.code)
        for training, meeting in found
    ]
    chosen = read_id(await chat.ask("meeting", Choice(options)))
    return next(pair for pair in found if pair[1].id == chosen)


def _line(chat: Chat[Tx], training: Training, meeting: Meeting) -> str:
    return f"{training.title}, {_day(chat, meeting.starts_at)}"


def _day(chat: Chat[Tx], moment: datetime) -> str:
    return weekday_text(chat.catalogue, day_of(moment))


def _facts(chat: Chat[Tx], training: Training, meeting: Meeting) -> dict[str, object]:
    day = Ours(_day(chat, meeting.starts_at))
    return {"title": training.title, "day": day, "hours": Ours(say_hours(meeting))}


async def _ask_act(
    chat: Chat[Tx], of: str, here: Sequence[Attendee], missing: Sequence[Attendee]
) -> str:
    """What is to be done; where nobody has come yet there is only one thing."""
    if not here:
        return ADD
    acts = [ADD, REMOVE, ENOUGH] if missing else [REMOVE, ENOUGH]
    names = Ours(", ".join(literal(_name(chat, one)) for one in here))
    return await chat.ask("act", Choice(acts), given=of, names=names)


def _name(chat: Chat[Tx], one: Attendee) -> str:
    phone = as_people_write(one.phone) if one.phone else ""
    return one.name or phone or chat.words("tick_attendance.nameless")


def _lines(chat: Chat[Tx], people: Sequence[Attendee]) -> Ours:
    return Ours("\n".join(f"{n}. {literal(_name(chat, one))}" for n, one in enumerate(people, 1)))


async def _write(
    chat: Chat[Tx], training: Training, meeting: Meeting, act: str, chosen: Sequence[int]
) -> None:
    """Write the ticks, once each, and say how many there are now."""
    done = [one for one in chosen if await _tick(chat, meeting, act, one)]
    noted = audit.Act(f"attendance_{act}", f"meeting:{meeting.id}", None, {"persons": done})
    await audit.add(chat.tx, chat.now, chat.person.id, noted)
    if act == ADD:
        await notes.tell_latecomers(chat.tx, training, chat.now)
    people = await attendance.list_of_training(chat.tx, training.id)
    here = sum(meeting.id in one.meeting_ids for one in people)
    chat.say("done", count=here, all=len(people), **_facts(chat, training, meeting))
    if act == REMOVE:
        await _name_certified(chat, training, done)
    again = chat.words("tick_attendance.again")
    chat.offer([Option(str(training.id), again, "tick_attendance:start")])


async def _tick(chat: Chat[Tx], meeting: Meeting, act: str, person_id: int) -> bool:
    if act == REMOVE:
        return await attendance.remove(chat.tx, meeting.id, person_id)
    return await attendance.add(chat.tx, meeting.id, person_id, chat.now, chat.person.id)


async def _name_certified(chat: Chat[Tx], training: Training, removed: Sequence[int]) -> None:
    """A certificate that went out stays as it is: staff should know."""
    issued = await certificates.list_of_training(chat.tx, training.id)
    names = [one.name for one in issued if one.person_id in removed and one.name]
    if names:
        chat.say("certified", names=", ".join(names))
