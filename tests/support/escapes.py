"""Signs of a transcript that stand for others: for what cannot be typed, and for chance."""

import re

ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\(n|0)|\\\{(\d+)\}")
DRAWN = re.compile(r"(/katalog/produk/[a-z0-9-]+)-[2-9a-z]{4}\b")  # signs drawn by chance
LISTED = re.compile(r"(/katalog/pilihan/)[2-9A-Z]{10}\b")


def unescape(text: str) -> str:
    r"""`\n`, `\0` and `\u200b` as the signs they stand for; `x\{300}` is 300 times x."""
    repeated = re.sub(r"(.)\\\{(\d+)\}", lambda m: m[1] * int(m[2]), text)
    return ESCAPE.sub(
        lambda m: chr(int(m[1], 16)) if m[1] else {"n": "\n", "0": "\0"}[m[2]], repeated
    )


def with_known_code(text: str) -> str:
    """The text with the same code in every link: no two runs draw the same."""
    return LISTED.sub(r"\g<1>7KQX93MNPR", DRAWN.sub(r"\1-7f3k", text))
