"""Text never leaves its box, whatever people write; letters and codes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import letters, qr
from documents.page import Box, Paper, Type

PAPER = Paper("portrait", date(2027, 1, 12), "Uji")
PAPER.turn_page()
KIND = Type("serif", "B", 30, 9)


@settings(max_examples=150, deadline=None)
@given(
    words=st.text(max_size=200),
    width=st.floats(12, 180),
    lines=st.integers(1, 3),
    height=st.floats(5, 40),
)
def test_text_fits_its_box_or_is_cut(words: str, width: float, lines: int, height: float) -> None:
    shown = letters.printable(words)
    box = Box(0, 0, width, lines, height)
    size, fitted = PAPER._fitted(shown, box, KIND)
    assert PAPER.height_of(words, box, KIND) <= height
    PAPER._use(KIND, size)
    assert len(fitted) <= lines
    assert all(PAPER._length(line) <= width + 0.01 for line in fitted)
    if not fitted[-1].endswith("…"):
        assert "".join(fitted).replace(" ", "") == shown.replace(" ", "")


def test_lines_are_even() -> None:
    _, fitted = PAPER._fitted("Pelatihan Membatik untuk Pemula di Tembung", Box(0, 0, 150, 2), KIND)
    lengths = sorted(len(line) for line in fitted)
    assert lengths[0] * 2 > lengths[-1]


@pytest.mark.parametrize(
    ("words", "shown", "missing"),
    [
        pytest.param("Sri Wahyuni", "Sri Wahyuni", "", id="plain"),
        pytest.param("Rene\u0301 Müller Þór ọ́", "René Müller Þór ọ́", "", id="accents"),
        pytest.param("Keripik\n Bu Ani 🍪👩‍🍳", "Keripik Bu Ani", "", id="emoji are left out"),
        pytest.param("Tan 陈美陈", "Tan ☐☐☐", "陈美", id="Chinese"),
        pytest.param("ᯅᯖᯂ᯲", "☐☐☐", "ᯅᯖᯂ", id="Batak"),
        pytest.param("\x00\u202e\ufeff", "", "", id="invisible"),
        pytest.param("🍪", "", "", id="nothing but emoji"),
    ],
)
def test_letters(words: str, shown: str, missing: str) -> None:
    assert letters.printable(words) == shown
    assert letters.missing_letters(words) == missing


def test_a_code_is_drawn_whole() -> None:
    link = "https://t.me/IkmMedanBot?start=hadir-BATIK7"
    rows = qr.squares(link)
    side, runs = qr.dark_runs(link)
    drawn = {(column + step, row) for column, row, length in runs for step in range(length)}
    assert len(rows) == side
    assert drawn == {(c, r) for r, row in enumerate(rows) for c, dark in enumerate(row) if dark}
    corner = [row[:7] for row in rows[:7]]
    assert corner[0] == [True] * 7
    assert corner[1] == [True, *[False] * 5, True]
