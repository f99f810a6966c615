"""Pictures as people send them, and files that only pretend to be one."""

import io
import struct
import zlib

from PIL import Image


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (800, 600), mode: str = "RGB", **more: object
) -> bytes:
    """A picture whose left half is dark, in this format. more: what Pillow's `save` takes."""
    made = Image.new("RGB", size, "#d8c8a8")
    made.paste((60, 30, 20), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    made.convert(mode).save(out, kind, **more)
    return out.getvalue()


def located_picture() -> bytes:
    """Taken on its side by a telephone that wrote down where."""
    told = Image.Exif()
    told[0x0112] = 6  # orientation: turn it to the right
    told[0x010F] = "Telepon Contoh"
    told.get_ifd(0x8825).update({1: "N", 2: (3.0, 35.0, 7.0), 3: "E", 4: (98.0, 40.0, 20.0)})
    return picture(exif=told)


def png_bomb(side: int = 30_000) -> bytes:
    """A few bytes that say they are so many pixels wide and high."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
