"""What people do with their phones, and what the bot hears of it."""

from tests.support.simulated_world import Json, World

MENU = {"inline_keyboard": [[{"text": "Daftar", "callback_data": "daftar"}]]}
KEYS = {
    "keyboard": [[{"text": "Bagikan nomor", "request_contact": True}], [{"text": "Lewati"}]],
    "one_time_keyboard": True,
}


async def messages(world: World) -> list[Json]:
    return [update["message"] for update in await world.updates() if "message" in update]


async def test_seven_phones_are_there_on_the_first_day(world: World) -> None:
    phones = (await world.control("control/phones", "GET"))["phones"]
    assert [(p["id"], p["label"], p["number"]) for p in phones] == [
        (1001, "Bu Rina (pemilik baru)", "+6281300001001"),
        (1002, "Bu Ani (pemilik terverifikasi)", "+6281300001002"),
        (1003, "Pak Hasan (petugas)", "+6281300001003"),
        (1004, "Kak Sari (koordinator)", "+6281300001004"),
        (1005, "Pak Dedi (pembeli hotel)", "+6281300001005"),
        (9000001, "Bu Lina (pemilik baru)", "+6281300002001"),
        (9000002, "Bu Ani (pemilik terverifikasi, ponsel kedua)", "+6281300001002"),
    ]


async def test_album_is_separate_updates_with_one_caption(world: World) -> None:
    await world.act(1001, "photos", count=3, caption="Produk saya")
    album = await messages(world)
    assert len(album) == 3
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["Produk saya", None, None]
    assert len({message["message_id"] for message in album}) == 3


async def test_photo_can_be_fetched(world: World) -> None:
    await world.act(1001, "photos")
    [message] = await messages(world)
    sizes = [size["width"] for size in message["photo"]]
    assert sizes == sorted(sizes)
    file = await world.call("getFile", file_id=message["photo"][-1]["file_id"])
    address = f"{world.address}/file/bot123456789:{'A' * 35}/{file['file_path']}"
    async with world.client.get(address) as got:
        content = await got.read()
    assert len(content) == file["file_size"]
    assert content.startswith(b"\xff\xd8")


async def test_own_contact_carries_the_own_id_and_no_plus(world: World) -> None:
    await world.act(1001, "contact")
    await world.act(1001, "contact", phone_number="+628120000", first_name="Teman")
    own, other = [message["contact"] for message in await messages(world)]
    assert (own["phone_number"], own["user_id"]) == ("6281300001001", 1001)
    assert "user_id" not in other


async def test_contact_key_sends_the_contact_and_then_goes_away(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    await world.call("sendMessage", chat_id=1001, text="Nomor?", reply_markup=KEYS)
    assert (await world.chat(1001))["keyboard"]
    await world.act(1001, "key", text="Bagikan nomor")
    assert (await messages(world))[-1]["contact"]["user_id"] == 1001
    assert (await world.chat(1001))["keyboard"] is None


async def test_press_is_a_callback_query_and_its_answer_is_kept(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    sent = await world.call("sendMessage", chat_id=1001, text="Pilih", reply_markup=MENU)
    pressed = await world.act(1001, "press", message_id=sent["message_id"], text="Daftar")
    query = (await world.updates())[-1]["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("daftar", 1001)
    await world.call("answerCallbackQuery", callback_query_id=query["id"], text="Baik")
    path = f"control/callbacks/{pressed['callback_query_id']}"
    answer = await world.control(path, "GET")
    assert (answer["answered"], answer["text"]) == (True, "Baik")


async def test_button_that_is_gone_cannot_be_pressed(world: World) -> None:
    await world.act(1001, "start")
    await world.updates()
    sent = await world.call("sendMessage", chat_id=1001, text="Pilih", reply_markup=MENU)
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    await world.call("editMessageReplyMarkup", **place)
    path = "control/phones/1001/press"
    refused = await world.control(path, message_id=sent["message_id"], data="daftar")
    assert refused == {"error": "Tombol itu sudah tidak ada."}


async def test_own_message_can_be_edited(world: World) -> None:
    written = await world.act(1001, "text", text="kripik")
    await world.act(1001, "edit", message_id=written["message_id"], text="keripik")
    edited = (await world.updates())[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("keripik", written["message_id"])
    assert edited["edit_date"] >= edited["date"]


async def test_voice_location_and_document_arrive(world: World) -> None:
    await world.act(1001, "voice", duration=4)
    await world.act(1001, "location", latitude=3.59, longitude=98.67)
    await world.act(1001, "document")
    voice, place, document = await messages(world)
    assert voice["voice"]["duration"] == 4
    assert place["location"] == {"latitude": 3.59, "longitude": 98.67}
    assert document["document"]["file_name"] == "daftar-harga.pdf"


async def test_new_phone_takes_its_number_as_people_write_it(world: World) -> None:
    added = await world.control("control/phones", name="Bu Yanti (baru)", number="0813 0000 1006")
    assert (added["number"], added["first_name"]) == ("+6281300001006", "Bu")
    refused = await world.control("control/phones", name="Bu Yanti", number="nol delapan")
    assert "Nomornya belum benar" in refused["error"]
