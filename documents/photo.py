"""A photo as pages show it: in sizes, upright, without what the telephone wrote into it.

What people send is a stranger's file: its header is read before anything is decoded, so that a
small file that unfolds into gigabytes costs nothing.
"""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDES = (320, 640, 1200)  # longest side, pixels
SHARE = "share.jpg"  # what a chat shows of a link: WhatsApp wants JPEG, 1.91 : 1, below 300 KB
SHARE_SIZE = (1200, 630)
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 25_000_000  # Bot API, getFile: 20 MB; WhatsApp, media: 5 MB
# A telephone takes 12 to 50 million; one line of thought per format: JPEG is decoded reduced, the
# others whole, at four bytes a pixel, on a machine of 512 MB.
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
MAX_SIDE = 20_000
QUALITY = 78


class UnreadablePhotoError(ValueError):
    """Raised when a file is no photo that can be shown; says why, for the log."""


def photo_name(side: int) -> str:
    """The name of a size: "640.webp"."""
    return f"{side}.webp"


def photo_sizes(content: bytes) -> dict[str, bytes]:
    """All sizes of a photo by name, none larger than it is. Raises UnreadablePhotoError.

    Takes tenths of a second and up to 200 MB: call it beside the event loop, one at a time.
    """
    image = _opened(content)
    sizes = {photo_name(side): _webp(image, side) for side in SIDES}
    return {**sizes, SHARE: _shared(image)}


def _opened(content: bytes) -> "Image":
    """The photo upright, in sRGB, about as large as the largest size."""
    from PIL import Image, ImageOps

    if len(content) > MAX_BYTES:
        raise UnreadablePhotoError(f"{len(content)} bytes are too many")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            _check_size(image)
            if image.format == "JPEG":
                image.draft(None, (SIDES[-1], SIDES[-1]))
            image.load()
            upright = ImageOps.exif_transpose(image)
            plain = _in_srgb(upright)
            plain.thumbnail((SIDES[-1], SIDES[-1]), Image.Resampling.LANCZOS)
            return plain
    except UnreadablePhotoError:
        raise
    except Exception as error:  # decoders raise what they like at a broken file
        raise UnreadablePhotoError(f"{type(error).__name__}: {error}"[:200]) from error


def is_too_large(content: bytes) -> bool:
    """Whether the file's own header says so; a file without a readable one is not judged here."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            _check_size(image)
    except (UnreadablePhotoError, Image.DecompressionBombError):
        return True
    except Exception:  # noqa: BLE001  # decoders raise what they like at a broken file
        return False
    return False


def _check_size(image: "Image") -> None:
    width, height = image.size
    most = MAX_PIXELS[image.format or ""]
    if width * height > most or max(width, height) > MAX_SIDE:
        raise UnreadablePhotoError(f"{width} × {height} pixels are too many")


def _in_srgb(image: "Image") -> "Image":
    """Colours as every screen reads them; see-through parts become white."""
    from PIL import Image, ImageCms

    if profile := image.info.get("icc_profile"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            if image.mode in {"RGB", "CMYK", "L"}:
                converted = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
                image = converted if converted is not None else image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # a damaged profile: its colours are taken as they are
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")


def _webp(image: "Image", side: int) -> bytes:
    from PIL import Image

    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _saved(small, "WEBP")


def _shared(image: "Image") -> bytes:
    """The whole photo on a quiet ground, in the shape that chats show."""
    from PIL import Image, ImageFilter, ImageOps

    ground = ImageOps.fit(image, SHARE_SIZE).filter(ImageFilter.GaussianBlur(40))
    ground = Image.blend(ground, Image.new("RGB", SHARE_SIZE, (243, 238, 232)), 0.55)
    whole = ImageOps.contain(image, SHARE_SIZE)
    at = ((SHARE_SIZE[0] - whole.width) // 2, (SHARE_SIZE[1] - whole.height) // 2)
    ground.paste(whole, at)
    return _saved(ground, "JPEG")


def _saved(image: "Image", kind: str) -> bytes:
    for told in ("exif", "icc_profile", "xmp", "comment"):
        image.info.pop(told, None)
    made = io.BytesIO()
    image.save(made, kind, quality=QUALITY)
    return made.getvalue()
