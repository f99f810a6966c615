"""The desk of one transaction: who writes, their open sessions, and what has to be written."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.events import Event
from bot.seating import find_or_add
from dialog import session as session_format
from dialog.messages import Outgoing, as_payload
from dialog.session import Session
from dialog.words import Words
from domain.delivery import Kind
from domain.person import Contact, Person
from storage import outbox, people, receipts, sessions, timers
from storage.database import Tx, tally
from storage.ids import new_id


@dataclass(slots=True, eq=False)  # each is itself: comparing contents would cost
class OpenSession:
    """A session under work: the stored row and its content."""

    row: sessions.Stored
    content: Session
    is_changed: bool = False


@dataclass(slots=True)
class Desk:
    """Everything that the turns of one transaction share; neighbours see each other's changes."""

    tx: Tx
    now: datetime
    words: Words
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)
    persons: dict[int, Person] = field(default_factory=dict)
    by_person: dict[int, list[OpenSession]] = field(default_factory=dict)  # last touched at the end
    rows: list[outbox.Row] = field(default_factory=list)
    touched: dict[int, Contact] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)  # a line of the log per turn
    new_contacts: set[int] = field(default_factory=set)  # those who write for the first time
    reopened: set[int] = field(default_factory=set)  # those whose window was closed until now
    tally: dict[str, int] = field(init=False)  # what the transaction counted
    _nudge_at: datetime = field(init=False)  # of a form that is touched now

    def __post_init__(self) -> None:
        self.tally = tally(self.tx)
        self._nudge_at = sessions.nudge_moment(self.now)

    async def seat(self, events: list[Event]) -> None:
        """Load, or make, the people of these events and their open sessions."""
        seats = await find_or_add(self.tx, events)
        self.contacts.update(seats.contacts)
        self.persons.update(seats.persons)
        self.new_contacts |= seats.new
        await self.open_sessions([c.person_id for c in seats.contacts.values()])

    async def open_sessions(self, person_ids: list[int]) -> None:
        """Load the open sessions of persons who are not at the desk yet."""
        missing = [p for p in person_ids if p not in self.by_person]
        if not missing:
            return
        for person_id in missing:
            self.by_person[person_id] = []
        for row in await sessions.list_open(self.tx, missing):
            content = session_format.from_json(row.data)
            self.by_person[row.person_id].append(OpenSession(row, content))

    def start(self, person_id: int, conversation: str, arg: str = "") -> OpenSession:
        """A new session on top of the others."""
        content = Session(new_id(), conversation, arg)
        row = sessions.Stored(content.id, person_id, conversation, "open", "", self.now, None, True)
        opened = OpenSession(row, content)
        self.by_person.setdefault(person_id, []).append(opened)
        return opened

    def reopen(self, row: sessions.Stored) -> OpenSession:
        """Bring a stored session back on top."""
        opened = OpenSession(row, session_format.from_json(row.data))
        opened.content.state = "open"
        self.by_person.setdefault(row.person_id, []).append(opened)
        return opened

    def keep(self, work: OpenSession, *, has_nudge: bool) -> None:
        """Mark a session as changed and last touched; what is not open any more leaves the desk."""
        mine = self.by_person[work.row.person_id]
        mine.remove(work)
        mine.append(work)
        work.is_changed = True
        work.row.touched_at = self.now
        is_open = work.content.state == "open"
        work.row.nudge_at = self._nudge_at if has_nudge and is_open else None

    def current(self, person_id: int) -> OpenSession | None:
        """The open session this person touched last."""
        for work in reversed(self.by_person.get(person_id, ())):
            if work.content.state == "open":
                return work
        return None

    def send(self, contact: Contact, outgoing: Outgoing, kind: Kind) -> None:
        """Put a message into the outbox of this transaction."""
        payload = as_payload(outgoing)
        self.rows.append(
            outbox.new_row(contact.id, contact.channel, contact.address, kind, payload,
                           last_inbound_at=contact.last_inbound_at)
        )  # fmt: skip

    def fresh_rows(self) -> list[outbox.Row]:
        """Messages that may go at once: nothing that was held for their contact comes before."""
        return [r for r in self.rows if r.contact_id not in self.reopened]

    async def write(self, handed: frozenset[int]) -> None:
        """Write sessions, contacts and messages: one statement each."""
        changed = [s for own in self.by_person.values() for s in own if s.is_changed]
        for work in changed:
            work.row.state = work.content.state
            work.row.data = session_format.to_json(work.content)
        if changed:
            await sessions.write(self.tx, [s.row for s in changed])
        if self.touched:
            await people.touch(self.tx, list(self.touched.values()))
        if self.reopened:
            await receipts.release_held(self.tx, self.reopened, self.now)
        if self.rows:
            await outbox.add(self.tx, self.rows, self.now, handed)


async def set_settle_timer(desk: Desk, work: OpenSession, due_at: datetime) -> None:
    """A timer that closes the collected parts of an answer."""
    pending = work.content.pending
    if pending is not None:
        timer = timers.Timer(
            0, work.row.person_id, work.content.id, pending.key, work.content.turn, due_at
        )
        await timers.set_timer(desk.tx, timer)
