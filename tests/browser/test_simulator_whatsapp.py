"""WhatsApp phones in a real browser, on a small telephone and on a desk."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from simulator.whatsapp.account import DEMO
from tests.support import chromium
from tests.support.simulated_whatsapp import (
    NEW_OWNER,
    VERIFIED_OWNER,
    Business,
    running_business,
)
from tests.support.simulated_world import Json, running_world

pytestmark = pytest.mark.browser

SIZES = [
    pytest.param((360, 740), id="360"),
    pytest.param((1280, 860), id="1280"),
]
BUTTONS = {
    "type": "button",
    "body": {"text": "Mau *daftar* sekarang?"},
    "action": {"buttons": [{"type": "reply", "reply": {"id": "ya", "title": "Ya, daftar"}}]},
}
LIST = {
    "type": "list",
    "body": {"text": "Bidang usaha?"},
    "action": {
        "button": "Pilih bidang",
        "sections": [
            {"title": "Makanan", "rows": [{"id": "keripik", "title": "Keripik"}]},
            {"title": "Kerajinan", "rows": [{"id": "ulos", "title": "Ulos"}]},
        ],
    },
}
TEMPLATE: Json = {
    "name": "pengingat",
    "language": "id",
    "category": "UTILITY",
    "components": [
        {"type": "BODY", "text": "Pelatihan Ibu besok."},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Datang"}]},
    ],
}


@pytest.fixture
async def business(tmp_path: Path) -> AsyncIterator[Business]:
    """A fresh simulated world with a bot's side of WhatsApp."""
    async with running_world(tmp_path / "simulator") as world, running_business(world) as made:
        yield made


@pytest.fixture(params=SIZES)
async def screen(
    request: pytest.FixtureRequest, browser: Browser, business: Business
) -> AsyncIterator[Page]:
    """The new owner's WhatsApp phone at one of two widths, without a fault in its script."""
    width, height = request.param
    page = await browser.new_page(viewport={"width": width, "height": height})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(f"{business.world.address}/simulator/phones/{NEW_OWNER}")
    yield page
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await page.close()
    assert (wide, faults) == (0, [])


def phone(screen: Page) -> Locator:
    return screen.locator(f"#phone-{NEW_OWNER}")


async def write(screen: Page, text: str) -> None:
    field = phone(screen).get_by_label("Tulis pesan")
    await field.fill(text)
    await field.press("Enter")


async def test_conversation_with_buttons_list_and_ticks(screen: Page, business: Business) -> None:
    await expect(phone(screen).locator(".owner")).to_contain_text("WhatsApp")
    await write(screen, "mau daftar")
    await business.callback.next_message()
    await expect(phone(screen).locator(".mine .tick")).to_have_text("✓✓")
    await business.send(type="interactive", interactive=BUTTONS)
    await expect(phone(screen).locator(".theirs b")).to_have_text("daftar")
    await expect(phone(screen).locator(".progress")).to_have_text("✓✓ dibaca")
    await phone(screen).get_by_role("button", name="Ya, daftar").click()
    reply = await business.callback.next_message()
    assert reply["interactive"]["button_reply"]["id"] == "ya"
    await business.send(type="interactive", interactive=LIST)
    await phone(screen).locator("summary", has_text="Pilih bidang").click()
    sheet = phone(screen).locator(".sheet")
    await sheet.get_by_text("Ulos").click()
    await business.send()  # news while the sheet is open: the choice stays
    await expect(phone(screen).locator(".theirs", has_text="halo")).to_be_attached()
    await sheet.get_by_role("button", name="Kirim").click()
    reply = await business.callback.next_message()
    assert reply["interactive"]["list_reply"]["id"] == "ulos"
    await expect(sheet).to_be_hidden()


async def test_photos_voice_sticker_place_reaction_and_file(
    screen: Page, business: Business
) -> None:
    for name in ("3 foto contoh", "Kirim suara", "Kirim lokasi", "Kirim nomor saya", "Stiker"):
        await phone(screen).locator(".attach > summary").click()
        await phone(screen).get_by_role("button", name=name).click()
    kinds = [(await business.callback.next_message())["type"] for _ in range(7)]
    assert sorted(kinds) == sorted(["image"] * 3 + ["audio", "location", "contacts", "sticker"])
    await expect(phone(screen).locator(".photos img")).to_have_count(3)
    await business.send()
    await phone(screen).get_by_label("Beri reaksi").click()
    await phone(screen).get_by_role("button", name="🙏").click()
    assert (await business.callback.next_message())["reaction"]["emoji"] == "🙏"
    await expect(phone(screen).locator(".reaction")).to_have_text("🙏")


async def test_window_closes_and_a_template_still_arrives(screen: Page, business: Business) -> None:
    await write(screen, "halo")
    await business.callback.next_message()
    for _ in range(2):
        await screen.get_by_role("button", name="Maju 1 hari").click()
    await expect(phone(screen).locator(".window.closed")).to_contain_text("Tulis lagi")
    await business.send()
    await expect(phone(screen).locator(".failure")).to_contain_text("131047")
    path = f"{DEMO.business_account_id}/message_templates"
    await business.call("POST", path, **TEMPLATE)
    await asyncio.sleep(0.1)
    sent = {"name": "pengingat", "language": {"code": "id"}}
    await business.send(type="template", template=sent)
    await phone(screen).get_by_role("button", name="Datang").click()
    assert (await business.callback.next_message())["button"]["text"] == "Datang"
    await expect(phone(screen).locator(".window.closed")).to_have_count(0)
    await screen.reload()
    await screen.get_by_text("Token dan template").click()
    await screen.get_by_role("button", name="Jeda").click()
    assert (await business.refusal(type="template", template=sent))["code"] == 132015


async def test_operator_revokes_the_token_and_fails_a_message(
    screen: Page, business: Business
) -> None:
    await write(screen, "halo")
    await screen.get_by_text("Token dan template").click()
    await screen.get_by_role("button", name="Cabut token WhatsApp").click()
    assert (await business.refusal())["error_subcode"] == 463
    await screen.get_by_role("button", name="Pulihkan token WhatsApp").click()
    await business.send()
    await screen.get_by_text("Gangguan", exact=True).click()
    await screen.get_by_label("Kiriman WhatsApp berikut").select_option("131049")
    await screen.get_by_role("button", name="Gagalkan").click()
    await business.send()
    await expect(phone(screen).locator(".failure")).to_contain_text("131049")


async def test_phones_settings_and_a_new_phone_with_a_number_known_from_telegram(
    screen: Page, business: Business
) -> None:
    await phone(screen).get_by_label("Pengaturan ponsel ini").click()
    await phone(screen).get_by_role("button", name="Matikan ponsel").click()
    await phone(screen).locator("footer").get_by_role("button", name="Nyalakan ponsel").click()
    await phone(screen).get_by_role("button", name="Blokir bot").click()
    await phone(screen).locator("footer").get_by_role("button", name="Buka blokir").click()
    await screen.get_by_text("Tambah ponsel").click()
    await screen.get_by_label("WhatsApp", exact=True).check()
    await screen.get_by_label("Nama").fill("Pak Dedi (ponsel kedua)")
    await screen.get_by_label("Nomor HP").fill("0813 0000 1005")
    await screen.get_by_role("button", name="Tambah").click()
    fresh = screen.locator(f"#phone-{VERIFIED_OWNER + 1}")
    await expect(fresh.locator(".owner")).to_contain_text("+62 813 0000 1005")


async def test_list_and_templates_work_without_a_script(
    browser: Browser, business: Business
) -> None:
    context = await browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = await context.new_page()
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.send(type="interactive", interactive=LIST)
    await page.goto(f"{business.world.address}/simulator/phones/{NEW_OWNER}")
    await page.locator("summary", has_text="Pilih bidang").click()
    await page.get_by_text("Keripik").click()
    await page.locator(".sheet").get_by_role("button", name="Kirim").click()
    await expect(page.locator(".mine .text").last).to_have_text("Keripik")
    await context.close()


@pytest.fixture
async def hearing_browser(browser: Browser) -> AsyncIterator[Browser]:
    """A Chromium with a microphone that beeps by itself, and may be used unasked."""
    microphone = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    running = await browser.browser_type.launch(
        executable_path=chromium.find_chromium(), args=[*chromium.ARGUMENTS, *microphone]
    )
    yield running
    await running.close()


async def test_recording_arrives_as_the_ogg_that_telephones_send(
    hearing_browser: Browser, business: Business
) -> None:
    page = await hearing_browser.new_page(viewport={"width": 360, "height": 740})
    await page.goto(f"{business.world.address}/simulator/phones/{NEW_OWNER}")
    await page.locator(".attach > summary").click()
    await page.get_by_role("button", name="Rekam").click()
    await page.wait_for_timeout(1500)  # what is said
    await page.get_by_role("button", name="Berhenti dan kirim").click()
    audio = (await business.callback.next_message())["audio"]
    assert (audio["mime_type"], audio["voice"]) == ("audio/ogg; codecs=opus", True)
    source = await page.locator("audio").get_attribute("src")
    seconds = await page.evaluate(
        """async (address) => {
          const bytes = await (await fetch(address)).arrayBuffer();
          const magic = new TextDecoder().decode(bytes.slice(0, 4));
          const sound = await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(bytes);
          return [magic, sound.duration, Math.max(...sound.getChannelData(0)) > 0.01];
        }""",
        source,
    )
    assert seconds[0] == "OggS"
    assert 1 < seconds[1] < 4
    assert seconds[2]
