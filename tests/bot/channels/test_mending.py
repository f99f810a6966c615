"""JSON that is refused for one spot: the spot is replaced, and nothing else is touched."""

import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mending import DEEPEST, mended
from bot.channels.telegram.client import Client


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        pytest.param(rb'"a \ud83d"', rb'"a \ufffd"', id="the first half"),
        pytest.param(rb'"\uDE00 a"', rb'"\ufffd a"', id="the second half"),
        pytest.param(rb'"\ud83d\ud83d\ude00"', rb'"\ufffd\ud83d\ude00"', id="a half and a pair"),
        pytest.param(rb'"\ude00\ud83d"', rb'"\ufffd\ufffd"', id="the wrong way round"),
        pytest.param(rb'"\ud83d\n\u00e9"', rb'"\ufffd\n\u00e9"', id="before other escapes"),
        pytest.param(rb'"\ud83d\ude00"', rb'"\ud83d\ude00"', id="a pair"),
        pytest.param(rb'"\\ud83d"', rb'"\\ud83d"', id="an escaped backslash"),
        pytest.param(rb'"\\\ud83d"', rb'"\\\ufffd"', id="an escaped backslash, and a half"),
        pytest.param(b'"a\xff"', '"a\ufffd"'.encode(), id="no UTF-8"),
        pytest.param(rb'"\ud8', rb'"\ud8', id="truncated"),
    ],
)
def test_only_what_is_no_text_is_replaced(raw: bytes, right: bytes) -> None:
    assert mended(raw) == right


def test_what_is_nested_too_deep_becomes_null_and_its_neighbours_stay() -> None:
    deep = b"[" * 5000 + rb'"]\"}"' + b"]" * 5000
    found = json.loads(mended(b'{"a": [1], "b": %b, "c": {"d": "[["}}' % deep))

    assert (found["a"], found["c"]) == ([1], {"d": "[["})
    assert str(found["b"]) == "[" * (DEEPEST - 1) + "None" + "]" * (DEEPEST - 1)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    mended(raw)


@given(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=20))
def test_what_is_well_stays_as_it_is(content: object) -> None:
    raw = json.dumps(content).encode()
    assert json.loads(mended(raw)) == content


async def test_updates_are_read_though_one_has_half_an_emoji() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=rb'{"ok": true, "result": [{"text": "\ud83d"}, {"text": "a"}]}')

    app = web.Application()
    app.router.add_post("/bot1:secret/getUpdates", answer)
    async with TestServer(app) as server:
        client = Client(str(server.make_url("")).rstrip("/"), "1:secret", 5)
        found = json.loads(bytes(await client.call("getUpdates", {})))
        await client.close()

    assert found == [{"text": "\ufffd"}, {"text": "a"}]
