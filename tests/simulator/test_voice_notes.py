"""Recordings of a browser: packed anew where they are Opus in WebM, left alone where not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.parameters import Upload
from simulator.samples import sample
from simulator.voice_notes import as_voice_note

WEBM = b"\x1a\x45\xdf\xa3\x80"
HEAD = b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"


def element(kind: int, body: bytes) -> bytes:
    """An element of WebM with a size of two bytes."""
    length = (kind.bit_length() + 7) // 8
    return kind.to_bytes(length, "big") + (0x4000 | len(body)).to_bytes(2, "big") + body


def webm(*packets: bytes) -> bytes:
    """A recording of these packets of Opus; the size of its cluster is unknown, as a browser's."""
    tracks = element(0x1654AE6B, element(0xAE, element(0x63A2, HEAD)))
    blocks = b"".join(element(0xA3, b"\x81\x00\x00\x80" + packet) for packet in packets)
    cluster = b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff" + blocks
    return WEBM + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + tracks + cluster


def pages(ogg: bytes) -> list[tuple[int, int, bytes]]:
    """Flags, position and content of all pages; their lengths must add up."""
    found = []
    while ogg:
        assert ogg.startswith(b"OggS\0")
        count = ogg[26]
        size = sum(ogg[27 : 27 + count])
        position = int.from_bytes(ogg[6:14], "little")
        found.append((ogg[5], position, ogg[27 + count : 27 + count + size]))
        ogg = ogg[27 + count + size :]
    return found


def test_packets_are_the_same_in_ogg() -> None:
    packets = [b"\x78" + bytes([i]) * (i * 9) for i in range(60)]  # 20 ms each
    note = as_voice_note(Upload("rekaman.webm", webm(*packets), "audio/webm"))
    assert (note.name, note.mime_type) == ("rekaman.ogg", "audio/ogg")
    head, tags, *sound = pages(note.content)
    assert head == (2, 0, HEAD)
    assert tags[2].startswith(b"OpusTags")
    assert b"".join(content for _, _, content in sound) == b"".join(packets)
    assert [flags for flags, _, _ in sound] == [0] * (len(sound) - 1) + [4]
    assert sound[-1][1] == 60 * 960


def test_anything_else_stays_as_it_is() -> None:
    for upload in (sample("suara.ogg"), Upload("x.webm", WEBM, "audio/webm")):
        assert as_voice_note(upload) is upload


@given(st.binary(max_size=200), st.integers(0, 400))
def test_broken_recordings_break_nothing(rubbish: bytes, length: int) -> None:
    whole = webm(b"\x78abc", b"\x7b", b"")
    for content in (WEBM + rubbish, whole[:length] + rubbish):
        as_voice_note(Upload("x.webm", content, "audio/webm"))


@pytest.mark.parametrize(("first", "samples"), [(0x00, 480), (0x78, 960), (0x79, 1920)])
def test_length_of_a_packet(first: int, samples: int) -> None:
    note = as_voice_note(Upload("x.webm", webm(bytes([first, 1])), "audio/webm"))
    assert pages(note.content)[-1][1] == samples
