"""What a visitor of the catalogue asks for, as it stands in the address of the page."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from domain.answers import price
from domain.answers.result import Accepted
from storage import seed
from storage.catalogue import FILTER_PAPERS
from web.stock import Sought

MAX_TYPED = 80  # letters of a search
MAX_NUMBER = 10**12  # rupiah, or pieces a month; anything above is a slip
MAX_PAGE = 1000
PER_PAGE = 24  # divides into rows of two, three and four


@dataclass(frozen=True, slots=True)
class Query(Sought):
    """One address of `/katalog`: what is sought, and which page of it, from 1."""

    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is looked for, so that something can be taken away again."""
        return self != Query(page=self.page)

    def address(self, **changes: Any) -> str:
        """The page with these changes; from its first page unless `page` is named."""
        other = replace(self, **{"page": 1, **changes})
        pairs = [
            ("cari", other.typed), ("klaster", other.cluster), ("kecamatan", other.district),
            ("dari", other.price_from), ("sampai", other.price_to),
            *(("surat", kind) for kind in other.papers), ("kapasitas", other.capacity),
            ("hal", other.page if other.page > 1 else ""),
        ]  # fmt: skip
        asked = urlencode([(name, str(value)) for name, value in pairs if value not in ("", None)])
        return f"/katalog?{asked}" if asked else "/katalog"


def read_query(asked: QueryParams) -> Query:
    """The query of an address; what makes no sense is left out, never an error."""
    typed = " ".join(asked.get("cari", "").replace("\0", " ").split())[:MAX_TYPED]
    cluster, district = asked.get("klaster", ""), asked.get("kecamatan", "")
    lowest, highest = _price(asked.get("dari", "")), _price(asked.get("sampai", ""))
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    return Query(
        typed=typed,
        cluster=cluster if any(c.code == cluster for c in seed.clusters()) else "",
        district=district if any(v.district == district for v in seed.villages()) else "",
        price_from=lowest,
        price_to=highest,
        papers=tuple(kind for kind in FILTER_PAPERS if kind in asked.getlist("surat")),
        capacity=_number(asked.get("kapasitas", "")),
        page=min(max(_number(asked.get("hal", "")) or 1, 1), MAX_PAGE),
    )


def _price(typed: str) -> int | None:
    """ "25.000", "25rb" and "Rp 25000" alike."""
    understood = price.understand(typed[:40]) if typed.strip() else None
    if isinstance(understood, Accepted) and 0 <= understood.value <= MAX_NUMBER:
        return understood.value
    return _number(typed)


def _number(typed: str) -> int | None:
    digits = typed.strip().replace(".", "")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(MAX_NUMBER)):
        return None
    return min(int(digits), MAX_NUMBER)
