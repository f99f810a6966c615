"""Whether the office looks at products before the public does: an admin turns it on or off.

Starts on *moderasi produk*, or a button ("on", "off") · Reads what waits · Writes the mark, and the
audit trail · Ends with how it stands, and the other way.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from handlers.parts.product_card import REVIEW, is_moderated
from storage import audit, marks, products
from storage.database import Tx


async def moderate_products(chat: Chat[Tx]) -> None:
    """Turn it; say how it stands."""
    was = "on" if await is_moderated(chat.tx) else "off"
    now = chat.arg if chat.arg in ("on", "off") else was
    if now != was:
        await marks.put(chat.tx, marks.MODERATION, now)
        act = audit.Act("moderate_products", "products:all", {"first": was}, {"first": now})
        await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say(now)
    other = "off" if now == "on" else "on"
    label = chat.words(f"moderate_products.buttons.{other}")
    options = [Option(other, label, "moderate_products:start")]
    waiting = await products.count_in_review(chat.tx)
    if waiting:
        chat.say("waiting", count=waiting)
        options.append(Option(OPEN, chat.words("moderate_products.buttons.review"), REVIEW))
    chat.offer(options)
