"""What the Cloud API refuses: shapes, lengths, ids, the token. One line each."""

from typing import Any

import pytest

from simulator.whatsapp.account import DEMO, DISPLAY_NUMBER
from simulator.whatsapp.errors import GraphError
from simulator.whatsapp.rates import WhatsAppRates
from tests.support.simulated_whatsapp import NEW_OWNER, Business

Values = dict[str, Any]


def text(body: str) -> Values:
    return {"type": "text", "text": {"body": body}}


def buttons(*titles: str, ids: tuple[str, ...] = (), **other: Any) -> Values:
    replies = [
        {"type": "reply", "reply": {"id": ids[i] if ids else f"b{i}", "title": title}}
        for i, title in enumerate(titles)
    ]
    whole = {"type": "button", "body": {"text": "Pilih"}, "action": {"buttons": replies}}
    return {"type": "interactive", "interactive": {**whole, **other}}


def rows(*titles: str, button: str = "Pilih", **row: str) -> Values:
    made = [{"id": f"r{i}", "title": title, **row} for i, title in enumerate(titles)]
    return sections({"title": "", "rows": made}, button=button)


def sections(*given: Values, button: str = "Pilih") -> Values:
    action = {"button": button, "sections": list(given)}
    whole = {"type": "list", "body": {"text": "Pilih"}, "action": action}
    return {"type": "interactive", "interactive": whole}


def row(title: str = "Baris", **other: str) -> Values:
    return {"id": f"id-{title}", "title": title, **other}


FITS = [
    pytest.param(text("x" * 4096), id="text"),
    pytest.param(buttons("x" * 20), id="button title"),
    pytest.param(buttons("😀" * 20), id="emoji count as one"),
    pytest.param(buttons("a", "b", "c"), id="three buttons"),
    pytest.param(buttons("a", ids=("x" * 256,)), id="button id"),
    pytest.param(buttons("a", body={"text": "x" * 1024}), id="interactive body"),
    pytest.param(buttons("a", header={"type": "text", "text": "x" * 60}), id="header"),
    pytest.param(buttons("a", footer={"text": "x" * 60}), id="footer"),
    pytest.param(rows(*[f"Baris {i}" for i in range(10)]), id="ten rows"),
    pytest.param(rows("x" * 24, description="x" * 72), id="row"),
    pytest.param(rows("a", button="x" * 20), id="list button"),
    pytest.param(rows("sama", "sama"), id="rows may share a title"),
]
BREAKS = [
    pytest.param(100, text("x" * 4097), id="text too long"),
    pytest.param(100, text("  "), id="text empty"),
    pytest.param(100, {"type": "text", "text": "halo"}, id="text is no object"),
    pytest.param(100, {"type": "text"}, id="text missing"),
    pytest.param(100, {"type": "lagu", "lagu": {}}, id="type unknown"),
    pytest.param(131009, buttons(), id="no button"),
    pytest.param(131009, buttons("a", "b", "c", "d"), id="four buttons"),
    pytest.param(131009, buttons("x" * 21), id="button title too long"),
    pytest.param(131009, buttons(""), id="button title empty"),
    pytest.param(131009, buttons("a", "a"), id="button titles not unique"),
    pytest.param(131009, buttons("a", "b", ids=("x", "x")), id="button ids not unique"),
    pytest.param(131009, buttons("a", ids=("x" * 257,)), id="button id too long"),
    pytest.param(131009, buttons("a", ids=("x ",)), id="button id with a space at its end"),
    pytest.param(131009, buttons("a", body={"text": "x" * 1025}), id="body too long"),
    pytest.param(131009, buttons("a", body={"text": ""}), id="body empty"),
    pytest.param(131009, buttons("a", header={"text": "x" * 61}), id="header too long"),
    pytest.param(131009, buttons("a", footer={"text": "x" * 61}), id="footer too long"),
    pytest.param(131008, buttons("a", action=None), id="action missing"),
    pytest.param(131009, rows(*[f"Baris {i}" for i in range(11)]), id="eleven rows"),
    pytest.param(131009, rows("x" * 25), id="row title too long"),
    pytest.param(131009, rows("a", description="x" * 73), id="row description too long"),
    pytest.param(131009, rows("a", button="x" * 21), id="list button too long"),
    pytest.param(131009, rows("a", button=""), id="list button empty"),
    pytest.param(131009, sections({"rows": [row(), row()]}), id="row ids not unique"),
    pytest.param(131009, sections({"rows": []}), id="section without rows"),
    pytest.param(131009, sections(), id="no section"),
    pytest.param(
        131009, sections({"rows": [{"id": "x" * 201, "title": "a"}]}), id="row id too long"
    ),
    pytest.param(
        131009, sections({"title": "x" * 25, "rows": [row()]}), id="section title too long"
    ),
    pytest.param(
        131008,
        sections({"title": "A", "rows": [row("a")]}, {"rows": [row("b")]}),
        id="second section without a title",
    ),
    pytest.param(
        131009,
        {"type": "location", "location": {"latitude": 91, "longitude": 0}},
        id="not on this earth",
    ),
    pytest.param(
        131009, {**text("a"), "biz_opaque_callback_data": "x" * 513}, id="callback data too long"
    ),
    pytest.param(
        131009,
        {"type": "image", "image": {"id": "1", "caption": "x" * 1025}},
        id="caption too long",
    ),
    pytest.param(
        131009,
        {"type": "document", "document": {"id": "1", "filename": "x" * 241}},
        id="file name too long",
    ),
    pytest.param(100, {"type": "image", "image": {"id": "1"}}, id="unknown media"),
    pytest.param(
        131009,
        {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}},
        id="reaction to nothing",
    ),
]


@pytest.mark.parametrize("values", FITS)
async def test_what_fits_is_taken(business: Business, values: Values) -> None:
    await business.world.act(NEW_OWNER, "text", text="halo")
    await business.send(**values)


@pytest.mark.parametrize(("code", "values"), BREAKS)
async def test_what_breaks_a_limit_is_refused(
    business: Business, code: int, values: Values
) -> None:
    error = await business.refusal(**values)
    assert error["code"] == code
    assert error["type"] in {"OAuthException", "GraphMethodException"}
    assert error["fbtrace_id"]
    assert str(code) in error["message"] or code == 100
    assert (await business.world.chat(NEW_OWNER))["messages"] == []


async def test_details_say_what_is_wrong(business: Business) -> None:
    error = await business.refusal(**buttons("x" * 21))
    assert error["message"] == "(#131009) Parameter value is not valid"
    assert error["error_data"] == {
        "messaging_product": "whatsapp",
        "details": "Button title length invalid. Min length: 1, Max length: 20",
    }


@pytest.mark.parametrize(
    ("code", "subcode", "token", "path"),
    [
        pytest.param(104, None, "", DEMO.phone_number_id, id="no token"),
        pytest.param(190, None, "salah", DEMO.phone_number_id, id="wrong token"),
        pytest.param(100, 33, DEMO.token, "123", id="unknown object"),
        pytest.param(2500, None, DEMO.token, f"{DEMO.phone_number_id}/lagu", id="unknown edge"),
    ],
)
async def test_wrong_callers_and_addresses(
    business: Business, code: int, subcode: int | None, token: str, path: str
) -> None:
    _, found = await business.call("GET", path, token=token)
    assert (found["error"]["code"], found["error"].get("error_subcode")) == (code, subcode)


@pytest.mark.parametrize(
    ("access", "code", "subcode", "status"),
    [("expired", 190, 463, 401), ("revoked", 190, 460, 401), ("forbidden", 200, None, 403)],
)
async def test_token_dies_and_lives_again(
    business: Business, access: str, code: int, subcode: int | None, status: int
) -> None:
    await business.world.control("control/whatsapp/token", access=access)
    got, found = await business.try_to_send()
    error = found["error"]
    assert (got, error["code"], error.get("error_subcode")) == (status, code, subcode)
    await business.world.control("control/whatsapp/token", access="valid")
    await business.send()


async def test_version_stands_in_the_path(business: Business) -> None:
    headers = {"Authorization": f"Bearer {DEMO.token}"}
    for version, status in (("v19.0", 200), ("v26.0", 200), ("v99.0", 400), ("v23", 400)):
        address = f"{business.world.address}/{version}/{DEMO.phone_number_id}"
        async with business.world.client.get(address, headers=headers) as got:
            assert (version, got.status) == (version, status)


async def test_recipients(business: Business) -> None:
    assert (await business.refusal(DISPLAY_NUMBER))["code"] == 131021
    assert (await business.refusal("bukan nomor"))["code"] == 131009
    assert (await business.refusal(""))["code"] == 100
    assert (await business.refusal("", recipient="bukan id", **text("a")))["code"] == 131009
    answer = await business.send("+62 813-0000-2001")
    assert answer["contacts"][0]["wa_id"] == "6281300002001"


async def test_rates_are_kept_where_switched_on(business: Business) -> None:
    await business.world.control("control/settings", rate_limits=True)
    codes = [(await business.try_to_send())[1].get("error", {}).get("code") for _ in range(46)]
    assert codes == [None] * 45 + [131056]
    assert (await business.try_to_send("6281300001002"))[0] == 200


def test_number_sends_eighty_a_second_and_no_more() -> None:
    rates = WhatsAppRates()
    for person in range(80):
        rates.take(True, "1", str(person))
    with pytest.raises(GraphError) as refused:
        rates.take(True, "1", "81")
    assert refused.value.code == 130429
    rates.take(True, "2", "81")  # another number has its own
    rates.take(False, "1", "81")  # where rates are not kept


async def test_nonsense_in_place_of_json(business: Business) -> None:
    address = f"{business.world.address}/v23.0/{DEMO.phone_number_id}/messages"
    headers = {"Authorization": f"Bearer {DEMO.token}", "Content-Type": "application/json"}
    for body in (b"{", b"[]", b"[" * 100_000, b"\xff"):
        async with business.world.client.post(address, data=body, headers=headers) as got:
            assert (got.status, (await got.json())["error"]["code"]) == (400, 100)
