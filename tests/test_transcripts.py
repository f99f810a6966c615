"""Golden chats: `>` a person, `<` the bot, `!` the world changes. `pytest --update` rewrites them.

`>>` follows so fast that no answer came between; `Hasan>` is another person's phone; `#` explains.
Acts are written in brackets: [tombol: …], [foto], [album 3 foto], [kontak sendiri: +62…] and so on
(`tests/support/phones.py`).
"""

from pathlib import Path

import pytest

from tests.support.phones import CHANNELS
from tests.support.script import CASES, play
from tests.support.talk import Talk


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.parent.name}-{c.stem}")
async def test_transcript(
    case: Path, channel: str, migrated_url: str, pytestconfig: pytest.Config
) -> None:
    written = _read(case)
    talk = Talk(migrated_url, channel)
    try:
        played = await play(talk, written)
    finally:
        await talk.close()
    if pytestconfig.getoption("--update"):
        _write(case, played)
    else:
        assert played == written


def _read(case: Path) -> str:
    return case.read_text(encoding="utf-8")


def _write(case: Path, played: str) -> None:
    case.write_text(played, encoding="utf-8")
