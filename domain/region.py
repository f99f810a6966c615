"""Kelurahan and kecamatan of the city: facts of the regulation, and how people call them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Village:
    """A kelurahan, the lowest region.

    Codes and official names: Kepmendagri 300.2.2-2430/2025. Display name and aliases are ours:
    official names are partly abbreviated ("PB Bengkel Baru") or spelled unlike common usage.
    """

    code: str  #: official code, "12.71.19.1002"
    official_name: str  #: exactly as in the regulation
    name: str  #: as shown to people
    district: str  #: kecamatan, "Medan Petisah"
    aliases: tuple[str, ...] = ()  #: further spellings, lower case; shared aliases are asked back
