"""`ikm-bot sessions show|check`: a session's trail, and what the present code would do to it."""

from dataclasses import dataclass, field

from bot.app import catalogue_for
from bot.operations import opened
from bot.settings import Settings
from dialog.engine import advance
from dialog.errors import ConversationBug
from dialog.run import World
from dialog.session import Session, from_json
from domain.clock import Clock
from domain.errors import OperatorError
from handlers.registry import CONTENTS
from storage import people, sessions
from storage.database import Database, Tx, count_writes
from texts.catalogue import Catalogue


@dataclass(slots=True)
class Report:
    """The fate of every open session. broken: how many would not go on."""

    lines: list[str] = field(default_factory=list)
    broken: int = 0


async def show_session(settings: Settings, session_id: int) -> str:
    """Conversation, state, keys of the answers in order, and the pending question."""
    async with opened(settings) as database, database.read() as tx:
        row = await sessions.find(tx, session_id)
    if row is None:
        raise OperatorError(f"There is no session {session_id}.")
    content = from_json(row.data)
    pending = content.pending.key if content.pending else "-"
    trail = ", ".join(content.answers) or "-"
    return (
        f"{row.conversation} ({row.state}), last touched {row.touched_at:%Y-%m-%d %H:%M} UTC\n"
        f"answered: {trail}\nasks: {pending}"
    )


async def check_sessions(settings: Settings) -> Report:
    """Run every open session once without keeping anything, and say what would be asked."""
    report = Report()
    words = catalogue_for(settings)
    async with opened(settings) as database:
        last = 0
        while True:
            async with database.read() as tx:
                rows = await sessions.list_all_open(tx, after=last)
            if not rows:
                return report
            for row in rows:
                last = row.id
                fate = await _fate(database, words, row)
                report.broken += fate.startswith("BREAKS")
                report.lines.append(f"{row.id} {row.conversation}: {fate}")


class _RollBack(Exception):
    """Raised to leave a transaction without keeping anything."""


async def _fate(database: Database, words: Catalogue, row: sessions.Stored) -> str:
    entry = CONTENTS.conversations.get(row.conversation)
    if entry is None:
        return "BREAKS: there is no such conversation any more"
    session = from_json(row.data)
    before = session.pending.key if session.pending else ""
    fate = ""
    try:
        async with database.begin() as tx:
            person = await people.find(tx, row.person_id)
            try:
                await advance(entry.run, session, None, _world(tx, person, words))
                fate = _compared(before, session)
            except ConversationBug as error:
                fate = f"BREAKS: {error}"
            raise _RollBack
    except _RollBack:
        return fate


def _world(tx: Tx, person: object, words: Catalogue) -> World[Tx]:
    return World(tx, person, "check", Clock().now(), words, lambda: count_writes(tx))


def _compared(before: str, session: Session) -> str:
    after = session.pending.key if session.pending else ""
    if session.requires:
        return f"waits for {session.requires}"
    if session.state != "open":
        return "would end at once"
    return "goes on" if after == before else f"asks {after} instead of {before or 'nothing'}"
