"""What people ask the staff, and what was answered: the first answer counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from storage.database import Tx
from storage.ids import new_id
from storage.schema import contacts, outbox, persons, staff_messages

OPEN, ANSWERED = "open", "answered"


@dataclass(frozen=True, slots=True)
class StaffMessage:
    """A message to staff. session_id, question: the form and the question a voice note answers."""

    id: int
    person_id: int
    session_id: int | None
    question: str
    text: str
    media_id: int | None
    state: str
    asked_at: datetime
    answer: str
    answered_by: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote or said."""

    text: str
    media_id: int | None = None
    session_id: int | None = None
    question: str = ""


_COLUMNS = [
    staff_messages.c.id, staff_messages.c.person_id, staff_messages.c.session_id,
    staff_messages.c.question, staff_messages.c.text, staff_messages.c.media_id,
    staff_messages.c.state, staff_messages.c.asked_at, staff_messages.c.answer,
    staff_messages.c.answered_by,
]  # fmt: skip


async def add(tx: Tx, person_id: int, words: Words, at: datetime) -> int:
    """Keep a message to staff; its id."""
    new = new_id()
    await tx.execute(
        insert(staff_messages).values(
            id=new, person_id=person_id, session_id=words.session_id, question=words.question,
            text=words.text, media_id=words.media_id, state=OPEN, asked_at=at,
        )
    )  # fmt: skip
    return new


async def find(tx: Tx, message_id: int) -> StaffMessage | None:
    """A message by its id."""
    query = select(*_COLUMNS).where(staff_messages.c.id == message_id)
    r = (await tx.execute(query)).first()
    return StaffMessage(*r) if r is not None else None


async def list_open(tx: Tx, limit: int = 50) -> list[StaffMessage]:
    """Messages that nobody has answered, the oldest first."""
    query = select(*_COLUMNS).where(staff_messages.c.state == OPEN)
    query = query.order_by(staff_messages.c.asked_at, staff_messages.c.id).limit(limit)
    return [StaffMessage(*r) for r in await tx.execute(query)]


async def list_of_person(tx: Tx, person_id: int) -> list[StaffMessage]:
    """All that a person asked, the oldest first."""
    query = select(*_COLUMNS).where(staff_messages.c.person_id == person_id)
    return [StaffMessage(*r) for r in await tx.execute(query.order_by(staff_messages.c.id))]


async def count_open(tx: Tx) -> int:
    """How many messages nobody has answered."""
    query = select(func.count()).where(staff_messages.c.state == OPEN)
    return int((await tx.execute(query)).scalar_one())


async def set_answered(tx: Tx, message_id: int, answer: str, at: datetime, by: int) -> bool:
    """Keep the answer; False where somebody else was first."""
    settled = (
        update(staff_messages)
        .where(staff_messages.c.id == message_id, staff_messages.c.state == OPEN)
        .values(state=ANSWERED, answer=answer, answered_at=at, answered_by=by)
    )
    return bool((await tx.execute(settled)).rowcount)


async def find_answerer(tx: Tx, message_id: int) -> str:
    """The name of who answered; '' where nobody did, or the name is not known."""
    query = (
        select(persons.c.name)
        .join(staff_messages, staff_messages.c.answered_by == persons.c.id)
        .where(staff_messages.c.id == message_id)
    )
    return (await tx.execute(query)).scalar() or ""


async def find_notice(tx: Tx, person_id: int, channel: str, provider_id: str) -> str | None:
    """The payload of a message that went to this person, by the id the channel gave it."""
    theirs = select(contacts.c.id).where(
        contacts.c.person_id == person_id, contacts.c.channel == channel
    )
    query = select(outbox.c.payload).where(
        outbox.c.contact_id.in_(theirs), outbox.c.provider_id == provider_id
    )
    found: str | None = (await tx.execute(query.order_by(outbox.c.id.desc()).limit(1))).scalar()
    return found
