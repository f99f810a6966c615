"""Owners who agreed to be told, in numbers."""

from domain.business import State
from domain.consent import Consent, Purpose
from storage import businesses, consents
from storage.businesses import Registration
from storage.database import Tx
from tests.support.rows import NOW, VILLAGE, add_crowd

AGREED = Consent(Purpose.BROADCASTS, True, "v1", "telegram", NOW)


async def add_owners(
    tx: Tx, count: int, cluster: str = "KERIPIK", makes: str = "yes",
    state: State = State.VERIFIED, agreed: bool = True,
) -> list[int]:  # fmt: skip
    """Ids of so many new owners of one business each."""
    crowd = await add_crowd(tx, count)
    for person_id in crowd:
        told = Registration("Usaha", "ikm", makes, "own", cluster, VILLAGE)
        business = await businesses.add(tx, person_id, told, NOW)
        await businesses.set_state(tx, business, state, NOW, None)
        if agreed:
            await consents.add(tx, person_id, [AGREED])
    return crowd
