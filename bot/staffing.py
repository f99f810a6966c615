"""Commands of the operator about staff: invitations that the bot redeems."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from bot.operations import opened
from bot.settings import Settings
from domain.errors import OperatorError
from domain.invitation import ALPHABET, CODE_LENGTH, VALID_FOR, as_code
from domain.person import Role
from storage import seed, staff
from storage.migrate import upgrade
from storage.staff import Invitation


async def invite(settings: Settings, role: str, clusters: str, villages: str) -> str:
    """Make a one-time code; it is kept nowhere but in the answer.

    clusters, villages: codes or names, separated by commas; only for a coordinator.
    Raises OperatorError naming what is wrong.
    """
    if role != Role.COORDINATOR and (clusters or villages):
        raise OperatorError("--clusters and --villages are for a coordinator only.")
    offered = Invitation(
        role,
        _codes("cluster", clusters, {c.code: c.name for c in seed.clusters()}),
        _codes("kelurahan", villages, {v.code: v.name for v in seed.villages()}),
    )
    code = as_code("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))
    async with opened(settings) as database:
        await upgrade(database)
        async with database.begin() as tx:
            await staff.invite(tx, code, offered, datetime.now(UTC))
    return code


def advice(code: str, role: str) -> str:
    """What the operator tells the invited person."""
    days = VALID_FOR.days
    return f"{code}\nSend it to the bot from the chat of the new {role}: once, within {days} days."


def _codes(kind: str, typed: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of what was typed. A name that several have, or none, is refused."""
    return tuple(dict.fromkeys(_code(kind, one, names) for one in _parts(typed)))


def _parts(typed: str) -> Iterable[str]:
    return (part.strip() for part in typed.split(",") if part.strip())


def _code(kind: str, typed: str, names: Mapping[str, str]) -> str:
    if typed.upper() in names:
        return typed.upper()
    found = [code for code, name in names.items() if name.casefold() == typed.casefold()]
    if not found:
        raise OperatorError(f"There is no {kind} {typed!r}: write its name or code as in the list.")
    if len(found) > 1:
        raise OperatorError(f"Several {kind} are called {typed!r}: {', '.join(found)}.")
    return found[0]
