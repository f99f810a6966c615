"""How the facts of a business read on cards, lists and in *data saya*."""

from collections.abc import Sequence
from functools import cache

from dialog.chat import Chat
from dialog.words import Ours
from domain.business import Business
from storage import seed
from storage.database import Tx


@cache
def _village_names() -> dict[str, str]:
    return {v.code: f"{v.name}, {v.district}" for v in seed.villages()}


@cache
def _cluster_names() -> dict[str, str]:
    return {c.code: c.name for c in seed.clusters()}


def village_name(code: str) -> str:
    """The kelurahan alone."""
    return village_words(code).split(",")[0]


def village_words(code: str) -> str:
    """The kelurahan with its kecamatan."""
    return _village_names().get(code, code)


def cluster_words(code: str) -> str:
    """The name of the cluster."""
    return _cluster_names().get(code, code)


def state_words(chat: Chat[Tx], business: Business) -> Ours:
    """The state in words."""
    return chat.words(f"shared.business.states.{business.state}")


def premises_words(chat: Chat[Tx], business: Business) -> Ours:
    """Where it is made, in words."""
    return chat.words(f"shared.business.premises.{business.premises}")


def papers_words(chat: Chat[Tx], kinds: Sequence[str]) -> Ours:
    """The papers by their names, or that there are none."""
    if not kinds:
        return chat.words("shared.business.no_papers")
    return Ours(", ".join(chat.words(f"shared.business.papers.{kind}") for kind in kinds))
