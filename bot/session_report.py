"""`ikm-bot sessions show|check`: a session's trail, and what the present code would do to it."""

from dataclasses import dataclass, field
from typing import Any

from bot.app import catalogue_for
from bot.operations import opened
from bot.settings import Settings
from dialog.contents import Contents
from dialog.engine import advance
from dialog.errors import ConversationBug
from dialog.run import World
from dialog.session import Session, from_json
from dialog.words import Words
from domain.clock import Clock
from domain.errors import OperatorError
from handlers.registry import CONTENTS
from storage import people, sessions
from storage.database import Database, Tx, count_writes, tally


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
    async with opened(settings) as database:
        return await foresee(database, catalogue_for(settings), CONTENTS, Clock())


async def foresee(database: Database, words: Words, contents: Contents, clock: Clock) -> Report:
    """What this code would do to the open sessions of a database; nothing of it is kept."""
    report = Report()
    foresight = _Foresight(database, words, contents, clock)
    last = 0
    while True:
        async with database.read() as tx:
            rows = await sessions.list_all_open(tx, after=last)
        if not rows:
            return report
        for row in rows:
            last = row.id
            fate = await foresight.fate_of(row)
            report.broken += fate.startswith("BREAKS")
            report.lines.append(f"{row.id} {row.conversation}: {fate}")


class _RollBack(Exception):
    """Raised to leave a transaction without keeping anything."""


@dataclass(frozen=True, slots=True)
class _Foresight:
    """The code to come, and the database it will meet."""

    database: Database
    words: Words
    contents: Contents
    clock: Clock

    async def fate_of(self, row: sessions.Stored) -> str:
        """What would become of one session."""
        entry = self.contents.conversations.get(row.conversation)
        if entry is None:
            return "BREAKS: there is no such conversation any more"
        fate = ""
        try:
            session = from_json(row.data)
            before = session.pending.key if session.pending else ""
            async with self.database.begin() as tx:
                person = await people.find(tx, row.person_id)
                await advance(entry.run, session, None, self._world(tx, person))
                fate = _compared(before, session)
                raise _RollBack
        except _RollBack:
            return fate
        except ConversationBug as error:
            return f"BREAKS: {error}"
        except Exception as error:  # noqa: BLE001  # whatever it is, it would stop the turn
            return f"BREAKS: {type(error).__name__}"  # its message may hold people's words

    def _world(self, tx: Tx, person: Any) -> World[Tx]:
        async def fulfilled(conversation: str) -> Any:
            check = self.contents.fulfilled.get(conversation)
            return await check(tx, person) if check else None

        return World(tx, person, "check", self.clock.now(), self.words,
                     lambda: count_writes(tally(tx)), fulfilled)  # fmt: skip


def _compared(before: str, session: Session) -> str:
    after = session.pending.key if session.pending else ""
    if session.requires:
        return f"waits for {session.requires}"
    if session.state != "open":
        return "would end at once"
    return "goes on" if after == before else f"asks {after} instead of {before or 'nothing'}"
