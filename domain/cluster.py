"""Clusters: groups of like products, the unit of fostering. The key is the code, never the KBLI."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of like products.

    A keyword that stands in several clusters ("kue") is a question, not an answer.
    """

    code: str  #: stable key, "KERIPIK"
    group: str  #: "Pangan", "Sandang", …
    name: str  #: as shown to people
    examples: tuple[str, ...] = ()  #: products to show
    keywords: tuple[str, ...] = ()  #: products as people say them, lower case


@dataclass(frozen=True, slots=True)
class ClusterKbli:
    """One business class of a cluster, in one version of the classification.

    A bare KBLI code means different things in 2020 and 2025; it is never a key.
    """

    cluster_code: str
    version: int  #: 2020 or 2025
    code: str  #: five digits
    official_title: str
    is_main: bool
    is_verified: bool  #: the official description names this kind of product
    note: str = ""
