"""One of the options that were shown: "2", "pilih 2", "yang ketiga", its label or a piece of it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import without_insisting
from domain.answers.spelling import plain_words
from domain.answers.tails import Tails, forgiving
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES
from domain.answers.words import clean, symbols

Option = tuple[str, str]
"""(stable id, label as shown)"""

MIN_LETTERS_OF_LABEL = 3  # a shorter piece of a label is a slip more often than an answer

_ORDINALS = {
    "pertama": 1, "kesatu": 1, "pertamo": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5,
    "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10,
}  # fmt: skip
_LAST = frozenset("terakhir akhir bontot buncit penghabisan".split())
_MODEST = FILLER | SELVES | GREETINGS | frozenset(
    "pilih milih pilihan pilihannya plh plih memilih dipilih nomor nomer no nmr nomornya nmor angka yang yg "
    "opsi option poin point ke di iya y ok oke okelah okey baik siap mau ambil mengambil ikut pakai pake jawab jawaban "
    "jawabannya jawabnya untuk utk urutan # . , : ; ! ( ) [ ] * - _ \" ' ) = ~ itu ini nya kalau "
    "kalo buat adalah no. deh = > / jadi jd aku cocok cukup insya allah tanda sesuai tekan klik list bagian paling ya".split()
) - {"kalau", "kalo"}  # fmt: skip
_AGAINST = frozenset(
    "bukan jangan tidak atau dan sama dengan selain kecuali ? semua semuanya keduanya duanya dua2nya belum "
    "tapi antara & + kalau sampai".split()
)  # fmt: skip
_TAILS = Tails(frozenset({"pasti", "cukup"}))
_MINUS = re.compile(r"(?<![a-z0-9])-\d+")  # below one there is no option
_BOTH = re.compile(r"\b(ke)?(dua|tiga|empat)[- ]?(dua|tiga|empat)?nya\b|\bsemua(nya)?\b")


def understand(text: str, options: Sequence[Option]) -> Understood[int]:
    """The number of the option, counted from 1 as it was shown.

    A label or the beginning of exactly one label counts before a number. Several numbers, a
    negation, "semuanya" or unknown words beside a number: asked back (`choice.several`,
    `choice.unsure`, `choice.question`). Refused: `choice.out_of_range`, `choice.none`.
    """
    text = without_insisting(text)
    whole = _understood(text, options)
    return forgiving(whole, text, lambda head: _understood(head, options), lambda _: _TAILS)


def _understood(text: str, options: Sequence[Option]) -> Understood[int]:
    plain = clean(text).replace("\n", " ")
    by_label = _by_label(plain, options)
    if by_label is not None:
        return by_label
    items = find_numbers(symbols(_MINUS.sub(" 0 ", plain)))
    words = {item for item in items if isinstance(item, str)}
    values = [n for item in items for n in _values(item, len(options))]
    if "?" in words:
        return AsksBack("choice.question")
    if not values:
        return Refused("choice.none")
    if _AGAINST.intersection(words) or _BOTH.search(plain) or _denied(plain):
        return AsksBack("choice.unsure")
    if len(set(values)) > 1:
        return AsksBack("choice.several", candidates=tuple(map(str, values)))
    return _judge(values[0], words, len(options))


def _denied(plain: str) -> bool:
    return bool({"tidak", "bukan", "jangan"} & set(plain_words(plain)))


def _values(item: object, count: int) -> list[int]:
    if isinstance(item, Number):
        whole = item.value == item.value.to_integral_value() and not item.scaled
        return [int(item.value) if whole else 0]
    if item in _LAST:
        return [count]
    return [_ORDINALS[item]] if isinstance(item, str) and item in _ORDINALS else []


def _judge(value: int, words: set[str], count: int) -> Understood[int]:
    if not 1 <= value <= count:
        return Refused("choice.out_of_range", hints={"last": str(count)})
    unknown = {w for w in words if w not in _MODEST and w not in _ORDINALS and w not in _LAST}
    if unknown:
        return AsksBack("choice.unsure", candidates=(str(value),))
    return Accepted(value)


def _by_label(plain: str, options: Sequence[Option]) -> Understood[int] | None:
    """The option whose label is the answer, begins with it, or holds all its words."""
    said_plain = plain.strip()
    same = [
        at for at, (_, label) in enumerate(options, start=1) if _of_label(label)[0] == said_plain
    ]
    if len(same) == 1:
        return Accepted(same[0])
    said = _label_words(plain)
    if not said or len("".join(said)) < MIN_LETTERS_OF_LABEL:
        return None
    labels = [_of_label(label)[1] for _, label in options]
    for fits in (_equal, _begins, _holds):
        hits = [at for at, label in enumerate(labels, start=1) if label and fits(said, label)]
        if len(hits) == 1:
            return Accepted(hits[0])
        if hits:
            return AsksBack("choice.several", candidates=tuple(map(str, hits)))
    return None


@lru_cache(maxsize=1024)  # labels are few and come with every answer
def _of_label(label: str) -> tuple[str, list[str]]:
    """A label in its plain spelling, and the words of it that count."""
    plain = clean(label)
    return plain, _label_words(plain)


def _label_words(plain: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]+|\d+", plain) if w not in _MODEST]


def _equal(said: list[str], label: list[str]) -> bool:
    return said == label


def _begins(said: list[str], label: list[str]) -> bool:
    return " ".join(label).startswith(" ".join(said)) and any(w.isalpha() for w in said)


def _holds(said: list[str], label: list[str]) -> bool:
    return set(said) <= set(label) and any(w.isalpha() and len(w) > 3 for w in said)
