"""Bodies that our decoder refuses for one spot: all that is well in them is read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.whatsapp.messages import stored_event
from bot.channels.whatsapp.updates import read_body
from tests.support.whatsapp import (
    ANI,
    AT,
    NUMBER,
    as_bytes,
    body,
    contact,
    message,
    of_values,
    text,
)

NOW = datetime.fromtimestamp(AT, UTC)
HALF = "menu \ud83d"  # of an emoji: json.dumps writes it as an unpaired escape


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(body(text(HALF), text("menu")), id="in the words"),
        pytest.param(body(text("menu"), text("menu"), contacts=[contact(name=HALF)]),
                     id="in the name"),
        pytest.param(body(message(x=HALF), text("menu")), id="in a field we do not know"),
        pytest.param(of_values(body(text("menu"))["entry"][0]["changes"][0]["value"],
                               body(text(HALF))["entry"][0]["changes"][0]["value"]),
                     id="in another change"),
    ],
)  # fmt: skip
def test_half_an_emoji_takes_nothing_along(content: Any) -> None:
    events = read_body(as_bytes(content), NUMBER, NOW).events

    assert [e.address for e in events] == [ANI, ANI]
    assert {e.incoming.text for e in events} <= {"menu", "menu \ufffd", ""}
    assert [stored_event(e.payload, NOW).incoming for e in events] == [e.incoming for e in events]


@pytest.mark.parametrize("depth", [500, 2_000, 100_000])
def test_a_message_without_bottom_takes_nothing_along(depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    raw = as_bytes(body(text("daftar"), message(x="DEEP"), text("menu")))
    events = read_body(raw.replace(b'"DEEP"', deep), NUMBER, NOW).events

    assert [e.incoming.text for e in events] == ["daftar", "", "menu"]
    assert [stored_event(e.payload, NOW).key for e in events] == [e.key for e in events]
