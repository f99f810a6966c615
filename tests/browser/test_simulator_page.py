"""The phones in a real browser, on a small telephone and on a desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.simulated_world import Json, World, running_world

pytestmark = pytest.mark.browser

SIZES = [
    pytest.param((360, 740), id="360"),
    pytest.param((1280, 860), id="1280"),
]
MENU = {"inline_keyboard": [[{"text": "Daftar usaha", "callback_data": "daftar"}]]}
KEYS = {"keyboard": [[{"text": "Bagikan nomor", "request_contact": True}], [{"text": "Lewati"}]]}

SMALL = """[...document.querySelectorAll("button, summary, textarea, .list a:first-child")]
  .filter(e => e.offsetParent !== null)
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([_, b]) => b.height < 44 || b.width < 44)
  .map(([name, b]) => `${name} ${b.width}x${b.height}`)"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A fresh simulated world with a bot in it."""
    async with running_world(tmp_path / "simulator") as fresh:
        await fresh.call("getMe")
        yield fresh


@pytest.fixture(params=SIZES)
async def screen(
    request: pytest.FixtureRequest, browser: Browser, world: World
) -> AsyncIterator[Page]:
    """The page at one of two widths, without a fault in its script."""
    width, height = request.param
    page = await browser.new_page(viewport={"width": width, "height": height})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(f"{world.address}/simulator")
    yield page
    await page.close()
    assert faults == []


async def next_update(world: World, offset: int = 0) -> Json:
    """The first update the bot has not confirmed."""
    return (await world.updates(offset, wait_seconds=10))[0]


def first(screen: Page) -> Locator:
    return screen.locator("#phone-1001")


async def test_phones_fill_the_screen_and_nothing_sticks_out(screen: Page) -> None:
    narrow = (screen.viewport_size or {"width": 0})["width"] == 360
    await expect(screen.locator("article:visible")).to_have_count(1 if narrow else 3)
    wide = await screen.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    phone = await first(screen).bounding_box()
    assert phone is not None
    assert not narrow or phone["width"] == 360
    assert await screen.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_conversation_with_buttons_and_keys(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Mulai").click()
    update = await next_update(world)
    assert update["message"]["text"] == "/start"
    text = "Selamat datang, <b>Bu Rina</b>"
    values = {"chat_id": 1001, "text": text, "parse_mode": "HTML", "reply_markup": MENU}
    await world.call("sendMessage", **values)
    await expect(phone.locator(".theirs b")).to_have_text("Bu Rina")
    await phone.get_by_role("button", name="Daftar usaha").click()
    update = await next_update(world, update["update_id"] + 1)
    query = update["callback_query"]
    await world.call("answerCallbackQuery", callback_query_id=query["id"], text="Dicatat.")
    await expect(phone.get_by_text("Dicatat.")).to_be_visible()
    await world.call("sendMessage", chat_id=1001, text="Nomor HP?", reply_markup=KEYS)
    await phone.get_by_role("button", name="Bagikan nomor").click()
    update = await next_update(world, update["update_id"] + 1)
    assert update["message"]["contact"]["user_id"] == 1001
    await expect(phone.get_by_text("Rina Siregar · +6281300001001")).to_be_visible()


async def test_writing_typing_and_editing(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Mulai").click()
    field = phone.get_by_label("Tulis pesan")
    await field.fill("Saya jual kripik <enak>")
    await field.press("Enter")
    own = phone.locator(".mine .text", has_text="kripik <enak>")
    await expect(own).to_be_visible()
    await expect(field).to_have_value("")
    await field.fill("belum selesai")
    await world.updates()
    await world.call("sendChatAction", chat_id=1001, action="typing")
    await expect(phone.get_by_text("sedang mengetik…")).to_be_visible()
    await world.call("sendMessage", chat_id=1001, text="Berapa harganya?")
    await expect(phone.get_by_text("Berapa harganya?")).to_be_in_viewport()
    await expect(phone.get_by_text("sedang mengetik…")).to_be_hidden()
    await expect(field).to_have_value("belum selesai")
    bubble = phone.locator(".bubble", has_text="kripik <enak>")
    await bubble.locator(".edit summary").click()
    await bubble.get_by_label("Teks baru").fill("Saya jual keripik")
    await bubble.get_by_role("button", name="Simpan").click()
    await expect(phone.locator(".mine", has_text="keripik").locator(".meta")).to_contain_text(
        "diubah"
    )


async def test_photos_voice_and_place(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Mulai").click()
    for name in ("3 foto contoh", "Kirim suara", "Kirim lokasi"):
        await phone.locator(".attach > summary").click()
        await phone.get_by_role("button", name=name).click()
    await expect(phone.locator(".photos img")).to_have_count(3)
    await expect(phone.locator("audio")).to_have_count(1)
    await expect(phone.get_by_text("3.59520, 98.67223")).to_be_visible()
    loaded = "(image) => image.decode().then(() => image.naturalWidth)"
    assert await phone.locator(".photos img").first.evaluate(loaded) > 0
    assert len(await world.updates()) == 6


async def test_a_press_far_above_leads_to_what_it_brings(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Mulai").click()
    await world.call("sendMessage", chat_id=1001, text="Mau apa?", reply_markup=MENU)
    for line in range(30):
        await world.call("sendMessage", chat_id=1001, text=f"Baris {line}")
    await expect(phone.get_by_text("Baris 29")).to_be_visible()
    await phone.get_by_role("button", name="Daftar usaha").click()  # scrolls up to it
    await world.call("sendMessage", chat_id=1001, text="Nama usahanya?")
    await expect(phone.get_by_text("Nama usahanya?")).to_be_in_viewport()


async def test_all_that_is_tapped_is_big_enough(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Mulai").click()
    await phone.get_by_label("Tulis pesan").fill("kripik")
    await phone.get_by_label("Tulis pesan").press("Enter")
    await world.call("sendMessage", chat_id=1001, text="Mau apa?", reply_markup=MENU)
    await expect(phone.get_by_text("Ubah", exact=True)).to_have_count(2)
    await expect(phone.get_by_role("button", name="Daftar usaha")).to_be_visible()
    assert await screen.evaluate(SMALL) == []


async def test_blocking_is_a_switch(screen: Page, world: World) -> None:
    phone = first(screen)
    await phone.get_by_role("button", name="Blokir bot").click()
    await expect(phone.locator("footer").get_by_role("button", name="Buka blokir")).to_be_visible()
    assert (await world.chat(1001))["blocked"]
    await phone.locator("footer").get_by_role("button", name="Buka blokir").click()
    await expect(phone.get_by_role("button", name="Mulai")).to_be_visible()


async def test_other_phones_clock_and_a_new_phone(screen: Page, world: World) -> None:
    await screen.get_by_role("link", name="Pak Dedi").first.click()
    await expect(screen.locator("#phone-1005")).to_be_visible()
    before = await screen.locator("[data-day]").inner_text()
    await screen.get_by_role("button", name="Maju 1 hari").click()
    await expect(screen.locator("[data-day]")).not_to_have_text(before)
    await screen.get_by_text("Tambah ponsel").click()
    await screen.get_by_label("Nama").fill("Bu Yanti (pemilik baru)")
    await screen.get_by_label("Nomor HP").fill("0813 0000 1006")
    await screen.get_by_role("button", name="Tambah").click()
    await expect(screen.locator("#phone-2001")).to_contain_text("+62 813 0000 1006")


async def test_all_works_without_a_script(browser: Browser, world: World) -> None:
    context = await browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = await context.new_page()
    await page.goto(f"{world.address}/simulator/phones/1002")
    await page.get_by_role("button", name="Mulai").click()
    await page.get_by_label("Tulis pesan").fill("halo")
    await page.get_by_role("button", name="Kirim", exact=True).click()
    await expect(page.locator(".mine .text")).to_have_text(["/start", "halo"])
    await context.close()
