"""The near spellings of everyday words: none may be a word that says something else."""

import pytest

from domain.answers import people_words, spelling
from domain.answers.calendar_words import MODEST, MONTHS, NEAR, PAST, WEEKDAYS
from domain.answers.numbers import is_number_word
from domain.answers.people_frames import spelled
from domain.answers.slips import slips_of
from domain.answers.units import OTHER_PERIODS, PERIODS, UNITS
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

DAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu"]
PERIOD = ["hari", "minggu", "bulan"]
HEADS = ["sendiri", "berdua", "bertiga", "orang", "karyawan"]
EVERYDAY = ["sudah", "belum", "punya", "hadir", "datang", "setuju", "bersedia", "boleh", "tidak"]
ALL = [*DAYS, *PERIOD, *HEADS, *EVERYDAY]
DENIALS = {
    "bukan",
    "tidak",
    "belum",
    "jangan",
    "kecuali",
    "selain",
    "tapi",
    "kalau",
    "atau",
    "kadang",
}
SHORTEST = 3


@pytest.mark.parametrize("word", ALL)
def test_no_slip_is_a_word_of_its_own(word: str) -> None:
    others = (
        DENIALS | people_words.AGAINST | people_words.KIN | people_words.HIRED | OTHER_PERIODS
        | set(MONTHS) | set(NEAR) | PAST | FILLER | GREETINGS | SELVES | set(UNITS)
    )  # fmt: skip
    same = {form for form in slips_of(word) if spelling.plain_words(form) == (word,)}
    assert slips_of(word) & others - same - _known_as(word) == set()
    assert not any(map(is_number_word, slips_of(word)))


def _known_as(word: str) -> set[str]:
    """Spellings that a list gives to this very word."""
    known = {form for form in slips_of(word) if spelled(form) == word}
    return (
        known
        | {form for form in slips_of(word) if PERIODS.get(form) == word}
        | (
            {
                form
                for form in slips_of(word)
                if word in WEEKDAYS and WEEKDAYS.get(form) == WEEKDAYS[word]
            }
            & MODEST
        )
    )


@pytest.mark.parametrize("word", ALL)
def test_no_slip_is_shorter_than_three_letters(word: str) -> None:
    assert min(map(len, slips_of(word))) >= SHORTEST


@pytest.mark.parametrize("word", ["bukan", "bilan"])
def test_a_denial_is_no_period(word: str) -> None:
    assert word not in PERIODS


@pytest.mark.parametrize("word", ["rb", "kamus", "jimat", "sabut", "ranu", "selada"])
def test_a_word_of_its_own_is_no_day(word: str) -> None:
    assert word not in WEEKDAYS
