"""The facts that come with the project, read from the CSV files beside this module.

Origin and terms: `NOTICE.md`. Everything is read once and kept.
"""

import csv
from functools import cache
from importlib import resources
from io import StringIO

from domain.cluster import Cluster, ClusterKbli
from domain.region import Village


@cache
def villages() -> tuple[Village, ...]:
    """The 151 kelurahan of the city, by official code."""
    return tuple(
        Village(
            row["code"], row["official_name"], row["name"], row["district"], _parts(row["aliases"])
        )
        for row in _rows("villages.csv")
    )


@cache
def clusters() -> tuple[Cluster, ...]:
    """The 28 clusters in the order of the office's list; the last is the rest ("LAIN")."""
    return tuple(
        Cluster(
            row["code"], row["group"], row["name"], _parts(row["examples"]), _parts(row["keywords"])
        )
        for row in _rows("clusters.csv")
    )


@cache
def cluster_kbli() -> tuple[ClusterKbli, ...]:
    """All business classes of all clusters, of KBLI 2020 and 2025."""
    return tuple(
        ClusterKbli(
            cluster_code=row["cluster"],
            version=int(row["version"]),
            code=row["kbli"],
            official_title=row["official_title"],
            is_main=row["main"] == "yes",
            is_verified=row["verified"] == "yes",
            note=row["note"],
        )
        for row in _rows("cluster_kbli.csv")
    )


def demo_owners() -> list[dict[str, str]]:
    """The invented owners of the demo year, the longest registered first."""
    return _rows("demo_owners.csv")


def demo_trainings() -> list[dict[str, str]]:
    """The invented trainings of the demo year. starts: days from today."""
    return _rows("demo_trainings.csv")


def demo_products() -> list[dict[str, str]]:
    """What the invented owners sell. business: its name; days: since it was listed."""
    return _rows("demo_products.csv")


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)
