"""Transcripts as scripts: which they are, their steps, and how one is played."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.channels.transcript import as_lines
from tests.support.escapes import with_known_code
from tests.support.phones import CHANNELS
from tests.support.talk import Shown, Talk

FOLDER = Path(__file__).parent.parent / "transcripts"
CASES = sorted(FOLDER.glob("*/*.txt"))
PHONE_BUTTON = "  (tombol bagikan nomor)\n"  # only on channels that have one
TELEGRAM_CHAT = re.compile(r"Telegram \((\d+)\)")  # as "data saya" names a chat
STEP = re.compile(r"(?P<name>\w*)(?P<mark>>>?|!|#)( (?P<what>.*))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a script. mark: > a person, ! the world, # a remark; said: one line per act."""

    name: str
    mark: str
    said: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The step as a transcript has it."""
        marks = [self.mark, *[">>"] * (len(self.said) - 1)]
        return [f"{self.name}{m} {one}".rstrip() for m, one in zip(marks, self.said, strict=True)]


def channel_in_turn(case: Path) -> str:
    """The channel of this case where one is enough: the next case has the other one."""
    played = [channel for channel in CHANNELS if is_played_on(case, channel)]
    return played[CASES.index(case) % len(played)]


def is_played_on(case: Path, channel: str) -> bool:
    """Whether a case belongs to a channel: `x.whatsapp.txt` takes the place of `x.txt` there."""
    name, _, only = case.stem.partition(".")
    if only:
        return only == channel
    return not case.with_name(f"{name}.{channel}.txt").exists()


def read_case(case: Path, channel: str) -> str:
    """The transcript as it reads on a channel."""
    written = case.read_text(encoding="utf-8")
    if channel == "telegram":
        return written
    return TELEGRAM_CHAT.sub(r"WhatsApp (ID.\1)", written.replace(PHONE_BUTTON, ""))


def read_steps(text: str) -> Iterator[Step]:
    """The script of a transcript: single steps, and acts that follow each other at once."""
    found = [match for line in text.splitlines() if (match := STEP.fullmatch(line))]
    chain: list[re.Match[str]] = []
    for step in found:
        if chain and step["mark"] != ">>":
            yield _step(chain)
            chain = []
        chain.append(step)
    if chain:
        yield _step(chain)


def _step(chain: Sequence[re.Match[str]]) -> Step:
    said = tuple(one["what"] or "" for one in chain)
    return Step(chain[0]["name"], chain[0]["mark"], said)


async def take(talk: Talk, step: Step) -> str:
    """Take one step; the block of the transcript that it leads to."""
    shown: list[Shown] = []
    if step.mark == "!":
        shown = await talk.change_world(step.said[0])
    elif step.mark != "#":
        shown = await talk.do(step.name, step.said)
    return "\n".join([*step.lines, *(line for one in shown for line in lines_of(one))])


def lines_of(shown: Shown) -> list[str]:
    """A message as a transcript has it."""
    phone = shown.phone
    lines = as_lines(shown.outgoing, name=shown.name, numbered=phone.numbered(shown.outgoing),
                     has_phone_button=phone.has_phone_button)  # fmt: skip
    return list(map(with_known_code, lines))


async def blocks(talk: Talk, script: str) -> AsyncIterator[tuple[Step, str]]:
    """Play a script step by step; each step with its block of the transcript."""
    for step in read_steps(script):
        yield step, await take(talk, step)


async def play(talk: Talk, script: str) -> str:
    """Play a transcript's script; the transcript as it comes out."""
    return "\n\n".join([block async for _, block in blocks(talk, script)]) + "\n"
