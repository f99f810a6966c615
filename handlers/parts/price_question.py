"""The question whether a price still holds, as a job sends it; it can be answered in words."""

from dialog.messages import Option, Outgoing, Template
from dialog.words import Words, find_text
from domain.product import Product
from handlers.parts.product_card import PRICE
from handlers.parts.product_words import say_price

CONFIRM = "confirm_price:start"


def price_question(words: Words, product: Product) -> Outgoing:
    """Masih Rp25.000 per bungkus?"""
    price = say_price(words, product.offer.price_idr, product.offer.unit)
    places = {"name": product.name, "price": price}
    return Outgoing(
        find_text(words, "confirm_price.question.say", places),
        (
            Option(f"yes.{product.id}", find_text(words, "confirm_price.buttons.yes", {}), CONFIRM),
            Option(str(product.id), find_text(words, "confirm_price.buttons.new", {}), PRICE),
        ),
        template=Template("produk_harga", (product.name, price)),
    )
