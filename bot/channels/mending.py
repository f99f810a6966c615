"""JSON of a platform that our decoder refuses as a whole for the sake of one spot in it, mended.

Half of an emoji (an unpaired surrogate) is no text, and nesting without end exhausts the stack:
either would take along all that came in the same body.
"""

import re

DEEPEST = 200  # levels; what the platforms send has fewer than 20, the stack bears some 900
REPLACEMENT = rb"\ufffd"

# A pair is matched first, and an escaped backslash as one, so that only lone halves are left.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|\\.",
    re.DOTALL,
)
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def mended(raw: bytes) -> bytes:
    """The same with U+FFFD for what is no text, and null for what is nested too deep."""
    text = raw.decode("utf-8", "replace").encode()
    return _cut_deep(_ESCAPE.sub(lambda m: REPLACEMENT if m[1] else m[0], text))


def _cut_deep(raw: bytes) -> bytes:
    parts: list[bytes] = []
    depth = kept_to = start = 0
    for token in _TOKEN.finditer(raw):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth == DEEPEST + 1:
                start = token.start()
        elif token[0] in (b"]", b"}"):
            if depth == DEEPEST + 1:
                parts += raw[kept_to:start], b"null"
                kept_to = token.end()
            depth -= 1
    return b"".join((*parts, raw[kept_to:]))
