"""A picture of flat colours as PNG, drawn with no library at all.

For patterns and signs, made where a process must stay small: Pillow takes a tenth of a second and
12 MB, and is for photos.
"""

import struct
import zlib
from collections.abc import Sequence
from math import ceil

Corner = tuple[float, float]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE, DEPTH = 3, 8  # colour type and bits: one byte a pixel, at most 256 colours
SPEED = 1  # of zlib: flat colours pack to a fiftieth at its quickest


class FlatPicture:
    """Pixels under polygons; what is drawn later lies above."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self._colours = [ground]
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(self, colour: str, corners: Sequence[Corner]) -> None:
        """Fill a polygon; what is outside of the picture is left out. colour: "#b98d55"."""
        if colour not in self._colours:
            self._colours.append(colour)
        paint = bytes([self._colours.index(colour)]) * self.width
        for number, crossed in self._crossings(corners).items():
            crossed.sort()
            for left, right in zip(crossed[::2], crossed[1::2], strict=True):
                start, stop = max(0, ceil(left - 0.5)), min(self.width, ceil(right - 0.5))
                if start < stop:
                    self._rows[number][start:stop] = paint[: stop - start]

    def _crossings(self, corners: Sequence[Corner]) -> dict[int, list[float]]:
        """Where the middle of each row of pixels meets the edges."""
        found: dict[int, list[float]] = {}
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
            (x, y), (x2, y2) = sorted((one, other), key=lambda corner: corner[1])
            for number in range(max(0, ceil(y - 0.5)), min(self.height, ceil(y2 - 0.5))):
                found.setdefault(number, []).append(x + (number + 0.5 - y) * (x2 - x) / (y2 - y))
        return found

    def png(self) -> bytes:
        """The picture as a file."""
        head = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, PALETTE, 0, 0, 0)
        palette = b"".join(bytes.fromhex(colour[1:]) for colour in self._colours)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self._rows), SPEED)
        parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
        return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    told = kind + content
    return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))
