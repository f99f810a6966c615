"""What is kept only so long: rows past their time, found without a lock, forgotten in slices.

Sources: domain.md section 6, "Suggested retention" (UU 27/2022 art. 43: delete when the purpose
is met). Each rule finds the ids of a slice and forgets those; done twice it changes nothing more.

No rule for seats, stalls, attendance and certificates (the archive schedule of the office decides),
nor for reminders, recipients and broadcasts: they hold no words of people, and what became of a
broadcast must sum to its audience.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Table, and_, case, delete, exists, or_, select, update

from domain.delivery import SendState
from storage import selling_retention as selling
from storage.database import MAX_BIND, Tx
from storage.erasure import NO_WORDS
from storage.inbox import RETRY, WAITING
from storage.media import ERASED
from storage.outbox import UNSENT
from storage.schema import (
    audit,
    buyers,
    claims,
    consents,
    contacts,
    enquiries,
    enquiry_words,
    feedback,
    inbox,
    invitations,
    media,
    outbox,
    persons,
    sessions,
    staff_messages,
    trainings,
)
from storage.sessions import OPEN

EVENTS_FOR = timedelta(days=30)  # inbox rows; the platforms redeliver for hours, not weeks
WORDS_FOR = timedelta(days=90)  # what people and the bot wrote to each other
PROOF_FOR = timedelta(days=5 * 365)  # consents and audit
INVITATIONS_FOR = timedelta(days=30)  # after the code is too old, "too old" can still be said

Query: TypeAlias = Any  # a Select of ids; its type parameters say nothing here
Forget: TypeAlias = Callable[[Tx, Sequence[int]], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of row. name: as log and metrics have it. find: ids of the rows due at a moment."""

    name: str
    table: Table
    find: Callable[[datetime], Query]
    forget: Forget


async def list_due(tx: Tx, rule: Rule, now: datetime, after: int = 0) -> list[int]:
    """Ids of at most one slice of due rows, in order of id, greater than `after`."""
    column = rule.table.c.id
    query = rule.find(now).where(column > after).order_by(column).limit(MAX_BIND)
    return list((await tx.execute(query)).scalars())


async def forget_due(tx: Tx, rule: Rule, now: datetime, ids: Sequence[int]) -> int:
    """Forget those of these rows that are still due; how many."""
    query = rule.find(now).where(rule.table.c.id.in_(ids))
    still = list((await tx.execute(query)).scalars())
    return await rule.forget(tx, still) if still else 0


def _deletes(table: Table) -> Forget:
    async def forget(tx: Tx, ids: Sequence[int]) -> int:
        found = await tx.execute(delete(table).where(table.c.id.in_(ids)))
        return int(found.rowcount)

    return forget


async def _blank_words(tx: Tx, ids: Sequence[int]) -> int:
    """The row stays, for the counts; what nobody could be told in all the time expires."""
    waits = outbox.c.state.in_(UNSENT)
    found = await tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(ids))
        .values(
            payload=NO_WORDS,
            reason=case((waits, "too_old"), else_=outbox.c.reason),
            state=case((waits, SendState.EXPIRED), else_=outbox.c.state),
        )
    )
    return int(found.rowcount)


async def _forget_goodbyes(tx: Tx, ids: Sequence[int]) -> int:
    """The last word to an erased person needed the address once more."""
    forgotten = update(outbox).where(outbox.c.id.in_(ids)).values(address="", payload=NO_WORDS)
    return int((await tx.execute(forgotten)).rowcount)


async def _forget_messages(tx: Tx, ids: Sequence[int]) -> int:
    """With the files that came along; a job removes those from the folder."""
    sent_along = select(staff_messages.c.media_id).where(
        staff_messages.c.id.in_(ids), staff_messages.c.media_id.is_not(None)
    )
    files = list((await tx.execute(sent_along)).scalars())
    await _forget_files(tx, files)
    return await _deletes(staff_messages)(tx, ids)


async def _forget_files(tx: Tx, ids: Sequence[int]) -> int:
    erased = update(media).where(media.c.id.in_(ids))
    values = erased.values(state=ERASED, provider_ref="", sha256=None)
    return int((await tx.execute(values)).rowcount)


async def _forget_opinions(tx: Tx, ids: Sequence[int]) -> int:
    """Only the sentence: stars are a count of the training."""
    said = update(feedback).where(feedback.c.id.in_(ids))
    return int((await tx.execute(said.values(words=""))).rowcount)


def _old_opinions(now: datetime) -> Query:
    """Words of people, as in the chat; the training's report has been written by then."""
    return select(feedback.c.id).where(feedback.c.words != "", feedback.c.at < now - WORDS_FOR)


def _stray_files(now: datetime) -> Query:
    """Photos of forms that were never sent in, and all that came with a message to staff.

    The poster of a training, planned a year ahead, stays with it.
    """
    posters = select(trainings.c.poster_id).where(trainings.c.poster_id.is_not(None))
    return select(media.c.id).where(
        media.c.business_id.is_(None),
        media.c.id.not_in(posters),
        media.c.state != ERASED,
        media.c.created_at < now - WORDS_FOR,
    )


def _old_events(now: datetime) -> Query:
    """All but those whose turn is still to come."""
    is_settled = inbox.c.state.not_in((RETRY, WAITING))
    return select(inbox.c.id).where(is_settled, inbox.c.received_at < now - EVENTS_FOR)


def _old_words(now: datetime) -> Query:
    return select(outbox.c.id).where(
        outbox.c.created_at < now - WORDS_FOR,
        outbox.c.due_at < now - WORDS_FOR,
        outbox.c.payload != NO_WORDS,
    )


def _goodbyes(now: datetime) -> Query:
    """Messages that went, or tried to go, to a contact after its person was erased."""
    return (
        select(outbox.c.id)
        .join(contacts, contacts.c.id == outbox.c.contact_id)
        .join(persons, persons.c.id == contacts.c.person_id)
        .where(persons.c.erased_at < now, outbox.c.address != "", outbox.c.state.not_in(UNSENT))
    )


def _old_sessions(now: datetime) -> Query:
    is_closed = sessions.c.state != OPEN
    return select(sessions.c.id).where(is_closed, sessions.c.touched_at < now - WORDS_FOR)


def _old_consents(now: datetime) -> Query:
    """Those replaced by a later answer, and those of people who were erased as long ago.

    The answer that still holds is kept for as long as it holds.
    """
    later = consents.alias()
    is_replaced = exists().where(
        later.c.person_id == consents.c.person_id,
        later.c.purpose == consents.c.purpose,
        later.c.id > consents.c.id,
    )
    is_of_nobody = exists().where(
        persons.c.id == consents.c.person_id, persons.c.erased_at < now - PROOF_FOR
    )
    is_old = consents.c.answered_at < now - PROOF_FOR
    return select(consents.c.id).where(or_(and_(is_old, is_replaced), is_of_nobody))


RULES = (
    Rule("inbox", inbox, _old_events, _deletes(inbox)),
    Rule("outbox", outbox, _old_words, _blank_words),
    Rule("goodbyes", outbox, _goodbyes, _forget_goodbyes),
    Rule(
        "staff_messages",
        staff_messages,
        lambda now: select(staff_messages.c.id).where(staff_messages.c.asked_at < now - WORDS_FOR),
        _forget_messages,
    ),
    Rule("feedback", feedback, _old_opinions, _forget_opinions),
    Rule("files", media, _stray_files, _forget_files),
    Rule("sessions", sessions, _old_sessions, _deletes(sessions)),
    Rule(
        "claims",
        claims,
        lambda now: select(claims.c.id).where(claims.c.decided_at < now - WORDS_FOR),
        _deletes(claims),
    ),
    Rule(
        "invitations",
        invitations,
        lambda now: select(invitations.c.id).where(
            invitations.c.expires_at < now - INVITATIONS_FOR
        ),
        _deletes(invitations),
    ),
    Rule("enquiry_words", enquiry_words, selling.old_words, _deletes(enquiry_words)),
    Rule("enquiry_questions", enquiries, selling.old_questions, selling.blank_questions),
    Rule("enquirers", enquiries, selling.old_enquirers, selling.blank_enquirers),
    Rule("web_buyers", buyers, selling.old_web_buyers, selling.blank_web_buyers),
    Rule("consents", consents, _old_consents, _deletes(consents)),
    Rule(
        "audit",
        audit,
        lambda now: select(audit.c.id).where(audit.c.at < now - PROOF_FOR),
        _deletes(audit),
    ),
)
