"""What the name of a product says: its cluster, or that it sounds like trade or service."""

from functools import lru_cache

from domain.answers import cluster
from domain.answers.result import AsksBack, Refused, Understood
from storage import seed

_OTHER_WORK = {"cluster.trade", "cluster.service", "cluster.food_service", "cluster.sells"}


@lru_cache(maxsize=4096)  # each turn of a conversation comes by here again
def read_product(text: str) -> Understood[str]:
    """The code of the product's cluster, or why there is none."""
    return cluster.understand(text, seed.clusters())


def sounds_like_other_work(product: str) -> bool:
    """Whether it may be sold, served or repaired rather than made, so that one should ask."""
    understood = read_product(product)
    return isinstance(understood, Refused | AsksBack) and understood.reason in _OTHER_WORK
