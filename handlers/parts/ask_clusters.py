"""Which clusters something is for."""

from typing import Any

from dialog.choices import Several
from handlers.parts.business_words import cluster_words
from storage import seed


class Clusters(Several):
    """Any number of clusters; none means every one."""

    def __init__(self) -> None:
        super().__init__([(c.code, c.name) for c in seed.clusters()])

    def show(self, stored: Any) -> str:
        return ", ".join(cluster_words(code) for code in stored)
