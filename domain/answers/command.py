"""Words that work everywhere: menu, batal, kembali, petugas … only as the whole message.

A command word inside a name or a sentence ("Toko Menu Sehat", "stop kontak") is no command:
every word of the message must belong to a phrase of the table or be a mere particle.
`stop` and `delete_data` are never guessed from a misspelling.
"""

from enum import StrEnum

from rapidfuzz.distance import OSA

from domain.answers.command_phrases import (
    COMMANDS,
    COURTESIES,
    GREETINGS,
    HALF_GREETINGS,
    LEAD_INS,
    NEAR_STOP,
)
from domain.answers.phrases import Phrases, Sign, phrases
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.spelling import plain_words
from domain.answers.words import BREAK, QUESTION, WAVE

MIN_LETTERS_FOR_TYPO = 6  # shorter words are one letter away from too many others: batal, Batak


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


_WORDS_OF_THEIR_OWN = {
    "bantan",
    "puding",
    "lanjutan",
    "tanya",
}  # a kelurahan, a product: no misspelt bantuan, pusing
_OPENINGS = {"lead", "half", "greeting"}
_NEVER_GUESSED = {"stop", "delete_data"}
_TABLE: Phrases[str] = phrases(
    {
        "lead": LEAD_INS + f";{BREAK};{QUESTION}",
        "half": HALF_GREETINGS,
        "greeting": GREETINGS + f";{WAVE}",
        "near_stop": NEAR_STOP,
        **COMMANDS,
    },
    dropping=COURTESIES,
)
_TYPO_TARGETS = {
    words[0]: name
    for words, name in _TABLE.by_words.items()
    if name in COMMANDS
    and name not in _NEVER_GUESSED
    and len(words) == 1
    and len(words[0]) >= MIN_LETTERS_FOR_TYPO
}


def understand(text: str) -> Understood[Command]:
    """The command that the whole message is.

    A greeting alone opens the menu. Two commands at once, or a stop that may only mean a pause,
    are asked back (`command.two`, `command.stop`). Refused (`command.none`): no command.
    """
    words = _without_please(plain_words(text))
    signs = _TABLE.read(words)
    core = [sign for sign in signs if sign.meaning not in _OPENINGS]
    if not core:
        return _of_courtesies(signs)
    names = list(dict.fromkeys(_name(sign) for sign in core))
    if None in names:
        return Refused("command.none")
    return _one_of([name for name in names if name], asking=QUESTION in words)


def _without_please(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "tolong" alone asks for help; beside anything else it is "please"."""
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
    if "near_stop" in names or (asking and _NEVER_GUESSED.intersection(names)):
        return AsksBack("command.stop", candidates=("stop", "cancel"))
    if set(names) == {"help", "staff"}:
        return Accepted(Command.STAFF)
    if len(names) > 1:
        return AsksBack("command.two", candidates=tuple(names))
    return Accepted(Command(names[0]))
