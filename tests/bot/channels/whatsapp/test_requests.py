"""Messages of ours → bodies of the Cloud API: within every limit, and without losing meaning."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.whatsapp.labels import list_rows, plain, shorten, units
from bot.channels.whatsapp.requests import bodies, recipient
from dialog.messages import Option, Outgoing, literal
from domain.errors import Refused
from tests.support.whatsapp_phone import LABELS, check_body

IMAGE = {"type": "image", "image": {"id": "77"}}
WORDS = st.text(
    st.sampled_from(list("abcdefgh éß")) | st.characters(codec="utf-8", exclude_categories=["Cs"]),
    max_size=60,
)
LONG = st.sampled_from([
    "Kerupuk, keripik & peyek", "Pengolahan hasil perikanan dan kelautan", "👩‍👩‍👧‍👦 Keluarga",
    "Belum-punya-tetapi-sedang-diurus-di-kelurahan", "Ya", "✅ Sudah", "🇮🇩 Merah putih",
])  # fmt: skip


def asked(text: str, labels: list[str], **more: Any) -> Outgoing:
    options = tuple(Option(f"o{n}", label) for n, label in enumerate(labels))
    return Outgoing(text, options, "tea", "sweet", **more)


def shown(outgoing: Outgoing, file: Any = None) -> Any:
    """The one interactive object that shows a message."""
    (body,) = bodies(outgoing, LABELS, file)
    return body["interactive"]


def test_up_to_three_short_options_are_buttons_with_the_ids_of_telegram() -> None:
    found = shown(asked("Manis?", ["Ya", "Tidak", "Sedikit saja"]))

    assert found["type"] == "button"
    assert [b["reply"] for b in found["action"]["buttons"]][:1] == [
        {"id": "tea:sweet:o0", "title": "Ya"}
    ]


def test_more_options_or_longer_labels_are_a_list() -> None:
    assert shown(asked("?", ["a", "b", "c", "d"]))["type"] == "list"
    assert shown(asked("?", ["Kerupuk, keripik & peyek"]))["type"] == "list"


def test_more_than_ten_options_come_page_by_page() -> None:
    labels = [f"Kelurahan {n}" for n in range(151)]
    pages = [shown(asked("?", labels, page=n)) for n in range(19)]
    rows = [p["action"]["sections"][0]["rows"] for p in pages]

    assert all(len(page) <= 10 for page in rows)
    titles = [r["title"] for page in rows for r in page if r["id"].startswith("tea:sweet:")]
    assert titles == labels
    assert [r["id"] for r in rows[1] if "~page" in r["id"]] == ["tea:~page:0", "tea:~page:2"]


def test_a_text_too_long_for_buttons_has_its_options_as_numbered_lines() -> None:
    (body,) = bodies(asked("a" * 1500, ["Ya", "Tidak"]), LABELS)

    assert body["text"]["body"].endswith("\n\n1. Ya\n2. Tidak\n\nKetik nomornya ya.")


def test_buttons_of_other_conversations_stay_buttons_under_the_end_of_a_long_text() -> None:
    paragraphs = "\n\n".join("a" * 400 for _ in range(4))
    card = Outgoing(paragraphs, (Option("1", "Terima", "verify_registration:start"),))
    first, last = bodies(card, LABELS)

    assert first["type"] == "text"
    assert last["interactive"]["action"]["buttons"][0]["reply"]["title"] == "Terima"
    assert first["text"]["body"] + "\n\n" + last["interactive"]["body"]["text"] == paragraphs


def test_a_picture_shares_the_message_with_its_buttons_or_its_text() -> None:
    assert shown(asked("Manis?", ["Ya"]), IMAGE)["header"] == IMAGE
    assert bodies(Outgoing("Ini dia"), LABELS, IMAGE) == [
        {"type": "image", "image": {"id": "77", "caption": "Ini dia"}}
    ]


def test_a_picture_goes_before_a_list_which_has_no_room_for_it() -> None:
    first, second = bodies(asked("?", list("abcd")), LABELS, IMAGE)

    assert (first, second["interactive"]["type"]) == (IMAGE, "list")


def test_a_place_is_asked_for_with_the_button_for_it() -> None:
    found = shown(Outgoing("Di mana?", wants="place"))

    assert (found["type"], found["action"]) == (
        "location_request_message", {"name": "send_location"},
    )  # fmt: skip


def test_the_same_option_twice_is_one_button() -> None:
    twice = Outgoing("?", (Option("go", "Lanjut", "tea:~resume"),) * 2)

    assert len(shown(twice)["action"]["buttons"]) == 1


def test_peoples_words_are_no_markup_in_numbered_lines() -> None:
    (body,) = bodies(asked("a" * 1500, ["*Ani*", "_x_"]), LABELS)

    assert literal("*Ani*") in body["text"]["body"]


def test_an_id_that_does_not_fit_is_our_bug() -> None:
    with pytest.raises(Refused):
        bodies(Outgoing("x", (Option("y" * 60, "Y"),), "tea", "sweet"), LABELS)


@pytest.mark.parametrize(
    ("address", "field"), [("6281300001234", "to"), ("ID.13491208655302741918", "recipient")]
)
def test_a_number_and_a_user_id_have_fields_of_their_own(address: str, field: str) -> None:
    assert recipient(address)[field] == address


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(WORDS | LONG, min_size=1, max_size=14), st.booleans(), st.booleans())
def test_whatever_the_labels_every_limit_holds_and_every_label_can_be_read(
    text: str, labels: list[str], has_targets: bool, has_file: bool
) -> None:
    target = "other:start" if has_targets else ""
    options = tuple(Option(f"o{n}", label, target) for n, label in enumerate(labels))
    outgoing = Outgoing(text, options, "tea", "sweet")
    found = bodies(outgoing, LABELS, IMAGE if has_file else None)
    for body in found:
        check_body(body)

    if len(labels) <= 10:
        words = _everything_readable(found)
        assert all(literal(plain(x)) in words or plain(x) in words for x in labels)


def _everything_readable(found: list[Any]) -> str:
    parts: list[str] = []
    for body in found:
        inner = body.get("interactive", {})
        parts += [body.get("text", {}).get("body", ""), inner.get("body", {}).get("text", "")]
        action = inner.get("action", {})
        parts += [b["reply"]["title"] for b in action.get("buttons", [])]
        rows = [r for s in action.get("sections", []) for r in s["rows"]]
        parts += [part for r in rows for part in (r["title"], r.get("description", ""))]
    return "\n".join(parts)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=9000), st.lists(WORDS, max_size=4))
def test_a_text_of_any_length_is_within_the_limits(text: str, labels: list[str]) -> None:
    text = text.encode("utf-8", "ignore").decode()
    for body in bodies(asked(text, labels), LABELS):
        check_body(body)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | LONG, st.integers(min_value=4, max_value=30))
def test_a_cut_label_is_its_own_beginning_and_no_sign_is_torn(label: str, most: int) -> None:
    short = shorten(label, most)

    assert units(short) <= most
    if short != label:
        assert short.endswith("…")
        assert label.startswith(short.removesuffix("…"))
        assert not short.removesuffix("…").endswith("\u200d")


def test_titles_that_would_look_the_same_are_told_apart_by_their_numbers() -> None:
    same = "Pengolahan hasil perikanan"
    rows = list_rows([f"{same} laut", f"{same} darat"], ["", ""], 1)

    assert len({r.title for r in rows}) == 2
    assert [r.description for r in rows] == [f"{same} laut", f"{same} darat"]
