"""An owner deletes a product for good: its page says that it is no more.

Starts on *Hapus* ("<product>") · Writes the end of it, with its photos and what was asked about
it, and the audit trail without contents · Asks once more.
"""

from dialog.chat import Chat
from dialog.choices import Sure
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import list_button
from storage import audit, products
from storage.database import Tx


async def delete_product(chat: Chat[Tx]) -> None:
    """Ask once more, delete."""
    product = await find_own_product(chat, chat.arg)
    sure = Sure("delete", "keep")
    if await chat.ask("sure", sure, name=product.name) == "keep":
        return chat.say("kept", name=product.name)
    await products.remove(chat.tx, product, chat.today)
    act = audit.Act("delete_product", f"product:{product.id}")
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("deleted", name=product.name)
    chat.offer([list_button(chat.catalogue)])
