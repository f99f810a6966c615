"""Voice notes recorded in a browser, put into the container that both platforms use.

Chromium records Opus in WebM; what people's phones send is Opus in Ogg. The sound itself is not
touched: its packets are only packed anew (RFC 7845 for Ogg, RFC 6716 for the length of a packet,
RFC 8794 for the elements of WebM).
"""

import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from simulator.parameters import Upload

_WEBM: Final = b"\x1a\x45\xdf\xa3"
_PARENTS: Final = {  # elements whose content is looked into
    0x18538067,  # Segment
    0x1F43B675,  # Cluster
    0x1654AE6B,  # Tracks
    0xAE,  # TrackEntry
    0xA0,  # BlockGroup
}
_CODEC_PRIVATE: Final = 0x63A2  # the "OpusHead" of RFC 7845, as Ogg has it too
_BLOCKS: Final = {0xA3, 0xA1}  # SimpleBlock, Block
_BLOCK_HEAD_BYTES: Final = 4  # track (one byte below 128), time code, flags
_PAGE_PACKETS: Final = 50  # a second of sound in one page
_MAX_SEGMENTS: Final = 255
_SERIAL: Final = 0x494B4D
_TAGS: Final = b"OpusTags" + struct.pack("<I", 9) + b"simulator" + struct.pack("<I", 0)
_FIRST, _LAST = 2, 4  # flags of a page


def as_voice_note(upload: Upload) -> Upload:
    """The same recording as Ogg where it is Opus in WebM; anything else as it is."""
    if not upload.content.startswith(_WEBM):
        return upload
    elements = list(_elements(upload.content))
    head = next((body for kind, body in elements if kind == _CODEC_PRIVATE), b"")
    packets = [body[_BLOCK_HEAD_BYTES:] for kind, body in elements if kind in _BLOCKS]
    if not head.startswith(b"OpusHead") or not packets:
        return upload
    name = PurePosixPath(upload.name).with_suffix(".ogg").name
    return Upload(name, _ogg(head, packets), "audio/ogg")


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Ids and bodies of all elements that are not parents, in order; parents are walked through."""
    start = 0
    while start < len(content):
        kind, start = _number(content, start, keep_marker=True)
        size, start = _number(content, start, keep_marker=False)
        if kind in _PARENTS:
            continue
        stop = len(content) if size < 0 else start + size
        yield kind, content[start:stop]
        start = stop


def _number(content: bytes, start: int, *, keep_marker: bool) -> tuple[int, int]:
    """A number of variable length and where it ends; -1 for an unknown size."""
    first = content[start] if start < len(content) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return -1, len(content)  # no number: the rest cannot be read
    raw = int.from_bytes(content[start : start + length], "big")
    if keep_marker:
        return raw, start + length
    value = raw & ((1 << (7 * length)) - 1)
    is_unknown = value == (1 << (7 * length)) - 1
    return (-1 if is_unknown else value), start + length


def _ogg(head: bytes, packets: list[bytes]) -> bytes:
    pages = [_page([head], 0, 0, _FIRST), _page([_TAGS], 0, 1, 0)]
    group: list[bytes] = []
    position = 0  # in samples of 48 kHz
    for number, packet in enumerate(packets):
        group.append(packet)
        position += _samples(packet)
        is_last = number == len(packets) - 1
        following = 0 if is_last else len(packets[number + 1]) // 255 + 1
        if is_last or len(group) == _PAGE_PACKETS or _segments(group) + following > _MAX_SEGMENTS:
            pages.append(_page(group, position, len(pages), _LAST if is_last else 0))
            group = []
    return b"".join(pages)


def _segments(group: list[bytes]) -> int:
    return sum(len(packet) // 255 + 1 for packet in group)


def _page(group: list[bytes], position: int, number: int, flags: int) -> bytes:
    lacing = b"".join(
        b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in group
    )
    fields = (b"OggS", 0, flags, position, _SERIAL, number, 0, len(lacing))
    page = struct.pack("<4sBBqIIIB", *fields) + lacing + b"".join(group)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _samples(packet: bytes) -> int:
    """How long a packet of Opus is (RFC 6716, section 3.1), in samples of 48 kHz."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        frame = (480, 960)[config & 1]
    else:
        frame = (120, 240, 480, 960)[config & 3]
    if code == 3:
        return frame * (packet[1] & 63) if len(packet) > 1 else 0
    return frame * (1 if code == 0 else 2)


def _checksum(page: bytes) -> int:
    """Ogg's CRC: polynomial 0x04c11db7, neither reflected nor inverted."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC_TABLE[value >> 24 ^ byte]
    return value


def _crc_of(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_CRC_TABLE: Final = tuple(_crc_of(byte) for byte in range(256))
