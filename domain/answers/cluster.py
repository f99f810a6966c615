"""The cluster of a product, out of what a person says they make: "keripik pisang" → KERIPIK.

The head of an Indonesian phrase stands first: "keripik tempe" are chips, "sambal teri" is sambal.
Who only sells on, repairs or cooks for guests is refused; who says no more than "jual keripik"
is asked whether they make it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.answers.phrases import Phrases, Sign, phrases
from domain.answers.product_words import (
    DISHES,
    FOOD_SERVICE,
    GOODS,
    MACHINES,
    MAKING,
    MATERIALS,
    MODEST,
    NOT_MAKING_IT,
    SELF_MADE,
    SELLING,
    SERVICE,
    SPELLINGS,
    TRADE,
    VAGUE,
)
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted
from domain.answers.spelling import plain_words
from domain.answers.words import BREAK, QUESTION, squeezed, tokens, unstretched
from domain.cluster import Cluster

_HOW_LONG = re.compile(  # "sirup markisa, udah 3 tahun"
    r"(?<![ ,])[ ,]+(?:sudah|udah|udh|sdh)( jalan| berjalan)? (?:lama|\d{1,2} (?:tahun|thn|bulan|bln))(?: ini| lebih)?[\W]*$",
    re.IGNORECASE,
)
MIN_LETTERS_FOR_TYPO = 6  # "batak" is one letter from "batik"
_AND = frozenset(
    {
        BREAK,
        "dan",
        "sama",
        "dengan",
        "juga",
        "plus",
        "atau",
        "serta",
        "dgn",
        "sm",
        "ama",
        "kadang",
        "campur",
    }
)
_NOT = {"tidak", "bukan", "belum"}
_NO_INDUSTRY = {
    "!trade": "cluster.trade",
    "!goods": "cluster.trade",
    "!service": "cluster.service",
    "!food": "cluster.food_service",
    "!dish": "cluster.food_service",
}
_DESCRIBING = {"!goods", "!dish"}  # no industry by themselves, but what a product may be made of
_OF = {"dari", "bahan", "berbahan", "terbuat"}
_PACKED = {"kemasan", "botol", "frozen", "beku", "sachet", "kaleng", "kotakan"}
_TECHNIQUES = {"BATIK", "TENUN", "BORDIR", "PERCETAKAN"}
_ASKING = frozenset("apa kapan bagaimana berapa kenapa siapa dimana".split())


@dataclass(frozen=True)
class _Catalogue:
    """Keywords of every cluster as phrases; a meaning is the codes it stands for, or a mark."""

    table: Phrases[tuple[str, ...]]
    single: dict[str, tuple[str, ...]]
    long_by_letter: dict[str, tuple[str, ...]]
    groups: dict[str, tuple[str, ...]]


def understand(text: str, clusters: Sequence[Cluster]) -> Understood[str]:
    """The code of the cluster.

    Asked back, with codes as candidates: `cluster.several`, `cluster.vague` ("makanan"),
    `cluster.sells` (sells it; makes it?), `cluster.unsure`, `cluster.question`. Refused:
    `cluster.trade`, `cluster.service`, `cluster.food_service`, `cluster.none`.
    """
    said = _HOW_LONG.sub("", text)
    return doubted(_understood(said, clusters), said, "cluster.unsure")


def _understood(text: str, clusters: Sequence[Cluster]) -> Understood[str]:
    catalogue = _catalogue_of(tuple(clusters))
    words = [_spelled(token) for token in tokens(text)]
    row = plain_words(text)
    plain = set(row)
    if QUESTION in words or (plain & _ASKING and len(words) <= 4):
        return AsksBack("cluster.question")
    signs = catalogue.table.read(_without_repeats(words))
    outside = _outside(signs)
    if outside == "cluster.food_service" and _PACKED.intersection(words) and _codes(signs):
        outside = ""  # in bottles or packs it is a product: "jus markisa botol"
    if outside:
        codes = _codes(signs)
        made = SELF_MADE.intersection(words) and codes and not _NOT & plain
        return AsksBack("cluster.unsure", candidates=codes) if made else Refused(outside)
    signs = _with_typos(signs, catalogue)
    if not _codes(signs):
        return _without_product(signs, words, catalogue)
    if NOT_MAKING_IT.search(" ".join(row)):
        return AsksBack("cluster.unsure", candidates=_codes(signs))
    return _judge(signs, words, plain)


def _spelled(token: str) -> str:
    word = unstretched(token)
    for form in (word, squeezed(word), word.removesuffix("nya"), word.removesuffix("an")):
        if form in SPELLINGS:
            return SPELLINGS[form]
    return word


def _without_repeats(words: list[str]) -> list[str]:
    """ "kue-kue" → kue; but "otak otak" is a word of its own and stays in the table."""
    return [w for at, w in enumerate(words) if not (at and words[at - 1] == w and w == "kue")]


def _outside(signs: list[Sign[tuple[str, ...]]]) -> str:
    """Why this is no industry; empty where nothing says so."""
    after_product = False
    for sign in signs:
        mark = sign.meaning[0] if sign.meaning else ""
        if mark in _NO_INDUSTRY and not (after_product and mark in _DESCRIBING):
            return _NO_INDUSTRY[mark]
        is_pause = sign.meaning is None and sign.words[0] in _AND
        after_product = (after_product or _names_product(sign)) and not is_pause
    return ""


def _names_product(sign: Sign[tuple[str, ...]]) -> bool:
    return sign.meaning is not None and sign.meaning[0][0] not in "!?"


def _codes(signs: list[Sign[tuple[str, ...]]]) -> tuple[str, ...]:
    found = [c for s in signs if s.meaning and s.meaning[0][0] not in "!?" for c in s.meaning]
    return tuple(dict.fromkeys(found))


def _with_typos(
    signs: list[Sign[tuple[str, ...]]], catalogue: _Catalogue
) -> list[Sign[tuple[str, ...]]]:
    """Unknown words that are one letter from one keyword."""
    return [Sign(_near(s.words[0], catalogue), s.words) if s.meaning is None else s for s in signs]


def _near(word: str, catalogue: _Catalogue) -> tuple[str, ...] | None:
    stem = word.removesuffix("nya")
    if stem in catalogue.single:
        return catalogue.single[stem]
    if len(word) < MIN_LETTERS_FOR_TYPO or word in MAKING | SELLING:
        return None
    near = {
        catalogue.single[keyword]
        for keyword in catalogue.long_by_letter.get(word[0], ())
        if abs(len(keyword) - len(word)) <= 1 and OSA.distance(word, keyword, score_cutoff=1) == 1
    }
    return near.pop() if len(near) == 1 else None


def _without_product(
    signs: list[Sign[tuple[str, ...]]], words: list[str], catalogue: _Catalogue
) -> Understood[str]:
    for sign in signs:
        if sign.meaning and sign.meaning[0].startswith("?"):
            return AsksBack("cluster.vague", candidates=catalogue.groups[sign.meaning[0][1:]])
    return Refused("cluster.trade" if SELLING.intersection(words) else "cluster.none")


def _judge(
    signs: list[Sign[tuple[str, ...]]], words: list[str], plain: set[str]
) -> Understood[str]:
    noun_phrases = _noun_phrases(signs)
    heads = [_head(phrase) for phrase in noun_phrases]
    choices = [head for head in heads if head]
    codes = tuple(dict.fromkeys(code for head in choices for code in head))
    if _has_unknown_head(signs) or any(map(_is_unknown, noun_phrases)):
        return AsksBack("cluster.unsure", candidates=codes)
    common = set(codes).intersection(*choices)
    sells = SELLING.intersection(words) and not SELF_MADE.intersection(words)
    if _NOT & plain or plain & {"mau", "rencana", "dulu", "kalau", "mungkin", "bingung"}:
        return AsksBack("cluster.unsure", candidates=codes)
    if len(choices) > 1 and not (len(common) == 1 and len(codes) == 1):
        return AsksBack("cluster.several", candidates=codes)
    if len(codes) > 1:
        return AsksBack("cluster.several", candidates=codes)
    return AsksBack("cluster.sells", candidates=codes) if sells else Accepted(codes[0])


def _has_unknown_head(signs: list[Sign[tuple[str, ...]]]) -> bool:
    """A word we do not know straight before the product: "jaring ikan" is no fish.

    A machine also farther before: "mesin pembuat keripik".
    """
    first = next((at for at, sign in enumerate(signs) if _names_product(sign)), 0)
    if any(sign.meaning is None and sign.words[0] in MACHINES for sign in signs[:first]):
        return True
    before = signs[first - 1] if first else None
    return before is not None and before.meaning is None and before.words[0] not in MODEST


def _is_unknown(phrase: list[Sign[tuple[str, ...]]]) -> bool:
    """ "kue kering dan basah": what stands by itself may be another product."""
    return bool(phrase) and all(
        sign.meaning is None and sign.words[0] not in MODEST for sign in phrase
    )


def _noun_phrases(signs: list[Sign[tuple[str, ...]]]) -> list[list[Sign[tuple[str, ...]]]]:
    """The row cut at "dan", commas and their like."""
    phrases_found: list[list[Sign[tuple[str, ...]]]] = [[]]
    for sign in signs:
        if sign.words[0] in _AND and sign.meaning is None:
            phrases_found.append([])
        else:
            phrases_found[-1].append(sign)
    return phrases_found


def _head(phrase: list[Sign[tuple[str, ...]]]) -> tuple[str, ...]:
    """The clusters of the first product; a doubtful head takes help from what follows."""
    named = [sign for sign in phrase if _names_product(sign)]
    found = [sign.meaning for sign in named if sign.meaning]
    if not found:
        return ()
    head = found[0]
    if named[0].words[0] in MATERIALS:
        return head  # "tepung roti" is no bread
    for later in found[1:]:
        both = tuple(code for code in head if code in later)
        if len(head) > 1 and both:
            head = both
        elif not both and _OF & {s.words[0] for s in phrase}:
            head = tuple(dict.fromkeys((*head, *later)))  # "suvenir dari ulos"
    crafts = {code for meaning in found if len(meaning) == 1 for code in meaning} & _TECHNIQUES
    if len(crafts) > 1 and not _OF & {s.words[0] for s in phrase}:
        return tuple(dict.fromkeys((*head, *sorted(crafts))))  # "baju batik bordir"
    return head


@lru_cache(maxsize=4)
def _catalogue_of(clusters: tuple[Cluster, ...]) -> _Catalogue:
    by_phrase: dict[str, list[str]] = {}
    for cluster in clusters:
        for keyword in cluster.keywords:
            key = " ".join(_spelled(token) for token in tokens(keyword) if token != BREAK)
            by_phrase.setdefault(key, []).append(cluster.code)
    meanings: dict[tuple[str, ...], list[str]] = {
        ("!trade",): _respelled(TRADE),
        ("!service",): _respelled(SERVICE),
        ("!food",): _respelled(FOOD_SERVICE),
        ("!goods",): _respelled(GOODS),
        ("!dish",): _respelled(DISHES),
    }
    for word, group in VAGUE.items():
        meanings.setdefault((f"?{group}",), []).append(word)
    for phrase, codes in by_phrase.items():
        meanings.setdefault(tuple(dict.fromkeys(codes)), []).append(phrase)
    groups: dict[str, tuple[str, ...]] = {}
    for cluster in clusters:
        groups[cluster.group] = (*groups.get(cluster.group, ()), cluster.code)
    table = phrases({meaning: ";".join(texts) for meaning, texts in meanings.items()})
    single = {
        words[0]: meaning
        for words, meaning in table.by_words.items()
        if len(words) == 1 and meaning[0][0] not in "!?"
    }
    by_letter: dict[str, tuple[str, ...]] = {}
    for word in single:
        if len(word) >= MIN_LETTERS_FOR_TYPO:
            by_letter[word[0]] = (*by_letter.get(word[0], ()), word)
    return _Catalogue(table, single, by_letter, groups)


def _respelled(block: str) -> list[str]:
    lines = block.replace("\n", ";").split(";")
    return [" ".join(_spelled(word) for word in line.split()) for line in lines if line.split()]
