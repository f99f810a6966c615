"""An enquiry: a buyer is interested in a product, and what comes of it."""

from enum import StrEnum


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


FOLLOWING = {
    EnquiryState.INTERESTED: frozenset(
        {EnquiryState.CURATING, EnquiryState.ACCEPTED, EnquiryState.DECLINED}
    ),
    EnquiryState.CURATING: frozenset({EnquiryState.ACCEPTED, EnquiryState.DECLINED}),
    EnquiryState.ACCEPTED: frozenset[EnquiryState](),
    EnquiryState.DECLINED: frozenset[EnquiryState](),
}
