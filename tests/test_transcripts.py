"""Golden chats: `>` a person, `<` the bot, `!` the world changes. `pytest --update` rewrites them.

`>>` follows so fast that no answer came between; `Hasan>` is another person's phone; `#` explains.
Acts are written in brackets: [tombol: …], [foto], [album 3 foto], [kontak sendiri: +62…] and so on
(`tests/support/phones.py`).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.phones import CHANNELS
from tests.support.talk import Talk, as_lines

FOLDER = Path(__file__).parent / "transcripts"
CASES = sorted(FOLDER.glob("*/*.txt"))
STEP = re.compile(r"(?P<name>\w*)(?P<mark>>>?|!|#)( (?P<what>.*))?")


def read_steps(text: str) -> Iterator[list[re.Match[str]]]:
    """The script of a transcript: single steps, and acts that follow each other at once."""
    found = [match for line in text.splitlines() if (match := STEP.fullmatch(line))]
    chain: list[re.Match[str]] = []
    for step in found:
        if chain and step["mark"] != ">>":
            yield chain
            chain = []
        chain.append(step)
    if chain:
        yield chain


async def play(talk: Talk, script: str) -> str:
    """Play a transcript's script; the transcript as it comes out."""
    blocks: list[str] = []
    for chain in read_steps(script):
        lines = [step[0].rstrip() for step in chain]
        name, mark = chain[0]["name"], chain[0]["mark"]
        said = [step["what"] or "" for step in chain]
        if mark == "!":
            shown = await talk.change_world(said[0])
        else:
            shown = [] if mark == "#" else await talk.do(name, said)
        for message in shown:
            lines += as_lines(message)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


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
