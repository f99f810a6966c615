"""From what a person typed to words that can be compared.

`clean` makes one spelling of the many that Unicode allows, `tokens` cuts it into words, numbers
and breaks. No meaning is given here.
"""

import re
import unicodedata
from functools import lru_cache

MAX_ANSWER_CHARACTERS = 2000  # longer than any answer to one question; bounds the work of a turn

BREAK = ","
QUESTION = "?"
THUMB_UP = "👍"
THUMB_DOWN = "👎"
WAVE = "👋"
THINKING = "🤔"

_EMOJI = {
    **dict.fromkeys("👍👌✅☑✔🆗💯🤝🙆", THUMB_UP),
    **dict.fromkeys("👎❌✖🚫🙅⛔✘✗", THUMB_DOWN),
    "👋": WAVE,
    **dict.fromkeys("🤔❓❔🤷", THINKING),
}
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ"))  # jum'at, ba'da, insya'allah
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[?]|[,.;!\n()]+|[👍👎👋🤔]")
_SYMBOLIC = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+|[^\sa-z\d]")
_STRETCH = re.compile(r"([a-z])\1{2,}")
_DOUBLE = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=256)  # one answer is read by several readers
def clean(text: str) -> str:
    """The text in one spelling: NFKC, ASCII digits, lower case, no marks and no invisible signs.

    Line breaks stay; other white space becomes single blanks. At most `MAX_ANSWER_CHARACTERS`.
    """
    if text.isascii():  # most answers are: the same in one step instead of one per letter
        joined = text[:MAX_ANSWER_CHARACTERS].lower().translate(_PLAIN_ASCII)
    else:
        folded = unicodedata.normalize("NFKC", text[:MAX_ANSWER_CHARACTERS]).casefold()
        letters = (_plain(char) for char in unicodedata.normalize("NFKD", folded))
        joined = "".join(letters).translate(_APOSTROPHES)[:MAX_ANSWER_CHARACTERS]
    lines = (" ".join(line.split()) for line in joined.splitlines())
    return "\n".join(line for line in lines if line)


def _plain(char: str) -> str:
    """One character without its disguise: digits of any script, marks and controls dropped."""
    if char in "\n\t":
        return char
    category = unicodedata.category(char)
    digit = unicodedata.digit(char, None)  # also in a circle: a list's ❶
    if digit is not None:
        return str(digit)
    if category in {"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Sk"}:
        return " " if category == "Cc" else ""
    if char in _EMOJI:
        return _EMOJI[char]
    return " " if category == "So" else char  # other emoji are feeling, not words


_PLAIN_ASCII = {at: None if at in _APOSTROPHES else _plain(chr(at)) or None for at in range(128)}


@lru_cache(maxsize=256)  # one answer is read by several readers
def tokens(text: str) -> tuple[str, ...]:
    """Words, numbers, `?`, thumbs, and `,` for any pause (comma, full stop, new line)."""
    found = _TOKEN.findall(clean(text))
    return tuple(BREAK if token[0] in ",.;!\n()" else token for token in found)


def symbols(text: str) -> tuple[str, ...]:
    """Words, numbers (with `.`, `,` and `:` inside) and every other sign by itself.

    A thumb up or a wave beside them says nothing more.
    """
    return tuple(s for s in _SYMBOLIC.findall(clean(text)) if s not in {THUMB_UP, WAVE})


@lru_cache(maxsize=4096)  # single words, asked about by one reader after the other
def unstretched(word: str) -> str:
    """`iyaaa` → `iya`: three or more of a letter are feeling, not spelling."""
    return _STRETCH.sub(r"\1", word)


@lru_cache(maxsize=4096)
def squeezed(word: str) -> str:
    """`okee` → `oke`: every doubled letter single; for a second look-up only."""
    return _DOUBLE.sub(r"\1", word)
