"""What selling keeps only so long: names and numbers of buyers, and what was said.

Sources: domain.md section 6, "Suggested retention": messages 90 days, an inactive profile 24
months. That somebody asked, for which product and what came of it, stays for the counts.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, or_, select, update

from storage.database import Tx
from storage.schema import buyers, enquiries, enquiry_words
from storage.selling_rows import NOBODY

WORDS_FOR = timedelta(days=90)
NAMES_FOR = timedelta(days=730)


def old_words(now: datetime) -> Any:
    """What owner and buyer said to each other, as other words of people."""
    return select(enquiry_words.c.id).where(enquiry_words.c.at < now - WORDS_FOR)


def old_questions(now: datetime) -> Any:
    """Enquiries whose free words are as old."""
    return select(enquiries.c.id).where(
        enquiries.c.words != "", enquiries.c.asked_at < now - WORDS_FOR
    )


async def blank_questions(tx: Tx, ids: Sequence[int]) -> int:
    """Only the sentence: quantity and papers are what the enquiry is about."""
    said = update(enquiries).where(enquiries.c.id.in_(ids)).values(words="")
    return int((await tx.execute(said)).rowcount)


def old_enquirers(now: datetime) -> Any:
    """Enquiries that still say who asked."""
    return select(enquiries.c.id).where(
        enquiries.c.asked_at < now - NAMES_FOR,
        or_(enquiries.c.name != "", enquiries.c.organisation != "",
            enquiries.c.phone.is_not(None)),
    )  # fmt: skip


async def blank_enquirers(tx: Tx, ids: Sequence[int]) -> int:
    """Nobody asked, as after an erasure."""
    found = await tx.execute(update(enquiries).where(enquiries.c.id.in_(ids)).values(NOBODY))
    return int(found.rowcount)


def old_web_buyers(now: datetime) -> Any:
    """Buyers of the web with a name or number of somebody, who have asked nothing for as long."""
    since = now - NAMES_FOR
    has_asked = exists().where(enquiries.c.buyer_id == buyers.c.id, enquiries.c.asked_at >= since)
    return select(buyers.c.id).where(
        buyers.c.person_id.is_(None),
        buyers.c.created_at < since,
        or_(buyers.c.contact_name != "", buyers.c.phone.is_not(None)),
        ~has_asked,
    )


async def blank_web_buyers(tx: Tx, ids: Sequence[int]) -> int:
    """The organisation stays, without the person who spoke for it."""
    blank = update(buyers).where(buyers.c.id.in_(ids)).values(contact_name="", phone=None)
    return int((await tx.execute(blank)).rowcount)
