"""Links that open a chat, and the code that comes back through them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from domain import deep_link


def test_a_code_comes_back_through_both_links() -> None:
    start, words = deep_link.check_in("K7QX93")
    telegram = urlsplit(deep_link.telegram("IkmMedanBot", start))
    whatsapp = urlsplit(deep_link.whatsapp("+6281234567890", words))
    arrived = [parse_qs(telegram.query)["start"][0], parse_qs(whatsapp.query)["text"][0]]
    codes = [found[1] for text in arrived if (found := deep_link.CHECK_IN.fullmatch(text))]
    assert codes == ["K7QX93", "K7QX93"]
    assert (telegram.netloc, telegram.path) == ("t.me", "/IkmMedanBot")
    assert (whatsapp.netloc, whatsapp.path) == ("wa.me", "/6281234567890")


def test_words_with_signs_arrive_whole() -> None:
    link = deep_link.whatsapp("+6281234567890", "ikut & bayar? 50% #1\nya")
    assert parse_qs(urlsplit(link).query)["text"] == ["ikut & bayar? 50% #1\nya"]


@pytest.mark.parametrize("start", ["", "hadir K7", "x" * 65, "héh", "a=b"])
def test_what_telegram_refuses_is_no_start(start: str) -> None:
    with pytest.raises(ValueError, match="start parameter"):
        deep_link.telegram("IkmMedanBot", start)


@pytest.mark.parametrize(
    "text", ["kerupuk", "BATIK7", "hadir", "hadir ya", "hadir K7QX9", "saya hadir"]
)
def test_other_words_are_no_check_in(text: str) -> None:
    assert deep_link.CHECK_IN.fullmatch(text) is None


@pytest.mark.parametrize(
    ("links", "pattern", "code"),
    [
        (deep_link.enquiry("7KQX93MNPR"), deep_link.ENQUIRY, "7KQX93MNPR"),
        (deep_link.product("keripik-ubi-7f3k"), deep_link.PRODUCT, "keripik-ubi-7f3k"),
        (deep_link.product("a" * 40 + "-7f3k2m"), deep_link.PRODUCT, "a" * 40 + "-7f3k2m"),
    ],
)
def test_codes_of_selling_come_back(
    links: tuple[str, str], pattern: re.Pattern[str], code: str
) -> None:
    start, words = links
    assert deep_link.telegram("IkmMedanBot", start).endswith(start)
    assert [found[1] for text in (start, words) if (found := pattern.fullmatch(text))] == [code] * 2


@pytest.mark.parametrize("text", ["produk saya", "produk keripik ubi", "tanya sertifikat", "tanya"])
def test_sentences_are_no_codes(text: str) -> None:
    assert not deep_link.ENQUIRY.fullmatch(text)
    assert not deep_link.PRODUCT.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "pattern", "code"),
    [
        ("ikut BZR-003", deep_link.APPLY, "BZR-003"),
        ("ikut bzr003", deep_link.APPLY, "BZR-003"),
        ("daftar bzr 3", deep_link.APPLY, "BZR-003"),
        ("Bzr - 12", deep_link.READ_EVENT, "BZR-012"),
        ("ikut plt 1", deep_link.ENROL, "PLT-001"),
        ("info PLT1000", deep_link.READ, "PLT-1000"),
    ],
)
def test_a_code_is_found_however_it_is_copied(
    text: str, pattern: re.Pattern[str], code: str
) -> None:
    found = pattern.fullmatch(text)
    assert found is not None
    assert deep_link.as_stored(found[1]) == code
