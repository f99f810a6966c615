"""Who counts as IKM: what an owner tells, and what follows from it.

The rule: it makes or works up its goods itself and has a kitchen or workshop. The table below is
read from the top, the first line that fits decides; nobody is turned away by a guess about words,
a doubtful word only leads to one more question.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.answers.words import clean
from domain.business import Premises


class Makes(StrEnum):
    """What the owner does with the goods."""

    YES = "yes"  # makes or works them up
    NO = "no"  # sells on, repacks, relabels
    SERVICE = "service"  # repairs, washes, cooks for guests
    STOPPED = "stopped"  # made them, more than six months ago
    PLANNED = "planned"


class Outcome(StrEnum):
    """What the answers come to; the office decides in the end."""

    IKM = "ikm"
    IKM_FLAGGED = "ikm_flagged"  # works up others' material: IKM, but an officer should know
    OFFICER = "officer"  # only an officer can tell
    PROSPECTIVE = "prospective"  # does not produce now, may take some trainings
    NOT_IKM = "not_ikm"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the work so far."""

    makes: Makes
    material: str = ""
    product: str = ""
    premises: Premises | None = None  #: None = not asked yet


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and the name of the rule that led to it."""

    outcome: Outcome
    reason: str


def _pattern(words: str) -> re.Pattern[str]:
    parts = "|".join(re.escape(word.strip()) for word in words.split(";"))
    return re.compile(rf"\b({parts})\b")


_MAKLOON = _pattern(
    "makloon; maklon; makelon; makloan; titipan; dari pemesan; dari pelanggan; dari konsumen;"
    "punya orang; punya pelanggan; bahan pelanggan; dari toke; dari tauke;"
    "dari pemberi kerja; upah jahit; upahan"
)
_SHREDDING = _pattern(
    "cacahan; cacah plastik; plastik cacah; cacahan plastik; pencacahan; pencacah; mencacah;"
    "giling plastik; gilingan plastik; plastik giling; biji plastik; bijih plastik"
)
_REPACKING = _pattern(
    "kemas ulang; dikemas ulang; repack; repacking; ganti label; ganti merek; barang jadi;"
    "beli jadi; jual lagi; dijual lagi; jual kembali; dijual kembali; reseller; dropship"
)


@lru_cache(maxsize=4096)  # a conversation asks this again at each of its turns
def sounds_repacked(material: str, product: str) -> bool:
    """Whether the words sound like goods that are only packed or sold again."""
    return bool(_REPACKING.search(f"{clean(material)} ; {clean(product)}"))


def _has(pattern: re.Pattern[str]) -> Callable[[Facts], bool]:
    return lambda facts: bool(pattern.search(f"{clean(facts.material)} ; {clean(facts.product)}"))


#: (name of the rule, outcome, when it fits), the first that fits decides
RULES: Sequence[tuple[str, Outcome, Callable[[Facts], bool]]] = (
    ("planned", Outcome.PROSPECTIVE, lambda facts: facts.makes is Makes.PLANNED),
    ("stopped", Outcome.PROSPECTIVE, lambda facts: facts.makes is Makes.STOPPED),
    ("resells", Outcome.NOT_IKM, lambda facts: facts.makes is Makes.NO),
    ("serves", Outcome.NOT_IKM, lambda facts: facts.makes is Makes.SERVICE),
    ("no_premises", Outcome.NOT_IKM, lambda facts: facts.premises is Premises.NONE),
    ("shreds", Outcome.OFFICER, _has(_SHREDDING)),
    ("shared_premises", Outcome.OFFICER, lambda facts: facts.premises is Premises.SHARED),
    ("makloon", Outcome.IKM_FLAGGED, _has(_MAKLOON)),
    ("makes", Outcome.IKM, lambda facts: True),
)


@lru_cache(maxsize=4096)
def judge(facts: Facts) -> Verdict:
    """What these facts come to."""
    return next(Verdict(outcome, name) for name, outcome, fits in RULES if fits(facts))
