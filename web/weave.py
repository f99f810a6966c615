"""`/katalog/tenun/{cluster}.svg`: a piece of woven cloth where a product has no photo.

Bands of stripes, diamonds and teeth as in the cloth of the region, in the colours of the cluster's
group; which bands, the cluster's code decides, so that it is always the same cloth.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2s

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

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
BANDS = ("stripes", "diamonds", "teeth", "dots", "crosses")


def weave_address(cluster: str) -> str:
    """Where the cloth of a cluster is found."""
    return f"/katalog/tenun/{cluster}.svg"


@cache
def weave(cluster: str) -> str:
    """The cloth of a cluster as SVG; an unknown code has the colours of the rest."""
    group = next((c.group for c in seed.clusters() if c.code == cluster), "Lain")
    ground, main, second = COLOURS.get(group, COLOURS["Lain"])
    parts = "".join(_rows(blake2s(cluster.encode()).digest(), ground, main, second))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}"'
        f' height="{SIDE}"><rect width="{SIDE}" height="{SIDE}" fill="{ground}"/>{parts}</svg>'
    )


def _rows(seed_bytes: bytes, ground: str, main: str, second: str) -> Iterator[str]:
    """A broad band in the middle, and the same bands above and below it."""
    middle = SIDE / 2
    for reach, colour in ((32, second), (21, ground), (12, main)):
        yield _diamonds(middle, reach, colour, 64)
    for at in (middle - 47, middle + 44):
        yield _stripe(at, 3, second)
    places = (86.0, 52.0, 18.0)
    for number, place in enumerate(places):
        band = BANDS[seed_bytes[number] % len(BANDS)]
        for at in (place, SIDE - place):
            yield _band(band, at, (main, second)[seed_bytes[number + 3] % 2])


def _band(kind: str, at: float, colour: str) -> str:
    if kind == "stripes":
        return "".join(_stripe(at + shift, 3, colour) for shift in (-8, -1.5, 5))
    if kind == "diamonds":
        return _diamonds(at, 10, colour)
    if kind == "dots":
        return _repeated("M{x} {y}h6v6h-6z", at - 3, 16, colour)
    if kind == "crosses":
        return _repeated("M{x} {y}h5v5h5v5h-5v5h-5v-5h-5v-5h5z", at - 7.5, 20, colour)
    return _repeated("M{x} {y}l8 -14l8 14z", at + 7, 16, colour)


def _stripe(top: float, height: float, colour: str) -> str:
    return f'<path d="M0 {top:g}h{SIDE}v{height:g}H0z" fill="{colour}"/>'


def _diamonds(middle: float, reach: float, colour: str, step: float = 20) -> str:
    shapes = "".join(
        f"M{(number + 0.5) * step - reach:g} {middle:g}l{reach:g} {-reach:g}"
        f"l{reach:g} {reach:g}l{-reach:g} {reach:g}z"
        for number in range(int(SIDE // step))
    )
    return f'<path d="{shapes}" fill="{colour}"/>'


def _repeated(shape: str, top: float, step: float, colour: str) -> str:
    shapes = "".join(
        shape.format(x=f"{number * step + step / 4:g}", y=f"{top:g}")
        for number in range(int(SIDE // step))
    )
    return f'<path d="{shapes}" fill="{colour}"/>'


def routes() -> list[Route]:
    """The route of the cloths."""
    codes = frozenset(c.code for c in seed.clusters())

    async def show(request: Request) -> Response:
        code = request.path_params["cluster"]
        if code not in codes:
            return Response(status_code=404)
        headers = {"Cache-Control": FOR_A_WEEK, "X-Content-Type-Options": "nosniff"}
        return Response(weave(code), media_type="image/svg+xml", headers=headers)

    return [Route("/katalog/tenun/{cluster}.svg", show)]
