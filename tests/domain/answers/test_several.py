"""Which papers somebody has, in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.answers import several
from domain.answers.result import Accepted

LABELS = ("NIB", "PIRT", "Halal", "BPOM", "Merek")
WORDS = "nib pirt halal sudah belum ada tidak semua 1 3 9 , dan ? lain"
ALL = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1", (0,)),
        ("1,3", (0, 2)),
        ("1 3", (0, 2)),
        ("1, 2 dan 5", (0, 1, 4)),
        ("1&2", (0, 1)),
        ("satu dan tiga", (0, 2)),
        ("nomor 1 dan 2", (0, 1)),
        ("nib", (0,)),
        ("NIB aja", (0,)),
        ("cuma nib", (0,)),
        ("baru nib aja", (0,)),
        ("nib/pirt", (0, 1)),
        ("nib sama pirt kak", (0, 1)),
        ("NIB, PIRT, Halal", (0, 1, 2)),
        ("NIB\nHalal", (0, 2)),
        ("P-IRT dan halal", (1, 2)),
        ("sudah ada nib", (0,)),
        ("yang ada nib", (0,)),
        ("NIB sudah, halal belum", (0,)),
        ("sudah NIB, halal belum", (0,)),
        ("NIB sudah yang lain belum", (0,)),
        ("nib ada, pirt gak ada", (0,)),
        ("nib ada pirt ada halal belum", (0, 1)),
        ("halal belum ada, nib sudah ada", (0,)),
        ("sudah punya NIB dan PIRT, halal belum", (0, 1)),
        ("halal sudah pirt juga sudah", (1, 2)),
        ("semua", ALL),
        ("ada semua", ALL),
        ("semua sudah kak", ALL),
        ("semua belum", ()),
        ("belum", ()),
        ("belum ada kak", ()),
        ("gak ada satupun kak", ()),
        ("tidak punya apa-apa", ()),
        ("belum ada sama sekali", ()),
        ("belum punya semua", ()),
        ("belum ada semua kak", ()),
        ("belum punya apa2", ()),
        ("pirt ada, halal masih diurus", (1,)),
        ("halal msh dlm proses, nib sdh ada", (0,)),
        ("nib sudah pirt lagi diurus", (0,)),
        ("nib sama pirt ada, halal baru mau ngurus", (0, 1)),
        ("nib ada, yang lain menyusul", (0,)),
        ("pirt ada, halal belum diurus", (1,)),
    ],
)
def test_what_somebody_has_is_understood(text: str, places: tuple[int, ...]) -> None:
    assert several.understand(text, LABELS) == Accepted(places)


@pytest.mark.parametrize(
    "text",
    [
        "nib belum", "belum semua", "sudah", "ada", "2 surat", "NIB 9120001234567", "apa itu nib?",
        "halal lagi proses", "nib masih diurus", "nib tapi sudah mati", "sudah tidak", "keripik",
        "belum semua kak", "semua kecuali halal", "masih diurus semua", "pirt ada masih diurus",
        "pirt sudah diurus", "nib ada, pirt, halal belum", "mau nib", "nib ada, mau pirt",
        "", "7", "1 dan 9", "nib dan halal, pirt belum", "🙏", "halo", "punya suami NIB", "gak tau",
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked_back(text: str) -> None:
    assert not isinstance(several.understand(text, LABELS), Accepted)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("pirt ada, halal masih ngantri", (1,)),
        ("NIB sudah tapi halal katanya minggu depan", (0,)),
        ("nib ada pirt ada. halal nunggu orang dinas", (0, 1)),
        ("halal nunggu dinas", ()),
        ("nib, halal ngantri", ()),
        ("nib ada gak ya? halal ngantri", ()),
        ("nib ada, tapi nib sudah mati", ()),
        ("nib ada, semua ngantri", ()),
    ],
)
def test_what_is_plainly_said_beside_the_unclear_is_kept(
    text: str, places: tuple[int, ...]
) -> None:
    assert not isinstance(several.understand(text, LABELS), Accepted)
    assert several.plainly_had(text, LABELS) == places


@given(st.lists(st.sampled_from(WORDS.split())))
def test_any_mix_of_words_gets_an_outcome(words: list[str]) -> None:
    several.understand(" ".join(words), LABELS)


@given(st.text(max_size=200))
def test_any_text_gets_an_outcome(text: str) -> None:
    several.understand(text, LABELS)
