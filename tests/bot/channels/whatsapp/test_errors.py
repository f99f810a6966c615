"""Every code that channels know of, and what becomes of the row."""

import json

import pytest

from bot.channels.whatsapp.errors import FATES, error_of, error_of_code
from domain import window
from domain.errors import (
    CredentialsRejected,
    DeliveryError,
    Held,
    OptedOut,
    RecipientGone,
    Refused,
    Restricted,
    Retryable,
    Scope,
)

LATER = [1, 2, 131000, 131016, 131057, 133004]
CHANNEL = [130429, 4, 80007, 133016]
RESTRICTED = [131048, 368, 131031, 131064]
NEVER = [131053, 131051, 131021, 131049, 130472, 130497, 131062, 131052, 100, 131008, 131009]
TEMPLATE = [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069]
CREDENTIALS = [0, 3, 10, 104, 190, 131005, 131042, 131045, 133010, 131037, *range(200, 300)]

TABLE: list[tuple[int, type[DeliveryError]]] = [
    *[(code, Retryable) for code in [*LATER, *CHANNEL, 131056]],
    *[(code, Restricted) for code in RESTRICTED],
    (131026, RecipientGone),
    (131050, OptedOut),
    *[(code, Refused) for code in NEVER],
    *[(code, Held) for code in [131047, *TEMPLATE]],
    *[(code, CredentialsRejected) for code in CREDENTIALS],
]


def answer(code: int, **fields: object) -> bytes:
    return json.dumps({"error": {"code": code, "message": "x", "type": "OAuth", **fields}}).encode()


@pytest.mark.parametrize(("code", "kind"), TABLE)
def test_a_code_decides_whatever_the_http_status(code: int, kind: type[DeliveryError]) -> None:
    assert type(error_of(400, answer(code), None)) is kind
    assert type(error_of(500, answer(code), None)) is kind
    assert type(error_of_code(code, "in a status")) is kind


def test_the_table_knows_no_code_that_is_not_tested() -> None:
    assert set(FATES) == {code for code, _ in TABLE}


def test_a_closed_window_and_a_bad_template_are_told_apart() -> None:
    closed, bad = error_of_code(131047, "x"), error_of_code(132015, "x")

    assert isinstance(closed, Held)
    assert isinstance(bad, Held)
    assert (closed.reason, bad.reason) == (window.HELD_FOR_WINDOW, window.HELD_FOR_TEMPLATE)


def test_the_pair_rate_concerns_one_chat_and_grows_fourfold() -> None:
    error = error_of_code(131056, "x")

    assert isinstance(error, Retryable)
    assert (error.scope, error.after_seconds, error.growth) == (Scope.CONTACT, 1.0, 4.0)


@pytest.mark.parametrize("code", CHANNEL)
def test_a_full_number_stops_the_channel(code: int) -> None:
    error = error_of_code(code, "x")

    assert isinstance(error, Retryable)
    assert error.scope is Scope.CHANNEL


def test_what_may_fail_for_ever_is_tried_a_few_times() -> None:
    error = error_of_code(131000, "x")

    assert isinstance(error, Retryable)
    assert error.tries is not None


def test_a_wait_that_the_answer_asks_for_is_kept() -> None:
    error = error_of(429, answer(130429), 17.0)

    assert isinstance(error, Retryable)
    assert error.after_seconds == 17.0


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        pytest.param(429, b"{}", Retryable, id="429 without a code"),
        pytest.param(502, b"<html>", Retryable, id="502 with a page"),
        pytest.param(401, b"", CredentialsRejected, id="401 without a code"),
        pytest.param(400, b"[]", Refused, id="400 without a code"),
        pytest.param(400, answer(999_999), Refused, id="a new code"),
        # Of our own number: it must not cost a single message.
        pytest.param(400, answer(100, error_subcode=33), CredentialsRejected, id="wrong number id"),
        pytest.param(401, answer(190, error_subcode=463), CredentialsRejected, id="expired token"),
    ],
)
def test_answers_without_a_usual_code(
    status: int, content: bytes, kind: type[DeliveryError]
) -> None:
    assert isinstance(error_of(status, content, None), kind)
