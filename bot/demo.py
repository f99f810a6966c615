"""The demo: an SQLite database with invented people, marked so that nobody real is written to."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.files import MediaFolder
from domain.errors import OperatorError
from storage import demo_market, demo_people, demo_products, demo_trainings, marks, staff
from storage.database import Database

DEMO_TOKEN = SecretStr("1000000001:SIMULATOR-no-real-bot-has-this-tokn")  # the simulator's shape


async def prepare_demo(database: Database, media_dir: Path | None = None) -> None:
    """Seed the demo people and their year into an empty database.

    media_dir: where pictures of their products go; None = there are none. Raises OperatorError on
    a real one.
    """
    async with database.begin() as tx:
        if await marks.find(tx, marks.DEMO) is not None:
            return
        if await demo_people.count_people(tx):
            raise OperatorError(
                "This database holds real people: the demo needs one of its own"
                " (set TELEGRAM_BOT_TOKEN, or another DATABASE_URL)."
            )
        now = datetime.now(UTC)
        await marks.add_once(tx, marks.DEMO, now.isoformat())
        owners = await demo_people.seed_people(tx, now)
        admins = await staff.list_with_role(tx, "admin")
        listed = await demo_products.seed_products(tx, now, owners)
        if media_dir is not None:
            # The real bot never loads these.
            from bot.demo_pictures import add_pictures  # noqa: PLC0415

            await add_pictures(tx, MediaFolder(media_dir), listed)
        await demo_trainings.seed_trainings(tx, now, owners, admins[0])
        await demo_market.seed_market_events(tx, now, owners, admins[0])


async def refuse_demo(database: Database) -> None:
    """Raises OperatorError where the database holds demo people: they must never be written to."""
    async with database.read() as tx:
        if await marks.find(tx, marks.DEMO) is not None:
            raise OperatorError(
                "This database holds demo people: give the real bot a DATABASE_URL of its own."
            )
