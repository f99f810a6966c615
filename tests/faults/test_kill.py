"""kill -9 of the real process under load, with the simulator in a process of its own.

Afterwards every accepted message has had exactly its effect, every word was sent, and what may
have been sent twice is counted.
"""

import asyncio
import signal

from tests.support.processes import PHONES, World, free_port

MESSAGES = 6


async def test_a_kill_in_the_middle_loses_nothing(world: World) -> None:
    bot = await world.run_bot()
    for phone in PHONES:
        await world.call("POST", f"phones/{phone}/text", text="status")

    async def talk(phone: int) -> None:
        for _ in range(MESSAGES - 1):
            await world.call("POST", f"phones/{phone}/text", text="status")
            await asyncio.sleep(0.05)

    talking = [asyncio.create_task(talk(phone)) for phone in PHONES]
    for _ in range(2):
        await asyncio.sleep(0.15)
        bot.send_signal(signal.SIGKILL)
        await bot.wait()
        bot = await world.run_bot()
    await asyncio.gather(*talking)
    counted = await settled(world)

    assert min(counted.values()) >= MESSAGES, "an accepted message has no answer"
    surplus = sum(counted.values()) - MESSAGES * len(PHONES)
    assert surplus <= await world.metric('ikm_outbox_rows{state="resent"}')
    assert await world.metric("ikm_inbox_parked") == 0


async def settled(world: World) -> dict[int, int]:
    """The counts once every phone has its answers, or after a generous wait."""
    counted = {}
    for _ in range(100):
        counted = await world.answers()
        if min(counted.values()) >= MESSAGES:
            break
        await asyncio.sleep(0.2)
    return counted


async def test_sigterm_with_a_backlog_exits_0_and_loses_nothing(world: World) -> None:
    bot = await world.run_bot()
    for _ in range(MESSAGES):
        for phone in PHONES:
            await world.call("POST", f"phones/{phone}/text", text="status")
    bot.send_signal(signal.SIGTERM)

    assert await asyncio.wait_for(bot.wait(), 20) == 0
    await world.run_bot()
    assert min((await settled(world)).values()) >= MESSAGES


async def test_a_second_process_on_the_same_file_refuses_in_one_line(world: World) -> None:
    if not world.database_url.startswith("sqlite"):
        return
    await world.run_bot()
    world.bot_port = free_port()
    second = await world.start("run")

    assert await asyncio.wait_for(second.wait(), 20) == 1
