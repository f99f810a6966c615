"""What owner and buyer are told about an enquiry; for conversations and for the web alike.

Every message carries a button with the enquiry's id, so that an erasure finds the copies.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialog.chat import Chat
from dialog.messages import Option, Outgoing, Template
from dialog.words import Ours, Words, find_text
from domain.enquiry import OPEN_STATES, REQUIREMENTS, EnquiryState
from domain.person import Person
from domain.phone import as_people_write
from storage.database import Tx
from storage.enquiries import Enquiry, Said

SHOWN = 3  # of what was said, the newest: with more the message would not fit
OWNER, BUYER = "answer_enquiry:start", "follow_enquiry:start"
OWNER_TEMPLATE, BUYER_TEMPLATE = "pembeli_berminat", "kabar_pertanyaan"


@dataclass(frozen=True, slots=True)
class Message:
    """A message before it has a receiver. path: full path of its text."""

    path: str
    options: tuple[Option, ...]
    template: Template
    params: Mapping[str, Any]

    def outgoing(self, words: Words) -> Outgoing:
        """As it goes out where no conversation sends it."""
        text = find_text(words, self.path, self.params)
        return Outgoing(text, self.options, template=self.template)

    def send(self, chat: Chat[Tx], person_id: int) -> None:
        """Send it when the turn commits."""
        chat.notify(person_id, self.path, options=self.options, template=self.template,
                    **self.params)  # fmt: skip


def say_buyer(words: Words, enquiry: Enquiry) -> str:
    """Who asks, for the eyes of others."""
    return enquiry.buyer or find_text(words, "enquiry_notes.forgotten", {})


def say_requirement(words: Words, requirement: str) -> str:
    """As people read it: "tanggal kedaluwarsa"."""
    return find_text(words, f"enquiry_notes.requirements.{requirement}", {})


def say_requirements(words: Words, wanted: Collection[str]) -> str:
    """As in "PIRT, halal", in the order of the office."""
    return ", ".join(say_requirement(words, one) for one in REQUIREMENTS if one in wanted)


def say_held(words: Words, wanted: Collection[str], held: Collection[str]) -> str:
    """What the owner has of what is wanted: as in "PIRT ✓, halal belum"."""
    return ", ".join(
        find_text(words, f"enquiry_notes.paper.{'has' if one in held else 'has_not'}",
                  {"paper": say_requirement(words, one)})
        for one in REQUIREMENTS if one in wanted
    )  # fmt: skip


def say_state(words: Words, enquiry: Enquiry) -> str:
    """Where an enquiry stands, for the buyer."""
    key = str(enquiry.state)
    if enquiry.state is EnquiryState.INTERESTED and enquiry.answered_at is not None:
        key = "answered"
    elif enquiry.state is EnquiryState.INTERESTED and enquiry.told_at is None:
        key = "untold"  # nothing reaches the owner: staff see it among those not answered
    return find_text(words, f"enquiry_notes.states.{key}", {})


def say_state_to_owner(words: Words, enquiry: Enquiry) -> str:
    """Where an enquiry stands, for the owner: what came of it, or their own answer."""
    key = str(enquiry.state)
    if enquiry.state is EnquiryState.INTERESTED:
        key = "answered" if enquiry.answered_at is not None else "waiting"
        key = "shared" if enquiry.shares_number else key
    return find_text(words, f"enquiry_notes.owner_states.{key}", {})


def owner_message(
    words: Words, enquiry: Enquiry, held: Collection[str], *, is_verified: bool
) -> Message:
    """A buyer is interested: what they ask, and what the owner has of it."""

    def line(name: str, **places: str) -> Ours:
        filled = all(places.values())
        return Ours(find_text(words, f"enquiry_notes.line.{name}", places) if filled else "")

    verified = find_text(words, "enquiry_notes.verified", {})
    quantity = find_text(words, "enquiry_notes.line.quantity", {"quantity": enquiry.quantity})
    params = {
        "buyer": say_buyer(words, enquiry),
        "verified": Ours(f" {verified}" if is_verified else ""),
        "product": enquiry.product,
        "quantity": Ours(quantity if enquiry.quantity else ""),
        "wanted": line("wanted", wanted=say_requirements(words, enquiry.papers)),
        "held": line("held", held=say_held(words, enquiry.papers, held)),
        "delivery": line("delivery", delivery=enquiry.delivery),
        "words": line("words", words=enquiry.words),
        "question": line("question") if asks_for_number(enquiry) else Ours(""),
    }
    options = owner_options(words, enquiry)
    return Message("enquiry_notes.told.say", options, _owner_template(enquiry), params)


def say_last_words(words: Words, home: str, said: Sequence[Said], longest: int) -> Ours:
    """The newest of what the two wrote, in the lines of a conversation's texts.

    longest: letters of each.
    """
    lines = [
        find_text(words, f"{home}.lines.{one.side}", {"text": one.text[:longest]})
        for one in said[-SHOWN:]
    ]
    return Ours("\n".join(lines))


def asks_for_number(enquiry: Enquiry) -> bool:
    """Whether the owner may still be asked for name and number: not given, and not over."""
    return not enquiry.shares_number and enquiry.state in OPEN_STATES


def owner_options(words: Words, enquiry: Enquiry) -> tuple[Option, ...]:
    """Pass on name and number, not yet, or answer through the bot."""
    acts = ("yes", "no", "reply") if asks_for_number(enquiry) else ("reply",)
    return tuple(Option(f"{act}.{enquiry.id}", _button(words, act), OWNER) for act in acts)


def buyer_options(words: Words, enquiry: Enquiry, *acts: str) -> tuple[Option, ...]:
    """Write again, see everything."""
    named = acts or ("write",)
    return tuple(Option(f"{act}.{enquiry.id}", _button(words, act), BUYER) for act in named)


def _button(words: Words, act: str) -> str:
    return find_text(words, f"enquiry_notes.buttons.{act}", {})


def _owner_template(enquiry: Enquiry) -> Template:
    return Template(OWNER_TEMPLATE, (enquiry.product,))


def owner_words(words: Words, enquiry: Enquiry, text: str) -> Message:
    """The buyer writes again."""
    params = {"buyer": say_buyer(words, enquiry), "product": enquiry.product, "text": text}
    return Message("enquiry_notes.owner.words", owner_options(words, enquiry),
                   _owner_template(enquiry), params)  # fmt: skip


def owner_moved(words: Words, enquiry: Enquiry, state: Ours, why: Ours) -> Message:
    """The office has noted what came of it."""
    params = {"buyer": say_buyer(words, enquiry), "product": enquiry.product, "state": state,
              "why": why}  # fmt: skip
    [*_, reply] = owner_options(words, enquiry)
    return Message("enquiry_notes.owner.moved", (reply,), _owner_template(enquiry), params)


def buyer_message(words: Words, enquiry: Enquiry, what: str, **more: str) -> Message:
    """News for the buyer. what: answer, shared, not_yet, moved"""
    params = {"business": enquiry.business, "product": enquiry.product, **more}
    return Message(f"enquiry_notes.buyer.{what}", buyer_options(words, enquiry),
                   Template(BUYER_TEMPLATE, (enquiry.product,)), params)  # fmt: skip


def say_owner(words: Words, owner: Person | None, enquiry: Enquiry) -> dict[str, str]:
    """Name and number of an owner who agreed to pass them on."""
    name = owner.name if owner and owner.name else enquiry.business
    return {"owner": name, "phone": as_people_write(owner.phone) if owner and owner.phone else ""}
