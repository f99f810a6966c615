"""How many work there, the owner included: "4 orang", "berempat", "saya dan 3 karyawan"."""

import re
from dataclasses import dataclass

from domain.answers import people_words as table
from domain.answers.numbers import Item, Number, find_numbers
from domain.answers.people_frames import is_helper, is_of_all, is_pair, spelled, total_of
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted, without_insisting
from domain.answers.tails import Tails, forgiving, heads_of
from domain.answers.vocabulary import ADDRESS, PARTICLES, POLITE
from domain.answers.words import clean, symbols

MOST_PEOPLE = 1000  # far above any small industry; more is a slip of the finger

_BER = re.compile(r"\bber[ -]?(\d{1,2})\b")
_COUNTED = {"2": "berdua", "3": "bertiga", "4": "berempat", "5": "berlima", "6": "berenam"}
_PLURAL = re.compile(r"\b(anak|ibu|bapak|adik|teman|kawan|karyawan|tetangga|saudara)(?:[- ]\1|2)\b")
_WHOSE = re.compile(  # "anak saya 2" are two
    r"\b(anak|adik|adek|saudara|sepupu|ponakan|keponakan|cucu) (?:saya|sy|aku|awak|kami) "
    r"(?=(?:\d+|satu|dua|tiga|empat|lima)\b)"
)
_WHO_THEY_ARE = re.compile(r"\b(orang|org) (?:ibu|bapak)(?:[- ](?:ibu|bapak)|2)(?: pkk)?\b")
_ONLY = frozenset("aja aj ajah saja sajalah ajalah doang je".split())  # "saya aja": alone
_COURTESY = re.compile(rf"\b(?:{'|'.join(sorted((POLITE | PARTICLES) - _ONLY))})\b")
_MINE = re.compile(r"\b(istri|suami|anak|bini|adik|adek|abang|kakak|mamak|bapak|menantu)k?ku\b")
_ROUGH = re.compile(
    r"\blain (?:saya|sy|aku|awak)\b|\bcm[23]\b(?! ?or)|\d ?-?an\b|\b(belas|puluh)-?an\b"
)
_TAILS = Tails(frozenset("cukup segitu rajin jujur kompak setia".split()))
_PAUSES = frozenset(", . ; (".split())
_QUESTIONS = frozenset("? berapa kenapa maksudnya gimana".split())


@dataclass
class _Count:
    """What a sentence says about heads."""

    together: int | None = None
    heads: int | None = None
    self_named: bool = False
    kin: int = 0
    hired: int | None = None
    vague: bool = False
    numbers: int = 0
    counted: bool = False  # said in one word: "berempat"
    unknown: int = 0
    headed: bool = False  # "orang" was said
    described: int = 0
    is_apart: bool = False  # a pause stands behind the number
    adds_words: bool = False  # and words of one's own behind it: "berempat, sudah bubar"

    @property
    def named(self) -> int:
        """Heads that were given as a number."""
        return (self.heads or 0) + (self.hired or 0)


def understand(text: str) -> Understood[int]:
    """Heads at work, the owner counted.

    Employees without saying whether the owner is counted, a range or "kadang": asked back
    (`people.owner`, `people.several`, `people.unsure`, `people.question`). Refused: no number
    (`people.none`), none at all or too many (`people.out_of_range`).
    """
    whole = _doubted(text)
    if not isinstance(whole, AsksBack):
        return whole
    if found := _of_these(text):
        return found
    if whole.reason == "people.owner":
        return whole
    return forgiving(whole, text, _doubted, lambda _: _TAILS)


def _doubted(text: str) -> Understood[int]:
    text = without_insisting(text)
    return doubted(_understood(text), text, "people.unsure", allowing="kawan teman temen tetangga")


def _of_these(text: str) -> Understood[int] | None:
    """ "8 orang, semua tetangga": who all of them are."""
    for head, tail in heads_of(spelled(clean(text))):
        found = _doubted(head)
        if isinstance(found, Accepted):
            return found if is_of_all(tail, found.value) else None
    return None


def _understood(text: str) -> Understood[int]:
    plain = _BER.sub(
        lambda found: _COUNTED.get(found[1], f" {found[1]} orang "), clean(text).replace("\n", " ")
    )
    plain = spelled(plain)
    plain = _WHOSE.sub(r"\1 ", _WHO_THEY_ARE.sub(r"\1", plain))
    plain = _PLURAL.sub("banyak", plain)
    plain = _MINE.sub(r"\1 saya", plain)
    plain = _COURTESY.sub(" ", plain).strip(" ,.!")  # "…, makasih" adds nobody
    if is_pair(plain):
        return Accepted(2)
    if total := total_of(plain):
        return Accepted(total)
    items = _without_counting_words(find_numbers(symbols(plain)))
    words = set(_strings(items))
    if words & _QUESTIONS:
        return AsksBack("people.question")
    if _alone(plain, items):
        return Accepted(1)
    if table.OWN_CHILDREN.search(plain):
        return AsksBack("people.unsure")
    if _ROUGH.search(plain) or words & table.AGAINST - _forgiven(plain):
        hopeless = not any(isinstance(i, Number) or i in table.TOGETHER for i in items)
        return Refused("people.none") if hopeless else AsksBack("people.unsure")
    return _conclude(_count(items), plain)


def _without_counting_words(items: list[Item]) -> list[Item]:
    """`2 orang anak` → 2 anak; `1 pemilik` → pemilik; `saya 1, karyawan 2` → saya, karyawan 2."""
    result: list[Item] = []
    for at, item in enumerate(items):
        before, after = _neighbours(items, at)
        counts = (
            item in table.HEADS
            and isinstance(before, Number)
            and after in table.KIN - ADDRESS | table.YOUNG | table.HIRED
        )
        is_owner = isinstance(item, Number) and item.value == 1 and after in table.OWNER
        if not counts and not is_owner and not _counts_me(items, at):
            result.append(item)
    return result


def _counts_me(items: list[Item], at: int) -> bool:
    """The 1 of "karyawan 3 saya 1", but not of "saya 1 karyawan"."""
    item, (before, after) = items[at], _neighbours(items, at)
    if not isinstance(item, Number) or item.value != 1:
        return False
    if after in table.SELF and at + 2 == len(items):  # "3 karyawan, 1 saya"
        return before not in table.HIRED and bool(table.HIRED.intersection(_strings(items)))
    if before not in table.SELF:
        return False
    next_at = at + 2 if after in table.HEADS else at + 1
    if next_at < len(items) and items[next_at] in table.HIRED | table.KIN:
        return isinstance(_neighbours(items, next_at)[1], Number)
    return bool(table.HIRED.intersection(_strings(items)))


def _strings(items: list[Item]) -> list[str]:
    return [item for item in items if isinstance(item, str)]


def _neighbours(items: list[Item], at: int) -> tuple[Item | None, Item | None]:
    before = items[at - 1] if at else None
    return before, items[at + 1] if at + 1 < len(items) else None


def _alone(plain: str, items: list[Item]) -> bool:
    """Does the owner work alone? "sendiri aja", "gak ada karyawan, saya sendiri"."""
    if any(isinstance(item, Number) and item.value != 1 for item in items):
        return False
    if table.TAG.search(plain) or table.NOT_ALONE.search(plain):
        return False
    rest = table.NOBODY.sub(" ", plain)
    together = {word for word, heads in table.TOGETHER.items() if heads > 1}
    others = (table.KIN - ADDRESS | table.HIRED | together).intersection(re.findall("[a-z]+", rest))
    if others or table.SOMEBODY.search(rest):
        return False
    told = table.NOT_A_PERSON.sub(" ", rest)
    found = table.ALONE.search(told) or table.ONLY_ME.search(rest)
    return found is not None and not _goes_on(found)


def _goes_on(alone: re.Match[str]) -> bool:
    """Words of one's own behind a pause: "sendirian kak, sudah berhenti"."""
    _, pause, behind = alone.string[alone.end() :].partition(",")
    return bool(pause) and not table.BEHIND_ALONE.issuperset(re.findall("[a-z]+", behind))


def _forgiven(plain: str) -> set[str]:
    """Words that speak against a plain number but stand in a phrase that says who is counted."""
    if table.BESIDES_ME.search(plain):
        return set(table.DENIALS)
    return set()


def _count(items: list[Item]) -> _Count:
    count = _Count()
    for at, item in enumerate(items):
        before, after = _neighbours(items, at)
        known = count.unknown
        if isinstance(item, Number):
            _take_number(count, item, before, after)
        else:
            _take_word(count, item, before, after)
        count.is_apart = count.is_apart or (
            item in _PAUSES and (count.numbers > 0 or count.counted)
        )
        count.adds_words = count.adds_words or (count.is_apart and count.unknown > known)
    return count


def _take_number(count: _Count, item: Number, before: Item | None, after: Item | None) -> None:
    count.numbers += 1
    value = int(item.value)
    if item.value != value or item.scaled or item.doubtful:
        count.vague = True
    elif after in table.HIRED or before in table.HIRED:
        count.hired = (count.hired or 0) + value
    elif after in table.KIN and after not in ADDRESS - table.YOUNG:
        count.kin += value - 1  # the word itself adds one
    elif before in table.KIN - ADDRESS and after not in table.HEADS:
        count.kin += value - 1
    elif count.heads is None:
        count.heads = value
    else:
        count.vague = True


def _take_word(count: _Count, item: str, before: Item | None, after: Item | None) -> None:
    if item in table.TOGETHER:
        count.vague = count.vague or count.together not in {None, table.TOGETHER[item]}
        count.together = table.TOGETHER[item]
        count.counted = True
    elif item in table.SELF:  # "anak saya" is whose, not who
        count.self_named = count.self_named or before not in table.KIN | table.HIRED
    elif item in table.HIRED:
        counted = isinstance(before, Number) or isinstance(after, Number) or before in table.HEADS
        count.vague = count.vague or not counted
    elif item in table.KIN and _is_relative(item, before):
        count.kin += 1
    elif item in table.HEADS:
        count.headed = True
    elif item in table.WHO_THEY_ARE:
        count.described += 1
    elif item not in table.PLUS | table.MODEST | ADDRESS | table.DENIALS:
        count.unknown += 1


def _is_relative(word: str, before: Item | None) -> bool:
    """ "sama ibu" is a person at work, "ya ibu" a form of address."""
    return word not in ADDRESS or before in table.PLUS or isinstance(before, Number)


def _conclude(count: _Count, plain: str) -> Understood[int]:
    if count.together is not None:
        consistent = count.heads in {None, count.together} and not count.hired and not count.vague
        return _checked(count.together, count) if consistent else AsksBack("people.unsure")
    if count.vague or count.unknown > 2:
        return AsksBack("people.unsure") if count.numbers else Refused("people.none")
    if count.heads is not None and count.hired is not None and not count.self_named:
        return AsksBack("people.several")
    return _with_owner(count, plain)


def _with_owner(count: _Count, plain: str) -> Understood[int]:
    if count.heads and is_helper(plain):
        return AsksBack("people.owner", candidates=(str(count.heads), str(count.heads + 1)))
    if count.named and table.BESIDES_ME.search(plain):
        return _checked(count.named + 1, count)
    if count.named and table.WITH_ME.search(plain):
        return _checked(count.named, count)
    if count.hired is not None or count.kin:
        return _with_others(count, plain)
    if count.heads is None:
        return AsksBack("people.owner") if count.self_named else Refused("people.none")
    if count.self_named and table.ME_AND.search(plain):
        return _checked(count.heads + 1, count)
    if count.self_named and table.AND_ME.search(plain):
        return AsksBack("people.owner", candidates=(str(count.heads), str(count.heads + 1)))
    return _checked(count.heads, count)


def _with_others(count: _Count, plain: str) -> Understood[int]:
    """Relatives or employees are named: is the owner one of the heads?"""
    if not count.self_named and not table.COUPLE.fullmatch(plain):
        if not count.numbers:
            return Refused("people.none")
        both = (str(count.named + 1), str(count.named))
        return AsksBack("people.owner", candidates=both)
    listed = count.kin + (count.hired or 0) + count.self_named
    if count.heads == listed:  # "2 orang, saya dan suami"
        return _checked(listed, count)
    return _checked(listed + (count.heads or 0), count)


def _checked(heads: int, count: _Count) -> Understood[int]:
    if not 1 <= heads <= MOST_PEOPLE:
        return Refused("people.out_of_range")
    most = 1 if count.counted else 0  # "jalan 4", "pemesan 10 orang": of what, or who?
    unknown = count.unknown + (0 if count.headed else count.described)
    return AsksBack("people.unsure") if unknown > most or count.adds_words else Accepted(heads)
