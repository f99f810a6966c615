"""getUpdates: waiting, confirming, and who may take."""

import asyncio

import pytest

from tests.support.simulated_world import OTHER_TOKEN, World


def texts(updates: list[dict[str, object]]) -> list[str]:
    return [update["message"]["text"] for update in updates]  # type: ignore[index]


async def test_long_poll_ends_as_soon_as_somebody_writes(world: World) -> None:
    poll = asyncio.create_task(world.updates(wait_seconds=30))
    await world.act(1001, "text", text="halo")
    assert texts(await asyncio.wait_for(poll, 5)) == ["halo"]


async def test_poll_without_news_ends_empty_after_its_timeout(world: World) -> None:
    assert await world.updates(wait_seconds=1) == []


async def test_unconfirmed_updates_come_again(world: World) -> None:
    await world.act(1001, "text", text="satu")
    assert await world.updates() == await world.updates()


async def test_offset_confirms_what_lies_below_it(world: World) -> None:
    for text in ("satu", "dua", "tiga"):
        await world.act(1001, "text", text=text)
    first = (await world.updates())[0]["update_id"]
    assert texts(await world.updates(offset=first + 1)) == ["dua", "tiga"]
    assert texts(await world.updates()) == ["dua", "tiga"]


async def test_negative_offset_keeps_that_many_from_the_end(world: World) -> None:
    for text in ("satu", "dua", "tiga"):
        await world.act(1001, "text", text=text)
    assert texts(await world.updates(offset=-1)) == ["tiga"]
    assert texts(await world.updates()) == ["tiga"]


async def test_limit_is_kept(world: World) -> None:
    for text in ("satu", "dua", "tiga"):
        await world.act(1001, "text", text=text)
    assert texts(await world.call("getUpdates", limit=2)) == ["satu", "dua"]


async def test_second_poller_ends_the_first_with_409(world: World) -> None:
    first = asyncio.create_task(world.refusal("getUpdates", timeout=30))
    while not (await world.control("control/calls", "GET"))["calls"].get("getUpdates"):
        pass
    second = asyncio.create_task(world.updates(wait_seconds=30))
    code, description = await asyncio.wait_for(first, 5)
    assert code == 409
    assert "terminated by other getUpdates request" in description
    await world.act(1001, "text", text="halo")
    assert texts(await second) == ["halo"]


async def test_what_phones_write_before_any_bot_waits_for_the_first(world: World) -> None:
    await world.act(1002, "start")
    assert texts(await world.updates()) == ["/start"]


async def test_two_bots_have_separate_updates(world: World) -> None:
    await world.call("getMe")
    await world.act(1001, "text", text="untuk yang pertama")
    assert (await world.answer("getUpdates", OTHER_TOKEN))["result"] == []
    assert texts(await world.updates()) == ["untuk yang pertama"]


@pytest.mark.parametrize(
    ("token", "code"),
    [
        pytest.param("bukan-token", 404, id="shapeless"),
        pytest.param("123:pendek", 404, id="short"),
    ],
)
async def test_token_of_the_wrong_shape_is_no_bot(world: World, token: str, code: int) -> None:
    assert (await world.answer("getMe", token))["error_code"] == code


async def test_revoked_token_gets_401(world: World) -> None:
    bot = await world.call("getMe")
    await world.control(f"control/bots/{bot['id']}/revoke")
    assert await world.refusal("getMe") == (401, "Unauthorized")


async def test_unknown_method_gets_404(world: World) -> None:
    assert (await world.refusal("sendGift"))[0] == 404


async def test_method_names_do_not_mind_their_case(world: World) -> None:
    assert (await world.call("GETme"))["is_bot"]


async def test_the_api_is_also_found_below_the_page(world: World) -> None:
    address = f"{world.address}/simulator/api/bot123456789:{'A' * 35}/getMe"
    async with world.client.get(address) as got:
        assert (await got.json())["result"]["id"] == 123456789


async def test_allowed_updates_leave_the_rest_out(world: World) -> None:
    await world.call("getUpdates", allowed_updates=["callback_query"])
    await world.act(1001, "text", text="halo")
    assert await world.updates() == []
