"""The people whom a coordinator looks after: how they stand, and who has not answered a reminder.

Starts on *anggota*, or the coordinator's menu · Reads the members of the scope and their trainings
· Writes nothing · Ends with one member. A phone is not shown: nobody has agreed to that.
"""

from collections import Counter
from collections.abc import Sequence

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option, literal
from dialog.words import Ours
from documents.words import day_text
from domain.business import State
from domain.calendar import day_of
from domain.seat import HAS_SEAT, SeatState
from domain.training import TrainingState
from handlers.parts.business_words import cluster_words, village_name, village_words
from storage import members
from storage.database import Tx
from storage.ids import read_id
from storage.members import Member, Scope, Taken

FEW = 9  # a list this long is one page everywhere: no need to ask which part of it
NAMED = 2  # clusters or villages in one sentence; more are counted
SILENT, ALL = "silent", "all"
GROUPS = {
    "needs_correction": (State.NEEDS_CORRECTION,),
    "waiting": (State.REGISTERED, State.UNDER_REVIEW),
    "verified": (State.VERIFIED,),
}


async def show_members(chat: Chat[Tx]) -> None:
    """The numbers, then a part of the list, then one of it."""
    scopes = await members.list_scopes(chat.tx, chat.person.id)
    if not scopes:
        return chat.say("not_staff" if not chat.person.is_staff else "for_coordinators")
    found = await members.list_of(chat.tx, chat.person.id)
    if not found:
        return chat.say("none", scope=_scope_words(chat, scopes))
    chat.say("summary", scope=_scope_words(chat, scopes), **_summary(chat, found))
    group = ALL
    if len(found) > FEW:
        group = await chat.ask("group", Choice(_groups(chat, found)))
    shown = [one for one in found if _is_of(one, group)]
    options = [(str(one.business_id), _line(chat, one)) for one in shown]
    chosen = await chat.ask("member", Choice(options), given=group, count=len(shown))
    _tell(chat, next(one for one in shown if one.business_id == read_id(chosen)))


def _summary(chat: Chat[Tx], found: Sequence[Member]) -> dict[str, object]:
    counts = Counter(_group_of(one) for one in found)
    states = [
        chat.words(f"show_members.states.{group}", count=counts[group])
        for group in ("verified", "waiting", "needs_correction")
        if counts[group]
    ]
    return {
        "date": day_text(chat.catalogue, chat.today),
        "count": len(found),
        "states": Ours(", ".join(states)),
        "taking": sum(any(map(_takes_part, one.taken)) for one in found),
        "silent": sum(one.is_silent for one in found),
    }


def _scope_words(chat: Chat[Tx], scopes: Sequence[Scope]) -> Ours:
    """As in "Klaster Keripik dan Batik, di Tegal Sari III"; many are counted."""
    parts = []
    for kind, codes, say in (
        ("clusters", {s.cluster for s in scopes}, cluster_words),
        ("villages", {s.village for s in scopes}, village_name),
    ):
        if "" in codes:
            parts.append(chat.words(f"show_members.every.{kind}"))
        elif len(codes) > NAMED:
            parts.append(chat.words(f"show_members.many.{kind}", count=len(codes)))
        else:
            names = f" {chat.words('show_members.and')} ".join(sorted(map(say, codes)))
            parts.append(chat.words(f"show_members.named.{kind}", names=Ours(names)))
    return Ours(", ".join(parts))


def _group_of(one: Member) -> str:
    return next(name for name, states in GROUPS.items() if one.state in states)


def _is_of(one: Member, group: str) -> bool:
    return group == ALL or (one.is_silent if group == SILENT else _group_of(one) == group)


def _groups(chat: Chat[Tx], found: Sequence[Member]) -> list[Option]:
    """The parts of the list that hold somebody, with their numbers."""
    counts = {group: sum(_is_of(one, group) for one in found) for group in (SILENT, *GROUPS, ALL)}
    return [
        Option(group, chat.words(f"show_members.groups.{group}", count=count))
        for group, count in counts.items()
        if count
    ]


def _line(chat: Chat[Tx], one: Member) -> str:
    """Name, state, trainings, and whether an answer is missing."""
    over = sum(t.has_come for t in one.taken if t.training_state is TrainingState.DONE)
    ahead = sum(_takes_part(t) for t in one.taken if t.training_state is not TrainingState.DONE)
    parts = [chat.words(f"show_members.short.{_group_of(one)}")]
    if one.is_silent:
        parts.append(chat.words("show_members.short.silent"))
    parts += [
        chat.words(f"show_members.short.{name}", count=count)
        for name, count in (("ahead", ahead), ("over", over))
        if count
    ]
    return f"{one.name}, {', '.join(parts)}"


def _takes_part(one: Taken) -> bool:
    """Whether they came, or have a place in what is not over."""
    return one.has_come or (
        one.training_state is not TrainingState.DONE and one.seat_state in HAS_SEAT
    )


def _tell(chat: Chat[Tx], one: Member) -> None:
    """One member, with a way back to the list."""
    lines = [
        f"• {literal(t.title)}, {day_text(chat.catalogue, day_of(t.starts_at))}: {_how(chat, t)}"
        for t in one.taken
    ]
    chat.say(
        "shown",
        name=one.name,
        number=one.member_number or "-",
        state=chat.words(f"shared.business.states.{one.state}"),
        owner=one.owner or chat.words("show_members.nameless"),
        cluster=cluster_words(one.cluster),
        village=village_words(one.village),
        trainings=Ours("\n".join(lines)) if lines else chat.words("show_members.no_training"),
    )
    chat.offer([Option(OPEN, chat.words("show_members.again"), "show_members:start")])


def _how(chat: Chat[Tx], one: Taken) -> Ours:
    """How they stand in a training."""
    if one.has_come:
        how = "came"
    elif one.training_state is TrainingState.DONE:
        how = "absent" if one.seat_state in HAS_SEAT else "without_place"
    else:
        how = SILENT if one.is_silent else str(SeatState(one.seat_state))
    return chat.words(f"show_members.seats.{how}")
