"""The answer inside a message that says something else first, or asks whether it will do."""

import re

from domain.answers.naming import cut, has_no_name, is_address, without_thing_opening

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
    r"(?:eh,?\s+)?(?:maksudnya|maksudku|maksud|mksdnya|mksd|ganti(?:\s+(?:jadi|ke|dengan|sama))?)(?:\s+(?:saya|sy|ku|aku|awak))?[\s,:]+",
    re.I,
)

# What is said to "… itu jawabannya?": of these words alone it is a yes, with one of _DENYING a no.
_ABOUT_IT = frozenset(
    "itu namanya jawaban jawabannya pakai pake pakailah itulah aja saja kak kk bu pak bang dek ya iya betul benar "
    "memang emang lah la dong udah sudah yang maksud maksudnya saya sy sendiri 1".split()
)
_ASSENTING = frozenset("itu itulah pakai pake pakailah iya ya betul benar 1".split())
_DENYING = frozenset("bukan lain salah ganti keliru eh ketik tidak gak nggak".split())


def says_of_it(text: str) -> bool | None:
    """Whether it says yes or no to a proposal, in words of its own; None where it says more."""
    words = {word.strip(",.!").casefold() for word in text.split()}
    if words & _DENYING and words <= _ABOUT_IT | _DENYING:
        return False
    return True if words & _ASSENTING and words <= _ABOUT_IT else None


def named_instead(text: str) -> str:
    """What is meant instead of a proposal: "bukan, Keripik Ani", "bukan Keripik Ani"; else ''."""
    if (corrected := without_meaning(text)) != text:
        return corrected
    head, rest = cut(text)
    if not rest:
        head, _, rest = text.partition(" ")
    is_other = bool(rest) and says_of_it(rest) is None and any(c.isalpha() for c in rest)
    return without_only(rest) if is_other and head.strip(",.").casefold() in _DENYING else ""


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
    if not rest or not has_no_name(head):
        return ""
    is_proposed = not is_address(rest) and not has_no_name(rest)
    is_told = rest.partition(" ")[0].casefold() in _TELLING
    return without_thing_opening(rest) if is_proposed and not is_told else ""
