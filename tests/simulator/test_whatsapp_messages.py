"""Messages through the Cloud API: the life of a message, and webhooks about what people write."""

import hashlib

from simulator.whatsapp.account import DEMO, SECOND_NUMBER_ID
from tests.support.simulated_whatsapp import (
    NEW_OWNER,
    NEW_OWNER_WA_ID,
    VERIFIED_OWNER,
    Business,
)

BUTTONS = {
    "type": "button",
    "body": {"text": "Mau ikut?"},
    "action": {
        "buttons": [
            {"type": "reply", "reply": {"id": "ya", "title": "Ya"}},
            {"type": "reply", "reply": {"id": "tidak", "title": "Tidak"}},
        ]
    },
}
LIST = {
    "type": "list",
    "body": {"text": "Pilih pelatihan"},
    "action": {
        "button": "Lihat pilihan",
        "sections": [
            {"rows": [{"id": "t1", "title": "Kemasan", "description": "Selasa"}]},
        ],
    },
}


async def test_text_of_a_person_comes_signed_and_with_both_ids(business: Business) -> None:
    sent = await business.world.act(NEW_OWNER, "text", text="Saya jual keripik 🥔")
    body = (await business.callback.bodies.get()).decode("ascii")  # \uXXXX, never raw letters
    assert "\\ud83e\\udd54" in body
    business.callback.bodies.put_nowait(body.encode())
    value = await business.callback.next_value()
    assert value["metadata"]["phone_number_id"] == DEMO.phone_number_id
    assert value["contacts"][0]["wa_id"] == NEW_OWNER_WA_ID
    (message,) = value["messages"]
    assert message["id"] == sent["wamid"]
    assert message["from_user_id"] == value["contacts"][0]["user_id"]
    assert message["text"]["body"] == "Saya jual keripik 🥔"
    assert (await business.world.chat(NEW_OWNER))["messages"][0]["taken"]


async def test_sent_delivered_and_read_come_with_price_and_the_callers_data(
    business: Business,
) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    answer = await business.send(
        type="text", text={"body": "Selamat pagi"}, biz_opaque_callback_data="outbox-7"
    )
    assert answer["contacts"] == [{"input": NEW_OWNER_WA_ID, "wa_id": NEW_OWNER_WA_ID}]
    statuses = [await business.callback.next_status() for _ in range(2)]
    await business.world.act(NEW_OWNER, "read")
    statuses.append(await business.callback.next_status())
    assert [status["status"] for status in statuses] == ["sent", "delivered", "read"]
    assert {status["biz_opaque_callback_data"] for status in statuses} == {"outbox-7"}
    assert {status["id"] for status in statuses} == {answer["messages"][0]["id"]}
    assert statuses[1]["pricing"]["category"] == "service"


async def test_buttons_and_lists_are_answered_by_id(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.callback.next_message()
    await business.send(type="interactive", interactive=BUTTONS)
    offered = (await business.world.chat(NEW_OWNER))["messages"][-1]
    await business.world.act(NEW_OWNER, "press", message_id=offered["wamid"], text="Tidak")
    answer = await business.callback.next_message()
    reply = {"type": "button_reply", "button_reply": {"id": "tidak", "title": "Tidak"}}
    assert answer["interactive"] == reply
    assert answer["context"]["id"] == offered["wamid"]
    await business.send(type="interactive", interactive=LIST)
    offered = (await business.world.chat(NEW_OWNER))["messages"][-1]
    assert offered["list_button"] == "Lihat pilihan"
    await business.world.act(NEW_OWNER, "press", message_id=offered["message_id"], data="t1")
    answer = await business.callback.next_message()
    row = {"id": "t1", "title": "Kemasan", "description": "Selasa"}
    assert answer["interactive"] == {"type": "list_reply", "list_reply": row}


async def test_photo_is_fetched_in_two_steps(business: Business) -> None:
    await business.world.act(NEW_OWNER, "photos", count=1, caption="keripik")
    image = (await business.callback.next_message())["image"]
    assert image["caption"] == "keripik"
    status, media = await business.call("GET", image["id"])
    assert (status, media["mime_type"]) == (200, "image/jpeg")
    headers = {"Authorization": f"Bearer {DEMO.token}"}
    async with business.world.client.get(media["url"], headers=headers) as got:
        assert hashlib.sha256(await got.read()).hexdigest() == media["sha256"]
    async with business.world.client.get(media["url"]) as got:
        assert got.status == 401
    await business.world.control("clock", advance_seconds=301)
    async with business.world.client.get(media["url"], headers=headers) as got:
        assert got.status == 404


async def test_another_number_of_the_app_has_its_own_chats(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="x", phone_number_id=SECOND_NUMBER_ID)
    value = await business.callback.next_value()
    assert value["metadata"]["phone_number_id"] == SECOND_NUMBER_ID
    assert (await business.world.chat(NEW_OWNER))["messages"] == []


async def test_both_phones_are_there_and_one_has_a_number_known_from_telegram(
    business: Business,
) -> None:
    phones = (await business.world.control("control/phones", "GET"))["phones"]
    with_number = [p["channel"] for p in phones if p["number"] == "+6281300001002"]
    assert with_number == ["telegram", "whatsapp"]
    assert [p["id"] for p in phones][-2:] == [NEW_OWNER, VERIFIED_OWNER]
