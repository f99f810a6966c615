"""How the facts of a product read: on cards, in lists, in the message of a job."""

from dialog.words import Ours, Words, find_text
from domain.answers.shelf_life import as_period
from domain.money import rupiah
from domain.product import Offer, Product


def say_price(words: Words, price_idr: int, unit: str) -> str:
    """Rp25.000 per bungkus."""
    if not unit:
        return rupiah(price_idr)
    places = {"price": rupiah(price_idr), "unit": unit}
    return find_text(words, "product_words.price", places)


def say_days(words: Words, days: int) -> str:
    """3 bulan."""
    count, period = as_period(days)
    return find_text(words, "product_words.period", {"count": count, "period": period})


def say_link(words: Words, product: Product) -> Ours:
    """The address of its page."""
    return Ours(find_text(words, "product_words.link", {"code": Ours(product.code)}))


def say_facts(words: Words, offer: Offer) -> Ours:
    """Price and all that was told besides, a line each."""
    told = {
        "minimum_order": offer.minimum_order,
        "capacity": offer.capacity,
        "shelf_life": say_days(words, offer.shelf_life_days) if offer.shelf_life_days else "",
        "special": offer.special,
    }
    lines = [find_text(words, "product_words.facts.price",
                       {"price": say_price(words, offer.price_idr, offer.unit)})]  # fmt: skip
    lines += [
        find_text(words, f"product_words.facts.{key}", {"value": value})
        for key, value in told.items()
        if value
    ]
    return Ours("\n".join(lines))
