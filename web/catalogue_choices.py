"""What a visitor of the catalogue may choose from, and what they have chosen, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.money import rupiah, thousands
from storage import seed
from web.catalogue_query import Query
from web.pages import Pages


def village_names() -> dict[str, tuple[str, str]]:
    """Kelurahan and kecamatan by code."""
    return {v.code: (v.name, v.district) for v in seed.villages()}


def cluster_names() -> dict[str, str]:
    """Names of clusters by code."""
    return {c.code: c.name for c in seed.clusters()}


def districts() -> list[str]:
    """All kecamatan, by their letters."""
    return sorted({v.district for v in seed.villages()})


def groups(by_cluster: Mapping[str, int]) -> dict[str, list[tuple[str, str, int]]]:
    """Clusters that have something to show, by group: code, name, number."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for one in seed.clusters():
        if number := by_cluster.get(one.code, 0):
            found.setdefault(one.group, []).append((one.code, one.name, number))
    return found


def chosen(pages: Pages, query: Query) -> list[tuple[str, str]]:
    """What narrows the list: its words, and the address without it."""
    return [(words, query.address(**changes)) for words, changes in _narrowing(pages, query)]


def _narrowing(pages: Pages, query: Query) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each thing that narrows, and the change that takes it away."""
    if query.typed:
        words = pages.text("catalogue_page.chosen.typed", typed=query.typed)
        yield words, {"typed": ""}
    if query.cluster:
        yield cluster_names()[query.cluster], {"cluster": ""}
    if query.district:
        yield query.district, {"district": ""}
    yield from _prices(pages, query)
    for kind in query.papers:
        rest = tuple(k for k in query.papers if k != kind)
        yield pages.text(f"shared.business.papers.{kind}"), {"papers": rest}
    if query.capacity is not None:
        number = thousands(query.capacity)
        yield pages.text("catalogue_page.chosen.capacity", number=number), {"capacity": None}


def _prices(pages: Pages, query: Query) -> Iterator[tuple[str, dict[str, Any]]]:
    if query.price_from is not None:
        lowest = rupiah(query.price_from)
        yield pages.text("catalogue_page.chosen.price_from", price=lowest), {"price_from": None}
    if query.price_to is not None:
        highest = rupiah(query.price_to)
        yield pages.text("catalogue_page.chosen.price_to", price=highest), {"price_to": None}
