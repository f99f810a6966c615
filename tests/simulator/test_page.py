"""The page as a browser without a script sees it."""

import asyncio
from pathlib import Path

from tests.support.simulated_whatsapp import NEW_OWNER, Business
from tests.support.simulated_world import World, running_world


async def shown(world: World, path: str = "") -> str:
    async with world.client.get(f"{world.address}/simulator{path}") as got:
        assert got.status == 200
        return await got.text()


async def posted(world: World, path: str, **values: str) -> str:
    """The page after a form was sent and its redirect followed."""
    async with world.client.post(f"{world.address}/simulator/{path}", data=values) as got:
        assert got.status == 200
        assert got.history[0].status == 303
        return await got.text()


async def test_all_five_phones_can_be_reached(world: World) -> None:
    page = await shown(world)
    for phone_id in range(1001, 1006):
        assert f'href="/simulator/phones/{phone_id}"' in page
    assert page.count("<article") == 3


async def test_form_is_answered_with_the_phone_it_came_from(world: World) -> None:
    page = await posted(world, "phones/1004/start", back="/simulator/phones/1004")
    assert '<div class="text">/start</div>' in page
    assert page.count("<article") == 1


async def test_words_of_people_never_become_markup(world: World) -> None:
    evil = "<script>alert(1)</script>"
    page = await posted(world, "phones", name=evil, number="081300001006")
    page += await posted(world, "phones/2001/text", text=evil, back="/simulator/phones/2001")
    await world.updates()
    await world.call(
        "sendMessage", chat_id=2001, text=evil,
        reply_markup={"inline_keyboard": [[{"text": evil, "callback_data": '"><hr>'}]]},
    )  # fmt: skip
    page += await shown(world, "/phones/2001")
    assert "<script>alert" not in page
    assert "<hr>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


async def test_bold_is_bold_and_addresses_are_links(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    text = "<b>Rp40.000</b> <i>per kotak</i>, lihat https://medan.example/katalog."
    await world.call("sendMessage", chat_id=1001, text=text, parse_mode="HTML")
    page = await shown(world, "/phones/1001")
    assert "<b>Rp40.000</b> <i>per kotak</i>" in page
    assert '<a href="https://medan.example/katalog" target' in page


async def test_refusal_is_shown_in_words(world: World) -> None:
    page = await posted(world, "phones", name="Bu Yanti", number="nol", back="/simulator")
    assert "Nomornya belum benar" in page


async def test_redirect_never_leaves_the_page(world: World) -> None:
    address = f"{world.address}/simulator/phones/1001/start"
    for back in ("https://jahat.example/simulator", "//jahat.example/simulator", "/dinas"):
        async with world.client.post(address, data={"back": back}, allow_redirects=False) as got:
            assert got.headers["location"] == "/simulator"


async def test_clock_is_moved_by_its_form(world: World) -> None:
    page = await posted(world, "advance", advance_seconds="90000", back="/simulator")
    assert "1 hari 1 jam di depan" in page


async def test_stream_tells_which_phone_looks_different(world: World) -> None:
    async with world.client.get(f"{world.address}/simulator/events") as stream:
        assert stream.content_type == "text/event-stream"
        while b"event: clock" not in await stream.content.readline():
            pass
        await world.act(1002, "start")
        while b"event: phone" not in await stream.content.readline():
            pass
        assert await stream.content.readline() == b'data: {"id":1002,"unread":0}\n'


async def test_unknown_phone_gets_404(world: World) -> None:
    async with world.client.get(f"{world.address}/simulator/phones/77") as got:
        assert got.status == 404


async def test_stream_goes_on_with_the_first_bot_that_calls(world: World) -> None:
    async with world.client.get(f"{world.address}/simulator/events") as stream:
        await world.act(1002, "start")
        while b"event: phone" not in await stream.content.readline():
            pass
        await world.updates()
        await world.call("sendMessage", chat_id=1002, text="Selamat datang")
        while b'"id":1002,"unread":1' not in await stream.content.readline():
            pass


async def test_stream_tells_at_once_that_the_bot_is_back(tmp_path: Path) -> None:
    async with running_world(tmp_path) as before:
        await before.call("getMe")
    async with (
        running_world(tmp_path) as world,
        world.client.get(f"{world.address}/simulator/events") as stream,
    ):
        while b'"awake":false' not in await stream.content.readline():
            pass
        await world.call("getMe")
        async with asyncio.timeout(5):
            while b"Tersambung dengan" not in await stream.content.readline():
                pass


async def test_stream_tells_when_a_message_was_delivered(business: Business) -> None:
    world = business.world
    await world.control("control/whatsapp/webhook", "DELETE")
    await world.act(NEW_OWNER, "text", text="mau daftar")
    async with world.client.get(f"{world.address}/simulator/events") as stream:
        while b"event: clock" not in await stream.content.readline():
            pass
        await posted(world, "operate/webhook", callback_url=business.callback.url)
        await business.callback.next_message()
        async with asyncio.timeout(5):
            while f'{{"id":{NEW_OWNER},'.encode() not in await stream.content.readline():
                pass
    assert "✓✓" in await shown(world, f"/phones/{NEW_OWNER}")


async def test_operator_registers_a_webhook_or_hears_why_not(business: Business) -> None:
    world = business.world
    await world.control("control/whatsapp/webhook", "DELETE")
    assert "WhatsApp belum tersambung" in await shown(world)
    page = await posted(world, "operate/webhook", callback_url=business.callback.url)
    assert "WhatsApp tersambung" in page
    page = await posted(world, "operate/webhook", callback_url="http://127.0.0.1:1/x")
    assert "Webhook belum terdaftar" in page


async def test_markup_of_whatsapp_is_drawn_and_words_stay_words(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="<b>*tebal*</b> 2*3*4 _miring_ snake_case_x")
    await business.send(type="text", text={"body": "*Rp15.000* ~Rp20.000~ https://x.example/a_b_c"})
    page = await shown(business.world, f"/phones/{NEW_OWNER}")
    assert "&lt;b&gt;<b>tebal</b>&lt;/b&gt; 2*3*4 <i>miring</i> snake_case_x" in page
    assert '<b>Rp15.000</b> <s>Rp20.000</s> <a href="https://x.example/a_b_c"' in page
