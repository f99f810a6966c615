"""Links that open a chat, and the code that comes back through them."""

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
