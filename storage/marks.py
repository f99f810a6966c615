"""Facts about the database itself, by name: whether it holds invented demo people, for one."""

from sqlalchemy import select

from storage.database import Tx, insert
from storage.schema import marks

DEMO = "demo"
MODERATION = "moderation"  # "on": the office looks at products before the public does
TELEGRAM_NAME = "telegram_name"  # of the bot, as in t.me/…; '' where Telegram does not run
WHATSAPP_NUMBER = "whatsapp_number"  # E.164; '' where WhatsApp does not run


async def find(tx: Tx, name: str) -> str | None:
    """The value of a mark, or None."""
    found: str | None = (
        await tx.execute(select(marks.c.value).where(marks.c.name == name))
    ).scalar()
    return found


async def add_once(tx: Tx, name: str, value: str) -> bool:
    """Set a mark that is not there yet; False where it was."""
    statement = insert(tx.dialect)(marks).values(name=name, value=value)
    return bool((await tx.execute(statement.on_conflict_do_nothing())).rowcount)


async def put(tx: Tx, name: str, value: str) -> None:
    """Set a mark, whatever it was."""
    statement = insert(tx.dialect)(marks).values(name=name, value=value)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )
