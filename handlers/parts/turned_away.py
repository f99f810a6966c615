"""Somebody at the door without a place: who stands there, or planned it, hears of it once."""

from collections.abc import Sequence
from typing import Any

from dialog.chat import Chat
from handlers.parts.staff_notice import who_writes
from storage import audit, reach
from storage.database import Tx

TURNED_AWAY = "turned_away"  # in the audit trail


async def tell_leaders(
    chat: Chat[Tx], subject: str, leaders: Sequence[Sequence[int]], notice: str, **facts: Any
) -> bool:
    """Tell those who lead, once; whether somebody was told, now or before.

    leaders: the nearest first; the first group that a message can reach is told.
    facts: of the notice; Any lets them stand beside notify's own names.
    """
    before = await audit.find_last(chat.tx, TURNED_AWAY, subject, by=chat.person.id)
    if before is not None and (before.after or {}).get("told"):
        return True
    found = await _first_reachable(chat, leaders)
    if before is None or found:
        after = {"person": chat.person.id, "told": len(found)}
        act = audit.Act(TURNED_AWAY, subject, None, after)
        await audit.add(chat.tx, chat.now, chat.person.id, act)
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    for person_id in found:
        chat.notify(person_id, notice, who=who, **facts)
    return bool(found)


async def _first_reachable(chat: Chat[Tx], leaders: Sequence[Sequence[int]]) -> list[int]:
    how = await reach.list_of(chat.tx, [one for group in leaders for one in group])
    for group in leaders:
        others = [one for one in dict.fromkeys(group) if one != chat.person.id]
        if can := [one for one in others if one in how and how[one].contact_id]:
            return can
    return []
