"""`ikm-bot run` with nothing kept: the same path with storage's functions replaced by memory.

The switch lives here, not in the product. What it leaves out is exactly what durability costs:
transactions, statements, commits. Sessions and contacts still pass through JSON and rows.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from types import ModuleType
from typing import Any

import uvloop
from sqlalchemy.dialects import sqlite

from bot.app import App, keep_for_good
from bot.http import listen, server_for
from bot.log_lines import start_log
from bot.settings import load_settings
from domain.business import Business, Premises, State, member_number
from domain.person import Contact, Person
from storage import businesses, consents, inbox, media, outbox, owners, people, sessions, staff
from storage.businesses import Registration
from storage.database import Database
from storage.ids import new_id
from storage.sessions import Stored

contacts: dict[tuple[str, str], tuple[Contact, Person]] = {}
open_sessions: dict[int, dict[int, Stored]] = {}


class Nothing:
    """A transaction that reaches nowhere."""

    sync_connection = None  # nothing is counted
    dialect = sqlite.dialect()  # it goes the ways of SQLite, as far as they go


class Nowhere(Database):
    """A database that keeps nothing."""

    @contextlib.asynccontextmanager
    async def begin(self, *, is_brief: bool = False) -> AsyncIterator[Any]:
        """A transaction without a database."""
        yield Nothing()


async def _add_new(_: Any, rows: Sequence[inbox.InboxRow]) -> set[int]:
    return {row["id"] for row in rows}


async def _load(_: Any, addresses: Sequence[str]) -> Any:
    found = {k: contacts[k] for a in addresses if (k := ("telegram", a)) in contacts}
    return (
        {key: contact for key, (contact, _) in found.items()},
        {person.id: person for _, person in found.values()},
    )


async def _add(_: Any, newcomers: Sequence[people.Newcomer]) -> list[tuple[Contact, Person]]:
    made = []
    for new in newcomers:
        person = Person(new_id(), "", None, frozenset(), None)
        contact = Contact(new_id(), person.id, new.channel, new.address, True, False, new.at)
        contacts[new.channel, new.address] = contact, person
        made.append((contact, person))
    return made


async def _list_open(_: Any, person_ids: Sequence[int]) -> list[Stored]:
    return [row for one in person_ids for row in open_sessions.get(one, {}).values()]


async def _write(_: Any, changed: Sequence[Stored]) -> None:
    for row in changed:
        mine = open_sessions.setdefault(row.person_id, {})
        row.is_new = False
        if row.state == "open":
            mine[row.id] = row
        else:
            mine.pop(row.id, None)


async def _add_business(_: Any, person_id: int, told: Registration, at: Any) -> Business:
    number = member_number(len(contacts))
    return Business(
        new_id(), person_id, number, told.name, State.REGISTERED, told.outcome, "", "", told.makes,
        told.material, told.product, Premises(told.premises), told.cluster, told.village,
        told.workers, at,
    )  # fmt: skip


def _giving(value: Any) -> Any:
    async def give(*_: Any, **__: Any) -> Any:
        return value

    return give


REPLACED: dict[ModuleType, dict[str, Any]] = {
    inbox: {"add_new": _add_new},
    people: {
        "load": _load, "add": _add, "touch": _giving(None), "find": _giving(None),
        "find_value": _giving(None), "find_by_identity": _giving(None),
        "introduce": _giving(None),
    },
    sessions: {"list_open": _list_open, "write": _write},
    outbox: {"add": _giving(None), "settle": _giving(None)},
    consents: {"add": _giving(None)},
    owners: {"recall": _giving(owners.Recalled(None, {}, ()))},
    businesses: {
        "list_of_person": _giving([]), "list_papers": _giving([]),
        "list_duplicates": _giving([]), "add": _add_business,
    },
    media: {"add": _giving(None), "list_of_business": _giving([])},
    staff: {"list_with_role": _giving([])},
}  # fmt: skip


def replace_storage() -> None:
    """Put memory in the place of every storage function that a registration calls."""
    for module, functions in REPLACED.items():
        for name, function in functions.items():
            assert hasattr(module, name), f"{module.__name__} has no {name} any more"
            setattr(module, name, function)


async def serve() -> None:
    """Run until killed: webhook, turns and sender, without the jobs that look into tables."""
    settings = load_settings()
    app = App(settings, "all", {}, "/healthz")
    app.inbound.database = Nowhere(settings.database_url)
    app.marks._database = app.inbound.database
    for sender in app.senders.by_channel.values():
        sender.holds_lease = True
    keep_for_good()
    app.marks.start()
    app.inbound.start()
    app._is_started = True  # `start` itself would look into tables
    with listen(settings.http_host, settings.http_port) as listener:
        await server_for(app.front()).serve(sockets=[listener])


def main() -> None:
    """Replace storage, then run."""
    start_log("INFO")
    replace_storage()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())


if __name__ == "__main__":
    main()
