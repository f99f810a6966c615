"""The cluster of a product: understood from its name, else group and cluster from two lists."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from dialog.questions import Reading
from dialog.session import Pending
from domain.answers.result import Accepted, AsksBack, Refused
from handlers.parts.business_words import cluster_words
from handlers.parts.read_product import read_product
from storage import seed
from storage.database import Tx

OTHER = "other"
PRODUCT = "="  # before the code of a cluster that was typed where a group was asked for
MAX_GUESSES = 12  # a whole group of clusters ("makanan"): then the group need not be asked


def _guesses(product: str) -> Sequence[str]:
    """Codes of the clusters that a product's name may mean, best first."""
    understood = read_product(product)
    if isinstance(understood, Accepted):
        return (understood.value,)
    found = understood.candidates if isinstance(understood, AsksBack) else ()
    return found if len(found) <= MAX_GUESSES else ()


class ClusterChoice(Choice):
    """Clusters and a way out of the list; the way out is no answer that a review shows.

    Whoever types a product instead has named its cluster, in the list or not.
    """

    def read(self, text: str, pending: Pending) -> Reading:
        chosen = super().read(text, pending)
        if not isinstance(chosen, Refused):
            return chosen
        understood = read_product(text)
        return understood if isinstance(understood, Accepted) else chosen

    def load(self, stored: Any) -> str:
        is_code = isinstance(stored, str) and stored in _codes()
        return stored if is_code else super().load(stored)

    def show(self, stored: Any) -> str:
        return cluster_words(stored)

    def is_shown(self, stored: Any) -> bool:
        return bool(stored != OTHER)


class GroupOrProduct(Choice):
    """A group of clusters; whoever types a product instead has named the cluster itself."""

    def read(self, text: str, pending: Pending) -> Reading:
        chosen = super().read(text, pending)
        if not isinstance(chosen, Refused):
            return chosen
        understood = read_product(text)
        return (
            Accepted(PRODUCT + understood.value) if isinstance(understood, Accepted) else understood
        )

    def pick(self, option: str, pending: Pending) -> Reading:
        if any(o.id == option for o in pending.shown) and option not in _groups():
            return Accepted(PRODUCT + option)
        return super().pick(option, pending)

    def label(self, candidate: str) -> str:
        return cluster_words(candidate)

    def load(self, stored: Any) -> str:
        if isinstance(stored, str) and stored.startswith(PRODUCT):
            return stored
        return super().load(stored)

    def show(self, stored: Any) -> str:
        return cluster_words(stored.removeprefix(PRODUCT))

    def is_shown(self, stored: Any) -> bool:
        return bool(stored.startswith(PRODUCT))


@cache
def _codes() -> frozenset[str]:
    return frozenset(c.code for c in seed.clusters())


@cache
def _groups() -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.group for c in seed.clusters()))


async def ask_cluster(chat: Chat[Tx], product: str) -> str:
    """The code of the cluster. product: what the owner makes, in the owner's words."""
    guessed = await _ask_guess(chat, product)
    if guessed:
        return guessed
    group = await chat.ask("cluster_group", GroupOrProduct([(g, g) for g in _groups()]))
    if group.startswith(PRODUCT):
        return group.removeprefix(PRODUCT)
    inside = [Option(c.code, c.name) for c in seed.clusters() if c.group == group]
    chosen = await chat.ask("cluster", ClusterChoice([*inside, Option(OTHER)]), given=group)
    if chosen == OTHER:
        chat.withdraw("cluster_group")
    return chosen


async def _ask_guess(chat: Chat[Tx], product: str) -> str:
    """The cluster that the product's name says, where the owner agrees; '' where not."""
    guesses = _guesses(product)
    if not guesses:
        return ""
    if len(guesses) == 1:
        (code,) = guesses
        agreed = Option(code, chat.words("register_business.cluster_guess.agreed"))
        choice = ClusterChoice([agreed, Option(OTHER)], yes=code, no=OTHER)
        chosen = await chat.ask("cluster_guess", choice, given=code, name=cluster_words(code))
    else:
        among = [Option(code, cluster_words(code)) for code in guesses]
        choice = ClusterChoice([*among, Option(OTHER)], no=OTHER)
        chosen = await chat.ask("cluster_among", choice, given=guesses)
    return "" if chosen == OTHER else chosen
