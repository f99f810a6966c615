"""Staff plan a training: a draft that is announced by another act.

Starts on *buat pelatihan* · Writes a draft · Ends with its card.
"""

from datetime import date, datetime

from dialog.chat import Chat
from dialog.choices import Choice, Photos
from dialog.questions import Text, YesNo
from dialog.words import Ours
from domain.calendar import at_clock
from domain.training import (
    CLOSING_HOUR,
    DEFAULT_QUOTA,
    MAX_QUOTA,
    Admission,
    Meeting,
    Plan,
    Silence,
    Target,
    default_closings,
)
from handlers.parts.ask_clusters import Clusters
from handlers.parts.ask_count import Count
from handlers.parts.ask_days import as_meetings, ask_hours, ask_venue, day_question
from handlers.parts.overseen_training import card_buttons, training_card
from handlers.parts.remark import Remark
from handlers.parts.training_words import say_moment
from storage import media, trainings
from storage.database import Tx

MAX_TITLE = 80
MAX_NOTE = 400
NOTES = ("description", "bring", "trainer", "transport")


async def plan_training(chat: Chat[Tx]) -> None:
    """Ask for everything a training needs, then for what it may have."""
    title = await chat.ask("name", Text(max_length=MAX_TITLE, min_length=4))
    on, begin, end = await ask_hours(chat)
    venue, link = await ask_venue(chat)
    target = await chat.ask("target", Choice(list(Target)))
    clusters = await chat.ask("clusters", Clusters())
    quota = await chat.ask("quota", Count(1, MAX_QUOTA), usual=DEFAULT_QUOTA)
    admission = await chat.ask("admission", Choice(list(Admission)))
    silence = await chat.ask("silence", Choice(list(Silence)))
    meetings = as_meetings(on, begin, end, venue, link)
    closes_at, offers_at = await _ask_closing(chat, meetings)
    description, bring, trainer, transport = await _ask_notes(chat)
    poster = await _ask_poster(chat)
    await chat.review(closes=Ours(say_moment(chat.catalogue, closes_at)))
    poster_id = await _keep_poster(chat, poster)
    plan = Plan(
        title, meetings, closes_at, offers_at, clusters=tuple(clusters), target=Target(target),
        quota=quota, admission=Admission(admission), silence=Silence(silence),
        poster_id=poster_id,
        description=description, bring=bring, trainer=trainer, transport=transport,
    )  # fmt: skip
    made = await trainings.add(chat.tx, plan, chat.now, chat.person.id)
    chat.say("done", card=await training_card(chat, made))
    chat.offer(card_buttons(chat, made))


async def _ask_closing(chat: Chat[Tx], meetings: tuple[Meeting, ...]) -> tuple[datetime, datetime]:
    """When registration closes, by a day of their own or as usual; and when offers do."""
    start = meetings[0].starts_at
    usual, offers_at = default_closings(start, chat.now)
    own = await chat.ask(
        "closes", day_question(chat, optional=True), given=start.isoformat(),
        usual=say_moment(chat.catalogue, usual),
    )  # fmt: skip
    if not own:
        return usual, offers_at
    closes_at = at_clock(date.fromisoformat(own), CLOSING_HOUR)
    if closes_at > start:
        chat.withdraw("closes", because="closes_late")
    if closes_at <= chat.now:
        chat.withdraw("closes", because="closed_already")
    return closes_at, max(offers_at, min(closes_at, start))


async def _ask_notes(chat: Chat[Tx]) -> list[str]:
    """What people should know besides; each may be left out."""
    if not await chat.ask("more", YesNo()):
        return [""] * len(NOTES)
    note = Remark(max_length=MAX_NOTE, optional=True)
    return [await chat.ask(key, note) or "" for key in NOTES]


async def _ask_poster(chat: Chat[Tx]) -> list[dict[str, str]]:
    return await chat.ask("poster", Photos(max_count=1, optional=True)) or []


async def _keep_poster(chat: Chat[Tx], photos: list[dict[str, str]]) -> int | None:
    """A job fetches the picture after the commit."""
    for photo in photos:
        return await media.add(
            chat.tx, chat.person.id, chat.channel, "photo", photo["ref"], chat.now,
            mime=photo["mime"],
        )  # fmt: skip
    return None
