"""Codes of enquiries, and what a buyer asks for that an owner has not."""

import pytest

from domain.enquiry import CODE, missing
from storage.enquiries import new_code


def test_a_code_is_read_and_a_word_is_not() -> None:
    assert all(CODE.fullmatch(new_code()) for _ in range(200))
    assert not CODE.fullmatch("SERTIFIKAT")


@pytest.mark.parametrize(
    ("wanted", "held", "found"),
    [
        (["halal", "pirt"], {"pirt"}, ["halal"]),
        (["expiry_date", "nib"], set(), ["nib", "expiry_date"]),
        ([], {"pirt"}, []),
    ],
)
def test_what_is_missing(wanted: list[str], held: set[str], found: list[str]) -> None:
    assert missing(wanted, held) == found
