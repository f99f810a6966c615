"""Registrations under the eyes of the office: who waits, what was decided, what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from domain.business import FOLLOWING, Business, State
from storage import products
from storage.database import Tx
from storage.ids import new_id
from storage.schema import businesses, papers, persons

WAITING = (State.REGISTERED, State.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the office decides. reason: in its words. correct_key: the answer to be corrected."""

    state: State
    reason: str = ""
    correct_key: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A registration that waits for the office."""

    id: int
    member_number: str
    name: str
    registered_at: datetime


async def list_waiting(tx: Tx, limit: int = 50) -> list[Waiting]:
    """Registrations that nobody has decided, the oldest first. Empty is the aim."""
    query = (
        select(
            businesses.c.id, businesses.c.member_number, businesses.c.name,
            businesses.c.registered_at,
        )
        .where(businesses.c.state.in_(WAITING))
        .order_by(businesses.c.registered_at, businesses.c.id)
        .limit(limit)
    )  # fmt: skip
    return [Waiting(r.id, r.member_number or "", r.name, r.registered_at)
            for r in await tx.execute(query)]  # fmt: skip


async def count_waiting(tx: Tx) -> int:
    """How many registrations nobody has decided."""
    query = select(func.count()).select_from(businesses).where(businesses.c.state.in_(WAITING))
    return int((await tx.execute(query)).scalar_one())


async def decide(
    tx: Tx, business: Business, decision: Decision, at: datetime, by: int | None
) -> bool:
    """Move a business to the decided state; False where its state has changed meanwhile.

    What is no IKM is not in the catalogue: its products are hidden in the same commit.
    """
    if decision.state not in FOLLOWING[business.state]:
        return False
    moved = (
        update(businesses)
        .where(businesses.c.id == business.id, businesses.c.state == business.state)
        .values(state=decision.state, reason=decision.reason, correct_key=decision.correct_key,
                decided_at=at, decided_by=by)
    )  # fmt: skip
    is_moved = bool((await tx.execute(moved)).rowcount)
    if is_moved and decision.state is State.NOT_IKM:
        await products.hide_of_business(tx, business.id, at)
    return is_moved


async def find_decider(tx: Tx, business_id: int) -> tuple[int, str]:
    """Id and name of who decided last; (0, '') where nobody did."""
    query = (
        select(persons.c.id, persons.c.name)
        .join(businesses, businesses.c.decided_by == persons.c.id)
        .where(businesses.c.id == business_id)
    )
    r = (await tx.execute(query)).first()
    return (r.id, r.name) if r is not None else (0, "")


async def change(tx: Tx, business_id: int, facts: Mapping[str, object]) -> None:
    """Write facts of a business anew: columns of its row."""
    await tx.execute(update(businesses).where(businesses.c.id == business_id).values(**facts))


async def set_papers(tx: Tx, business_id: int, kinds: Sequence[str]) -> None:
    """The papers a business holds are these; one that stays keeps its number and date."""
    held = papers.c.business_id == business_id
    await tx.execute(delete(papers).where(held, papers.c.kind.not_in(list(kinds))))
    known = set((await tx.execute(select(papers.c.kind).where(held))).scalars())
    await tx.execute(
        update(papers).where(held, papers.c.kind.in_(list(kinds))).values(state="have")
    )
    new = [kind for kind in kinds if kind not in known]
    if new:
        await tx.execute(insert(papers), [
            {"id": new_id(), "business_id": business_id, "kind": kind, "state": "have"}
            for kind in new
        ])  # fmt: skip
