"""`/katalog/tenun/{cluster}.svg` and `.png`: a piece of woven cloth where a product has no photo.

Bands of stripes, diamonds and teeth as in the cloth of the region, in the colours of the cluster's
group; which bands, the cluster's code decides, so that it is always the same cloth.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2s
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.flat_picture import Corner, FlatPicture
from documents.photo import SHARE_SIZE
from storage import seed

SIDE = 320
FOR_A_WEEK = "public, max-age=604800"
# Ground, main thread, second thread: quiet enough to stand beside photos.
COLOURS = {
    "Pangan": ("#f4eada", "#d9b98c", "#b98d55"),
    "Sandang": ("#f5e9e7", "#d8a9a9", "#b16c74"),
    "Kulit": ("#f0e8e0", "#cdb09a", "#a17d62"),
    "Kerajinan": ("#efefe3", "#bfc29c", "#8f9468"),
    "Kimia": ("#e8f0ee", "#a9c9c4", "#729e98"),
    "Bahan bangunan": ("#f1ece7", "#cdb7aa", "#a68c7c"),
    "Logam": ("#ebedf0", "#b7c0ca", "#8793a1"),
    "Lain": ("#efebf3", "#c2b5d1", "#9685aa"),
}
DOT: tuple[Corner, ...] = ((0, 0), (6, 0), (6, 6), (0, 6))
TOOTH: tuple[Corner, ...] = ((0, 0), (8, -14), (16, 0))
CROSS: tuple[Corner, ...] = (
    (0, 0), (5, 0), (5, 5), (10, 5), (10, 10), (5, 10), (5, 15), (0, 15), (0, 10), (-5, 10),
    (-5, 5), (0, 5),
)  # fmt: skip
BANDS = ("stripes", "diamonds", "teeth", "dots", "crosses")


@dataclass(frozen=True, slots=True)
class Patch:
    """Shapes of one colour; corners in units of the cloth, from its upper left corner."""

    colour: str
    shapes: tuple[tuple[Corner, ...], ...]


def weave_address(cluster: str) -> str:
    """Where the cloth of a cluster is found."""
    return f"/katalog/tenun/{cluster}.svg"


def shared_address(cluster: str) -> str:
    """Where its picture is found, in the shape in which chats show a link: none shows SVG."""
    return f"/katalog/tenun/{cluster}.png"


@cache
def weave(cluster: str) -> str:
    """The cloth of a cluster as SVG; an unknown code has the colours of the rest."""
    colours = _colours(cluster)
    parts = "".join(_path(patch) for patch in _patches(cluster, *colours))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}"'
        f' height="{SIDE}"><rect width="{SIDE}" height="{SIDE}" fill="{colours[0]}"/>{parts}</svg>'
    )


def _path(patch: Patch) -> str:
    return f'<path d="{"".join(map(_outline, patch.shapes))}" fill="{patch.colour}"/>'


def _outline(shape: Sequence[Corner]) -> str:
    """Step by step from the first corner, which is short."""
    steps = (f"{x - w:g} {y - h:g}" for (w, h), (x, y) in pairwise(shape))
    return f"M{shape[0][0]:g} {shape[0][1]:g}l{' '.join(steps)}z"


@cache  # 28 clusters, 10 kB each
def shared_weave(cluster: str) -> bytes:
    """The cloth as PNG of `SHARE_SIZE`, repeated to both sides: tens of milliseconds."""
    width, height = SHARE_SIZE
    scale = height / SIDE
    colours = _colours(cluster)
    picture = FlatPicture(width, height, colours[0])
    first = (width / scale - 2 * SIDE) / 2
    for patch in _patches(cluster, *colours):
        for shape in patch.shapes:
            for shift in (first, first + SIDE):
                corners = [((x + shift) * scale, y * scale) for x, y in shape]
                picture.fill(patch.colour, corners)
    return picture.png()


def _colours(cluster: str) -> tuple[str, str, str]:
    group = next((c.group for c in seed.clusters() if c.code == cluster), "Lain")
    return COLOURS.get(group, COLOURS["Lain"])


def _patches(cluster: str, ground: str, main: str, second: str) -> Iterator[Patch]:
    """A broad band in the middle, and the same bands above and below it."""
    drawn, middle = blake2s(cluster.encode()).digest(), SIDE / 2
    for reach, colour in ((32, second), (21, ground), (12, main)):
        yield Patch(colour, _diamonds(middle, reach, 64))
    yield Patch(second, (_stripe(middle - 47), _stripe(middle + 44)))
    places = (86.0, 52.0, 18.0)
    for number, place in enumerate(places):
        band = BANDS[drawn[number] % len(BANDS)]
        shapes = (*_band(band, place), *_band(band, SIDE - place))
        yield Patch((main, second)[drawn[number + 3] % 2], shapes)


def _band(kind: str, at: float) -> tuple[tuple[Corner, ...], ...]:
    if kind == "stripes":
        return tuple(_stripe(at + shift) for shift in (-8, -1.5, 5))
    if kind == "diamonds":
        return _diamonds(at, 10, 20)
    if kind == "dots":
        return _repeated(DOT, at - 3, 16)
    if kind == "crosses":
        return _repeated(CROSS, at - 7.5, 20)
    return _repeated(TOOTH, at + 7, 16)


def _stripe(top: float, height: float = 3) -> tuple[Corner, ...]:
    return ((0, top), (SIDE, top), (SIDE, top + height), (0, top + height))


def _diamonds(middle: float, reach: float, step: float) -> tuple[tuple[Corner, ...], ...]:
    diamond = ((-reach, 0.0), (0.0, -reach), (reach, 0.0), (0.0, reach))
    return _repeated(diamond, middle, step, step / 2)


def _repeated(
    shape: Sequence[Corner], top: float, step: float, first: float | None = None
) -> tuple[tuple[Corner, ...], ...]:
    """The shape from edge to edge, every `step`."""
    start = step / 4 if first is None else first
    return tuple(
        tuple((start + number * step + x, top + y) for x, y in shape)
        for number in range(int(SIDE // step))
    )


def routes() -> list[Route]:
    """The route of the cloths."""
    codes = frozenset(c.code for c in seed.clusters())

    async def show(request: Request) -> Response:
        code = request.path_params["cluster"]
        if code not in codes:
            return Response(status_code=404)
        headers = {"Cache-Control": FOR_A_WEEK, "X-Content-Type-Options": "nosniff"}
        return Response(weave(code), media_type="image/svg+xml", headers=headers)

    async def share(request: Request) -> Response:
        code = request.path_params["cluster"]
        if code not in codes:
            return Response(status_code=404)
        picture = await asyncio.to_thread(shared_weave, code)
        headers = {"Cache-Control": FOR_A_WEEK, "X-Content-Type-Options": "nosniff"}
        return Response(picture, media_type="image/png", headers=headers)

    return [
        Route("/katalog/tenun/{cluster}.svg", show),
        Route("/katalog/tenun/{cluster}.png", share),
    ]
