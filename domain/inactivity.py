"""Persons who have not written for two years: asked three times, ten days apart, then erased.

The promise made at the registration (domain.md section 6): after 24 months without a word we ask
first, then erase. Times are business time.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.calendar import day_of
from domain.delivery import SendState

INACTIVE_AFTER = timedelta(days=731)  # 24 months with a leap day among them
ASKS = 3  # the question and two reminders
BETWEEN = timedelta(days=10)  # so that 30 days lie between the question and the erasure

TOLD = frozenset({SendState.SENT, SendState.DELIVERED, SendState.READ})
ON_ITS_WAY = frozenset(
    {SendState.QUEUED, SendState.SENDING, SendState.HELD, SendState.UNCERTAIN}
)  # fmt: skip


class Step(StrEnum):
    """What comes next for somebody who is silent."""

    WAIT = "wait"
    ASK = "ask"  # for the first time, again, or once more because nothing arrived
    ERASE = "erase"


def next_step(asks: int, sent: str, *, is_reachable: bool) -> Step:
    """What the silence calls for once its time has come.

    asks: how often it was asked. sent: the state of the last question; '' where none could be
    sent. Nobody who can be reached is erased unless the last question reached them.
    """
    if sent in ON_ITS_WAY:
        return Step.WAIT
    if asks < ASKS or (is_reachable and sent not in TOLD):
        return Step.ASK
    return Step.ERASE


def next_ask(asks: int, sent: str) -> int:
    """The number of the next question: the same once more where the last did not arrive."""
    return min(ASKS, asks + 1) if sent in TOLD or not sent else asks


def last_day(asks: int, now: datetime) -> date:
    """The last whole day in Medan to answer, said with the question number `asks` (1 to ASKS)."""
    return day_of(now + (ASKS + 1 - asks) * BETWEEN) - timedelta(days=1)
