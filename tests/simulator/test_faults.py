"""Trouble on purpose."""

import asyncio

import aiohttp
import pytest

from tests.support.simulated_world import TOKEN, World


async def arrived(world: World, offset: int = 0, wait_seconds: int = 0) -> list[str]:
    return [u["message"]["text"] for u in await world.updates(offset, wait_seconds)]


async def test_duplicate_arrives_once_more_after_it_was_confirmed(world: World) -> None:
    await world.fault("duplicate")
    await world.act(1001, "text", text="satu")
    [update] = await world.updates()
    beyond = update["update_id"] + 1
    assert await world.updates(beyond) == [update]
    assert await world.updates(beyond) == []


async def test_reordered_update_comes_after_its_successor(world: World) -> None:
    await world.fault("reorder")
    await world.act(1001, "text", text="satu")
    assert await arrived(world) == []
    await world.act(1001, "text", text="dua")
    assert await arrived(world) == ["dua", "satu"]


async def test_held_update_comes_when_the_faults_are_cleared(world: World) -> None:
    await world.fault("hold", phone=1001)
    await world.act(1001, "text", text="satu")
    await world.act(1002, "text", text="dua")
    [other] = await world.updates()
    assert other["message"]["text"] == "dua"
    await world.control("control/faults", "DELETE")
    assert await arrived(world) == ["satu", "dua"]


async def test_update_held_for_a_while_comes_by_itself(world: World) -> None:
    await world.fault("hold", seconds=0.2)
    await world.act(1001, "text", text="satu")
    assert await arrived(world) == []
    assert await arrived(world, wait_seconds=20) == ["satu"]


async def test_dropped_response_means_sent_but_not_answered(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    await world.fault("drop_response", method="sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await world.call("sendMessage", chat_id=1001, text="hilang")
    assert (await world.chat(1001))["messages"][-1]["text"] == "hilang"
    counts = await world.control("control/calls", "GET")
    assert counts["lost_answers"] == {"sendMessage": 1}
    assert counts["accepted_sends"] == {"sendMessage": 1}


async def test_closed_connection_means_not_sent(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    await world.fault("close", method="sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await world.call("sendMessage", chat_id=1001, text="hilang")
    assert [m["text"] for m in (await world.chat(1001))["messages"]] == ["/start"]


async def test_delayed_call_is_answered_after_the_others(world: World) -> None:
    await world.call("getMe")
    await world.fault("delay", method="getMe", seconds=0.3)
    slow = asyncio.create_task(world.call("getMe"))
    while (await world.control("control/faults", "GET"))["planned"]:
        pass
    await world.call("getWebhookInfo")
    assert not slow.done()
    assert (await slow)["is_bot"]


async def test_proxy_page_is_no_json(world: World) -> None:
    await world.fault("502_html")
    async with world.client.get(f"{world.address}/bot123456789:{'A' * 35}/getMe") as got:
        assert (got.status, got.content_type) == (502, "text/html")


async def test_unknown_fault_is_refused(world: World) -> None:
    assert "error" in await world.control("control/faults", kind="banjir")


async def test_silence_ends_with_a_closed_connection(world: World) -> None:
    await world.act(1001, "start")
    await world.fault("timeout", method="sendMessage", seconds=0.1)
    with pytest.raises(aiohttp.ClientError):
        await world.call("sendMessage", chat_id=1001, text="tidak sampai")
    assert (await world.control("control/calls", "GET"))["accepted_sends"] == {}


async def test_late_answer_belongs_to_a_message_that_is_there(world: World) -> None:
    await world.act(1001, "start")
    await world.call("getMe")
    await world.fault("late_response", method="sendMessage", seconds=2)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await world.call("sendMessage", chat_id=1001, text="sudah sampai")
    assert (await world.chat(1001))["messages"][-1]["text"] == "sudah sampai"


async def test_nonsense_comes_before_the_real_update(world: World) -> None:
    await world.call("getMe")
    await world.fault("poison_update")
    await world.act(1001, "text", text="Halo")
    nonsense, real = await world.updates()
    assert isinstance(nonsense["message"]["message_id"], str)
    assert real["message"]["text"] == "Halo"
    assert real["update_id"] == nonsense["update_id"] + 1


async def test_download_can_fail(world: World) -> None:
    await world.call("getMe")
    await world.act(1001, "photos")
    (update,) = await world.updates()
    file = await world.call("getFile", file_id=update["message"]["photo"][-1]["file_id"])
    address = f"{world.address}/file/bot{TOKEN}/{file['file_path']}"
    await world.fault("500", method="download")
    for status in (500, 200):
        async with world.client.get(address) as got:
            assert got.status == status
