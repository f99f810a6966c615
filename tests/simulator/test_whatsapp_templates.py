"""Templates: made, judged, sent."""

import asyncio
from typing import Any

import pytest

from simulator.whatsapp.account import DEMO
from tests.support.simulated_whatsapp import NEW_OWNER, Business

PATH = f"{DEMO.business_account_id}/message_templates"
BODY = {
    "type": "BODY",
    "text": "Halo {{1}}, pelatihan {{2}} besok ya.",
    "example": {"body_text": [["Bu Ani", "Kemasan"]]},
}
BUTTONS = {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Datang"}]}


async def make(business: Business, name: str = "pengingat", **values: Any) -> dict[str, Any]:
    """The answer to a new template, once it has been judged."""
    given = {"language": "id", "category": "UTILITY", "components": [BODY, BUTTONS], **values}
    _, found = await business.call("POST", PATH, name=name, **given)
    await asyncio.sleep(0.08)
    return found


def message(*words: str, name: str = "pengingat", language: str = "id") -> dict[str, Any]:
    parameters = [{"type": "text", "text": word} for word in words]
    return {
        "type": "template",
        "template": {
            "name": name,
            "language": {"code": language},
            "components": [
                {"type": "body", "parameters": parameters},
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "0",
                    "parameters": [{"type": "payload", "payload": "hadir:7"}],
                },
            ],
        },
    }


async def test_template_is_pending_and_then_approved_and_the_callback_hears(
    business: Business,
) -> None:
    made = await make(business)
    assert (made["status"], made["category"]) == ("PENDING", "UTILITY")
    news = await business.callback.next_value()
    assert (news["event"], news["message_template_name"]) == ("APPROVED", "pengingat")
    _, found = await business.call("GET", PATH + "?name=pengingat")
    assert found["data"][0]["status"] == "APPROVED"
    assert found["data"][0]["components"] == [BODY, BUTTONS]


async def test_template_opens_the_closed_window_and_its_button_comes_back(
    business: Business,
) -> None:
    await make(business)
    answer = await business.send(**message("Bu Lina", "Kemasan"))
    assert answer["messages"][0]["message_status"] == "accepted"
    status = await business.callback.next_status()
    assert status["pricing"]["category"] == "utility"
    shown = (await business.world.chat(NEW_OWNER))["messages"][0]
    assert shown["text"] == "Halo Bu Lina, pelatihan Kemasan besok ya."
    await business.world.act(NEW_OWNER, "press", message_id=shown["wamid"], text="Datang")
    reply = await business.callback.next_message()
    assert (reply["type"], reply["button"]) == (
        "button", {"payload": "hadir:7", "text": "Datang"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "values"),
    [
        pytest.param(132000, message("satu"), id="too few parameters"),
        pytest.param(132000, message("a", "b", "c"), id="too many parameters"),
        pytest.param(132001, message("a", "b", name="lain"), id="unknown name"),
        pytest.param(132001, message("a", "b", language="en"), id="another language"),
        pytest.param(132012, message("a", ""), id="empty parameter"),
        pytest.param(132018, message("a", "dua\nbaris"), id="new line"),
        pytest.param(132005, message("a", "x" * 1024), id="too long"),
    ],
)
async def test_bad_parameters(business: Business, code: int, values: dict[str, Any]) -> None:
    await make(business)
    error = await business.refusal(**values)
    assert error["code"] == code
    assert error["error_data"]["details"]


@pytest.mark.parametrize(
    ("status", "code"),
    [("PAUSED", 132015), ("DISABLED", 132016), ("REJECTED", 132001), ("PENDING", 132001)],
)
async def test_template_that_is_not_approved_is_refused(
    business: Business, status: str, code: int
) -> None:
    await make(business)
    found = await business.world.control("control/whatsapp/templates/pengingat", status=status)
    assert found["templates"][0]["status"] == status
    assert (await business.refusal(**message("a", "b")))["code"] == code
    await business.world.control("control/whatsapp/templates/pengingat", status="APPROVED")
    await business.send(**message("a", "b"))


async def test_reviewer_rejects_where_told_to(business: Business) -> None:
    await business.world.control("control/whatsapp/settings", review="REJECTED")
    await make(business)
    _, found = await business.call("GET", PATH)
    assert found["data"][0]["rejected_reason"] == "INVALID_FORMAT"


async def test_marketing_does_not_reach_who_opted_out(business: Business) -> None:
    await make(business, name="promosi", category="MARKETING")
    await business.world.act(NEW_OWNER, "opt_out")
    await business.send(**message("a", "b", name="promosi"))
    failed = await business.callback.next_status()
    assert failed["errors"][0]["code"] == 131050
    await make(business)
    await business.send(**message("a", "b"))
    assert (await business.callback.next_status())["status"] == "sent"


@pytest.mark.parametrize(
    ("subcode", "values"),
    [
        pytest.param(2388147, {"name": "Huruf Besar"}, id="name"),
        pytest.param(2388043, {"components": [BUTTONS]}, id="no body"),
        pytest.param(
            2388043, {"components": [{"type": "BODY", "text": "Halo {{1}} ya"}]}, id="no example"
        ),
        pytest.param(
            2388299,
            {"components": [{**BODY, "text": "{{1}} besok"}]},
            id="variable at the start",
        ),
        pytest.param(
            2388047, {"components": [{**BODY, "text": "Halo {{2}} ya"}]}, id="variables from two"
        ),
        pytest.param(
            2388040, {"components": [{"type": "BODY", "text": "x" * 1025}]}, id="body too long"
        ),
        pytest.param(
            2388040,
            {
                "components": [
                    BODY,
                    {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "x" * 26}]},
                ]
            },
            id="button too long",
        ),
    ],
)
async def test_bad_templates(business: Business, subcode: int, values: dict[str, Any]) -> None:
    name = values.pop("name", "pengingat")
    error = (await make(business, name=name, **values))["error"]
    assert (error["code"], error["error_subcode"]) == (100, subcode)
    assert error["error_user_msg"]


async def test_same_name_and_language_once(business: Business) -> None:
    first = await make(business)
    assert (await make(business))["error"]["error_subcode"] == 2388024
    changed: dict[str, Any] = {"components": [{"type": "BODY", "text": "Halo, besok ya."}]}
    assert (await business.call("POST", first["id"], **changed))[1] == {"success": True}
    _, found = await business.call("GET", first["id"])
    assert found["components"] == changed["components"]
    assert (await business.call("DELETE", PATH + "?name=pengingat"))[0] == 200
    assert (await business.call("GET", PATH))[1]["data"] == []


async def test_list_comes_in_pages(business: Business) -> None:
    for number in range(3):
        await make(business, name=f"t{number}")
    _, page = await business.call("GET", PATH + "?limit=2")
    assert [template["name"] for template in page["data"]] == ["t0", "t1"]
    after = page["paging"]["cursors"]["after"]
    _, page = await business.call("GET", f"{PATH}?limit=2&after={after}")
    assert [template["name"] for template in page["data"]] == ["t2"]
    assert "next" not in page["paging"]
