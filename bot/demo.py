"""The demo: an SQLite database with invented people, marked so that nobody real is written to."""

from datetime import UTC, datetime

from pydantic import SecretStr

from domain.errors import OperatorError
from storage import demo_people, marks
from storage.database import Database

DEMO_TOKEN = SecretStr("1000000001:SIMULATOR-no-real-bot-has-this-tokn")  # the simulator's shape


async def prepare_demo(database: Database) -> None:
    """Seed the demo people into an empty database. Raises OperatorError on a real one."""
    async with database.begin() as tx:
        if await marks.find(tx, marks.DEMO) is not None:
            return
        if await demo_people.count_people(tx):
            raise OperatorError(
                "This database holds real people: the demo needs one of its own"
                " (set TELEGRAM_BOT_TOKEN, or another DATABASE_URL)."
            )
        await marks.add_once(tx, marks.DEMO, datetime.now(UTC).isoformat())
        await demo_people.seed_people(tx, datetime.now(UTC))


async def refuse_demo(database: Database) -> None:
    """Raises OperatorError where the database holds demo people: they must never be written to."""
    async with database.read() as tx:
        if await marks.find(tx, marks.DEMO) is not None:
            raise OperatorError(
                "This database holds demo people: give the real bot a DATABASE_URL of its own."
            )
