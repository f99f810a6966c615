"""What survives a restart, and the clock."""

import asyncio
from pathlib import Path

from tests.support.simulated_world import World, running_world


async def test_chats_updates_phones_and_clock_survive_a_restart(tmp_path: Path) -> None:
    async with running_world(tmp_path) as world:
        await world.act(1001, "start")
        await world.updates()
        await world.call("sendMessage", chat_id=1001, text="Selamat datang")
        await world.act(1001, "photos")
        await world.control("control/phones", name="Bu Yanti", number="081300001006")
        await world.act(1002, "block")
        await world.control("clock", advance_seconds=86400)
        before = await world.updates()
        chat = await world.chat(1001)
    async with running_world(tmp_path) as world:
        assert await world.updates() == before
        assert await world.chat(1001) == chat
        assert (await world.chat(1002))["blocked"]
        phones = (await world.control("control/phones", "GET"))["phones"]
        assert 2001 in [phone["id"] for phone in phones]
        assert (await world.control("clock", "GET"))["offset_seconds"] == 86400
        sent = await world.call("sendMessage", chat_id=1001, text="lagi")
        assert sent["message_id"] > chat["messages"][-1]["message_id"]


async def test_a_kill_gives_no_number_twice(tmp_path: Path) -> None:
    async with running_world(tmp_path) as world:
        await world.act(1001, "text", text="satu")
    async with running_world(tmp_path) as world:
        kept = (tmp_path / "simulator.json").read_bytes()
        await world.act(1001, "text", text="dua")
        lost = (await world.updates())[-1]
    (tmp_path / "simulator.json").write_bytes(kept)  # as a kill leaves it
    async with running_world(tmp_path) as world:
        await world.act(1001, "text", text="tiga")
        fresh = (await world.updates())[-1]
    assert fresh["update_id"] > lost["update_id"]
    assert fresh["message"]["message_id"] > lost["message"]["message_id"]


async def test_what_was_seen_survives_a_kill_a_moment_later(tmp_path: Path) -> None:
    kept = tmp_path / "simulator.json"
    async with running_world(tmp_path) as world:
        for said in ("satu", "dua", "tiga"):
            await world.act(1001, "text", text=said)
            await asyncio.sleep(0.3)
            assert said in kept.read_text(encoding="utf-8")  # a kill leaves it so


async def test_tokens_are_never_written_down(tmp_path: Path) -> None:
    async with running_world(tmp_path) as world:
        await world.act(1001, "start")
        await world.updates()
    assert "A" * 35 not in (tmp_path / "simulator.json").read_text(encoding="utf-8")


async def test_clock_moves_the_dates_of_messages(world: World) -> None:
    await world.act(1001, "text", text="hari ini")
    await world.control("clock", advance_seconds=7 * 86400)
    await world.act(1001, "text", text="minggu depan")
    first, second = [m["date"] for m in (await world.chat(1001))["messages"]]
    assert 7 * 86400 <= second - first < 7 * 86400 + 60


async def test_clock_never_runs_back(world: World) -> None:
    assert "error" in await world.control("clock", advance_seconds=-1)


async def test_who_follows_the_clock_hears_of_a_move(world: World) -> None:
    version = (await world.control("clock", "GET"))["version"]
    path = f"clock?after={version}&timeout=30"
    following = asyncio.create_task(world.control(path, "GET"))
    await world.control("clock", advance_seconds=3600)
    found = await asyncio.wait_for(following, 5)
    assert (found["offset_seconds"], found["version"]) == (3600, version + 1)
