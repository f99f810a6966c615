"""What becomes of messages that were taken: the window, failures, blocked and sleeping phones."""

import asyncio

import pytest

from simulator.whatsapp.account import DEMO
from tests.support.simulated_whatsapp import (
    NEW_OWNER,
    NEW_OWNER_WA_ID,
    VERIFIED_OWNER,
    Business,
)


async def test_window_closes_after_a_day_and_opens_again(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.send()
    assert (await business.callback.next_status())["status"] == "sent"
    assert (await business.callback.next_status())["status"] == "delivered"
    await business.world.control("clock", advance_seconds=86_401)
    await business.send(biz_opaque_callback_data="5", type="text", text={"body": "a"})
    failed = await business.callback.next_status()
    assert (failed["status"], failed["errors"][0]["code"]) == ("failed", 131047)
    assert failed["biz_opaque_callback_data"] == "5"
    assert "24 hours" in failed["errors"][0]["error_data"]["details"]
    await business.world.act(NEW_OWNER, "text", text="saya lagi")
    await business.send()
    statuses = [(await business.callback.next_status())["status"] for _ in range(2)]
    assert statuses == ["read", "sent"]  # whoever answers has read what came before


async def test_closed_window_may_be_an_error_instead(business: Business) -> None:
    await business.world.control("control/whatsapp/settings", closed_window="error")
    assert (await business.refusal())["code"] == 131047
    assert (await business.world.chat(NEW_OWNER))["messages"] == []


async def test_number_that_nobody_has_fails_later(business: Business) -> None:
    await business.send("6281399999999")
    failed = await business.callback.next_status()
    assert (failed["status"], failed["errors"][0]["code"]) == ("failed", 131026)
    assert failed["recipient_id"] == "6281399999999"


async def test_unreachable_phone(business: Business) -> None:
    await business.world.act(NEW_OWNER, "flag", flag="is_unreachable")
    await business.send()
    assert (await business.callback.next_status())["errors"][0]["code"] == 131026


@pytest.mark.parametrize(("close", "open_again"), [("block", "unblock"), ("is_off", "is_off")])
async def test_one_tick_until_the_phone_lets_it_in(
    business: Business, close: str, open_again: str
) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    if close == "is_off":
        await business.world.act(NEW_OWNER, "flag", flag="is_off")
    else:
        await business.world.act(NEW_OWNER, close)
    await business.send()
    assert (await business.callback.next_status())["status"] == "sent"
    assert await business.callback.quiet()
    if close == "is_off":
        await business.world.act(NEW_OWNER, "flag", flag="is_off", value="false")
    else:
        await business.world.act(NEW_OWNER, open_again)
    assert (await business.callback.next_status())["status"] == "delivered"


async def test_who_hides_receipts_never_shows_read(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.world.act(NEW_OWNER, "flag", flag="hides_receipts")
    await business.send()
    await business.callback.next_status()
    await business.callback.next_status()
    await business.world.act(NEW_OWNER, "read")
    assert await business.callback.quiet()


async def test_planned_failure_and_refusal(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.world.fault("fail", code=131049, channel="whatsapp", method="messages")
    await business.send()
    assert (await business.callback.next_status())["errors"][0]["code"] == 131049
    await business.world.fault("refuse", code=131056, channel="whatsapp", method="messages")
    path = f"{DEMO.phone_number_id}/messages"
    message = (await business.world.chat(NEW_OWNER))["messages"][0]["wamid"]
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": message}
    assert (await business.call("POST", path, **read))[0] == 200
    assert (await business.refusal())["code"] == 131056
    await business.send()


async def test_answer_lost_but_the_message_went(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.world.fault("drop_response", channel="whatsapp", method="messages")
    with pytest.raises(Exception, match=r"Server disconnected|reset"):
        await business.try_to_send(
            type="text", text={"body": "sekali"}, biz_opaque_callback_data="baris-9"
        )
    status = await business.callback.next_status()
    assert (status["status"], status["biz_opaque_callback_data"]) == ("sent", "baris-9")
    calls = await business.world.control("control/calls", "GET")
    assert calls["lost_answers"] == {"whatsapp messages": 1}


@pytest.mark.parametrize(
    ("kind", "status", "code"), [("429", 429, 80007), ("500", 500, 2), ("401", 401, 190)]
)
async def test_server_misbehaves_on_demand(
    business: Business, kind: str, status: int, code: int
) -> None:
    await business.world.fault(kind, channel="whatsapp")
    got, found = await business.try_to_send()
    assert (got, found["error"]["code"]) == (status, code)


async def test_telegram_is_not_met_by_a_fault_for_whatsapp(business: Business) -> None:
    await business.world.fault("500", channel="whatsapp")
    assert (await business.world.answer("getMe"))["ok"]


async def test_status_out_of_turn(business: Business) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    wamid = (await business.send())["messages"][0]["id"]
    await business.callback.next_status()
    await business.callback.next_status()
    await business.world.control("control/whatsapp/status", wamid=wamid, status="sent")
    assert (await business.callback.next_status())["status"] == "sent"
    await business.world.control("control/whatsapp/status", wamid=wamid, status="failed", code=1)
    assert (await business.callback.next_status())["errors"][0]["code"] == 1


async def test_read_and_typing_show_on_the_phone(business: Business) -> None:
    sent = await business.world.act(NEW_OWNER, "text", text="halo")
    path = f"{DEMO.phone_number_id}/messages"
    read = {"messaging_product": "whatsapp", "status": "read"}
    status, found = await business.call(
        "POST", path, **read, message_id=sent["wamid"], typing_indicator={"type": "text"}
    )
    assert (status, found) == (200, {"success": True})
    chat = await business.world.chat(NEW_OWNER)
    assert (chat["action"], chat["messages"][0]["status"]) == ("typing", "read")
    await business.send()
    assert (await business.world.chat(NEW_OWNER))["action"] == ""
    status, found = await business.call("POST", path, **read, message_id="wamid.lain")
    assert (status, found["error"]["code"]) == (400, 131009)


async def test_person_without_number_and_person_without_user_id(business: Business) -> None:
    await business.world.act(NEW_OWNER, "flag", flag="hides_number")
    await business.world.act(NEW_OWNER, "text", text="halo")
    value = await business.callback.next_value()
    user_id = value["contacts"][0]["user_id"]
    assert value["contacts"][0]["profile"]["username"] == "lina.hasibuan"
    assert "wa_id" not in value["contacts"][0]
    assert "from" not in value["messages"][0]
    answer = await business.send("", recipient=user_id, type="text", text={"body": "halo"})
    assert answer["contacts"] == [{"input": user_id, "user_id": user_id}]
    status = await business.callback.next_status()
    assert (status["recipient_user_id"], "recipient_id" in status) == (user_id, False)
    await business.world.act(VERIFIED_OWNER, "flag", flag="hides_user_id")
    await business.world.act(VERIFIED_OWNER, "text", text="halo")
    message = await business.callback.next_message()
    assert (message["from"], "from_user_id" in message) == ("6281300001002", False)


async def test_change_of_number_and_of_user_id(business: Business) -> None:
    await business.world.act(NEW_OWNER, "change_number", number="0813 0000 7777")
    value = await business.callback.next_value()
    assert "contacts" not in value
    (message,) = value["messages"]
    assert message["from"] == NEW_OWNER_WA_ID
    assert message["system"]["type"] == "user_changed_number"
    assert message["system"]["wa_id"] == "6281300007777"
    old = message["from_user_id"]
    fresh = (await business.world.act(NEW_OWNER, "change_user_id"))["user_id"]
    system = (await business.callback.next_message())["system"]
    assert (system["previous_user_id"], system["user_id"]) == (old, fresh)
    await business.world.act(NEW_OWNER, "text", text="nomor baru")
    assert (await business.callback.next_message())["from"] == "6281300007777"
    await business.send("6281300007777")
    assert "error" in await business.world.control(
        f"control/phones/{NEW_OWNER}/change_number", number="081300001002"
    )


async def test_everything_else_a_person_can_send(business: Business) -> None:
    world, types = business.world, []
    sent = await world.act(NEW_OWNER, "text", text="halo")
    await world.act(NEW_OWNER, "edit", message_id=sent["wamid"], text="halo juga")
    await world.act(NEW_OWNER, "delete", message_id=sent["wamid"])
    for act in ("voice", "document", "sticker", "contact", "order", "unsupported"):
        await world.act(NEW_OWNER, act)
    await world.act(NEW_OWNER, "location", latitude=3.5, longitude=98.6)
    for _ in range(10):
        message = await business.callback.next_message()
        assert message["type"] in message
        types.append(message["type"])
    assert types == [
        "text", "edit", "revoke", "audio", "document", "sticker", "contacts", "order",
        "unsupported", "location",
    ]  # fmt: skip


async def test_forwarded_and_of_a_kind_that_nobody_knows(business: Business) -> None:
    await business.world.act(NEW_OWNER, "forward", text="jangan ketinggalan")
    assert (await business.callback.next_message())["context"] == {"forwarded": True}
    await business.world.act(NEW_OWNER, "message", type="hologram", content={"x": [1]})
    message = await business.callback.next_message()
    assert (message["type"], message["hologram"]) == ("hologram", {"x": [1]})
    await business.world.act(NEW_OWNER, "unsupported")
    assert (await business.callback.next_message())["errors"][0]["code"] == 131051


async def test_statuses_may_leave_out_what_read_implies(business: Business) -> None:
    await business.world.control("control/whatsapp/settings", statuses="sparse")
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.send()
    assert (await business.callback.next_status())["status"] == "sent"
    await business.world.act(NEW_OWNER, "read")
    assert (await business.callback.next_status())["status"] == "read"


async def test_number_tells_what_it_is_asked(business: Business) -> None:
    number = DEMO.phone_number_id
    _, found = await business.call("GET", f"{number}?fields=display_phone_number,status")
    assert found == {
        "display_phone_number": "+626145000001", "status": "CONNECTED", "id": number,
    }  # fmt: skip
    _, found = await business.call("GET", f"{number}?fields=lagu")
    assert found["error"]["code"] == 100
    _, found = await business.call("GET", f"{DEMO.business_account_id}/phone_numbers")
    assert number in [one["id"] for one in found["data"]]


async def test_reactions_both_ways(business: Business) -> None:
    sent = await business.world.act(NEW_OWNER, "text", text="halo")
    await business.callback.next_message()
    reaction = {"message_id": sent["wamid"], "emoji": "🙏"}
    await business.send(type="reaction", reaction=reaction)
    wamid = (await business.send())["messages"][0]["id"]
    await business.world.act(NEW_OWNER, "react", message_id=wamid, emoji="👍")
    came = await business.callback.next_message()
    assert came["reaction"] == {"message_id": wamid, "emoji": "👍"}
    messages = (await business.world.chat(NEW_OWNER))["messages"]
    assert [message["reaction"] for message in messages] == ["🙏", "👍"]


async def test_chats_templates_and_waiting_news_survive_a_restart(business: Business) -> None:
    await business.world.control("control/whatsapp/webhook", "DELETE")
    await business.world.act(NEW_OWNER, "text", text="masih ada?")
    store = business.world.simulator.exchange.store
    await store.close()
    await asyncio.sleep(0)
    from simulator.exchange import open_exchange

    reopened = open_exchange(business.world.simulator.exchange.files_dir.parent)
    before, after = business.world.simulator.exchange.state.whatsapp, reopened.state.whatsapp
    before.last_event_id = after.last_event_id  # counting goes on far above
    assert after == before
    assert [event.kind for event in after.events] == ["message"]
