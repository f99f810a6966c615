"""The card of a registration as verifiers get it: facts, photos, and buttons that decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Ours
from domain.business import Business
from domain.eligibility import Outcome
from domain.person import Role
from domain.phone import as_people_write
from handlers.parts.business_words import (
    cluster_words,
    papers_words,
    premises_words,
    village_words,
)
from storage import audit, businesses, media, people, staff
from storage.database import Tx

TARGET = "verify_registration:start"
ACTS = ("accept", "correct", "not_ikm")


@dataclass(frozen=True, slots=True)
class Card:
    """What verifiers see of a registration."""

    params: Mapping[str, Any]  # str and int; Any lets them stand beside notify's own names
    options: Sequence[Option]
    media: Sequence[int]


async def registration_card(chat: Chat[Tx], business: Business) -> Card:
    """The card of a business as it stands now."""
    owner = await people.find(chat.tx, business.person_id)
    photos = [m.id for m in await media.list_of_business(chat.tx, business.id)]
    phone = owner.phone if owner is not None else None
    name = (owner.name if owner else "") or chat.words("ask_staff.nameless")
    papers = papers_words(chat, await businesses.list_papers(chat.tx, business.id))
    params = {
        "member_number": business.member_number or "-",
        "owner": _fact_words(chat, "owner", name, as_people_write(phone) if phone else ""),
        "business": business.name,
        "changed": await _changed_words(chat, business),
        "makes": _fact_words(chat, _making(business), business.product, business.material),
        "premises": premises_words(chat, business),
        "cluster": cluster_words(business.cluster),
        "village": village_words(business.village),
        "has": _fact_words(chat, "has", papers, str(business.workers or "")),
        "outcome": chat.words(f"verify_registration.outcomes.{business.outcome}"),
        "duplicates": await _duplicates(chat, business, phone),
    }
    return Card(params, _options(chat, business, photos), photos)


def _making(business: Business) -> str:
    """What the line of the product is called: who plans does not make it yet."""
    return "plans" if business.outcome == Outcome.PROSPECTIVE else "makes"


async def _changed_words(chat: Chat[Tx], business: Business) -> Ours:
    """What is new since the last decision, so that nobody compares the whole card with it."""
    facts = await audit.list_changed(chat.tx, f"business:{business.id}")
    if not facts:
        return Ours("")
    names = [chat.words(f"verify_registration.wrong.options.{fact}") for fact in facts]
    return chat.words("verify_registration.facts.changed", what=", ".join(names))


def _fact_words(chat: Chat[Tx], fact: str, what: str, more: str) -> Ours:
    """A line of the card, without what was not said; '' where nothing was."""
    if not what:
        return Ours("")
    path = f"verify_registration.facts.{fact}"
    return chat.words(f"{path}_{'more' if more else 'only'}", what=what, more=more)


async def _duplicates(chat: Chat[Tx], business: Business, phone: str | None) -> Ours:
    """A warning that names businesses which may be the same; empty where there are none."""
    same = await businesses.list_duplicates(chat.tx, business, phone)
    if not same:
        return Ours("")
    names = ", ".join(f"{one.member_number} {one.name}" for one in same)
    return chat.words("verify_registration.duplicates.say", names=names)


def _options(chat: Chat[Tx], business: Business, photos: Sequence[int]) -> list[Option]:
    decide = [
        Option(f"{act}.{business.id}", chat.words(f"verify_registration.buttons.{act}"), TARGET)
        for act in ACTS
    ]
    erase = [
        Option(f"photo.{photo}", chat.words("verify_registration.buttons.photo", n=n), TARGET)
        for n, photo in enumerate(photos, 1)
    ]
    return [*decide, *erase]


async def send_card(chat: Chat[Tx], business: Business) -> None:
    """Send the card to everybody who may decide."""
    deciders = await staff.list_with_role(chat.tx, Role.VERIFIER, Role.ADMIN)
    if not deciders:
        return
    card = await registration_card(chat, business)
    for person_id in deciders:
        chat.notify(
            person_id,
            "verify_registration.card.say",
            options=card.options,
            media=card.media,
            **card.params,
        )
