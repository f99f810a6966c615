"""Statuses, templates and preferences of webhooks: what they mean for our rows."""

import json
from datetime import UTC, datetime

import pytest

from bot.channels.whatsapp.updates import News, read_body
from domain.delivery import SendState
from tests.support.whatsapp import ANI, AT, NUMBER, as_bytes, body, status

NOW = datetime.fromtimestamp(AT, UTC)


def news_of(content: object) -> News:
    return read_body(as_bytes(content), NUMBER, NOW)


def test_a_status_brings_our_row_its_state_and_what_it_costs() -> None:
    told = status("wamid.1", "delivered", biz_opaque_callback_data="42",
                  pricing={"billable": True, "category": "utility", "type": "regular"})  # fmt: skip
    (receipt,) = news_of(body(statuses=[told])).receipts

    assert (receipt.row_id, receipt.state, receipt.pricing) == (
        42, SendState.DELIVERED, "billable utility",
    )  # fmt: skip
    assert receipt.key == "wamid.1:delivered"


@pytest.mark.parametrize(
    ("code", "state", "reason"),
    [
        pytest.param(131047, SendState.QUEUED, "window", id="window closed"),
        pytest.param(131026, SendState.FAILED, "131026", id="undeliverable"),
        pytest.param(131049, SendState.FAILED, "131049", id="marketing cap"),
        pytest.param(131016, SendState.QUEUED, "", id="service unavailable"),
        pytest.param(131042, SendState.QUEUED, "", id="payment"),
        pytest.param(999999, SendState.FAILED, "999999", id="unknown"),
    ],
)
def test_a_failure_that_comes_late_decides_by_its_code(
    code: int, state: SendState, reason: str
) -> None:
    told = status("wamid.1", "failed", errors=[{"code": code, "title": "x"}])
    (receipt,) = news_of(body(statuses=[told])).receipts

    assert (receipt.state, receipt.reason) == (state, reason)


def test_a_template_a_preference_and_an_account_notice_are_understood_or_kept() -> None:
    template = {
        "field": "message_template_status_update",
        "value": {
            "event": "PAUSED",
            "message_template_name": "pesan_baru",
            "reason": "LOW_QUALITY",
        },
    }
    stop = {
        "field": "user_preferences",
        "value": {
            "user_preferences": [{"wa_id": ANI, "category": "marketing_messages", "value": "stop"}]
        },
    }
    other = {"field": "account_update", "value": {"event": "VERIFIED_ACCOUNT"}}
    news = news_of({"entry": [{"changes": [template, stop, other]}]})

    assert [(t.name, t.state) for t in news.templates] == [("pesan_baru", "paused")]
    assert news.stopped == [ANI]
    assert [json.loads(e.payload)["field"] for e in news.events] == ["account_update"]
