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
SPEED = 6  # of zlib: flat colours pack to a hundredth whatever it says


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
        edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
        top = max(0, ceil(min(y for _, y in corners) - 0.5))
        end = min(self.height, ceil(max(y for _, y in corners) - 0.5))
        for number in range(top, end):
            crossed = sorted(_crossings(edges, number + 0.5))
            for left, right in zip(crossed[::2], crossed[1::2], strict=True):
                start, stop = max(0, ceil(left - 0.5)), min(self.width, ceil(right - 0.5))
                if start < stop:
                    self._rows[number][start:stop] = paint[: stop - start]

    def png(self) -> bytes:
        """The picture as a file."""
        head = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, PALETTE, 0, 0, 0)
        palette = b"".join(bytes.fromhex(colour[1:]) for colour in self._colours)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self._rows), SPEED)
        parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
        return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def _crossings(edges: Sequence[tuple[Corner, Corner]], y: float) -> list[float]:
    """Where a line across the picture meets the edges."""
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in edges
        if (y1 <= y) != (y2 <= y)
    ]


def _chunk(kind: bytes, content: bytes) -> bytes:
    told = kind + content
    return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))
