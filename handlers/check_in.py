"""The code on the wall of a training or a market event: who types or scans it has come.

Starts on "hadir K7QX93", typed or by the poster's link · Reads the meeting and the person's seat
(or stall) · Writes the attendance · Ends with a word of welcome; who has no seat hears what to do,
and the trainer is told once. An open form stays open.
"""

from dialog.chat import Chat
from dialog.words import Ours
from domain.calendar import day_of
from domain.market_event import EventState, MarketEvent
from domain.market_event import code_is_good as event_is_on
from domain.person import Role
from domain.seat import HAS_SEAT, TAKES_PLACE, SeatState
from domain.training import CODE_OPENS, Meeting, Training, TrainingState, code_is_good
from handlers.parts.staff_notice import who_writes
from handlers.parts.training_words import say_moment
from storage import attendance, audit, market_events, reach, seats, staff, stalls, trainings
from storage.database import Tx

TURNED_AWAY = "turned_away"  # in the audit trail: came to a meeting without a seat


async def check_in(chat: Chat[Tx]) -> None:
    """Note that the person came, once; else say kindly why not."""
    found = await trainings.find_by_meeting_code(chat.tx, chat.arg)
    if found is None and (event := await market_events.find_by_check_in_code(chat.tx, chat.arg)):
        return await _check_in_at(chat, event)
    if found is None or found[0].state is TrainingState.CANCELLED:
        return chat.say("unknown" if found is None else "called_off", code=chat.arg.upper())
    training, meeting = found
    seat = await seats.find(chat.tx, training.id, chat.person.id)
    if not code_is_good(meeting, chat.now):
        return _not_now(chat, training, meeting)
    if seat is None or seat.state not in HAS_SEAT:
        return await _turn_away(chat, training, meeting, seat.state if seat else None)
    is_new = await attendance.add(chat.tx, meeting.id, chat.person.id, chat.now)
    chat.say("present" if is_new else "again", **_facts(chat, training, meeting))


async def _check_in_at(chat: Chat[Tx], event: MarketEvent) -> None:
    """At a market event: noted once for its days together."""
    plan = event.plan
    stall = await stalls.find(chat.tx, event.id, chat.person.id)
    opens = Ours(say_moment(chat.catalogue, plan.starts_at - CODE_OPENS))
    name = chat.person.name or chat.words("training_notes.nameless")
    if event.state is EventState.CANCELLED:
        moment = "event_called_off"
    elif not event_is_on(event, chat.now):
        moment = "event_over" if chat.now > plan.ends_at else "event_early"
    elif stall is None or stall.state not in HAS_SEAT:
        moment = "no_stall"
        await _tell_of_guest(chat, event)
    else:
        is_new = await stalls.check_in(chat.tx, stall.id, chat.now)
        moment = "at_stall" if is_new else "at_stall_again"
    is_long = day_of(plan.starts_at) < day_of(plan.ends_at)
    once = chat.words("check_in.for_all_days") if is_long else ""
    chat.say(moment, event=plan.name, opens=opens, name=name, once=once)


async def _tell_of_guest(chat: Chat[Tx], event: MarketEvent) -> None:
    """Who planned the market event, or the admins, hear once of somebody without a stall."""
    act = audit.Act(TURNED_AWAY, f"market_event:{event.id}", None, {"person": chat.person.id})
    if await audit.find_last(chat.tx, act.action, act.subject, by=chat.person.id):
        return
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    planned = [event.created_by] if event.created_by is not None else []
    for person_id in planned or await staff.list_with_role(chat.tx, Role.ADMIN):
        if person_id != chat.person.id:
            chat.notify(person_id, "check_in.event_notice.say", who=who, event=event.plan.name)


def _facts(chat: Chat[Tx], training: Training, meeting: Meeting) -> dict[str, object]:
    days = training.plan.meetings
    day = ""
    if len(days) > 1:
        number = next(n for n, one in enumerate(days, 1) if one.id == meeting.id)
        day = chat.words("check_in.day", number=number, count=len(days))
    return {
        "title": training.title,
        "day": day,
        "name": chat.person.name or chat.words("training_notes.nameless"),
    }


def _not_now(chat: Chat[Tx], training: Training, meeting: Meeting) -> None:
    """Too early, or over."""
    if chat.now > meeting.ends_at:
        return chat.say("over", title=training.title)
    opens = say_moment(chat.catalogue, meeting.starts_at - CODE_OPENS)
    chat.say("early", title=training.title, opens=Ours(opens))


async def _turn_away(
    chat: Chat[Tx], training: Training, meeting: Meeting, state: SeatState | None
) -> None:
    """Without a seat nothing is noted; the trainer hears of it, who stands in the room."""
    told = await _tell_leaders(chat, training, meeting)
    waits = state in (SeatState.WAITLISTED, SeatState.APPLIED, *TAKES_PLACE)
    then = chat.words("check_in.staff_know" if told else "check_in.tell_staff")
    chat.say("in_line" if waits else "no_seat", title=training.title, then=then)


async def _tell_leaders(chat: Chat[Tx], training: Training, meeting: Meeting) -> bool:
    """Tell those who lead the training, once; whether they were told, now or before."""
    subject = f"meeting:{meeting.id}"
    before = await audit.find_last(chat.tx, TURNED_AWAY, subject, by=chat.person.id)
    if before is not None and (before.after or {}).get("told"):
        return True
    leaders = await _who_leads(chat, training)
    if before is None or leaders:
        after = {"person": chat.person.id, "told": len(leaders)}
        act = audit.Act(TURNED_AWAY, subject, None, after)
        await audit.add(chat.tx, chat.now, chat.person.id, act)
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    for person_id in leaders:
        chat.notify(person_id, "check_in.notice.say", who=who, title=training.title)
    return bool(leaders)


async def _who_leads(chat: Chat[Tx], training: Training) -> list[int]:
    """Who planned it and the trainers, else the admins: those whom a message can reach."""
    planned = [training.created_by] if training.created_by is not None else []
    near = [*planned, *await staff.list_with_role(chat.tx, Role.TRAINER)]
    admins = await staff.list_with_role(chat.tx, Role.ADMIN)
    how = await reach.list_of(chat.tx, [*near, *admins])
    for found in (near, admins):
        others = [one for one in dict.fromkeys(found) if one != chat.person.id]
        if can := [one for one in others if one in how and how[one].contact_id]:
            return can
    return []
