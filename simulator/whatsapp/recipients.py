"""Whom a message is for: a phone number in `to`, or a business-scoped user id in `recipient`."""

import re
from dataclasses import dataclass
from typing import Final

from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.whatsapp.errors import GraphError, bad_value
from simulator.whatsapp.state import WhatsAppPhone

_DECORATION: Final = re.compile(r"[+\s().-]")
_DIGITS: Final = re.compile(r"\d{5,20}")
_USER_ID: Final = re.compile(r"[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person as the caller named them, and the phone, where there is one."""

    given: str
    is_user_id: bool
    phone: WhatsAppPhone | None

    def contact(self) -> dict[str, str]:
        """As the answer names the person."""
        if self.is_user_id:
            return {"input": self.given, "user_id": self.given}
        return {"input": self.given, "wa_id": digits_of(self.given)}


def read_recipient(exchange: Exchange, parameters: Parameters) -> Recipient:
    """`to` goes before `recipient`, as documented. Raises 100 without either, 131009 for nonsense.

    A number or user id that no phone has is no error here: the failure comes as a status.
    """
    given = parameters.text("to") or parameters.text("recipient")
    if not given:
        raise GraphError(100, "(#100) The parameter to is required.")
    is_user_id = not parameters.text("to")
    if is_user_id and not _USER_ID.fullmatch(given):
        raise bad_value("Recipient is not a valid business-scoped user ID")
    if not is_user_id and not _DIGITS.fullmatch(digits_of(given)):
        raise bad_value("Recipient phone number is not valid")
    return Recipient(given, is_user_id, phone_of(exchange, parameters))


def phone_of(exchange: Exchange, parameters: Parameters) -> WhatsAppPhone | None:
    """The phone that a call is about, if it is about one."""
    directory = exchange.whatsapp.directory(exchange.state.whatsapp.phones)
    to = parameters.text("to")
    if to:
        return directory.get(digits_of(to))
    return directory.get(parameters.text("recipient"))


def digits_of(number: str) -> str:
    """Without plus, spaces, brackets and dashes."""
    return _DECORATION.sub("", number)
