"""An enquiry: a buyer is interested in a product, and what comes of it."""

import re
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from domain.business import PAPERS


class EnquiryState(StrEnum):
    """interested → curating → accepted or declined; curating may be left out."""

    INTERESTED = "interested"
    CURATING = "curating"  # the buyer looks at samples and papers
    ACCEPTED = "accepted"
    DECLINED = "declined"  # with a reason


class BuyerKind(StrEnum):
    """What a buyer is."""

    HOTEL = "hotel"
    SUPERMARKET = "supermarket"
    SHOP = "shop"
    OTHER = "other"


class Side(StrEnum):
    """Who says something about an enquiry."""

    OWNER = "owner"
    BUYER = "buyer"


FOLLOWING = {
    EnquiryState.INTERESTED: frozenset(
        {EnquiryState.CURATING, EnquiryState.ACCEPTED, EnquiryState.DECLINED}
    ),
    EnquiryState.CURATING: frozenset({EnquiryState.ACCEPTED, EnquiryState.DECLINED}),
    EnquiryState.ACCEPTED: frozenset[EnquiryState](),
    EnquiryState.DECLINED: frozenset[EnquiryState](),
}
OPEN_STATES = (EnquiryState.INTERESTED, EnquiryState.CURATING)

EXPIRY_DATE = "expiry_date"  # printed on the package: no paper, but buyers ask for it alike
REQUIREMENTS = (*PAPERS, EXPIRY_DATE)  # what buyers ask for, in the order they are offered

#: A code opens a private page, so nobody may find one by trying: the first of 8 signs and nine of
#: 32 are 48 bits. It begins with a digit: "tanya sertifikat" is a sentence, not a code.
CODE = re.compile(r"[2-9][A-Z2-9]{9}")
DIGITS = "23456789"
CODE_LENGTH = 10

ASKED_AGAIN_AFTER = timedelta(days=7)  # in the chat: until then the open enquiry is shown


def missing(wanted: Collection[str], held: Collection[str]) -> list[str]:
    """What a buyer asks for and the owner has not, in the order of `REQUIREMENTS`."""
    return [one for one in REQUIREMENTS if one in wanted and one not in held]
