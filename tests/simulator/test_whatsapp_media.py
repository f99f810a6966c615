"""Media of the business: uploading, sending, fetching, forgetting."""

import io

import aiohttp
import pytest

from simulator.samples import sample
from simulator.whatsapp.account import DEMO
from tests.support.simulated_whatsapp import NEW_OWNER, Business

PATH = f"{DEMO.phone_number_id}/media"
DAY = 86_400


async def upload(
    business: Business, content: bytes, kind: str, name: str = "berkas"
) -> tuple[int, dict[str, object]]:
    """Status and answer of an upload."""
    form = aiohttp.FormData()
    form.add_field("messaging_product", "whatsapp")
    form.add_field("type", kind)
    form.add_field("file", io.BytesIO(content), filename=name, content_type=kind)
    address = f"{business.world.address}/v23.0/{PATH}"
    headers = {"Authorization": f"Bearer {DEMO.token}"}
    async with business.world.client.post(address, data=form, headers=headers) as got:
        return got.status, await got.json()


async def test_document_is_uploaded_sent_and_downloaded_on_the_page(business: Business) -> None:
    pdf = sample("daftar-harga.pdf").content
    status, found = await upload(business, pdf, "application/pdf")
    assert status == 200
    await business.world.act(NEW_OWNER, "text", text="minta daftar harga")
    document = {"id": found["id"], "filename": "Daftar harga.pdf", "caption": "Silakan, Bu."}
    await business.send(type="document", document=document)
    shown = (await business.world.chat(NEW_OWNER))["messages"][-1]
    assert (shown["media"], shown["file_name"]) == ("document", "Daftar harga.pdf")
    address = f"{business.world.address}/simulator/files/{shown['file_id']}"
    async with business.world.client.get(address) as got:
        assert await got.read() == pdf


async def test_ids_die_after_thirty_days_uploaded_and_seven_received(business: Business) -> None:
    _, found = await upload(business, sample("keripik.jpg").content, "image/jpeg")
    uploaded = str(found["id"])
    await business.world.act(NEW_OWNER, "photos", count=1)
    received = (await business.callback.next_message())["image"]["id"]
    await business.world.control("clock", advance_seconds=7 * DAY + 1)
    status, error = await business.call("GET", received)
    assert (status, error["error"]["code"], error["error"]["error_subcode"]) == (400, 100, 33)
    assert (await business.call("GET", uploaded))[0] == 200
    await business.world.control("clock", advance_seconds=23 * DAY)
    assert (await business.call("GET", uploaded))[0] == 400
    error = await business.refusal(type="image", image={"id": uploaded})
    assert error["error_subcode"] == 33


async def test_deleted_is_gone(business: Business) -> None:
    _, found = await upload(business, b"a,b", "text/csv")
    assert (await business.call("DELETE", str(found["id"])))[1] == {"success": True}
    assert (await business.call("GET", str(found["id"])))[1]["error"]["error_subcode"] == 33


@pytest.mark.parametrize(
    ("code", "content", "kind"),
    [
        pytest.param(100, b"x", "application/zip", id="kind"),
        pytest.param(131053, b"", "image/png", id="empty"),
        pytest.param(131053, b"x" * (5 * 1024 * 1024 + 1), "image/png", id="too large"),
    ],
)
async def test_bad_uploads(business: Business, code: int, content: bytes, kind: str) -> None:
    status, found = await upload(business, content, kind)
    error = found["error"]
    assert isinstance(error, dict)
    assert (status, error["code"]) == (400, code)


async def test_picture_that_is_none_fails_after_it_was_taken(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    _, found = await upload(business, b"<html>bukan gambar</html>", "image/jpeg")
    await business.send(type="image", image={"id": found["id"]})
    failed = await business.callback.next_status()
    assert failed["errors"][0]["code"] == 131053


async def test_document_is_no_image(business: Business) -> None:
    _, found = await upload(business, b"a,b", "text/csv")
    assert (await business.refusal(type="image", image={"id": found["id"]}))["code"] == 131053


async def test_download_may_fail_or_break_off(business: Business) -> None:
    await business.world.act(NEW_OWNER, "photos", count=1)
    image = (await business.callback.next_message())["image"]
    _, media = await business.call("GET", image["id"])
    headers = {"Authorization": f"Bearer {DEMO.token}"}
    await business.world.fault("500", channel="whatsapp", method="download")
    await business.world.fault("delay", channel="whatsapp", method="download")
    async with business.world.client.get(media["url"], headers=headers) as got:
        assert got.status == 500
    async with business.world.client.get(media["url"], headers=headers) as got:
        assert len(await got.read()) == media["file_size"] // 2
    async with business.world.client.get(media["url"] + "0", headers=headers) as got:
        assert got.status == 404


async def test_a_picture_may_stand_above_buttons_and_not_above_a_list(business: Business) -> None:
    _, found = await upload(business, sample("keripik.jpg").content, "image/jpeg")
    header = {"type": "image", "image": {"id": found["id"]}}
    button = {"type": "reply", "reply": {"id": "a", "title": "Terima"}}
    shown = {"type": "button", "header": header, "body": {"text": "Bagus?"},
             "action": {"buttons": [button]}}  # fmt: skip
    rows = {"button": "Pilih", "sections": [{"rows": [{"id": "a", "title": "Terima"}]}]}

    await business.send(type="interactive", interactive=shown)
    assert (await business.world.chat(NEW_OWNER))["messages"][-1]["file_id"]
    error = await business.refusal(
        type="interactive", interactive={**shown, "type": "list", "action": rows}
    )
    assert error["code"] == 131009
