"""The other doors, in people's own words."""

import pytest

from domain.answers.door import understand
from domain.answers.result import Accepted


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("minta diperiksa petugas", "check"),
        ("kayaknya keliru, tolong dicek bang", "check"),
        ("ke bagian umkm aja", "umkm"),
        ("Mau ikut pelatihan", "prospective"),
        ("calon pengusaha lah kak", "prospective"),
    ],
)
def test_a_door_is_understood(text: str, door: str) -> None:
    assert understand(text) == Accepted(door)


@pytest.mark.parametrize(
    "text",
    [
        "ke umkm atau pelatihan",
        "pelatihan apa?",
        "nggak mau pelatihan",
        "jangan periksa",
        "keripik",
    ],
)
def test_what_is_not_plain_is_asked_again(text: str) -> None:
    assert not isinstance(understand(text), Accepted)
