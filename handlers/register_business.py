"""An owner registers a business, from the welcome to the member number.

Starts on *daftar usaha*, the menu or a button · Reads once what is known of the person · Writes
consents as they are answered; name and number, the business with its papers and photos at the end ·
Ends with the member number and a card for the verifiers, or at another door of the office.
"""

from collections.abc import Sequence
from typing import Any

from dialog.chat import Chat
from dialog.choices import Photos, Several
from dialog.names import PersonName, ThingName
from dialog.questions import Parsed, Shall
from domain.answers import people as heads
from domain.business import PAPERS
from domain.eligibility import Outcome
from domain.person import Person
from handlers.parts.ask_cluster import ask_cluster
from handlers.parts.ask_consents import ask_consents
from handlers.parts.ask_phone import ask_phone, settle_owner
from handlers.parts.ask_village import ask_village
from handlers.parts.ask_work import Work, ask_work
from handlers.parts.recall_owner import recall_owner
from handlers.parts.registration_card import send_card
from storage import businesses, media
from storage.businesses import Registration
from storage.database import Tx

MAX_NAME = 80  # what fits on a certificate
MAX_PHOTOS = 5  # a kitchen from all sides
DONE = {
    Outcome.IKM: "done",
    Outcome.IKM_FLAGGED: "done",
    Outcome.OFFICER: "done_officer",
    Outcome.NOT_IKM: "done_officer",
    Outcome.PROSPECTIVE: "done_prospective",
}


async def register_business(chat: Chat[Tx]) -> None:
    """Ask, show, write; reads like the conversation."""
    known = await recall_owner(chat)
    if known.businesses:
        if not await chat.ask("another", Shall(), names=", ".join(known.businesses)):
            return chat.say("not_another")
    else:
        chat.say("welcome")
    await ask_consents(chat, known.asked)
    name = known.name or await chat.ask("name", PersonName(max_length=MAX_NAME))
    phone = await ask_phone(chat, known.phone)

    business_name = await chat.ask("business_name", ThingName(max_length=MAX_NAME))
    work = await ask_work(chat)
    cluster = await ask_cluster(chat, work.facts.product)
    village = await ask_village(chat, is_planned=not work.is_running)
    workers, papers, photos = await _ask_about_production(chat) if work.is_running else (0, [], [])
    await chat.review()

    person_id = await settle_owner(chat, name, phone)
    told = Registration(
        business_name, work.verdict.outcome, work.facts.makes, work.premises, cluster, village,
        work.facts.material, work.facts.product, workers, papers,
    )  # fmt: skip
    business = await businesses.add(chat.tx, person_id, told, chat.now)
    await _keep_photos(chat, photos, person_id, business.id)
    await send_card(chat, business)
    _say_done(chat, work, name, business_name, business.member_number or "")


async def _ask_about_production(
    chat: Chat[Tx],
) -> tuple[int, Sequence[str], Sequence[dict[str, Any]]]:
    """Who works there, which papers there are, and how it looks."""
    workers = await chat.ask("workers", Parsed[int](heads.understand, value_of=int))
    papers = await chat.ask("papers", Several(PAPERS))
    photos = await chat.ask("photos", Photos(max_count=MAX_PHOTOS, optional=True))
    return workers, papers, photos or []


async def _keep_photos(
    chat: Chat[Tx], photos: Sequence[dict[str, Any]], person_id: int, business_id: int
) -> None:
    for photo in photos:
        await media.add(
            chat.tx, person_id, chat.channel, "photo", photo["ref"], chat.now,
            mime=photo["mime"], business_id=business_id,
        )  # fmt: skip


def _say_done(chat: Chat[Tx], work: Work, name: str, business: str, number: str) -> None:
    """The member number and what happens next."""
    chat.say(DONE[work.verdict.outcome], name=name, business=business, member_number=number)


async def find_registered(tx: Tx, person: Person) -> int | None:
    """What a conversation that requires a registration gets: the first business, or None."""
    owned = await businesses.list_of_person(tx, person.id)
    return owned[0].id if owned else None
