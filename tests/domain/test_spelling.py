"""Words for the search and for links."""

import pytest

from domain.spelling import MAX_SLUG_LENGTH, search_words, slug


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Keripik Ubi, PEDAS!", ["keripik", "ubi", "pedas"], id="lower"),
        pytest.param("Piñata Crème brûlée", ["pinata", "creme", "brulee"], id="accents"),
        pytest.param("ubi UBI Ubi", ["ubi"], id="once"),
        pytest.param("500gr, 2x", ["500gr", "2x"], id="numbers"),
        pytest.param("<script>alert(1)</script>", ["script", "alert", "1"], id="script"),
        pytest.param("🌶️ ...", [], id="no words"),
    ],
)
def test_words_are_compared_without_case_and_accents(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@pytest.mark.parametrize(
    ("name", "link"),
    [
        pytest.param("Keripik Ubi (Pedas)", "keripik-ubi-pedas", id="plain"),
        pytest.param("Kopi Señor", "kopi-senor", id="accents"),
        pytest.param("../../etc/passwd", "etc-passwd", id="path"),
        pytest.param("辣椒", "produk", id="no latin letter"),
        pytest.param("kata " * 40, "kata-kata-kata-kata-kata-kata-kata-kata", id="cut at a word"),
        pytest.param("a" * 90, "a" * MAX_SLUG_LENGTH, id="one long word"),
    ],
)
def test_a_name_becomes_a_part_of_a_link(name: str, link: str) -> None:
    assert slug(name) == link
