"""What the real server refuses, in its words and shapes."""

from typing import Any

import pytest

from tests.support.simulated_world import World


@pytest.fixture
async def greeted(world: World) -> World:
    """Phone 1001 has started the bot."""
    await world.call("getMe")
    await world.act(1001, "start")
    return world


def inline(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Pilih", "callback_data": data}]]}


async def test_texts_up_to_4096_units_are_taken(greeted: World) -> None:
    sent = await greeted.call("sendMessage", chat_id=1001, text="x" * 4096)
    assert len(sent["text"]) == 4096


REFUSALS = [
    pytest.param({"text": "x" * 4097}, "message is too long", id="too long"),
    pytest.param({"text": "🙂" * 2049}, "message is too long", id="too long in UTF-16"),
    pytest.param({"text": "  \n "}, "message text is empty", id="empty"),
    pytest.param({"text": "a", "reply_markup": inline("x" * 65)}, "BUTTON_DATA_INVALID", id="65"),
    pytest.param({"text": "a", "reply_markup": inline("é" * 33)}, "BUTTON_DATA_INVALID", id="66"),
    pytest.param({"text": "a", "reply_markup": inline("")}, "BUTTON_DATA_INVALID", id="no data"),
    pytest.param(
        {"text": "a", "reply_markup": "{kacau"},
        "can't parse reply keyboard markup JSON object",
        id="markup no JSON",
    ),
    pytest.param(
        {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        id="button without action",
    ),
    pytest.param(
        {"text": "<b>tebal", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        id="HTML not closed",
    ),
    pytest.param(
        {"text": "Rp1.000", "parse_mode": "MarkdownV2"},
        "can't parse entities: Character '.' is reserved and must be escaped "
        "with the preceding '\\'",
        id="MarkdownV2 not escaped",
    ),
    pytest.param({"chat_id": 77, "text": "a"}, "chat not found", id="nobody"),
    pytest.param({"chat_id": "", "text": "a"}, "chat_id is empty", id="no chat"),
]


@pytest.mark.parametrize(("values", "reason"), REFUSALS)
async def test_wrong_message_gets_400(greeted: World, values: dict[str, Any], reason: str) -> None:
    refused = await greeted.refusal("sendMessage", **{"chat_id": 1001, **values})
    assert refused == (400, f"Bad Request: {reason}")


async def test_callback_data_of_64_bytes_is_taken(greeted: World) -> None:
    await greeted.call("sendMessage", chat_id=1001, text="a", reply_markup=inline("x" * 64))


async def test_person_who_never_wrote_gets_403(greeted: World) -> None:
    refused = await greeted.refusal("sendMessage", chat_id=1002, text="halo")
    assert refused == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_blocked_bot_gets_403_until_unblocked(greeted: World) -> None:
    await greeted.act(1001, "block")
    refused = await greeted.refusal("sendMessage", chat_id=1001, text="halo")
    assert refused == (403, "Forbidden: bot was blocked by the user")
    await greeted.act(1001, "unblock")
    await greeted.call("sendMessage", chat_id=1001, text="halo")
    members = [u["my_chat_member"] for u in await greeted.updates() if "my_chat_member" in u]
    assert [m["new_chat_member"]["status"] for m in members] == ["kicked", "member"]


async def test_too_many_messages_get_429_with_retry_after(greeted: World) -> None:
    await greeted.control("control/settings", rate_limits=True)
    answers = [await greeted.answer("sendMessage", chat_id=1001, text="a") for _ in range(8)]
    refused = [answer for answer in answers if not answer["ok"]]
    assert refused
    assert refused[0] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_planned_429_names_its_wait_and_sends_nothing(greeted: World) -> None:
    await greeted.fault("429", method="sendMessage", retry_after=7)
    refused = await greeted.answer("sendMessage", chat_id=1001, text="a")
    assert refused["parameters"] == {"retry_after": 7}
    assert await greeted.call("sendMessage", chat_id=1001, text="a")
    assert [m["text"] for m in (await greeted.chat(1001))["messages"]] == ["/start", "a"]


async def test_edit_that_changes_nothing_is_refused(greeted: World) -> None:
    sent = await greeted.call("sendMessage", chat_id=1001, text="a")
    same = {"chat_id": 1001, "message_id": sent["message_id"], "text": "a"}
    code, description = await greeted.refusal("editMessageText", **same)
    assert (code, description[:36]) == (400, "Bad Request: message is not modified")


async def test_bold_arrives_as_an_entity_in_utf16_units(greeted: World) -> None:
    text = "🙂 <b>Rp40.000</b> &amp; lain"
    sent = await greeted.call("sendMessage", chat_id=1001, text=text, parse_mode="HTML")
    assert sent["text"] == "🙂 Rp40.000 & lain"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 8}]


async def test_address_of_a_file_is_not_fetched_and_says_so_as_telegram_does(
    greeted: World,
) -> None:
    address = "https://medan.example/foto.jpg"
    for method, name in (("sendPhoto", "photo"), ("sendDocument", "document")):
        refused = await greeted.refusal(method, chat_id=1001, **{name: address})
        assert refused == (400, "Bad Request: failed to get HTTP URL content")
