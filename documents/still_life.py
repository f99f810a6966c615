"""A drawn stand-in for a photo: goods on a table, the same for the same name.

For the demo, whose invented owners have no camera. Flat colours, no library, some milliseconds.
"""

from collections.abc import Callable
from hashlib import blake2s
from itertools import cycle
from math import cos, pi, sin

from documents.flat_picture import Corner, FlatPicture

WIDTH, HEIGHT = 800, 600  # of the drawing
PIXELS = 0.8  # of the picture, to one of the drawing
TABLE = 380  # where the wall ends
MIDDLE, FLOOR = 400, 470  # what the goods stand on
Colours = tuple[str, str, str]  # ground, main, second: of the cluster's cloth
LIGHT = "#fbf7f0"
WARM = ("#d98e32", "#c4702b", "#e6ae55", "#b5512a")
DEEP = ("#7c3a3f", "#35506b", "#5a6b3b", "#8a5a2b")


class Scene:
    """A picture with a table, and chance that is none: it follows from the name."""

    def __init__(self, name: str, colours: Colours) -> None:
        self.ground, self.main, self.second = colours
        self.picture = FlatPicture(int(WIDTH * PIXELS), int(HEIGHT * PIXELS), self.ground)
        self._drawn = cycle(blake2s(name.encode()).digest())
        self.deep = self.one_of(DEEP)

    def one_of(self, choices: tuple[str, ...]) -> str:
        """One of these colours."""
        return choices[next(self._drawn) % len(choices)]

    def between(self, low: float, high: float) -> float:
        """A number in this range."""
        return low + (high - low) * next(self._drawn) / 255

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """A rectangle."""
        right, bottom = left + width, top + height
        self.shape(colour, (left, top), (right, top), (right, bottom), (left, bottom))

    def disc(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """An ellipse around a point, with its half axes."""
        corners = 48 if across > 60 else 20
        turns = [2 * pi * n / corners for n in range(corners)]
        self.shape(colour, *((x + across * cos(t), y + down * sin(t)) for t in turns))

    def shape(self, colour: str, *corners: Corner) -> None:
        """Any polygon."""
        self.picture.fill(colour, [(x * PIXELS, y * PIXELS) for x, y in corners])

    def table(self) -> None:
        """The room behind, with a hanging cloth, and the table."""
        for left in range(40, WIDTH - 40, 110):
            self.shape(self.main, (left, 90), (left + 30, 45), (left + 60, 90), (left + 30, 135))
            self.shape(self.ground, (left + 15, 90), (left + 30, 67), (left + 45, 90),
                       (left + 30, 113))  # fmt: skip
        self.box(0, TABLE, WIDTH, HEIGHT - TABLE, self.second)
        self.box(0, TABLE, WIDTH, 10, self.main)


def _plate(scene: Scene) -> None:
    """A plate with something fried or baked."""
    scene.disc(MIDDLE, FLOOR + 12, 265, 78, scene.main)
    scene.disc(MIDDLE, FLOOR, 260, 72, LIGHT)
    scene.disc(MIDDLE, FLOOR - 4, 205, 52, scene.ground)
    for row, count in enumerate((7, 6, 4, 2)):
        for number in range(count):
            x = MIDDLE + (number - (count - 1) / 2) * 46 + scene.between(-9, 9)
            y = FLOOR - row * 38 + scene.between(-7, 7)
            size = scene.between(34, 44)
            scene.disc(x, y + 4, size, size * 0.62, scene.deep)
            scene.disc(x, y, size, size * 0.6, scene.one_of(WARM))


def _cloths(scene: Scene) -> None:
    """A pile of folded cloth with bands."""
    for number in range(4):
        top, left = FLOOR - 10 - number * 62, 210 + scene.between(-14, 14)
        scene.box(left, top, 380, 58, (scene.deep, scene.main, scene.one_of(WARM), LIGHT)[number])
        scene.box(left, top + 50, 380, 8, scene.second)
        for step in range(12):
            x = left + 16 + step * 30
            scene.shape(scene.ground, (x, top + 26), (x + 9, top + 14), (x + 18, top + 26),
                        (x + 9, top + 38))  # fmt: skip


def _bag(scene: Scene) -> None:
    """A leather bag with a flap and a strap."""
    scene.disc(MIDDLE, 290, 120, 130, scene.deep)
    scene.disc(MIDDLE, 290, 98, 108, scene.ground)
    scene.shape(scene.one_of(WARM[:2]), (230, 290), (570, 290), (600, 510), (200, 510))
    scene.shape(scene.deep, (224, 282), (576, 282), (560, 380), (400, 420), (240, 380))
    for step in range(15):
        scene.box(222 + step * 25, 492, 14, 4, LIGHT)
    scene.disc(MIDDLE, 400, 16, 16, WARM[2])


def _basket(scene: Scene) -> None:
    """A woven basket."""
    scene.disc(MIDDLE, 300, 170, 150, scene.deep)
    scene.disc(MIDDLE, 300, 148, 128, scene.ground)
    for row in range(7):
        inset = row * 9
        step = (400 - 2 * inset) / 10
        for number in range(10):
            colour = (WARM[2], scene.deep)[(row + number) % 2]
            scene.box(200 + inset + number * step, 310 + row * 29, step - 2, 27, colour)
    scene.disc(MIDDLE, 308, 212, 26, WARM[1])


def _bottles(scene: Scene) -> None:
    """Three bottles with labels."""
    for left, body in ((190, scene.deep), (340, scene.one_of(WARM)), (490, scene.main)):
        scene.box(left + 38, 200, 44, 60, body)
        scene.box(left + 34, 184, 52, 24, LIGHT)
        scene.shape(body, (left + 38, 250), (left + 82, 250), (left + 120, 300), (left + 120, 510),
                    (left, 510), (left, 300))  # fmt: skip
        scene.box(left + 12, 350, 96, 100, LIGHT)
        scene.disc(left + 60, 400, 26, 26, scene.second)


def _bricks(scene: Scene) -> None:
    """A wall of bricks."""
    for row in range(5):
        for number in range(4 - row % 2):
            left = 180 + number * 112 + row % 2 * 56
            scene.box(left, FLOOR - row * 58, 106, 52, scene.one_of((scene.main, *WARM[:2])))
            scene.box(left, FLOOR + 44 - row * 58, 106, 8, scene.deep)


GOODS: dict[str, Callable[[Scene], None]] = {
    "plate": _plate,
    "cloths": _cloths,
    "bag": _bag,
    "basket": _basket,
    "bottles": _bottles,
    "bricks": _bricks,
}


def still_life(name: str, goods: str, colours: Colours) -> bytes:
    """A PNG of 640 × 480 pixels. goods: a key of `GOODS`; the name decides colours and places."""
    scene = Scene(name, colours)
    scene.table()
    GOODS[goods](scene)
    return scene.picture.png()
