"""Golden chats: `>` a person, `<` the bot, `!` the world changes. `pytest --update` rewrites them.

`>>` follows so fast that no answer came between; `Hasan>` is another person's phone; `#` explains.
Acts are written in brackets: [tombol: …], [foto], [album 3 foto], [kontak sendiri: +62…] and so on
(`tests/support/phones.py`). A case holds for every channel, but where `case.whatsapp.txt` stands
beside it.
"""

from pathlib import Path

import pytest

from tests.support.phones import CHANNELS
from tests.support.script import CASES, is_played_on, play, read_case
from tests.support.talk import Talk

ON_EVERY_CHANNEL = [case for case in CASES if "." not in case.stem]
FIRST = {case.parent: case for case in reversed(ON_EVERY_CHANNEL)}.values()  # of each conversation
PLAYED = [
    pytest.param(
        case,
        channel,
        id=f"{channel}-{case.parent.name}-{case.stem}",
        marks=[] if case in FIRST else pytest.mark.further,
    )
    for case in CASES
    for channel in CHANNELS
    if is_played_on(case, channel)
]


@pytest.mark.parametrize(("case", "channel"), PLAYED)
async def test_transcript(
    case: Path, channel: str, migrated_url: str, pytestconfig: pytest.Config
) -> None:
    written = read_case(case, channel)
    talk = Talk(migrated_url, channel)
    try:
        played = await play(talk, written)
    finally:
        await talk.close()
    if pytestconfig.getoption("--update") and (channel == "telegram" or "." in case.stem):
        _write(case, played)
    else:
        assert played == written


def _write(case: Path, played: str) -> None:
    case.write_text(played, encoding="utf-8")
