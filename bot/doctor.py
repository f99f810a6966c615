"""`ikm-bot doctor`: what an operator would check by hand, one line each.

A finding that is not fine says what to do. Nothing is changed: no database is made, no webhook
set.
"""

import ipaddress
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.app import catalogue_for
from bot.http import listen
from bot.operations import opened
from bot.platform_checks import check_telegram, check_whatsapp
from bot.session_report import check_sessions
from bot.settings import Settings
from domain.clock import JAKARTA
from domain.errors import OperatorError
from domain.finding import Finding, fine, wrong
from storage import health, inbox, leases, marks, outbox
from storage.database import DatabaseError, Tx
from storage.migrate import find_revision, list_missing, newest_revision

MIN_FREE_BYTES = 500_000_000  # a few thousand photos
MAX_CLOCK_SECONDS = 5  # leases last 15
LATE_SECONDS = 600  # a message that is due goes out within seconds


async def examine(settings: Settings, *, deep: bool) -> list[Finding]:
    """All findings. deep: ask the platforms too, and read every row."""
    findings = [
        fine(f"settings read, office: {settings.agency_name}"),
        fine(f"texts: {len(catalogue_for(settings).paths())} sentences"),
        _clock(),
        _media_folder(settings.media_dir),
    ]
    is_running, of_database = await _database(settings, deep=deep)
    findings += of_database
    findings.append(_port(settings, is_running=is_running))
    findings += _whatsapp(settings)
    if deep and settings.whatsapp_token.get_secret_value():
        findings += await check_whatsapp(settings)
    token = settings.telegram_bot_token.get_secret_value()
    if token and deep:
        findings += await check_telegram(settings)
    elif token:
        findings.append(fine("Telegram: a token is set (`doctor --deep` tries it)"))
    elif not settings.whatsapp_token.get_secret_value():
        findings.append(fine("no token of any platform, so `run` starts the simulator"))
    return findings


def _clock() -> Finding:
    return fine(f"clock in Medan: {datetime.now(UTC).astimezone(JAKARTA):%d-%m-%Y %H:%M}")


def _media_folder(folder: Path) -> Finding:
    """Whether files can be written there; the nearest folder that exists decides."""
    there = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    if not there.is_dir():
        return wrong(f"MEDIA_DIR {folder}", f"{there} is a file, not a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        return wrong(f"MEDIA_DIR {folder}", f"this user may not write into {there}")
    free = shutil.disk_usage(there).free
    if free < MIN_FREE_BYTES:
        return wrong(f"disk of {folder}", f"only {free // 1_000_000} MB left: make room")
    return fine(f"media folder {folder}, {free // 1_000_000_000} GB left")


def _port(settings: Settings, *, is_running: bool) -> Finding:
    try:
        listen(settings.http_host, settings.http_port).close()
    except OperatorError as error:
        where = f"{settings.http_host}:{settings.http_port}"
        if is_running:
            return fine(f"{where} is in use, and a bot is running")
        return wrong(where, str(error))
    return fine(f"{settings.http_host}:{settings.http_port} is free to listen on")


async def _database(settings: Settings, *, deep: bool) -> tuple[bool, list[Finding]]:
    """Whether a bot is running on it, and what is to be said of it."""
    if (file := _missing_file(settings.database_url)) is not None:
        return False, [fine(f"database: {file} is not there yet, `run` makes it")]
    try:
        async with opened(settings) as database, database.read() as tx:
            if behind := await _behind(tx):
                return False, [behind]
            running = await leases.list_held(tx)
            found = [*await _rows(tx, settings), *(await _deep(tx, settings) if deep else [])]
    except (DatabaseError, OSError) as error:
        told = str(getattr(error, "orig", None) or error).rpartition(">: ")[2]
        return False, [wrong("database", f"{told.splitlines()[0]}: check DATABASE_URL")]
    if deep:
        report = await check_sessions(settings)
        found.append(_judge(f"{len(report.lines)} open conversations fit this version",
                            not report.broken, "see `ikm-bot sessions check`"))  # fmt: skip
    found.append(fine(f"a bot is running: {', '.join(running)}" if running else "no bot runs now"))
    return bool(running), found


def _missing_file(url: str) -> Path | None:
    """The SQLite file that is not there: opening it would make it."""
    kind, _, path = url.partition(":///")
    return Path(path) if kind.startswith("sqlite") and not Path(path).exists() else None


async def _behind(tx: Tx) -> Finding | None:
    revision = await find_revision(tx)
    if revision is None:
        return wrong("database", "it has no tables yet: `ikm-bot migrate` makes them")
    if revision != newest_revision():
        return wrong(f"database: schema {revision}", "`ikm-bot migrate` brings it up to date")
    if missing := await list_missing(tx):
        return wrong(
            f"database lacks {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}",
            "it was made by an earlier draft: start with a new one",
        )
    return None


async def _rows(tx: Tx, settings: Settings) -> list[Finding]:
    counts = await outbox.count_by_state(tx)
    parked = len(await inbox.list_parked(tx))
    is_demo = await marks.find(tx, marks.DEMO) is not None
    has_token = bool(
        settings.telegram_bot_token.get_secret_value() or settings.whatsapp_token.get_secret_value()
    )
    waiting, late = counts.get("queued", 0) + counts.get("held", 0), await _late_seconds(tx)
    return [
        _judge(f"database: {'holds demo people' if is_demo else 'real'}",
               not (is_demo and has_token), "give the real bot a DATABASE_URL of its own"),
        _judge(f"{waiting} messages wait to be sent", late < LATE_SECONDS,
               f"the oldest for {late // 60} minutes: is the bot running, are the tokens good?"),
        fine(f"{counts.get('uncertain', 0)} uncertain, {counts['resent']} sent again"),
        _judge(f"{parked} events parked", not parked, "see `ikm-bot inbox parked`"),
    ]  # fmt: skip


async def _late_seconds(tx: Tx) -> int:
    oldest = await outbox.oldest_unsent_at(tx)
    return int((datetime.now(UTC) - oldest).total_seconds()) if oldest else 0


async def _deep(tx: Tx, settings: Settings) -> list[Finding]:
    damage = await health.list_damage(tx)
    ahead = await health.clock_difference(tx)
    paths = await health.list_stored_paths(tx)
    missing = _gone(settings.media_dir, paths)
    return [
        _judge("database: pages and references", not damage,
               f"{'; '.join(damage[:3])}: restore a backup"),
        _judge(f"clocks of machine and database differ by {abs(ahead):.1f} s",
               abs(ahead) < MAX_CLOCK_SECONDS, "set both by NTP: leases go by them"),
        _judge(f"{len(paths)} files in the media folder", not missing,
               f"{', '.join(missing[:3])} … are gone: check MEDIA_DIR"),
    ]  # fmt: skip


def _gone(folder: Path, paths: Sequence[str]) -> list[str]:
    return [path for path in paths if not (folder / path).exists()]


def _whatsapp(settings: Settings) -> list[Finding]:
    """Whether what belongs together is there together."""
    needed = {
        "WHATSAPP_TOKEN": settings.whatsapp_token.get_secret_value(),
        "WHATSAPP_PHONE_NUMBER_ID": settings.whatsapp_phone_number_id,
        "WHATSAPP_APP_SECRET": settings.whatsapp_app_secret.get_secret_value(),
        "WHATSAPP_VERIFY_TOKEN": settings.whatsapp_verify_token.get_secret_value(),
    }
    empty = [name for name, value in needed.items() if not value]
    if len(empty) == len(needed):
        return []
    advice = f"{', '.join(empty)} missing: Meta's app page shows them"
    found = [_judge("settings of WhatsApp", not empty, advice)]
    if _is_public(settings.whatsapp_api_base) and not _is_public(settings.public_url):
        advice = "Meta brings messages to an https:// address that the internet reaches: set it"
        found.append(wrong(f"PUBLIC_URL {settings.public_url}", advice))
    return found


def _is_public(url: str) -> bool:
    """Whether it can be an address on the internet; a simulator on this machine has none."""
    place = urlsplit(url)
    host = place.hostname or ""
    try:
        is_near = not ipaddress.ip_address(host).is_global
    except ValueError:  # a name
        is_near = host == "localhost" or host.endswith((".localhost", ".local")) or "." not in host
    return place.scheme == "https" and not is_near


def _judge(what: str, is_fine: bool, advice: str) -> Finding:
    return Finding(what, is_fine, "" if is_fine else advice)
