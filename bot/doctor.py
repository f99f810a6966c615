"""`ikm-bot doctor`: what an operator would check by hand, one line each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.app import catalogue_for
from bot.channels.telegram.client import Client
from bot.operations import opened
from bot.settings import Settings
from domain.clock import JAKARTA
from domain.errors import DeliveryError
from storage import inbox, marks, outbox
from storage.database import DatabaseError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. advice: what to do where it is not fine."""

    what: str
    is_fine: bool
    advice: str = ""

    def __str__(self) -> str:
        return f"ok    {self.what}" if self.is_fine else f"FIX   {self.what}: {self.advice}"


async def examine(settings: Settings, *, deep: bool) -> list[Finding]:
    """All findings. deep: ask Telegram too, whether it accepts the token."""
    findings = [
        Finding(f"settings read, office: {settings.agency_name}", True),
        Finding(f"texts: {len(catalogue_for(settings).paths())} sentences", True),
        Finding(f"clock in Medan: {datetime.now(UTC).astimezone(JAKARTA):%d-%m-%Y %H:%M}", True),
    ]
    findings += await _database(settings)
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        findings.append(Finding("Telegram: no token, so `run` starts the simulator", True))
    elif deep:
        findings.append(await _telegram(settings, token))
    return findings


async def _database(settings: Settings) -> list[Finding]:
    try:
        async with opened(settings) as database, database.read() as tx:
            counts = await outbox.count_by_state(tx)
            parked = len(await inbox.list_parked(tx))
            is_demo = await marks.find(tx, marks.DEMO) is not None
    except (DatabaseError, OSError) as error:
        return [Finding("database", False, f"{type(error).__name__}; `ikm-bot migrate` makes it")]
    unsent = counts.get("queued", 0) + counts.get("held", 0)
    kind = "holds demo people" if is_demo else "real"
    return [
        Finding(f"database: {kind}, {unsent} messages wait to be sent", True),
        Finding(f"{counts.get('uncertain', 0)} uncertain, {counts['resent']} sent again", True),
        Finding(f"{parked} events parked", not parked, "see `ikm-bot inbox parked`"),
    ]


async def _telegram(settings: Settings, token: str) -> Finding:
    client = Client(settings.telegram_api_base, token, 1)
    try:
        await client.call("getMe", {})
    except DeliveryError as error:
        return Finding("Telegram", False, f"{error}; check TELEGRAM_BOT_TOKEN and the network")
    finally:
        await client.close()
    return Finding("Telegram accepts the token", True)
