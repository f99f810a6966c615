"""What stands before every form: tokens of ours, and buckets that refill."""

from datetime import timedelta

import pytest

from tests.support.rows import NOW
from web import buckets
from web.buckets import Buckets, address_key
from web.form_tokens import FormTokens


async def test_a_token_is_for_its_product_and_for_a_day() -> None:
    tokens = FormTokens("kunci")
    made = tokens.make("ask:a", NOW)
    assert tokens.is_good(made, "ask:a", NOW + timedelta(hours=24))
    assert not tokens.is_good(made, "ask:a", NOW + timedelta(hours=25))
    assert not tokens.is_good(made, "ask:b", NOW)
    assert not tokens.is_good(made + "é", "ask:a", NOW)
    assert not FormTokens("lain").is_good(made, "ask:a", NOW)
    assert FormTokens("lain").code(made) != tokens.code(made) == tokens.code(made)


def test_buckets_refill_and_remember_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "MAX_KEYS", 3)
    now = [0.0]
    held = Buckets(2, 60, lambda: now[0])
    assert [held.take("a") for _ in range(3)] == [0, 0, 60]
    now[0] = 59.5
    assert held.take("a") == 1
    now[0] = 60.0
    assert held.take("a") == 0
    for key in "bcdef":
        held.take(key)
    assert len(held) == 3


def test_one_sender_is_an_address_or_a_network() -> None:
    assert address_key("203.0.113.7") == "203.0.113.7"
    assert address_key("2001:db8:1:2:3::4") == address_key("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert address_key("testclient") == "testclient"
