"""The question for a phone number: shared with one tap, or typed. Only one's own card proves it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialog.messages import Incoming, SharedContact
from dialog.questions import Question, Reading, picked
from dialog.session import Pending
from domain.answers import phone
from domain.answers.result import Accepted, Refused
from domain.errors import Invalid


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number as it was given. number: E.164. is_proven: the channel vouches for it."""

    number: str
    is_proven: bool


class Phone(Question[PhoneNumber | None]):
    """An Indonesian mobile number; None where it was left out."""

    wants = "phone"

    def __init__(self, *, optional: bool = False, names: Callable[[str], str] = str) -> None:
        self.optional, self.names = optional, names

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        if incoming.contact is not None:
            return self._shared(incoming.contact)
        return super().parse(incoming, pending)

    def _shared(self, card: SharedContact) -> Reading:
        if not card.is_own:
            return Refused("phone.not_own")
        number = card.phone if card.phone.startswith(("+", "0")) else f"+{card.phone}"
        understood = phone.understand(number)
        return _told(understood.value, True) if isinstance(understood, Accepted) else understood

    def read(self, text: str, pending: Pending) -> Reading:
        understood = phone.understand(text)
        if isinstance(understood, Accepted):
            return _told(understood.value, False)
        chosen = picked(text, pending.shown)
        return _told(chosen, False) if chosen else understood

    def pick(self, option: str, pending: Pending) -> Reading:
        known = any(o.id == option for o in pending.shown)
        return _told(option, False) if known else Refused("form.option_gone")

    def label(self, candidate: str) -> str:
        return self.names(candidate)

    def load(self, stored: Any) -> PhoneNumber | None:
        if stored is None:
            return None
        if not isinstance(stored, dict) or "number" not in stored:
            raise Invalid("form.changed")
        return PhoneNumber(stored["number"], bool(stored.get("proven")))

    def show(self, stored: Any) -> str:
        return self.names(stored["number"])


def _told(number: str, is_proven: bool) -> Accepted[dict[str, Any]]:
    return Accepted({"number": number, "proven": is_proven})
