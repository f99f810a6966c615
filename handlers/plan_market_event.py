"""Staff plan a market event: a draft that is announced by another act.

Starts on *buat bazar* · Writes a draft · Ends with its card.
"""

from datetime import date, datetime, timedelta

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.questions import Parsed, Text
from dialog.words import Ours
from domain.answers import price
from domain.answers.result import Accepted, Understood
from domain.calendar import at_clock
from domain.market_event import DEFAULT_QUOTA, MAX_DAYS, MAX_FEE_IDR, MAX_QUOTA, EventPlan
from domain.money import rupiah
from domain.plain_text import fold
from domain.training import CLOSING_HOUR, Admission, default_closings
from handlers.parts.ask_clusters import Clusters
from handlers.parts.ask_count import Count
from handlers.parts.ask_days import ask_hours, ask_venue, day_question, first_and_last
from handlers.parts.overseen_event import card_buttons, event_card
from handlers.parts.remark import Remark
from handlers.parts.training_words import say_moment
from storage import market_events
from storage.database import Tx

MAX_NAME = 80
MAX_NOTE = 400
FREE = frozenset({"gratis", "free", "0", "rp0", "rp 0", "nol", "tidak ada", "tanpa biaya",
                  "tidak bayar"})  # fmt: skip


def understand_fee(text: str) -> Understood[int]:
    """Whole rupiah for one stall, 0 = free."""
    return Accepted(0) if fold(text) in FREE else price.understand(text)


async def plan_market_event(chat: Chat[Tx]) -> None:
    """Ask for what a market event needs, write the draft."""
    name = await chat.ask("name", Text(max_length=MAX_NAME, min_length=4))
    starts_at, ends_at = first_and_last(*await ask_hours(chat, MAX_DAYS, may_be_today=False))
    venue, link = await ask_venue(chat)
    clusters = await chat.ask("clusters", Clusters())
    quota = await chat.ask("quota", Count(1, MAX_QUOTA), usual=DEFAULT_QUOTA)
    fee = await _ask_fee(chat)
    admission = await chat.ask("admission", Choice(list(Admission)))
    closes_at, offers_at = await _ask_closing(chat, starts_at)
    description = await chat.ask("description", Remark(max_length=MAX_NOTE, optional=True)) or ""
    await chat.review(
        closes=Ours(say_moment(chat.catalogue, closes_at)),
        offers=Ours(say_moment(chat.catalogue, offers_at)),
    )
    plan = EventPlan(
        name, starts_at, ends_at, venue, closes_at, offers_at, description, tuple(clusters),
        quota, fee or None, Admission(admission), link,
    )  # fmt: skip
    made = await market_events.add(chat.tx, plan, chat.now, chat.person.id)
    chat.say("done", card=await event_card(chat, made))
    chat.offer(card_buttons(chat, made))


async def _ask_fee(chat: Chat[Tx]) -> int:
    free = chat.words("market_event_notes.free")
    fee: int = await chat.ask(
        "fee",
        Parsed(
            understand_fee, names=lambda idr: rupiah(int(idr)) if int(idr) else free, value_of=int
        ),
    )
    if fee > MAX_FEE_IDR:
        chat.withdraw("fee", because="fee_high")
    return fee


async def _ask_closing(chat: Chat[Tx], starts_at: datetime) -> tuple[datetime, datetime]:
    """When registration and offers close: by days of their own, or as usual."""
    usual, usual_offers = default_closings(starts_at, chat.now)
    closes_at = await _ask_moment(chat, "closes", starts_at, usual)
    usual_offers = min(max(usual_offers, closes_at), starts_at)
    offers_at = await _ask_moment(chat, "offers_close", starts_at, usual_offers)
    if offers_at < closes_at:
        chat.withdraw("offers_close", because="offers_early")
    return closes_at, offers_at


async def _ask_moment(chat: Chat[Tx], key: str, starts_at: datetime, usual: datetime) -> datetime:
    own = await chat.ask(
        key, day_question(chat, optional=True), given=usual.isoformat(),
        usual=Ours(say_moment(chat.catalogue, usual)),
    )  # fmt: skip
    if not own:
        return usual
    moment = at_clock(date.fromisoformat(own), CLOSING_HOUR)
    if moment > starts_at:
        chat.withdraw(key, because="closes_late")
    if moment <= chat.now + timedelta(minutes=1):
        chat.withdraw(key, because="closed_already")
    return moment
