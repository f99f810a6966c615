"""How people tick a numbered list: "1-5, 8", "semua kecuali 3 dan 7", "hadir semua"."""

import re

_RANGE = re.compile(r"\b(\d{1,4})\s*(?:-|–|sampai|s/d|sd)\s*(\d{1,4})\b", re.IGNORECASE)
_BUT = re.compile(r"semua(?:nya)?(?: hadir| datang)?[, ]+(?:kecuali|selain)\s+(?:nomor\s+)?(.+)")
_COMING = re.compile(r"\b(hadir|datang|semua(?:nya)? (?=semua))\b", re.IGNORECASE)
_NUMBERS_ONLY = re.compile(r"(?:\d+|dan|,|&|\s)+")


def spelled_out(text: str, count: int) -> str:
    """The same answer as single numbers, where it names a range or all but some of 1 … count.

    Anything else comes back as it was, for the question's own reading.
    """
    plain = _RANGE.sub(lambda m: _range(m, count), text.casefold().strip(" ."))
    but = _BUT.fullmatch(plain)
    if but and _NUMBERS_ONLY.fullmatch(but[1]):
        left_out = set(map(int, re.findall(r"\d+", but[1])))
        if left_out <= set(range(1, count + 1)) and len(left_out) < count:
            return ", ".join(str(n) for n in range(1, count + 1) if n not in left_out)
        return text
    return _COMING.sub("", plain).strip() or text


def _range(found: re.Match[str], count: int) -> str:
    first, last = int(found[1]), int(found[2])
    if not 1 <= first < last <= count:
        return found[0]
    return ", ".join(map(str, range(first, last + 1)))
