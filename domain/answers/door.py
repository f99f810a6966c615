"""Which other door of the office: "minta diperiksa petugas", "ke UMKM aja", "mau ikut pelatihan"."""

import re

from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.words import clean

DOORS = ("prospective", "umkm", "check")

_FINDERS = {
    "prospective": re.compile(r"\b(calon|pelatihan|latihan|dilatih|belajar|mau mulai)\b"),
    "umkm": re.compile(r"\b(umkm|ukm|bagian umkm)\b"),
    "check": re.compile(
        r"\b(periksa|diperiksa|dicek|cek|ditinjau|keliru|salah|kurang tepat|petugas)\b"
    ),
}
_AGAINST = re.compile(r"\b(bukan|tidak|tak|gak|ga|nggak|jangan|atau|tapi|kalau)\b")


def understand(text: str) -> Understood[str]:
    """The id of the door. Two doors or a negation are asked back (`choice.unsure`)."""
    plain = clean(text).replace("\n", " ")
    if "?" in plain:
        return AsksBack("choice.question")
    found = [door for door, finder in _FINDERS.items() if finder.search(plain)]
    if not found:
        return Refused("choice.none")
    if len(found) > 1 or _AGAINST.search(plain):
        return AsksBack("choice.several")
    return Accepted(found[0])
