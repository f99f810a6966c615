"""Invented people for the demo: one for each phone of the simulator, and a small year of owners.

The phones are those of `simulator/seed_phones.py`; the new owner is not here, for they have never
written. The other owners have no phone, so nothing may be sent to them: their contacts count as
unreachable, and whatever is for them says so instead of failing again and again. Names, numbers
and businesses are invented (`storage/seed/demo_owners.csv`).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from domain.business import Business, Premises, State
from domain.consent import Consent, Purpose
from domain.eligibility import Facts, Makes, Outcome, judge
from storage import audit, businesses, consents, reviews, seed, staff, staff_messages
from storage.database import Tx
from storage.ids import new_id
from storage.reviews import Decision
from storage.schema import contacts, identities, persons
from storage.staff import Invitation
from storage.staff_messages import Words

VERSION = "demo"  # nobody was really shown a text
FIRST_ADDRESS = 900_000_001  # of owners without a phone: above the simulator's, below real ones
FIRST_NUMBER = 6281300009001  # invented, like those of the phones
WITHOUT_INFO = 6  # every so many owners want no broadcasts
DECIDED_AFTER = timedelta(days=2)

OWNER = (1002, "Ani Lubis", "+6281300001002")
STAFF = (1003, "Hasan Nasution", "+6281300001003")
COORDINATOR = (1004, "Sari Hutabarat", "+6281300001004")
BUYER = (1005, "Dedi Kurniawan", "+6281300001005")
SCOPE = Invitation("coordinator", ("KERIPIK", "ALAS_KAKI"), ("12.71.10.1012", "12.71.04.1003"))
KERIPIK = businesses.Registration(
    name="Keripik Bu Ani",
    outcome=Outcome.IKM,
    makes=Makes.YES,
    premises=Premises.OWN,
    cluster="KERIPIK",
    village="12.71.10.1012",  # Tegal Sari III, where others make the same: a prospective centre
    material="singkong, minyak goreng",
    product="keripik ubi pedas",
    workers=3,
    papers=("nib", "halal"),
)
QUESTIONS = (  # days ago, by which row of the year, words
    (12, 30, "Pak, mau tanya, sertifikat halal gratis masih dibuka?"),
    (4, 3, "Bu, ada pelatihan buat sol sepatu tahun depan?"),
)


@dataclass(frozen=True, slots=True)
class DemoOwner:
    """An owner of the demo year, for others to build on. state: of the business."""

    person_id: int
    business: Business


async def count_people(tx: Tx) -> int:
    """How many persons there are."""
    return int((await tx.execute(select(func.count()).select_from(persons))).scalar_one())


async def seed_people(tx: Tx, now: datetime) -> list[DemoOwner]:
    """Write the demo people into an empty database; the owners, the longest registered first.

    The same on every start but for the ids and for `now`, from which all dates are counted back.
    """
    staff_id = await _add_phone(tx, STAFF, now)
    for role in ("admin", "verifier"):
        await staff.grant(tx, staff_id, Invitation(role), now)
    coordinator_id = await _add_phone(tx, COORDINATOR, now)
    await staff.grant(tx, coordinator_id, SCOPE, now)
    await _add_phone(tx, BUYER, now)
    ani = await _add_phone(tx, OWNER, now)
    await _agree(tx, ani, now, wants_info=True)
    owners = [await _register(tx, ani, KERIPIK, now - timedelta(days=360))]
    owners += await _add_year(tx, now)
    for owner in owners:
        await _decide(tx, owner, staff_id)
    for days, row, words in QUESTIONS:
        asker, at = owners[row].person_id, now - timedelta(days=days)
        await staff_messages.add(tx, asker, Words(words), at)
    return [DemoOwner(o.person_id, replace(o.business, state=o.state)) for o in owners]


@dataclass(frozen=True, slots=True)
class _Registered:
    person_id: int
    business: Business
    state: State = State.VERIFIED
    reason: str = ""


async def _add_year(tx: Tx, now: datetime) -> list[_Registered]:
    villages = {v.name: v.code for v in seed.villages()}
    added = []
    for number, row in enumerate(seed.demo_owners()):
        at = now - timedelta(days=int(row["days"]))
        person_id = await _add_owner(tx, number, row["owner"], at)
        await _agree(tx, person_id, at, wants_info=number % WITHOUT_INFO != WITHOUT_INFO - 1)
        told = _told(row, villages[row["village"]])
        made = await _register(tx, person_id, told, at)
        added.append(_Registered(person_id, made.business, State(row["state"]), row["reason"]))
    return added


def _told(row: dict[str, str], village: str) -> businesses.Registration:
    """What the owner told; the outcome follows from it as in the real registration."""
    premises = Premises(row["premises"])
    makes = Makes.PLANNED if premises is Premises.NONE else Makes.YES
    verdict = judge(Facts(makes, row["material"], row["product"], premises))
    return businesses.Registration(
        row["business"], verdict.outcome, makes, premises, row["cluster"], village,
        row["material"], row["product"], int(row["workers"]), row["papers"].split(),
    )  # fmt: skip


async def _register(
    tx: Tx, person_id: int, told: businesses.Registration, at: datetime
) -> _Registered:
    return _Registered(person_id, await businesses.add(tx, person_id, told, at))


async def _decide(tx: Tx, owner: _Registered, staff_id: int) -> None:
    """What the office decided two days later, with its entry in the audit trail."""
    if owner.state is State.REGISTERED:
        return
    key, _, words = owner.reason.rpartition(": ")
    at = owner.business.registered_at + DECIDED_AFTER
    decision = Decision(owner.state, words, key)
    await reviews.decide(tx, owner.business, decision, at, staff_id)
    before, after = {"state": owner.business.state}, {"state": owner.state, "reason": words}
    act = audit.Act(audit.DECIDED, f"business:{owner.business.id}", before, after)
    await audit.add(tx, at, staff_id, act)


async def _agree(tx: Tx, person_id: int, at: datetime, *, wants_info: bool) -> None:
    await consents.add(tx, person_id, [
        Consent(Purpose.SERVICE, True, VERSION, "telegram", at),
        Consent(Purpose.BROADCASTS, wants_info, VERSION, "telegram", at),
    ])  # fmt: skip


async def _add_phone(tx: Tx, who: tuple[int, str, str], now: datetime) -> int:
    address, name, phone = who
    return await _add_person(tx, str(address), name, phone, now, is_reachable=True)


async def _add_owner(tx: Tx, number: int, name: str, at: datetime) -> int:
    address, phone = str(FIRST_ADDRESS + number), f"+{FIRST_NUMBER + number}"
    return await _add_person(tx, address, name, phone, at, is_reachable=False)


async def _add_person(  # the fields of one person
    tx: Tx, address: str, name: str, phone: str, at: datetime, *, is_reachable: bool
) -> int:
    """One person with a contact and identities; their id."""
    person_id = new_id()
    await tx.execute(insert(persons).values(id=person_id, name=name, phone=phone, created_at=at))
    await tx.execute(
        insert(contacts).values(
            id=new_id(), person_id=person_id, channel="telegram", address=address,
            profile_name=name, last_inbound_at=at, reachable=is_reachable,
        )
    )  # fmt: skip
    await tx.execute(insert(identities), [
        {"id": new_id(), "person_id": person_id, "kind": kind, "value": value, "verified_at": at}
        for kind, value in (("telegram", address), ("phone", phone))
    ])  # fmt: skip
    return person_id
