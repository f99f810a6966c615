"""Which clusters something is for."""

from collections.abc import Sequence
from typing import Any

from dialog.choices import Several
from dialog.messages import Option
from dialog.questions import Reading
from dialog.session import Pending
from domain.answers.result import Accepted
from domain.plain_text import fold
from handlers.parts.business_words import cluster_words
from storage import seed

ALL = "all"
ALL_WORDS = {"semua", "semuanya", "semua klaster", "semua saja", "bebas", "umum"}


class Clusters(Several):
    """Any number of clusters; none means every one, and so does the option that says it."""

    def __init__(self) -> None:
        super().__init__([(c.code, c.name) for c in seed.clusters()])

    def options(self) -> Sequence[Option]:
        return (Option(ALL), *super().options())

    def read(self, text: str, pending: Pending) -> Reading:
        if fold(text) in ALL_WORDS:
            return Accepted([])
        found = super().read(text, pending)
        return Accepted([]) if isinstance(found, Accepted) and ALL in found.value else found

    def pick(self, option: str, pending: Pending) -> Reading:
        return Accepted([]) if option == ALL else super().pick(option, pending)

    def show(self, stored: Any) -> str:
        return ", ".join(cluster_words(code) for code in stored)
