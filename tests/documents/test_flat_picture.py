"""Pictures of flat colours: what any reader of PNG sees in them."""

import io

from PIL import Image

from documents.flat_picture import FlatPicture

RED, BLUE = (255, 0, 0), (0, 0, 255)


def opened(picture: FlatPicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png())).convert("RGB")


def test_polygons_lie_where_they_were_drawn_and_end_at_the_edge() -> None:
    picture = FlatPicture(20, 10, "#ffffff")
    picture.fill("#ff0000", [(2, 2), (6, 2), (6, 8), (2, 8)])
    picture.fill("#0000ff", [(10, -50), (50, 5), (10, 60)])
    seen = opened(picture)
    assert seen.size == (20, 10)
    assert [seen.getpixel((x, 5)) for x in (1, 2, 5, 6)] == [(255,) * 3, RED, RED, (255,) * 3]
    assert [seen.getpixel((3, y)) for y in (1, 2, 7, 8)] == [(255,) * 3, RED, RED, (255,) * 3]
    assert [seen.getpixel((x, 5)) for x in (9, 10, 19)] == [(255,) * 3, BLUE, BLUE]


def test_a_shape_with_a_bay_leaves_the_bay_free() -> None:
    picture = FlatPicture(9, 9, "#ffffff")
    picture.fill("#ff0000", [(0, 0), (3, 0), (3, 6), (6, 6), (6, 0), (9, 0), (9, 9), (0, 9)])
    seen = opened(picture)
    assert [seen.getpixel((x, 2)) for x in (1, 4, 7)] == [RED, (255,) * 3, RED]
    assert seen.getpixel((4, 7)) == RED
