"""Follows the simulator's clock, so that "maju 1 hari" moves the bot's business time too."""

import asyncio
import logging
from datetime import timedelta

import aiohttp

from domain.clock import Clock

log = logging.getLogger("ikm.clock")

ASK_SECONDS = 25
RETRY_SECONDS = 2


async def follow(clock: Clock, simulator_url: str) -> None:
    """Ask the simulator for its offset again and again, until cancelled."""
    version = -1
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                url = f"{simulator_url}/simulator/clock"
                asked = {"after": version, "timeout": ASK_SECONDS} if version >= 0 else {}
                async with session.get(url, params=asked) as response:
                    answer = await response.json()
                version = int(answer["version"])
                clock.offset = timedelta(seconds=float(answer["offset_seconds"]))
            except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as error:
                log.debug("the simulator's clock does not answer: %r", error)
                await asyncio.sleep(RETRY_SECONDS)
