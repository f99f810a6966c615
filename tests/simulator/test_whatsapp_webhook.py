"""News on its way to the callback: handshake, redelivery, batches, duplicates, order."""

import asyncio

from simulator.whatsapp.account import DEMO
from tests.support.simulated_whatsapp import NEW_OWNER, VERIFIED_OWNER, Business


def texts(body: dict[str, object]) -> list[str]:
    """The texts of all messages of a body, in order."""
    found = []
    entries = body["entry"]
    assert isinstance(entries, list)
    for entry in entries:
        for change in entry["changes"]:
            found += [m["text"]["body"] for m in change["value"].get("messages", [])]
    return found


async def write(business: Business, *words: str, phone: int = NEW_OWNER) -> None:
    for word in words:
        await business.world.act(phone, "text", text=word)


async def test_callback_that_does_not_echo_is_refused_and_the_old_one_stays(
    business: Business,
) -> None:
    business.callback.echoes = False
    other = business.callback.url + "?lain"
    found = await business.world.control("control/whatsapp/webhook", callback_url=other)
    assert "did not echo" in found["error"]
    for url in ("http://127.0.0.1:1/x", "bukan alamat"):
        found = await business.world.control("control/whatsapp/webhook", callback_url=url)
        assert "does not answer" in found["error"]
    await write(business, "masih")
    assert texts(await business.callback.next()) == ["masih"]


async def test_callback_is_registered_by_the_public_api_too(business: Business) -> None:
    await business.world.control("control/whatsapp/webhook", "DELETE")
    await write(business, "menunggu")
    assert await business.callback.quiet()
    path = f"{DEMO.business_account_id}/subscribed_apps"
    where = {"override_callback_uri": business.callback.url, "verify_token": DEMO.verify_token}
    assert (await business.call("POST", path, **where))[1] == {"success": True}
    assert texts(await business.callback.next()) == ["menunggu"]
    status, found = await business.call("GET", path)
    assert (status, found["data"][0]["override_callback_uri"]) == (200, business.callback.url)
    business.callback.echoes = False
    status, found = await business.call("POST", path, **where)
    assert (status, found["error"]["code"]) == (400, 2200)


async def test_news_comes_again_until_it_is_taken_in_the_same_bytes(business: Business) -> None:
    business.callback.failures = 3
    await write(business, "satu", "dua")
    bodies = [await asyncio.wait_for(business.callback.bodies.get(), 5) for _ in range(5)]
    assert business.callback.statuses == [503, 503, 503, 200, 200]
    assert len(set(bodies[:4])) == 1
    assert b"dua" in bodies[4]


async def test_gaps_grow_but_a_move_of_the_clock_tries_at_once(business: Business) -> None:
    await business.world.control("control/settings", webhook_retry_seconds=60)
    business.callback.failures = 1
    await write(business, "satu")
    await business.callback.next()
    assert await business.callback.quiet(0.3)
    await business.world.control("clock", advance_seconds=3600)
    assert texts(await business.callback.next()) == ["satu"]


async def test_after_seven_days_news_is_given_up(business: Business) -> None:
    await business.world.control("control/whatsapp/webhook", "DELETE")
    await write(business, "terlalu lama")
    await business.world.control("clock", advance_seconds=7 * 86_400 + 1)
    await business.world.control("control/whatsapp/webhook", callback_url=business.callback.url)
    await write(business, "baru")
    assert texts(await business.callback.next()) == ["baru"]
    calls = await business.world.control("control/calls", "GET")
    assert calls["given_up_events"] == 1


async def test_duplicate(business: Business) -> None:
    await business.world.fault("duplicate", channel="whatsapp", method="message")
    await write(business, "sekali")
    assert await business.callback.next() == await business.callback.next()
    assert await business.callback.quiet()


async def test_reorder(business: Business) -> None:
    await business.world.fault("reorder", channel="whatsapp")
    await write(business, "satu", "dua")
    came = [texts(await business.callback.next()) for _ in range(2)]
    assert came == [["dua"], ["satu"]]


async def test_delayed_status_comes_after_the_next_one(business: Business) -> None:
    await write(business, "halo")
    await business.callback.next_message()
    await business.world.fault("hold", seconds=0.3, channel="whatsapp", method="status")
    await business.send()
    statuses = [(await business.callback.next_status())["status"] for _ in range(2)]
    assert statuses == ["delivered", "sent"]


async def test_batch_of_several_people_comes_in_one_body(business: Business) -> None:
    await business.world.fault("batch", count=3, channel="whatsapp", method="message")
    await write(business, "satu", "dua")
    await write(business, "tiga", phone=VERIFIED_OWNER)
    body = await business.callback.next()
    assert texts(body) == ["satu", "dua", "tiga"]
    (change,) = body["entry"][0]["changes"]
    assert len(change["value"]["contacts"]) == 2
    assert await business.callback.quiet()


async def test_waiting_news_may_be_spread_over_changes_or_entries(business: Business) -> None:
    for shape, entries, changes in (("changes", 1, 2), ("entries", 2, 1)):
        await business.world.control(
            "control/whatsapp/settings", batch_size=2, batch_shape=shape, keeps_order=False
        )
        await business.world.control("control/whatsapp/webhook", "DELETE")
        await write(business, "satu", "dua")
        await business.world.control("control/whatsapp/webhook", callback_url=business.callback.url)
        body = await business.callback.next()
        assert (len(body["entry"]), len(body["entry"][0]["changes"])) == (entries, changes)
        assert texts(body) == ["satu", "dua"]


async def test_strange_bodies_are_signed_and_delivered_as_they_are(business: Business) -> None:
    strange = '{"object":"whatsapp_business_account","entry":[{}]}'
    await business.world.control("control/whatsapp/deliver", body=strange)
    assert await business.callback.bodies.get() == strange.encode()
    await business.world.control("control/whatsapp/deliver", body={"a": "é/"})
    assert await business.callback.bodies.get() == b'{"a":"\\u00e9\\/"}'


async def test_milliseconds(business: Business) -> None:
    await business.world.control("control/whatsapp/settings", timestamps="milliseconds")
    await write(business, "halo")
    assert len((await business.callback.next_message())["timestamp"]) == 13


async def test_who_opts_out_of_marketing_is_announced(business: Business) -> None:
    await business.world.act(NEW_OWNER, "opt_out")
    body = await business.callback.next()
    (change,) = body["entry"][0]["changes"]
    (preference,) = change["value"]["user_preferences"]
    assert (change["field"], preference["value"]) == ("user_preferences", "stop")
