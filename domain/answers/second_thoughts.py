"""Words that make any answer doubtful, whatever value it holds: "15rb, eh salah", "kata kawan".

For the kinds whose answer is a value (a price, a number, a place, a product); the kinds that are
sentences have doubts in their dictionaries (`sentence_words`).
"""

import re
from typing import TypeVar

from domain.answers.result import Accepted, AsksBack, Understood
from domain.answers.words import clean, tokens, unstretched

T = TypeVar("T")

_WORDS = frozenset(
    # perhaps, if
    "lupa lupalah mungkin mgkn mungkinlah barangkali kayaknya kayanya kyknya keknya sepertinya rasanya entah ntah "
    "entahlah ragu bingung kalau kalo klo kl kalok misal misalnya andai seandainya contoh contohnya "
    # not so, after all
    "salah ralat keliru bukan tentu pasti tapi tp tetapi "
    # not now
    "nanti nnti ntar rencana rencananya niat "
    # somebody else says so, or has it
    "jangan apa apakah berapa dulunya kata katanya kawan teman temen tetangga sebelah kenapa knp mengapa".split()
)
_INSISTED = re.compile(
    r"\W*(?:(?:pak|bu|kak|bang|mas|mbak),? )?(?:kan |dari tadi |berapa kali )?(?:sudah |udah )?(?:berapa kali )?"
    r"(?<=kan |adi |ali |dah )(?:ku|saya |sy |aku |awak )bilang(?: pun| kan)?[ ,:]+"
)
_SURE = frozenset({"pasti", "tentu"})  # only in doubt behind "belum": "titi kuning belum tentu"


def without_insisting(text: str) -> str:
    """ "dari tadi kubilang nomor 3": says it again, and doubts nothing."""
    if "bilang" not in text.lower():
        return text
    plain = clean(text)
    said = _INSISTED.match(plain)
    return plain[said.end() :] if said else text


def doubted(understood: Understood[T], text: str, reason: str, allowing: str = "") -> Understood[T]:
    """What was understood, or asked back with `reason` where the text has second thoughts.

    allowing: words that are no second thought for this kind.
    """
    if not isinstance(understood, Accepted):
        return understood
    words = [unstretched(token) for token in tokens(text)]
    if words and words[0] == "kok":  # "kok 15 ribu"
        return AsksBack(reason)
    found = _WORDS.intersection(words) - frozenset(allowing.split())
    if not {"belum", "blm", "tidak", "gak", "ga", "tak"}.intersection(words):
        found -= _SURE
    return AsksBack(reason) if found else understood
