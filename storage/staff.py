"""Staff: who may act in which role, and the one-time invitations that make it so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from sqlalchemy import insert as plain_insert
from sqlalchemy import select, update

from domain.invitation import VALID_FOR, digest
from storage import postponed
from storage.among import among
from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import coordinator_scopes, invitations, persons, roles

# Whoever was erased, or became somebody else, has no role any more: `erasure`, `people.merge`.
_WITH_ROLE = select(roles.c.person_id).where(among(roles.c.role, "wanted"))


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code grants. clusters, villages: codes; none = every one."""

    role: str
    clusters: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()


async def list_with_role(tx: Tx, *wanted: str) -> list[int]:
    """Ids of the persons who have one of these roles, in order. Empty is normal at first."""

    async def ask() -> list[int]:
        found = await postponed.beside(tx, _WITH_ROLE, {"wanted": wanted})
        return sorted(set(found.scalars()))

    return list(await postponed.once(tx, ("with role", wanted), ask))


async def list_coordinators(tx: Tx, cluster: str, village: str) -> list[int]:
    """Ids of the coordinators who look after this cluster in this kelurahan."""
    query = (
        select(coordinator_scopes.c.person_id)
        .join(persons, persons.c.id == coordinator_scopes.c.person_id)
        .where(
            coordinator_scopes.c.cluster.in_((cluster, "")),
            coordinator_scopes.c.village.in_((village, "")),
            persons.c.erased_at.is_(None),
        )
        .distinct()
        .order_by(coordinator_scopes.c.person_id)
    )
    return list((await tx.execute(query)).scalars())


async def invite(tx: Tx, code: str, offered: Invitation, at: datetime) -> None:
    """Keep an invitation; of the code itself only its digest."""
    await tx.execute(
        plain_insert(invitations).values(
            id=new_id(), code_digest=digest(code), role=offered.role,
            clusters=" ".join(offered.clusters), villages=" ".join(offered.villages),
            created_at=at, expires_at=at + VALID_FOR,
        )
    )  # fmt: skip


async def redeem(tx: Tx, code: str, person_id: int, at: datetime) -> Invitation | None:
    """Use a code up and grant its role; None where it is unknown, used or too old."""
    mine = invitations.c.code_digest == digest(code)
    used = (
        update(invitations)
        .where(mine, invitations.c.used_at.is_(None), invitations.c.expires_at > at)
        .values(used_at=at, used_by=person_id)
    )
    if not (await tx.execute(used)).rowcount:
        return None
    r = (await tx.execute(select(invitations).where(mine))).one()
    granted = Invitation(r.role, tuple(r.clusters.split()), tuple(r.villages.split()))
    await grant(tx, person_id, granted, at)
    return granted


async def find_role_redeemed(tx: Tx, code: str, person_id: int) -> str:
    """The role that this very person got by the code before; '' where they did not."""
    query = select(invitations.c.role).where(
        invitations.c.code_digest == digest(code), invitations.c.used_by == person_id
    )
    return (await tx.execute(query)).scalar() or ""


async def grant(tx: Tx, person_id: int, granted: Invitation, at: datetime) -> None:
    """Give a role, with its scope for a coordinator; what the person has already stays once."""
    role = insert(tx.dialect)(roles).values(
        id=new_id(), person_id=person_id, role=granted.role, granted_at=at
    )
    await tx.execute(role.on_conflict_do_nothing())
    if granted.role == "coordinator":
        await _add_scopes(tx, person_id, granted.clusters or ("",), granted.villages or ("",))
    held = select(roles.c.role).where(roles.c.person_id == person_id).order_by(roles.c.role)
    names = " ".join((await tx.execute(held)).scalars())
    await tx.execute(update(persons).where(persons.c.id == person_id).values(roles=names))


async def _add_scopes(
    tx: Tx, person_id: int, clusters: Sequence[str], villages: Sequence[str]
) -> None:
    statement = insert(tx.dialect)(coordinator_scopes).on_conflict_do_nothing()
    await tx.execute(statement, [
        {"id": new_id(), "person_id": person_id, "cluster": cluster, "village": village}
        for cluster, village in product(clusters, villages)
    ])  # fmt: skip
