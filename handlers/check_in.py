"""The code on the wall of a training or a market event: who types or scans it has come.

Starts on "hadir K7QX93", typed or by the poster's link; *daftar hadir* says how · Reads the meeting
and the person's seat (or stall) · Writes the attendance · Ends with a word of welcome; who has no
seat hears how things stand and what to do, and the trainer is told once. An open form stays open.
"""

from dialog.chat import Chat
from dialog.words import Ours
from domain.calendar import day_of
from domain.market_event import EventState, MarketEvent
from domain.market_event import code_is_good as event_is_on
from domain.person import Role
from domain.seat import HAS_SEAT, SeatState
from domain.training import CODE_OPENS, Meeting, Training, TrainingState, code_is_good
from handlers.parts import event_words
from handlers.parts.event_card import say_stall
from handlers.parts.training_buttons import offer_buttons
from handlers.parts.training_card import say_seat
from handlers.parts.training_words import say_moment
from handlers.parts.turned_away import tell_leaders
from storage import attendance, market_events, seats, staff, stalls, trainings
from storage.database import Tx
from storage.seats import Seat
from storage.stalls import Stall


async def check_in(chat: Chat[Tx]) -> None:
    """Note that the person came, once; else say kindly why not."""
    if not chat.arg:
        return chat.say("no_code")
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
        return await _turn_away(chat, training, meeting, seat)
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
        return await _turn_away_at(chat, event, stall)
    else:
        is_new = await stalls.check_in(chat.tx, stall.id, chat.now)
        moment = "at_stall" if is_new else "at_stall_again"
    is_long = day_of(plan.starts_at) < day_of(plan.ends_at)
    once = chat.words("check_in.for_all_days") if is_long else ""
    chat.say(moment, event=plan.name, opens=opens, name=name, once=once)


async def _turn_away_at(chat: Chat[Tx], event: MarketEvent, stall: Stall | None) -> None:
    """Without a stall nothing is noted; who planned the market event hears of it."""
    name, how = event.plan.name, Ours(await say_stall(chat, event, stall))
    if stall is not None and stall.state is SeatState.OFFERED:
        chat.say("offered", title=name, how=how)
        return chat.offer(event_words.offer_buttons(chat.catalogue, stall.id))
    planned = [event.created_by] if event.created_by is not None else []
    leaders = [planned, await staff.list_with_role(chat.tx, Role.ADMIN)]
    told = await tell_leaders(
        chat, market_events.about(event), leaders,
        "check_in.event_notice.say", event=name, was=_was(chat, stall.state if stall else None),
    )  # fmt: skip
    moment = "no_stall" if stall is None else "not_at_event"
    chat.say(moment, event=name, how=how, then=_then(chat, told=told))


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
    chat: Chat[Tx], training: Training, meeting: Meeting, seat: Seat | None
) -> None:
    """Without a seat nothing is noted; the trainer hears of it, who stands in the room."""
    how = Ours(await say_seat(chat, training, seat))
    if seat is not None and seat.state is SeatState.OFFERED:
        chat.say("offered", title=training.title, how=how)
        return chat.offer(offer_buttons(chat.catalogue, seat.id))
    planned = [training.created_by] if training.created_by is not None else []
    near = [*planned, *await staff.list_with_role(chat.tx, Role.TRAINER)]
    leaders = [near, await staff.list_with_role(chat.tx, Role.ADMIN)]
    told = await tell_leaders(
        chat, f"meeting:{meeting.id}", leaders,
        "check_in.notice.say", title=training.title, was=_was(chat, seat.state if seat else None),
    )  # fmt: skip
    moment = "no_seat" if seat is None else "not_in"
    chat.say(moment, title=training.title, how=how, then=_then(chat, told=told))


def _was(chat: Chat[Tx], state: SeatState | None) -> str:
    """How it stands with a place that is none, for those who stand at the door; '' = none ever."""
    return chat.words(f"check_in.was.{state}") if state is not None else ""


def _then(chat: Chat[Tx], *, told: bool) -> str:
    return chat.words("check_in.staff_know" if told else "check_in.tell_staff")
