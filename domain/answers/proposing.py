"""The answer inside a message that says something else first, or asks whether it will do."""

import re

from domain.answers.empty import what_is
from domain.answers.later import is_later
from domain.answers.naming import has_no_name, without_thing_opening

_BEFORE = frozenset(
    "boleh bisa apa apakah gimana bagaimana cemana kalau kalo klo misalnya kayak jadi kira-kira".split()
)
_BEHIND = frozenset(
    "boleh bisa ya kan kah gak ga nggak tidak aja saja cukup kak bu pak bang gimana cemana benar betul bener itu".split()
)
_ONLY = frozenset("aja saja ajalah lah la".split())
_TELLING = frozenset(  # "belum ada nama, jualan dari rumah" tells more of it
    "jualan jual dari di baru masih karena soalnya usaha usahanya cuma hanya kami saya sy awak gimana".split()
)
_MEANS = re.compile(
    r"(?:eh,?\s+)?(?:maksudnya|maksud|mksdnya|mksd)(?:\s+(?:saya|sy|ku|aku|awak))?[\s,:]+", re.I
)


def cut(text: str) -> tuple[str, str]:
    """The first clause, and the others; '' where there are none."""
    found = re.search(r"[,.;!](?=\s)|\n", text)
    return (text[: found.start()], text[found.end() :].strip()) if found else (text, "")


def without_asking(text: str) -> str:
    """What somebody proposes with a question: "boleh Keripik Bu Rina aja gak kak?"; else ''."""
    words = text.replace("?", " ").split()
    while words and words[-1].casefold().strip(",.!") in _BEHIND:
        words.pop()
    while words and words[0].casefold().strip(",.!") in _BEFORE:
        words.pop(0)
    return " ".join(words).rstrip(" ,.!")


def without_only(text: str) -> str:
    """Without the "aja" that somebody proposes a name with: "keripik bu ani aja la"."""
    words = text.rstrip(" .!").split()
    while len(words) > 1 and words[-1] in _ONLY:
        words.pop()
    return " ".join(words) if len(words) < len(text.split()) else text


def without_meaning(text: str) -> str:
    """Without the "maksudnya" of a correction: "maksudnya ubi kayu"."""
    found = _MEANS.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def behind_denial(text: str) -> str:
    """What follows "belum ada nama": "blm ada nama, keripik bu ani aja"; else ''."""
    head, rest = cut(text)
    is_proposed = has_no_name(head) and any(c.isalpha() for c in rest) and not has_no_name(rest)
    is_told = rest.partition(" ")[0].casefold() in _TELLING
    return without_thing_opening(rest) if is_proposed and not is_told else ""


def behind_other(text: str) -> str:
    """What follows a clause that names nothing: "sebentar kak, ubi sama tepung"; else ''."""
    head, rest = cut(text)
    says_other = bool(what_is(head)) or is_later(head)
    is_more = any(c.isalpha() for c in rest) and not what_is(rest) and not is_later(rest)
    return rest if says_other and is_more else ""
