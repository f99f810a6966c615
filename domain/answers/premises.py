"""Whose kitchen or workshop is it? "punya sendiri", "ngontrak", "numpang di rumah mamak"."""

import re

from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.words import clean
from domain.business import Premises

_WORDS = {
    Premises.OWN: "sendiri; milik saya; punya saya; rumah saya; dapur saya; dapur rumah; di rumah;"
    "rumah; pribadi; hak milik; milik pribadi; bengkel saya; warisan",
    Premises.RENTED: "sewa; nyewa; menyewa; disewa; kontrak; kontrakan; ngontrak; rumah kontrakan;"
    "rumah sewa; ruko sewa; kos; kost; ngekos",
    Premises.SHARED: "bersama; bersama sama; bareng; sama sama; pinjam; minjam; pinjaman; numpang;"
    "menumpang; nebeng; gabung; bergantian; punya orang; punya kawan; punya teman; punya saudara;"
    "rumah mamak; rumah mertua; rumah orang tua; rumah ortu; rumah saudara; rumah kawan;"
    "rumah teman; milik kelompok; punya kelompok; dapur umum",
    Premises.NONE: "belum ada; belum punya; tidak ada; tak ada; gak ada; ga ada; nggak ada; gada;"
    "tidak punya; gak punya; ga punya; nggak punya; tak punya; belum",
}
_PHRASES = {
    phrase.strip(): kind for kind, phrases in _WORDS.items() for phrase in phrases.split(";")
}
_FINDER = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r")\b"
)
_WEAK = frozenset({"rumah", "di rumah", "dapur rumah", "sendiri"})  # give way to a firmer word
_AGAINST = re.compile(r"\b(bukan|tidak|tak|gak|ga|nggak|dulu|kadang|atau|tapi|kalau)\b")


def understand(text: str) -> Understood[str]:
    """The id of the premises. Two kinds or a negation are asked back (`premises.unsure`)."""
    plain = clean(text).replace("\n", " ")
    if "?" in plain:
        return AsksBack("premises.question")
    found = [match[0] for match in _FINDER.finditer(plain)]
    kinds = {_PHRASES[phrase] for phrase in found}
    if len(kinds) > 1:
        kinds = {_PHRASES[phrase] for phrase in found if phrase not in _WEAK}
    if not kinds:
        return Refused("premises.none")
    rest = _FINDER.sub(" ", plain)
    if len(kinds) > 1 or _AGAINST.search(rest):
        return AsksBack("premises.unsure")
    return Accepted(kinds.pop().value)
