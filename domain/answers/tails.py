"""An answer and what people add behind it: "8 orang, semua tetangga", "belum bu, boleh dibantu?".

Where the head, up to a pause or a form of address, is by itself a sure answer, words may follow that
are known to turn it nowhere: courtesies, a request of us, and what each kind lists for itself. Any
other word may be the one that turns the answer ("sudah kak, dicuri"), and is asked about.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Understood
from domain.answers.spelling import plain_words
from domain.answers.vocabulary import GREETINGS, PARTICLES, POLITE
from domain.answers.words import BREAK, clean

T = TypeVar("T")

MAX_TAIL = 12  # more words are a story of their own
MAX_HEADS = 3  # that are tried: greetings may come first

_CUT = re.compile(
    r"(?:[,.](?![\d])|[;!\n(]|\s[-–—]+\s|\b(?:kak|kakak|pak|bapak|bu|ibu|buk|bang|bg|abang|mas|mbak|mba|nak|dek|dik|min"
    r"|kok|lah|dong)\b[\s,.!]*)"
)
_COURTESIES = (PARTICLES | POLITE | GREETINGS | frozenset(
    "kak pak bu buk bang bg mas mbak min alhamdulillah allhamdulillah amin aamiin sukses selalu sehat semangat senang "
    "panjang cerita ceritanya begitu itu saja".split()
)) - frozenset(
    # sorry for what? and a part of the day is an hour, or a time at which
    "maaf maap sorry sori afwan innalillahi astaghfirullah astagfirullah qadarullah qadarallah titik kok "
    "pagi siang sore malam pgi siank mlm selamat met slmt".split()
)  # fmt: skip
_FOR_US = re.compile(  # "jangan tanya lagi": asks something of us
    r"\bjangan (?:sampai )?(?:di|ku)?(?:tanya|lapor(?:kan)?|sebar(?:kan|in)?|bagi(?:kan|in)?|kasih (?:ke )?orang|telpon|telepon|hubungi"
    r"|sms|call|ganggu|marah|lama|molor|ngaret|tawar|kasih tahu|kirim ke orang|lupa dicatat|khawatir|kuatir|takut)\b(?: ke (?:pajak|orang))?(?: orang)?(?: lagi)?"
)
_SO_THAT = re.compile(
    r"\b(?:biar|walau|supaya|agar) tidak (?:telat|terlambat|lupa|macet|panas|capek|repot|buru buru|tergesa gesa|tergesa|ribut)\b"
)  # "biar" is written "walau"
_HELP = re.compile(  # a question that asks for help or for the next step, and doubts nothing
    r"\b(?:boleh|bisa|mau|mohon|tolong|minta|bagaimana|terus|lalu|trus)\b(?: saya)?"
    r"(?: bantuan| tolong| kirim(?: foto(?:nya)?)?| urus(?:nya)?| ngurus(?:nya)?| cara(?:nya)?| daftar(?:nya)?| alamat(?:nya)?| tempat(?:nya)?"
    r"| lokasi(?:nya)?| bagaimana| syarat(?:nya)?| lanjut(?:nya)?)* \?"
    r"|\b(?:alamat|tempat|lokasi|acara|syarat|cara|lanjut)(?:nya)?(?: ini)? (?:dimana|di mana|apa|bagaimana) ?\??"
)


@dataclass(frozen=True, slots=True)
class Tails:
    """What may follow an answer of one kind, beside courtesies, in the plain forms of `spelling`."""

    words: frozenset[str] = frozenset()
    said: re.Pattern[str] | None = None  #: whole turns of phrase; their words alone are not free
    may_ask: bool = (
        True  #: for help or the next step; beside a yes it may doubt it ("sudah, cara daftarnya?")
    )


def forgiving(
    understood: Understood[T],
    text: str,
    read: Callable[[str], Understood[T]],
    tails_of: Callable[[T], Tails],
) -> Understood[T]:
    """What the head says where the whole is doubtful only for a tail that is known to turn nothing.

    tails_of: by the value of the head.
    """
    if not isinstance(understood, AsksBack):
        return understood
    for head, tail in heads_of(clean(text)):
        found = read(head)
        if isinstance(found, Accepted):
            return found if is_harmless(tail, tails_of(found.value), found.value) else understood
        if isinstance(found, AsksBack):
            return understood
    return understood


def heads_of(plain: str) -> Iterator[tuple[str, str]]:
    """Head and tail at the first pauses; a particle or form of address goes with the head."""
    tried = 0
    for cut in _CUT.finditer(plain):
        head, tail = plain[: cut.end()].rstrip(" (-"), plain[cut.end() :].strip(" ).!,")
        if tail and head and tried < MAX_HEADS:
            tried += 1
            yield head, tail


def is_harmless(tail: str, tails: Tails, value: object) -> bool:
    """May these words follow an answer without turning it?"""
    row = " ".join(word for word in plain_words(tail) if word != BREAK)
    row = _SO_THAT.sub(" ", _FOR_US.sub(" ", row))
    row = _HELP.sub(" ", row) if tails.may_ask else row
    words = (tails.said.sub(" ", row) if tails.said else row).split()
    if len(words) > MAX_TAIL or _numbers(words) - {value}:
        return False
    numbers = {word for word in words if _numbers([word])}
    return _COURTESIES.union(tails.words, numbers).issuperset(words)


def _numbers(words: list[str]) -> set[object]:
    """Every number in the words; the same once more as the answer changes nothing."""
    return {
        item.value if isinstance(item, Number) else item
        for item in find_numbers(words)
        if isinstance(item, Number) or item[0].isdigit()
    }
