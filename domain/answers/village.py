"""The kelurahan where someone produces, out of an address as people give it.

"sekip", "Kel. Tegal Sari 3", "jl. karya wisata, gedung johor", "terjun, marelan". Streets and
landmarks do not count; a number that is left out, a shared name and a kecamatan alone are asked
back; neighbours of the city are refused (`village.outside`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.answers.place_names import Hit, Kind, PlaceNames, names_of
from domain.answers.place_reading import Address, read_address
from domain.answers.place_words import (
    COMMON_NAMES,
    DESCRIBED,
    DOUBT,
    SHARED_NAMES,
    SIZES,
    STREET_NAMES,
)
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted
from domain.region import Village

_SEMPAKATA = re.compile(r"\bs[ei]mpa kata\b", re.IGNORECASE)  # no hearsay
MAX_UNKNOWN_BESIDE_ONE_WORD = 3  # "sekip" in a long sentence may be something else
MAX_UNKNOWN = 8


def understand(text: str, villages: Sequence[Village]) -> Understood[str]:
    """The official code of the kelurahan (`12.71.…`).

    Asked back, with codes as candidates: `village.several`, `village.district` (a kecamatan
    alone), `village.shared`, `village.binjai`, `village.mismatch` (kelurahan not in that
    kecamatan), `village.unsure`, `village.question`. Refused: `village.outside`, `village.none`.
    """
    said = _SEMPAKATA.sub("sempakata", text)
    return doubted(_understood(said, villages), said, "village.unsure")


def _understood(text: str, villages: Sequence[Village]) -> Understood[str]:
    names = names_of(tuple(villages))
    address = read_address(text, names)
    if any(hit.kind is Kind.OUTSIDE for hit in address.hits):
        return Refused("village.outside")
    if address.asks:
        return AsksBack("village.question")
    found = _Found.of(address, names)
    if not found.codes:
        return _without_village(found, address, names)
    if DOUBT.intersection(address.words):
        return AsksBack("village.unsure", candidates=found.sorted_codes())
    return _resolve(found, address, names)


@dataclass
class _Found:
    """What the hits of an address agree on."""

    codes: frozenset[str]
    districts: frozenset[str]
    villages: list[Hit]
    clash: bool = False
    outside_district: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, address: Address, names: PlaceNames) -> "_Found":
        """Kecamatan narrow kelurahan down; a name that is both serves the others first."""
        villages, districts = _sort_out(address, names)
        codes = frozenset.union(frozenset(), *(hit.codes for hit in villages))
        common = codes.intersection(*(hit.codes for hit in villages)) if villages else codes
        clash = bool(villages) and not common
        codes = codes if clash else common
        inside = frozenset(c for c in codes if not districts or names.district_of[c] in districts)
        if codes and not inside:
            return cls(codes, districts, villages, clash=True, outside_district=codes)
        return cls(inside, districts, villages, clash)

    def sorted_codes(self) -> tuple[str, ...]:
        return tuple(sorted(self.codes))


def _sort_out(address: Address, names: PlaceNames) -> tuple[list[Hit], frozenset[str]]:
    districts = {d for hit in address.hits if hit.kind is Kind.DISTRICT for d in hit.districts}
    villages = [hit for hit in address.hits if hit.kind is Kind.VILLAGE]
    for hit in [h for h in villages if h.districts and not h.is_marked]:
        others = [o for o in villages if o is not hit]
        if any(names.district_of[c] in hit.districts for o in others for c in o.codes):
            villages = others
            districts |= hit.districts
    return villages, frozenset(districts)


def _without_village(found: _Found, address: Address, names: PlaceNames) -> Understood[str]:
    if len(found.districts) == 1:
        (district,) = found.districts
        inside = tuple(c for c, d in names.district_of.items() if d == district)
        return AsksBack("village.district", candidates=inside, hints={"district": district})
    if found.districts:
        return AsksBack("village.unsure")
    return AsksBack("village.unsure") if address.street_codes else Refused("village.none")


def _resolve(found: _Found, address: Address, names: PlaceNames) -> Understood[str]:
    if found.outside_district:
        return AsksBack("village.mismatch", candidates=found.sorted_codes())
    if len(found.codes) > 1 or found.clash:
        return AsksBack("village.several", candidates=found.sorted_codes())
    hit = max(found.villages, key=lambda one: one.length)
    placed = bool(found.districts) or hit.is_marked
    reason = SHARED_NAMES.get(hit.key)
    if reason and not placed:
        return AsksBack(reason, candidates=_with_neighbours(found.sorted_codes(), hit, names))
    if hit.has_loose_number or _is_lost(hit, address, placed) or _is_no_place(hit, address, placed):
        return AsksBack("village.unsure", candidates=found.sorted_codes())
    return Accepted(next(iter(found.codes)))


def _with_neighbours(codes: tuple[str, ...], hit: Hit, names: PlaceNames) -> tuple[str, ...]:
    """The kelurahan itself, then the others of the kecamatan that bears the same name."""
    district = names.district_of.items()
    return (*codes, *(c for c, d in district if d in hit.districts and c not in codes))


def _is_lost(hit: Hit, address: Address, placed: bool) -> bool:
    """Does the name stand among too many words that we do not know?"""
    if placed:
        return address.unknown > MAX_UNKNOWN
    if hit.key in COMMON_NAMES:
        return address.unknown > 0
    return address.unknown > (MAX_UNKNOWN if hit.length > 1 else MAX_UNKNOWN_BESIDE_ONE_WORD)


def _is_no_place(hit: Hit, address: Address, placed: bool) -> bool:
    """A street, a size, a crossing, a village of Deli Serdang, or no name at all?"""
    if hit.after in SIZES or (hit.key[-1].isdigit() and "luas" in address.words):
        return True  # "tanah 600 meter"
    if placed:
        return False
    described = hit.before in DESCRIBED and hit.key in COMMON_NAMES  # "rumah besar"
    return described or hit.before in {"desa", "simpang"} or hit.key in STREET_NAMES
