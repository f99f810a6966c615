"""Bodies of webhooks in, events and receipts out: nothing that carries a message is ever lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.events import Event
from bot.channels.whatsapp.messages import AWAKE, stored_event
from bot.channels.whatsapp.updates import News, read_body
from dialog.messages import Press
from tests.support.whatsapp import (
    ANI,
    ANI_ID,
    AT,
    NUMBER,
    as_bytes,
    body,
    contact,
    message,
    of_values,
    status,
    text,
)

NOW = datetime.fromtimestamp(AT, UTC)
PHOTO: dict[str, Any] = {"type": "image", "image": {"id": "9001", "mime_type": "image/jpeg"}}
NIK = "1271995502800002"


def news_of(content: object) -> News:
    return read_body(as_bytes(content), NUMBER, NOW)


def event_of(content: object) -> Event:
    (event,) = news_of(content).events
    return event


# Recorded shapes: (body, messages that somebody has sent, statuses). Every one must come out.
VARIANTS = [
    pytest.param(body(text("halo")), 1, 0, id="number and user id"),
    pytest.param(body(text("halo"), contacts=[]), 1, 0, id="no contacts"),
    pytest.param(body(text("halo", user_id=""), contacts=[contact(user_id="")]), 1, 0,
                 id="no user id"),
    pytest.param(body(text("halo", number=""), contacts=[contact(number="")]), 1, 0,
                 id="no number"),
    pytest.param(body(text("halo", number=ANI_ID, user_id=""), contacts=[]), 1, 0,
                 id="a user id in the field of the number"),
    pytest.param(body(text("halo", number="", user_id="")), 1, 0, id="only contacts say who"),
    pytest.param(body(message(type="text", text={"body": "a"}, timestamp=str(AT * 1000))), 1, 0,
                 id="milliseconds"),
    pytest.param(body(message(type="text", text={"body": "a"}, timestamp=AT)), 1, 0,
                 id="a number for a timestamp"),
    pytest.param(body(message(type="text", text={"body": "a"}, timestamp=None)), 1, 0,
                 id="no timestamp"),
    pytest.param(body(message(type="text", text=5)), 1, 0, id="a field of a wrong type"),
    pytest.param(body(message(type="hologram", hologram={"x": 1})), 1, 0, id="unknown type"),
    pytest.param(body(message(type="unsupported", errors=[{"code": 131051}])), 1, 0,
                 id="unsupported"),
    pytest.param(body(text("a"), text("b"), text("c")), 3, 0, id="three in a value"),
    pytest.param(of_values(body(text("a"))["entry"][0]["changes"][0]["value"],
                           body(text("b"))["entry"][0]["changes"][0]["value"]), 2, 0,
                 id="two changes"),
    pytest.param({"entry": body(text("a"))["entry"] + body(text("b"))["entry"]}, 2, 0,
                 id="two entries"),
    pytest.param(body(text("a"), statuses=[status("w", "sent"), status("w", "read")]), 1, 2,
                 id="messages and statuses in one value"),
    pytest.param(body(statuses=[status("w", "failed", errors=[{"code": 131026}])]), 0, 1,
                 id="a status without contacts"),
    pytest.param(body(statuses=[{"id": "w", "status": "sent"}]), 0, 1, id="a bare status"),
    pytest.param(body(statuses=[status("w", "warmed_up")]), 0, 1, id="an unknown status"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "messages", "statuses"), VARIANTS)
def test_nothing_of_a_recorded_body_is_lost(content: Any, messages: int, statuses: int) -> None:
    news = news_of(content)

    assert len([e for e in news.events if e.address]) == messages
    assert len(news.receipts) == statuses


@pytest.mark.parametrize(("content", "messages", "statuses"), VARIANTS)
def test_what_the_inbox_keeps_can_be_read_again(content: Any, messages: int, statuses: int) -> None:
    for event in news_of(content).events:
        again = stored_event(event.payload, NOW)

        assert (again.key, again.address, again.incoming) == (
            event.key, event.address, event.incoming,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        pytest.param(PHOTO, "media", id="image"),
        pytest.param({"type": "video", "video": {"id": "1"}}, "media", id="video"),
        pytest.param({"type": "audio", "audio": {"id": "1", "voice": True}}, "media", id="voice"),
        pytest.param({"type": "document", "document": {"id": "1", "filename": "../x"}}, "media",
                     id="document"),
        pytest.param({"type": "sticker", "sticker": {"id": "1"}}, "sticker", id="sticker"),
        pytest.param({"type": "location", "location": {"latitude": 3.5, "longitude": 98.6}},
                     "place", id="location"),
        pytest.param({"type": "contacts", "contacts": [{"phones": []}]}, "contact", id="contacts"),
        pytest.param({"type": "reaction", "reaction": {"emoji": "👍"}}, "reaction", id="reaction"),
        pytest.param({"type": "order", "order": {"catalog_id": "1"}}, "other", id="order"),
        pytest.param({"type": "edit", "edit": {}}, "edit", id="edit"),
        pytest.param({"type": "revoke", "revoke": {}}, "nothing", id="revoke"),
        pytest.param({"type": "interactive", "interactive": {"nfm_reply": {}}}, "other", id="flow"),
        pytest.param({"type": "button", "button": {"text": "Ya", "payload": "x"}}, "text",
                     id="a quick reply of somebody else's template"),
        pytest.param({"type": "button", "button": {"text": "Baca", "payload": AWAKE}}, "awake",
                     id="a quick reply that only opens the window"),
        pytest.param({"type": "text", "text": {"body": "x"}, "group_id": "1"}, "nothing",
                     id="in a group"),
    ],
)  # fmt: skip
def test_every_kind_of_message_is_taken(fields: dict[str, Any], kind: str) -> None:
    assert event_of(body(message(**fields))).incoming.kind == kind


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"type": "interactive", "interactive": {
            "type": "button_reply", "button_reply": {"id": "tea:sweet:yes", "title": "Ya"}}},
            id="button"),
        pytest.param({"type": "interactive", "interactive": {
            "type": "list_reply", "list_reply": {"id": "tea:sweet:yes", "title": "Ya"}}},
            id="list row"),
        pytest.param({"type": "button", "button": {"text": "Ya", "payload": "tea:sweet:yes"}},
                     id="template button"),
    ],
)  # fmt: skip
def test_a_press_names_its_question_and_the_message_it_stood_under(fields: Any) -> None:
    incoming = event_of(body(message(**fields, context={"id": "wamid.OURS"}))).incoming

    assert incoming.press == Press("tea", "sweet", "yes")
    assert incoming.message_ref == "wamid.OURS"


def test_number_and_user_id_are_two_identities_of_one_sender() -> None:
    event = event_of(body(text("halo")))

    assert (event.address, event.identity) == (ANI, ("phone", f"+{ANI}"))
    assert event.alias == ("bsuid", ANI_ID)
    assert event.profile_name == "Ani"


def test_who_hides_the_number_is_known_by_the_user_id() -> None:
    event = event_of(body(text("halo", number=""), contacts=[contact(number="")]))

    assert (event.address, event.identity, event.alias) == (ANI_ID, ("bsuid", ANI_ID), None)


def test_a_changed_number_moves_the_sender() -> None:
    system = {"type": "user_changed_number", "wa_id": "6281399999999", "body": "x"}
    event = event_of(body(message(type="system", system=system), contacts=[]))

    assert (event.address, event.incoming.kind) == ("6281399999999", "nothing")
    assert event.formerly == (ANI, ANI_ID)


def test_a_changed_user_id_moves_the_sender() -> None:
    system = {"type": "user_changed_user_id", "user_id": "ID.222", "previous_user_id": "ID.111"}
    event = event_of(body(message(user_id="", type="system", system=system), contacts=[]))

    assert (event.address, event.alias, event.formerly) == (ANI, ("bsuid", "ID.222"), ("ID.111",))


@pytest.mark.parametrize(
    ("timestamp", "seconds"),
    [
        pytest.param(str(AT - 60), -60, id="seconds"),
        pytest.param(f"{AT - 60}000", -60, id="milliseconds"),
        pytest.param(str(AT + 120), 120, id="a little ahead"),
        pytest.param(str(AT + 86_400 * 365), 0, id="a clock a year ahead"),
        pytest.param("kemarin", 0, id="nonsense"),
        pytest.param("-5", 0, id="negative"),
        pytest.param("9" * 30, 0, id="absurd"),
    ],
)
def test_times_never_lie_in_our_future(timestamp: str, seconds: int) -> None:
    event = event_of(body(message(type="text", text={"body": "a"}, timestamp=timestamp)))

    assert event.sent_at == NOW + timedelta(seconds=seconds)


def test_pictures_of_one_moment_share_a_group() -> None:
    earlier = str(AT - 60)
    events = news_of(body(message(**PHOTO), message(**PHOTO), message(**PHOTO, timestamp=earlier)))

    first, second, other = [e.incoming.media.group for e in events.events if e.incoming.media]
    assert first == second != ""
    assert other != first


def test_only_the_senders_own_card_is_a_proof() -> None:
    own = message(type="contacts", contacts=[{"phones": [{"wa_id": ANI, "phone": "+62 813"}]}])
    other = message(type="contacts", contacts=[{"phones": [{"wa_id": "6285", "phone": "+6285"}]}])
    hidden = message(number="", type="contacts",
                     contacts=[{"phones": [{"wa_id": ANI, "user_id": ANI_ID}]}])  # fmt: skip

    cards = [e.incoming.contact for e in news_of(body(own, other, hidden, contacts=[])).events]
    assert [card.is_own for card in cards if card] == [True, False, False]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"type": "text", "text": {"body": f"nik {NIK}"}}, id="text"),
        pytest.param({"type": "image", "image": {"id": "1", "caption": NIK}}, id="caption"),
        pytest.param({"type": "document", "document": {"id": "1", "filename": f"{NIK}.pdf"}},
                     id="file name"),
        pytest.param({"type": "hologram", "x": {"deep": [NIK]}}, id="unknown"),
    ],
)  # fmt: skip
def test_a_nik_is_masked_before_anything_is_kept(fields: dict[str, Any]) -> None:
    event = event_of(body(message(**fields)))

    assert NIK not in event.payload + event.incoming.text


def test_ids_of_files_stay_whole_though_they_are_long_numbers() -> None:
    event = event_of(body(message(type="image", image={"id": NIK, "caption": NIK})))

    assert event.incoming.media is not None
    assert event.incoming.media.ref == NIK
    assert stored_event(event.payload, NOW).incoming.media == event.incoming.media


def test_news_of_another_number_is_kept_as_nobodys(caplog: pytest.LogCaptureFixture) -> None:
    found = news_of(body(*[text("halo")] * 5, number_id="999")).events

    assert [e.address for e in found] == [""]
    assert "halo" in found[0].payload
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(as_bytes(body(text("halo")))[:-20], id="truncated"),
        pytest.param(b'{"entry": ' + b"[" * 100_000, id="nested without end"),
        pytest.param(b'{"entry":[{"changes":[{"value":{"messages":[{"id":"a","x":'
                     + b"[" * 5000 + b"]" * 5000 + b"}]}}]}]}", id="a deep message"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_all_the_same(raw: bytes) -> None:
    news = read_body(raw, NUMBER, NOW)

    assert [e.address for e in news.events] == [""]


@pytest.mark.parametrize("content", [{}, {"entry": []}, {"entry": [{}]}, {"object": "x"}])
def test_a_body_with_nothing_in_it_is_no_trouble(content: object) -> None:
    assert news_of(content).events == []


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    read_body(raw, NUMBER, NOW)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["entry", "changes", "value", "messages", "statuses", "id", "from", "type",
                         "text", "body", "image", "contacts", "system", "timestamp", "errors"]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=100)
@given(_json, _json)
def test_no_json_makes_the_parser_raise_and_messages_with_an_id_are_kept(
    junk: object, more: object
) -> None:
    news_of(junk)
    news_of({"entry": junk})
    odd = {"id": "wamid.ODD", "text": junk, "timestamp": more, "type": more, "system": junk}
    found = news_of(body(odd, text("halo"))).events

    assert [e.key for e in found][:1] == ["wamid.ODD"]
    assert found[1].incoming.text == "halo"
