"""An answer and what people add behind it: "8 orang, semua tetangga", "belum bu, boleh dibantu?".

Where the head, up to a pause or a form of address, is by itself a sure answer, words of one's own
may follow, unless one of them may turn it: a denial, a condition, a correction, a doubt, hearsay,
another value or a question. Each kind adds the words that turn its own answers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Understood
from domain.answers.spelling import plain_words
from domain.answers.words import BREAK, QUESTION, clean

T = TypeVar("T")

MAX_TAIL = 12  # more words are a story of their own
SHORTEST_WITH_PREFIX = 5
MAX_HEADS = 3  # that are tried: greetings may come first

_CUT = re.compile(
    r"(?:[,.](?![\d])|[;!\n(]|\s[-–—]+\s|\b(?:kak|kakak|pak|bapak|bu|ibu|buk|bang|bg|abang|mas|mbak|mba|nak|dek|dik|min"
    r"|kok|lah|dong)\b[\s,.!]*)"
)
_TURNING = frozenset(
    # not so
    "tidak belum bukan jangan kecuali selain tanpa salah ralat keliru ganti eh maksud maksudnya maksudku sebenarnya "
    "sebetulnya aslinya ternyata malah malahan justru melainkan tapi padahal batal ubah rubah koreksi revisi hapus "
    # if, or, perhaps
    "kalau tergantung gantung atau antara sampai hingga mungkin kayaknya kayak keknya kyknya sepertinya rasanya entah ntah ragu bingung "
    "barangkali lupa yakin semoga moga mudah mudahan insya kira kurang lebih sekitar hampir terserah seandainya andai "
    "undur mundur maju tunda geser pindah antri antre wakil harusnya mestinya seharusnya coba hitung cek ingat persis tunggu sebentar bentar "
    # at another time
    "dulu dulunya tadinya nanti rencana rencananya niat calon pernah awalnya semula sebelumnya kadang besok lusa "
    # of others, said by others
    "kata katanya bilang dengar dengarnya kabar kabarnya kawan teman tetangga orang sebelah mereka dia beliau lain lainnya "
    # asked
    "apa apakah berapa kenapa mengapa masa siapa kapan mana bagaimana dimana kah benarkah".split()
)  # fmt: skip
_FOR_US = re.compile(  # "jangan tanya lagi": asks something of us
    r"\bjangan (?:sampai )?(?:di|ku)?(?:tanya|lapor(?:kan)?|sebar(?:kan|in)?|bagi(?:kan|in)?|kasih (?:ke )?orang|telpon|telepon|hubungi"
    r"|sms|call|ganggu|marah|lama|tawar|kasih tahu|kirim ke orang|lupa dicatat|khawatir|kuatir|takut)\b(?: ke (?:pajak|orang))?(?: orang)?"
)
_SO_THAT = re.compile(
    r"\b(?:biar|walau|supaya|agar) tidak (?!jadi\b)[a-z]+"
)  # "biar" is written "walau"
_HELP = re.compile(  # a question that asks for help or for the next step, and doubts nothing
    r"\b(?:boleh|bisa|mau|mohon|tolong|minta|bagaimana|terus|lalu|trus|dimana|mana|kapan|apa)\b(?: saya)?"
    r"(?: bantuan| tolong| kirim(?: foto(?:nya)?)?| urus(?:nya)?| ngurus(?:nya)?| cara(?:nya)?| daftar(?:nya)?| alamat(?:nya)?| tempat(?:nya)?"
    r"| lokasi(?:nya)?| bagaimana| syarat(?:nya)?| lanjut(?:nya)?)* \?"
    r"|\b(?:alamat|tempat|lokasi|acara|syarat|cara|lanjut)(?:nya)?(?: ini)? (?:dimana|di mana|apa|bagaimana) ?\??"
)


@dataclass(frozen=True, slots=True)
class Turns:
    """What turns the answers of one kind: `words` beside the general ones, less `harmless`."""

    words: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    harmless_said: re.Pattern[str] | None = None  #: what does not count, in plain forms


def forgiving(
    understood: Understood[T],
    text: str,
    read: Callable[[str], Understood[T]],
    turns_of: Callable[[T], Turns],
) -> Understood[T]:
    """What the head says where the whole is doubtful only for a tail that turns nothing.

    turns_of: by the value of the head.
    """
    if not isinstance(understood, AsksBack):
        return understood
    for head, tail in heads_of(clean(text)):
        found = read(head)
        if isinstance(found, Accepted):
            return found if is_harmless(tail, turns_of(found.value), found.value) else understood
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


def is_harmless(tail: str, turns: Turns, value: object) -> bool:
    """May these words follow an answer without turning it?"""
    row = " ".join(word for word in plain_words(tail) if word != BREAK)
    row = _HELP.sub(" ", _SO_THAT.sub(" ", _FOR_US.sub(" ", row)))
    words = (turns.harmless_said.sub(" ", row) if turns.harmless_said else row).split()
    if len(words) > MAX_TAIL or QUESTION in words:
        return False
    if _numbers(words) - {value}:
        return False
    turning = (_TURNING | turns.words) - turns.harmless
    return not any(turning.intersection(_stems(word)) for word in words)


@lru_cache(maxsize=2048)
def _stems(word: str) -> tuple[str, ...]:
    """A word with and without what is put before and behind it: "diundurkan", "antriannya"."""
    bare = word.removeprefix("di").removeprefix("ter") if len(word) > SHORTEST_WITH_PREFIX else word
    forms = (word, bare)
    ends = ("nya", "lah", "kan", "an", "in")
    return (
        *forms,
        *(form.removesuffix(end) for form in forms for end in ends),
        bare.removesuffix("nya").removesuffix("an"),
    )


def _numbers(words: list[str]) -> set[object]:
    """Every number in the words; the same once more as the answer changes nothing."""
    return {
        item.value if isinstance(item, Number) else item
        for item in find_numbers(words)
        if isinstance(item, Number) or item[0].isdigit()
    }
