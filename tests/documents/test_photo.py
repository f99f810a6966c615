"""Photos in sizes: upright, small, without a word of the telephone; strangers' files do no harm."""

import io

import pytest
from PIL import Image, features

from documents.photo import SHARE, SHARE_SIZE, UnreadablePhotoError, photo_sizes
from tests.support.pictures import located_picture, picture, png_bomb


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_sizes_are_webp_and_never_larger_than_the_photo() -> None:
    assert features.check("webp")
    made = photo_sizes(picture(size=(2000, 1500)))
    small = photo_sizes(picture(size=(500, 400)))

    sizes = {name: opened(content).size for name, content in made.items()}
    assert sizes == {
        "320.webp": (320, 240), "640.webp": (640, 480), "1200.webp": (1200, 900),
        SHARE: SHARE_SIZE,
    }  # fmt: skip
    assert {opened(made[name]).format for name in made if name != SHARE} == {"WEBP"}
    assert opened(made[SHARE]).format == "JPEG"
    assert opened(small["1200.webp"]).size == (500, 400)


def test_it_stands_upright_and_says_nothing_of_place_and_telephone() -> None:
    original = located_picture()
    assert opened(original).getexif().get_ifd(0x8825)

    for content in photo_sizes(original).values():
        shown = opened(content)
        assert not shown.getexif()
        assert b"Telepon" not in content
        assert "icc_profile" not in shown.info
    upright = opened(photo_sizes(original)["640.webp"])
    assert upright.size == (480, 640)
    top, bottom = (
        upright.convert("L").getpixel((240, 60)),
        upright.convert("L").getpixel((240, 580)),
    )
    assert isinstance(top, int | float)
    assert isinstance(bottom, int | float)
    assert top < bottom  # what was left is above


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "1"),
     ("WEBP", "RGBA")],
)  # fmt: skip
def test_whatever_its_colours_are_made_of(kind: str, mode: str) -> None:
    shown = opened(photo_sizes(picture(kind, mode=mode))["320.webp"])

    assert shown.mode == "RGB"
    light = shown.convert("L").getpixel((300, 120))
    dark = shown.convert("L").getpixel((20, 120))
    assert isinstance(light, int | float)
    assert isinstance(dark, int | float)
    assert light - dark > 80


def test_a_damaged_colour_profile_is_no_hindrance() -> None:
    assert photo_sizes(picture(icc_profile=b"no profile at all"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "UnidentifiedImageError"),
        (b"%PDF-1.7 ...", "UnidentifiedImageError"),
        (picture("GIF"), "UnidentifiedImageError"),
        (picture()[:900], "truncated"),
        (png_bomb(), "30000 × 30000|DecompressionBomb"),
        (png_bomb(9_000), "9000 × 9000"),
        (picture() + b"\0" * 25_000_000, "too many"),
    ],
    ids=["nothing", "pdf", "gif", "broken", "bomb", "smaller bomb", "too large"],
)
def test_what_is_no_photo_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePhotoError, match=reason) as refused:
        photo_sizes(content)
    assert "\n" not in str(refused.value)
