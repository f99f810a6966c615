"""What pages need of the house they stand in."""

from dataclasses import dataclass, field
from pathlib import Path

from domain.clock import Clock

SHOWN = "shown"  # folder of the sizes of photos, below the media folder
PARTS = "parts"  # sizes being made, below `SHOWN`: "123-xyz"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """public_url: where people reach the pages, without a slash at its end; '' = unknown.

    key: signs forms; '' = one of this process alone. look_seconds: of `web.shelf`.
    """

    public_url: str = ""
    media_dir: Path = Path("data/media")
    clock: Clock = field(default_factory=Clock)
    key: str = field(default="", repr=False)
    look_seconds: float = 1.0
