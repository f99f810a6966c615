"""How enquiries go, in numbers: by state, how long owners take to answer, what waits for one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from domain.enquiry import EnquiryState
from storage.database import Tx
from storage.enquiries import WAITS
from storage.schema import businesses, enquiries, products

MAX_MEASURED = 5000  # answers that an average is made of


@dataclass(frozen=True, slots=True)
class Answering:
    """How owners answer. average: None where nobody has."""

    answered: int
    waiting: int
    average: timedelta | None


async def count_by_state(tx: Tx) -> dict[EnquiryState, int]:
    """How many enquiries there are in each state; every state is there."""
    query = select(enquiries.c.state, func.count()).group_by(enquiries.c.state)
    found = {r[0]: int(r[1]) for r in await tx.execute(query)}
    return {state: found.get(state, 0) for state in EnquiryState}


async def measure_answers(tx: Tx, since: datetime) -> Answering:
    """How long owners took to answer what was asked since then."""
    asked = enquiries.c.asked_at >= since
    query = select(enquiries.c.asked_at, enquiries.c.answered_at).where(
        asked, enquiries.c.answered_at.is_not(None)
    )
    rows = await tx.execute(query.order_by(enquiries.c.id.desc()).limit(MAX_MEASURED))
    took = [r.answered_at - r.asked_at for r in rows]
    silent = select(func.count()).where(asked, WAITS)
    waiting = int((await tx.execute(silent)).scalar_one())
    average = sum(took, timedelta()) / len(took) if took else None
    return Answering(len(took), waiting, average)


async def count_waiting_of_owner(tx: Tx, person_id: int) -> int:
    """How many enquiries about a person's products wait for an answer."""
    mine = (
        select(func.count())
        .select_from(enquiries)
        .join(products, products.c.id == enquiries.c.product_id)
        .join(businesses, businesses.c.id == products.c.business_id)
        .where(businesses.c.person_id == person_id, WAITS)
    )
    return int((await tx.execute(mine)).scalar_one())
