"""Businesses with their papers: registered, found again, and moved from state to state."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, union, update

from domain.business import FOLLOWING, Business, Premises, State, member_number
from domain.errors import NotFound
from storage import counters, postponed
from storage.bulk import Bulk
from storage.database import MAX_BIND, Tx
from storage.ids import new_id
from storage.lookup import Lookup
from storage.schema import businesses, papers, persons

COUNTER = "member_number"
MAX_DUPLICATES = 5  # more than a verifier wants to look at

_COLUMNS = [
    businesses.c.id, businesses.c.person_id, businesses.c.member_number, businesses.c.name,
    businesses.c.state, businesses.c.outcome, businesses.c.reason, businesses.c.correct_key,
    businesses.c.makes, businesses.c.material, businesses.c.product, businesses.c.premises,
    businesses.c.cluster, businesses.c.village, businesses.c.workers, businesses.c.registered_at,
]  # fmt: skip


_ADD, _ADD_PAPERS = Bulk(insert(businesses)), Bulk(insert(papers))
_STATE, _PREMISES = (_COLUMNS.index(c) for c in (businesses.c.state, businesses.c.premises))
_LIST_OF_PERSON = Lookup(
    select(*_COLUMNS).where(businesses.c.person_id == bindparam("person")).order_by(businesses.c.id)
)
_SAME_PLACE = select(businesses.c.id).where(
    businesses.c.village == bindparam("village"),
    businesses.c.cluster == bindparam("cluster"),
    func.lower(businesses.c.name) == bindparam("name"),
)
_SAME_PHONE = (
    select(businesses.c.id)
    .join(persons, persons.c.id == businesses.c.person_id)
    .where(persons.c.phone == bindparam("phone"), persons.c.id != bindparam("person"))
)
_DUPLICATES = (  # one index each; with `or` both tables would be read from end to end
    select(*_COLUMNS)
    .where(
        businesses.c.id.in_(union(_SAME_PLACE, _SAME_PHONE)),
        businesses.c.id != bindparam("own"),
    )
    .order_by(businesses.c.id)
    .limit(MAX_DUPLICATES)
)


@dataclass(frozen=True, slots=True)
class Registration:
    """What an owner told of a business. papers: kinds that are held."""

    name: str
    outcome: str
    makes: str
    premises: str
    cluster: str
    village: str
    material: str = ""
    product: str = ""
    workers: int = 0
    papers: Sequence[str] = field(default_factory=tuple)


async def add(tx: Tx, person_id: int, told: Registration, at: datetime) -> Business:
    """Register a business; it gets the next member number."""
    number = member_number(await counters.next_value(tx, COUNTER))
    made = Business(
        id=new_id(), person_id=person_id, member_number=number, name=told.name,
        state=State.REGISTERED, outcome=told.outcome, reason="", correct_key="", makes=told.makes,
        material=told.material, product=told.product, premises=Premises(told.premises),
        cluster=told.cluster, village=told.village, workers=told.workers, registered_at=at,
    )  # fmt: skip
    row = {c.name: getattr(made, c.name) for c in _COLUMNS}
    await postponed.add(tx, _ADD, row, of=person_id)
    for kind in told.papers:
        paper = {"id": new_id(), "business_id": made.id, "kind": kind, "state": "have"}
        await postponed.add(tx, _ADD_PAPERS, paper, of=person_id)
    return made


async def find(tx: Tx, business_id: int) -> Business | None:
    """A business by its id."""
    r = (await tx.execute(select(*_COLUMNS).where(businesses.c.id == business_id))).first()
    return _business(r) if r is not None else None


async def get(tx: Tx, business_id: int) -> Business:
    """A business by its id. Raises NotFound."""
    found = await find(tx, business_id)
    if found is None:
        raise NotFound
    return found


async def list_of_person(tx: Tx, person_id: int) -> list[Business]:
    """A person's businesses, the first registered first. Empty is normal."""
    await postponed.settle_of(tx, person_id)
    return [_business(r) for r in await _LIST_OF_PERSON.find(tx, person_id)]


async def list_of_persons(tx: Tx, person_ids: Sequence[int]) -> dict[int, list[Business]]:
    """The businesses of several persons, oldest first; who has none is missing."""
    found: dict[int, list[Business]] = {}
    for start in range(0, len(person_ids), MAX_BIND):
        some = businesses.c.person_id.in_(list(person_ids[start : start + MAX_BIND]))
        for r in await tx.execute(select(*_COLUMNS).where(some).order_by(businesses.c.id)):
            found.setdefault(r.person_id, []).append(_business(r))
    return found


async def list_papers(tx: Tx, business_id: int) -> list[str]:
    """Kinds of papers that a business holds."""
    query = select(papers.c.kind).where(
        papers.c.business_id == business_id, papers.c.state == "have"
    )
    return list((await tx.execute(query.order_by(papers.c.id))).scalars())


async def list_duplicates(tx: Tx, business: Business, phone: str | None) -> list[Business]:
    """Others that may be the same: the owner's phone, or name with kelurahan and cluster."""
    told = {
        "own": business.id, "person": business.person_id, "phone": phone,
        "village": business.village, "cluster": business.cluster, "name": business.name.lower(),
    }  # fmt: skip
    return [_business(r) for r in await tx.execute(_DUPLICATES, told)]


async def set_state(
    tx: Tx, business: Business, state: State, at: datetime, by: int | None, *, reason: str = ""
) -> bool:
    """Move a business to another state; False where its state has changed meanwhile."""
    if state not in FOLLOWING[business.state]:
        return False
    moved = (
        update(businesses)
        .where(businesses.c.id == business.id, businesses.c.state == business.state)
        .values(state=state, decided_at=at, decided_by=by, reason=reason)
    )
    return bool((await tx.execute(moved)).rowcount)


def _business(r: Sequence[Any]) -> Business:
    """From the columns in their order, which is that of the fields."""
    values = list(r)
    values[_STATE], values[_PREMISES] = State(values[_STATE]), Premises(values[_PREMISES])
    return Business(*values)
