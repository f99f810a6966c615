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


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(body(message(number="", user_id="", x="rahasia"), contacts=[]),
                     "a message without a sender whom we could answer is kept as nobody's",
                     id="no sender"),
        pytest.param(body(errors=[{"code": 131031, "title": "rahasia"}]),
                     "the platform reports error 131031 of our account", id="errors"),
        pytest.param({"entry": [{"changes": [{"field": "flows", "value": {"x": "rahasia"}}]}]},
                     "a change of the field 'flows' is kept as nobody's", id="an unknown field"),
        pytest.param({"entry": [{"changes": "rahasia"}]},
                     "an entry that cannot be read is kept as nobody's", id="no entry"),
    ],
)  # fmt: skip
def test_what_is_nobodys_has_a_line_in_the_log_without_its_contents(
    content: Any, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    news = read_body(as_bytes(content), NUMBER, NOW)

    assert [e.address for e in news.events] == [""]
    assert caplog.messages == [line]


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
