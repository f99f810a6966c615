"""Words that work everywhere: menu, batal, kembali, petugas … only as the whole message.

A command word inside a name or a sentence ("Toko Menu Sehat", "stop kontak") is no command:
every word of the message must belong to a phrase of the table or be a mere particle.
Only a few long words are guessed from a misspelling, never `stop` and `delete_data`.
"""

import itertools
from collections.abc import Sequence
from enum import StrEnum

from rapidfuzz.distance import OSA

from domain.answers.command_frames import names_of
from domain.answers.command_phrases import (
    COMMANDS,
    COURTESIES,
    GREETINGS,
    HALF_GREETINGS,
    LEAD_INS,
    NEAR_DELETE,
    NEAR_STOP,
)
from domain.answers.phrases import Phrases, Sign, phrases
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.spelling import plain_words
from domain.answers.words import BREAK, QUESTION, WAVE

MIN_LETTERS_FOR_TYPO = 6  # shorter words are one letter away from too many others: batal, Batak
MAX_WORDS_IN_FRAME = 12  # longer than any frame; bounds the search


class Command(StrEnum):
    """What a person can ask for at any time; the value is the word of the command line."""

    CANCEL = "cancel"
    BACK = "back"
    MENU = "menu"
    HELP = "help"
    STAFF = "staff"
    STOP = "stop"
    RESUME = "resume"
    DELETE_DATA = "delete_data"
    MY_DATA = "my_data"
    STATUS = "status"
    REGISTER = "register"
    CONTINUE = "continue"
    SKIP = "skip"


_WORDS_OF_THEIR_OWN = frozenset("bantan batuan buatan lanjutan mendatar statis".split())
"""A kelurahan, stones, a product: no misspelt bantuan, lanjutkan, mendaftar, status."""

_MAY_BE_MISSPELT = frozenset(
    "kembali bantuan petugas lanjut lanjutkan lewati status daftar pendaftaran mendaftar".split()
)
_ONLY_BEFORE = frozenset("baik ok iya ingin untuk minta mau bisa boleh coba cukup sini".split())
_OF_OTHERS = {"stop", "skip", "back", "continue", "resume"}  # "saya berhenti" tells of a job
_ONLY_BEHIND = frozenset({"dulu", "lagi"})  # "lagi daftar": is at it
_CORRECTION = "eh"
_OPENINGS = {"lead", "half", "greeting", "pause"}
_TABLE: Phrases[str] = phrases(
    {
        "lead": LEAD_INS + f";{QUESTION}",
        "pause": f"{BREAK}; terima kasih; terima kasih banyak; terima kasih ya",
        "half": HALF_GREETINGS,
        "greeting": GREETINGS + f";{WAVE}",
        "near_stop": NEAR_STOP,
        "near_delete": NEAR_DELETE,
        **COMMANDS,
    },
    dropping=COURTESIES,
)
_TYPO_TARGETS = {
    words[0]: name
    for words, name in _TABLE.by_words.items()
    if len(words) == 1 and words[0] in _MAY_BE_MISSPELT
}


def understand(text: str) -> Understood[Command]:
    """The command that the whole message is.

    A greeting alone opens the menu. Two commands at once, a stop that may only mean a pause, or a
    "hapus" that does not say what, are asked back (`command.two`, `command.stop`,
    `command.delete`). Refused (`command.none`): no command.
    """
    words = _without_please(plain_words(text))
    signs = _TABLE.read(words)
    if _CORRECTION in words[1:] and _takes_back(words):
        return Refused("command.none")
    core = [sign for sign in signs if sign.meaning not in _OPENINGS]
    if not core:
        return _of_courtesies(signs)
    names = list(dict.fromkeys(_name(sign) for sign in core))
    framed = _by_frame(signs) if len(names) > 1 or None in names else []
    if not framed and (None in names or _states(signs)):
        return Refused("command.none")
    names = framed or names
    return _one_of([name for name in names if name], asking=QUESTION in words)


def _takes_back(words: Sequence[str]) -> bool:
    """ "batal, eh gak jadi batal": a command before the slip does not count."""
    before = _TABLE.read(words[: words.index(_CORRECTION, 1)])
    return any(sign.meaning not in _OPENINGS for sign in before)


def _states(signs: list[Sign[str]]) -> bool:
    """ "ok, petugas" asks for one; "petugasnya baik" states something, and so does "kami bantu" or
    "saya berhenti".
    """
    if any(here.words == ("saya",) and _tells(after) for here, after in itertools.pairwise(signs)):
        return True
    before = itertools.takewhile(lambda sign: sign.meaning in _OPENINGS, signs)
    if any(sign.words[0] in _ONLY_BEHIND for sign in before):
        return True
    after = itertools.dropwhile(lambda sign: sign.meaning in _OPENINGS, signs)
    return any(
        sign.meaning == "greeting" or (sign.meaning == "lead" and sign.words[-1] in _ONLY_BEFORE)
        for sign in after
    )


def _tells(sign: Sign[str]) -> bool:
    return sign.words[0] == "bantuan" or (sign.meaning in _OF_OTHERS and len(sign.words) == 1)


def _by_frame(signs: list[Sign[str]]) -> list[str | None]:
    """The commands whose frame the whole message fills, its greeting and pauses aside."""
    told = list(itertools.dropwhile(lambda sign: sign.meaning in {"greeting", "half"}, signs))
    words = [word for sign in told for word in sign.words if word not in {BREAK, QUESTION}]
    if len(words) > MAX_WORDS_IN_FRAME:
        return []
    return list(names_of(words))


def _without_please(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "tolong" alone asks for help; beside anything else it is "please"."""
    if "tolong" not in words:
        return words
    others = tuple(word for word in words if word != "tolong")
    asks = any(sign.meaning not in _OPENINGS for sign in _TABLE.read(others))
    return others if asks and "minta" not in others else words


def _name(sign: Sign[str]) -> str | None:
    if sign.meaning is not None:
        return sign.meaning
    word = sign.words[0]
    if word in _WORDS_OF_THEIR_OWN:
        return None
    near = {name for target, name in _TYPO_TARGETS.items() if _is_typo(word, target)}
    return near.pop() if len(near) == 1 else None


def _is_typo(word: str, target: str) -> bool:
    return (
        len(word) >= MIN_LETTERS_FOR_TYPO - 1
        and word[0] == target[0]
        and OSA.distance(word, target, score_cutoff=1) == 1
    )


def _of_courtesies(signs: list[Sign[str]]) -> Understood[Command]:
    meanings = {sign.meaning for sign in signs}
    if "greeting" in meanings and "lead" not in meanings:
        return Accepted(Command.MENU)
    return Refused("command.none")


def _one_of(names: list[str], asking: bool) -> Understood[Command]:
    if "near_delete" in names or (asking and "delete_data" in names):
        return AsksBack("command.delete", candidates=("delete_data", "my_data"))
    if "near_stop" in names or (asking and {"stop", "cancel"}.intersection(names)):
        return AsksBack("command.stop", candidates=("stop", "cancel"))
    if set(names) == {"help", "staff"}:
        return Accepted(Command.STAFF)
    if len(names) > 1:
        return AsksBack("command.two", candidates=tuple(names))
    return Accepted(Command(names[0]))
