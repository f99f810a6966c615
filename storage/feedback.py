"""What people said about a training, and whether they produce and sell afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import feedback, follow_ups


@dataclass(frozen=True, slots=True)
class Followed:
    """Of those who answered so many days after: how many produce, how many sell."""

    days: int
    answered: int
    produce: int
    sell: int


async def add(
    tx: Tx, training_id: int, person_id: int, stars: int, words: str, at: datetime
) -> None:
    """Keep somebody's opinion, 1 to 5 and a sentence; a later one replaces it."""
    statement = insert(tx.dialect)(feedback).values(
        id=new_id(), training_id=training_id, person_id=person_id, stars=stars, words=words, at=at
    )
    new = statement.excluded
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["training_id", "person_id"],
            set_={"stars": new.stars, "words": new.words, "at": new.at},
        )
    )


async def count_stars(tx: Tx, training_id: int) -> dict[int, int]:
    """How often each number of stars was given; numbers without one are missing."""
    query = select(feedback.c.stars, func.count()).where(feedback.c.training_id == training_id)
    return {stars: n for stars, n in await tx.execute(query.group_by(feedback.c.stars))}


async def list_words(tx: Tx, training_id: int, limit: int = 100) -> list[tuple[int, str]]:
    """Sentences with their stars, the newest first."""
    query = (
        select(feedback.c.stars, feedback.c.words)
        .where(feedback.c.training_id == training_id, feedback.c.words != "")
        .order_by(feedback.c.at.desc())
        .limit(limit)
    )
    return [(r.stars, r.words) for r in await tx.execute(query)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says so many days (30, 90) after a training."""

    days: int
    produces: bool
    sells: bool


async def add_follow_up(
    tx: Tx, training_id: int, person_id: int, answer: Answer, at: datetime
) -> None:
    """Keep an answer; a later one about the same days replaces it."""
    statement = insert(tx.dialect)(follow_ups).values(
        id=new_id(), training_id=training_id, person_id=person_id, days=answer.days,
        produces=answer.produces, sells=answer.sells, at=at,
    )  # fmt: skip
    new = statement.excluded
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["training_id", "person_id", "days"],
            set_={"produces": new.produces, "sells": new.sells, "at": new.at},
        )
    )


async def count_follow_ups(tx: Tx, training_id: int) -> list[Followed]:
    """What came of a training, by days after; only days with an answer."""
    query = select(follow_ups).where(follow_ups.c.training_id == training_id)
    counted: dict[int, list[tuple[bool, bool]]] = {}
    for r in await tx.execute(query):
        counted.setdefault(r.days, []).append((r.produces, r.sells))
    return [
        Followed(days, len(said), sum(p for p, _ in said), sum(s for _, s in said))
        for days, said in sorted(counted.items())
    ]
