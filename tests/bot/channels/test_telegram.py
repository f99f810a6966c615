"""Telegram: recorded updates in, request bodies out."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.events import Event
from bot.channels.telegram.errors import error_of
from bot.channels.telegram.requests import Labels, bodies
from bot.channels.telegram.updates import parse
from dialog.messages import Option, Outgoing, literal
from domain.errors import CredentialsRejected, RecipientGone, Refused, Retryable

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LABELS = Labels("Lainnya", "Sebelumnya", "Bagikan nomor", "Ketuk tombol.")
ANI = {"id": 7, "first_name": "Ani", "is_bot": False}
PRIVATE = {"id": 7, "type": "private"}


def event_of(update: dict[str, Any]) -> Event:
    event = parse(json.dumps({"update_id": 5, **update}).encode(), "99", NOW)
    assert event is not None
    return event


def message(**fields: Any) -> dict[str, Any]:
    return {
        "message": {"message_id": 3, "date": 1795489200, "chat": PRIVATE, "from": ANI, **fields}
    }


def test_a_text_keeps_its_number_sender_and_time() -> None:
    event = event_of(message(text="halo"))

    assert (event.key, event.address, event.profile_name) == ("99:5", "7", "Ani")
    assert (event.incoming.kind, event.incoming.text) == ("text", "halo")
    assert event.sent_at.tzinfo is UTC


def test_only_the_senders_own_contact_is_a_proof() -> None:
    own = event_of(message(contact={"phone_number": "+62813", "user_id": 7}))
    other = event_of(message(contact={"phone_number": "+62813", "user_id": 8}))

    assert own.incoming.contact is not None
    assert own.incoming.contact.is_own
    assert other.incoming.contact is not None
    assert not other.incoming.contact.is_own


def test_a_nik_is_masked_in_the_text_and_in_what_is_kept() -> None:
    event = event_of(message(text="nik saya 1271995502800002 ya"))

    assert event.had_nik
    assert "1271995502800002" not in event.incoming.text + event.payload


def test_a_picture_sent_as_a_file_is_a_photo_with_its_size() -> None:
    file = {"file_id": "x", "mime_type": "image/jpeg", "file_size": 20_000_001}
    media = event_of(message(document=file)).incoming.media
    assert media is not None
    assert (media.kind, media.size_bytes) == ("photo", 20_000_001)


def test_a_nul_character_is_dropped() -> None:
    assert event_of(message(text="a\0b")).incoming.text == "ab"


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        pytest.param(message(sticker={"file_id": "x"}), "sticker", id="sticker"),
        pytest.param(message(photo=[{"file_id": "s"}, {"file_id": "l"}]), "media", id="photo"),
        pytest.param(message(voice={"file_id": "v"}), "media", id="voice"),
        pytest.param(message(location={"latitude": 3.5, "longitude": 98.6}), "place", id="place"),
        pytest.param(message(dice={"value": 3}), "other", id="unknown content"),
        pytest.param({"poll": {"id": "1"}}, "nothing", id="unknown type"),
        pytest.param({"edited_message": message(text="x")["message"]}, "edit", id="edit"),
        pytest.param(
            {"message": {"message_id": 1, "chat": {"id": -5, "type": "group"}, "text": "x"}},
            "outside",
            id="group",
        ),
        pytest.param({"message": {"text": 5}}, "nothing", id="wrong type of a field"),
    ],
)
def test_every_update_becomes_an_event(update: dict[str, Any], kind: str) -> None:
    assert event_of(update).incoming.kind == kind


@given(st.binary(max_size=300))
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    parse(raw, "99", NOW)


def test_deep_nesting_is_survived() -> None:
    deep = '{"update_id": 5, "message": ' + '{"reply_to_message":' * 5000 + "{}" + "}" * 5001
    parse(deep.encode(), "99", NOW)


@pytest.mark.parametrize("depth", [100, 500, 900, 2000, 20000])
def test_an_unknown_update_is_kept_masked_however_deep_it_is(depth: int) -> None:
    deep = '{"x":' * depth + '"nik 1271995502800002"' + "}" * depth
    event = parse(f'{{"update_id": 5, "new_kind": {deep}}}'.encode(), "99", NOW)

    assert event is None or "1271995502800002" not in event.payload


def test_half_an_emoji_loses_no_turn_now_or_from_the_inbox() -> None:
    ani = {**ANI, "first_name": "Ani \ud83d"}
    event = event_of(message(text="menu \ud83d", **{"from": ani}))
    again = parse(event.payload.encode(), "99", NOW)

    assert (event.incoming.text, event.profile_name) == ("menu \ufffd", "Ani \ufffd")
    assert again is not None
    assert again.incoming == event.incoming


def test_a_press_names_its_conversation_question_and_option() -> None:
    callback = {"id": "c", "from": ANI, "data": "tea:sweet:yes", "message": message()["message"]}
    event = event_of({"callback_query": callback})

    press = event.incoming.press
    assert press is not None
    assert (press.conversation, press.key, press.option) == ("tea", "sweet", "yes")
    assert event.ack == "c"


def test_our_own_words_that_a_press_or_a_reply_brings_are_not_kept() -> None:
    card = message(text="Pemilik: Yanti, 0813-0000-1006")["message"]
    card |= {"reply_markup": {"inline_keyboard": [[{"text": "Terima Yanti"}]]}}
    callback = {"id": "c", "from": ANI, "data": "tea:sweet:yes", "message": card}
    reply = message(text="diterima")["message"] | {"reply_to_message": card}
    reply |= {"quote": {"text": "Yanti"}}

    for event in (event_of({"callback_query": callback}), event_of({"message": reply})):
        assert "Yanti" not in event.payload
        again = parse(event.payload.encode(), "99", NOW)
        assert again is not None
        assert again.incoming == event.incoming
        assert (again.key, again.address) == (event.key, event.address)
    assert "diterima" in event.payload


def test_our_stars_become_bold_and_a_persons_stars_stay_stars() -> None:
    text = "Halo *Ibu* " + literal("*Ani* <b>_x_")
    ((_, body),) = bodies("7", Outgoing(text), LABELS)

    assert body["text"] == "Halo Ibu *Ani* <b>_x_"
    assert body["entities"] == [{"type": "bold", "offset": 5, "length": 3}]
    assert "parse_mode" not in body


def test_offsets_count_as_telegram_does() -> None:
    ((_, body),) = bodies("7", Outgoing("👋 *Halo*"), LABELS)

    assert body["entities"][0]["offset"] == 3


def test_many_options_come_in_pages_with_their_own_button_data() -> None:
    options = tuple(Option(f"o{n}", f"Pilihan {n}") for n in range(25))
    ((_, body),) = bodies("7", Outgoing("Pilih", options, "tea", "sweet", page=1), LABELS)

    rows = body["reply_markup"]["inline_keyboard"]
    assert [r[0]["callback_data"] for r in rows[:-1]] == [f"tea:sweet:o{n}" for n in range(9, 18)]
    assert [b["text"] for b in rows[-1]] == ["Sebelumnya", "Lainnya"]


def test_button_data_that_does_not_fit_is_our_bug() -> None:
    with pytest.raises(Refused):
        bodies("7", Outgoing("x", (Option("y" * 60, "Y"),), "tea", "sweet"), LABELS)


def test_a_long_text_comes_in_parts_and_the_buttons_under_the_last() -> None:
    found = bodies("7", Outgoing("a\n" * 5000, (Option("y", "Y"),), "tea", "sweet"), LABELS)

    assert all(len(body["text"]) <= 4096 for _, body in found)
    assert ["reply_markup" in body for _, body in found] == [False, False, True]


def test_a_changed_list_replaces_the_old_message() -> None:
    outgoing = Outgoing("x", (Option("y", "Y"),), "tea", "sweet", edits="12")
    ((method, body),) = bodies("7", outgoing, LABELS)

    assert (method, body["message_id"]) == ("editMessageText", 12)


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (429, "Too Many Requests: retry after 7", Retryable),
        (403, "Forbidden: bot was blocked by the user", RecipientGone),
        (400, "Bad Request: chat not found", RecipientGone),
        (400, "Bad Request: message is too long", Refused),
        (401, "Unauthorized", CredentialsRejected),
        (404, "Not Found", CredentialsRejected),
        (502, "HTTP 502", Retryable),
    ],
)
def test_the_error_table(status: int, description: str, error: type[Exception]) -> None:
    assert type(error_of(status, description, 7)) is error
