"""Files that are made from rows when they are sent: nothing is stored, a repetition is the same."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from domain.errors import Refused
from storage.database import Database


@dataclass(frozen=True, slots=True)
class File:
    """A finished file. name: as the person sees it, with its ending."""

    name: str
    mime: str
    content: bytes


Render: TypeAlias = Callable[[str], Awaitable[File]]
Maker: TypeAlias = Callable[[Database, int], Awaitable[File]]


def renderer(database: Database, find_makers: Callable[[], Mapping[str, Maker]]) -> Render:
    """Turns a reference like "certificate:17" into its file by the maker of that kind.

    find_makers: asked with each reference, so that what makes papers is loaded with the first.

    The function it gives raises Refused where there is no such kind; a maker raises it where
    there is no such row.
    """

    async def render(reference: str) -> File:
        kind, _, number = reference.partition(":")
        maker = find_makers().get(kind)
        if maker is None or not number.isdecimal():
            raise Refused("document", f"there is no document {reference}")
        return await maker(database, int(number))

    return render
