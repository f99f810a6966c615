"""What is known of an owner when a form begins, in one question: three cost three ways there."""

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, literal, select, union_all

from domain.consent import Purpose
from storage import postponed
from storage.database import Tx
from storage.schema import businesses, consents, identities

_WHO: BindParameter[int] = bindparam("person")
_PHONES = select(
    literal("phone").label("part"), identities.c.value.label("told"), literal("").label("version"),
    literal(value=True).label("granted"), identities.c.verified_at.label("at"), identities.c.id,
).where(identities.c.person_id == _WHO, identities.c.kind == "phone")  # fmt: skip
_CONSENTS = select(
    literal("consent"), consents.c.purpose, consents.c.text_version, consents.c.granted,
    consents.c.answered_at, consents.c.id,
).where(consents.c.person_id == _WHO)  # fmt: skip
_BUSINESSES = select(
    literal("business"), businesses.c.name, literal(""), literal(value=True),
    businesses.c.registered_at, businesses.c.id,
).where(businesses.c.person_id == _WHO)  # fmt: skip
_RECALL = union_all(_PHONES, _CONSENTS, _BUSINESSES).order_by("at", "id")


@dataclass(frozen=True, slots=True)
class Recalled:
    """proven: the phone number proven last, E.164, or None. businesses: names, oldest first.

    answered: purpose → (version of the text, whether it was granted) of the last answer.
    """

    proven: str | None
    answered: dict[Purpose, tuple[str, bool]]
    businesses: tuple[str, ...]


async def recall(tx: Tx, person_id: int) -> Recalled:
    """What is known of a person; nothing of one who is new."""
    return await postponed.once(tx, person_id, lambda: _look_up(tx, person_id))


def note_new(tx: Tx, person_id: int, proven: str | None) -> None:
    """The person was added just now, with this number (or none): that is all there is to recall."""
    postponed.expect(tx, person_id, Recalled(proven, {}, ()))


async def _look_up(tx: Tx, person_id: int) -> Recalled:
    proven: str | None = None
    answered: dict[Purpose, tuple[str, bool]] = {}
    names = []
    for r in await postponed.beside(tx, _RECALL, {"person": person_id}, of=person_id):
        if r.part == "phone":
            proven = r.told
        elif r.part == "consent":
            answered[Purpose(r.told)] = (r.version, r.granted)
        else:
            names.append(r.told)
    return Recalled(proven, answered, tuple(names))
