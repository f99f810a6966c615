"""Files that people sent are fetched after the commit, again and again while they cannot be had."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.files import PICTURES, MediaFolder, suffix_of
from bot.inbound import Inbound
from dialog.messages import Outgoing
from dialog.words import find_text
from documents.photo import is_too_large
from domain.delivery import Kind
from domain.errors import CredentialsRejected, DeliveryError, Refused
from storage import media, people
from storage.media import Medium

log = logging.getLogger("ikm.fetching")

LONGEST_WAIT_SECONDS = 600.0

Fetch: TypeAlias = Callable[[str], Awaitable[bytes]]


class Fetching:
    """Downloads what is wanted, each file from its own channel."""

    def __init__(self, inbound: Inbound, folder: MediaFolder, sources: Mapping[str, Fetch]) -> None:
        self._inbound, self._folder, self._sources = inbound, folder, sources
        self._not_before: dict[int, float] = {}  # media id → monotonic moment of the next try

    async def tick(self) -> int:
        """Try what is due; how many files were stored."""
        async with self._inbound.database.read() as tx:
            wanted = await media.list_wanted(tx)
        now, stored = time.monotonic(), 0
        for medium in wanted:
            fetch = self._sources.get(medium.channel)
            if fetch is not None and self._not_before.get(medium.id, 0) <= now:
                stored += await self._fetch(medium, fetch)
        return stored

    async def _fetch(self, medium: Medium, fetch: Fetch) -> bool:
        try:
            content = await fetch(medium.provider_ref)
            if medium.kind == "photo":
                await asyncio.to_thread(_check_picture, content)
        except DeliveryError as error:
            await self._failed(medium, error)
            return False
        path = await asyncio.to_thread(self._folder.write, medium, content)
        digest = hashlib.sha256(content).hexdigest()
        self._not_before.pop(medium.id, None)
        async with self._inbound.database.begin() as tx:
            await media.set_stored(tx, medium.id, path, len(content), digest)
        return True

    async def _failed(self, medium: Medium, error: DeliveryError) -> None:
        log.warning("media %d was not fetched: %s", medium.id, error)
        tries = media.MAX_ATTEMPTS if isinstance(error, Refused) else medium.attempts + 1
        if isinstance(error, CredentialsRejected):  # ours to mend, and no fault of the file's
            tries = min(tries, media.MAX_ATTEMPTS - 1)
        wait = min(2.0 ** min(tries, 10), LONGEST_WAIT_SECONDS)
        self._not_before[medium.id] = time.monotonic() + wait
        async with self._inbound.database.begin() as tx:
            await media.set_failed_attempt(tx, medium.id, tries)
        if tries >= media.MAX_ATTEMPTS:
            self._not_before.pop(medium.id, None)
            await self._ask_again(medium)

    async def _ask_again(self, medium: Medium) -> None:
        """It cannot be had any more: the person is asked to send it once more."""
        async with self._inbound.database.read() as tx:
            contacts = await people.list_contacts(tx, [medium.person_id])
        text = find_text(self._inbound.words, "form.file_lost", {})
        for contact in contacts:
            if contact.channel == medium.channel:
                await self._inbound.send_to(
                    contact.channel, contact.address, Outgoing(text), Kind.NOTICE
                )


def _check_picture(content: bytes) -> None:
    """Raises Refused for what no platform would show: it is not kept, the person is asked again."""
    if suffix_of(content) not in PICTURES or is_too_large(content):
        raise Refused("media", f"its {len(content)} bytes are no picture that can be shown")
