"""A person who answers what is asked, with the answers a transcript has for each question."""

import json
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from domain.answers import command
from domain.answers.result import Accepted
from storage.schema import contacts, sessions
from tests.support.escapes import unescape
from tests.support.script import Step, read_steps, take
from tests.support.talk import Talk
from tests.support.upgrades import NEW_KEY, RENAMED

NEW_ANSWER = "jawaban sisipan"
MAX_STEPS = 200  # of one play; more is a form without an end
# Words that move within a form: what they lead to depends on what was asked before.
MOVING = ("kembali", "batal", "lanjut", "tombol lama", "ubah")

AFTER_PHOTOS = ("price", "review")  # the questions that follow one for photos


@dataclass(frozen=True, slots=True)
class Scripted:
    """A step, and the question of the conversation that it answers; '' for no such answer."""

    step: Step
    answers: str


async def pending(talk: Talk, name: str, conversation: str) -> str:
    """What this conversation asks a person now, if it is the one they are in; '' for nothing."""
    row = await _find_current(talk, name)
    if row is None or row.conversation != conversation:
        return ""
    waiting = json.loads(row.data).get("pending")
    return str(waiting["key"]) if waiting else ""


async def find_session(talk: Talk, name: str) -> int:
    """The id of the form a person is in; 0 for none."""
    row = await _find_current(talk, name)
    return int(row.id) if row is not None else 0


async def _find_current(talk: Talk, name: str) -> Row[Any] | None:
    if name not in talk.phones:
        return None
    person = select(contacts.c.person_id).where(contacts.c.address == talk.phone(name).address)
    query = (
        select(sessions)
        .where(sessions.c.person_id.in_(person), sessions.c.state == "open")
        .order_by(sessions.c.touched_at.desc(), sessions.c.id.desc())
    )
    async with talk.database.read() as tx:
        return (await tx.execute(query)).first()


async def scripted(talk: Talk, script: str, conversation: str) -> list[Scripted]:
    """Play a script as it is; its steps with the questions they answer."""
    found = []
    for step in read_steps(script):
        if step.mark != "#":
            asked = await pending(talk, step.name, conversation) if step.mark == ">" else ""
            found.append(Scripted(step, asked if may_answer(step) else ""))
            await take(talk, step)
    return found


def may_answer(step: Step) -> bool:
    """Whether it can be an answer: no word that works everywhere, no old button."""
    if any(one.startswith("[tombol lama") for one in step.said):
        return False
    text = unescape(step.said[0]).removeprefix("/").replace("_", " ").strip()
    understood = command.understand(text)
    return not isinstance(understood, Accepted) or understood.value == "skip"


def moves_about(steps: Sequence[Scripted]) -> bool:
    """Whether the person goes back, changes answers by their place in the review, or adds to them.

    A photo that comes when the next question is there joins the answer before it.
    """
    said = [one.lower() for step in steps for one in step.step.said]
    at_reviews = [step for step in steps if step.answers == "review"]
    has_line = any(one.strip().isdecimal() for step in at_reviews for one in step.step.said)
    adds = any("[foto" in one for step in steps if step.answers in AFTER_PHOTOS
               for one in step.step.said)  # fmt: skip
    moves = any(word in one for one in said for word in MOVING)
    return len(at_reviews) > 1 or has_line or adds or moves


class Person:
    """Plays the rest of a script under other code: answers what is asked, in whatever order."""

    def __init__(self, talk: Talk, conversation: str, rest: Sequence[Scripted],
                 unfinished: Collection[str]) -> None:  # fmt: skip
        """unfinished: those whose script ends before they answer the last question."""
        self._talk, self._conversation, self._rest = talk, conversation, list(rest)
        self._unfinished = unfinished

    async def play(self, gone: str) -> None:
        """Play to the end. gone: the question that the new code asks no more."""
        await self._take(0)  # sent before anything of the new code was seen
        for _ in range(MAX_STEPS):
            if await self._answer_what_is_new():
                continue  # behind the new question there may be a review
            if not self._rest:
                return
            name = self._rest[0].step.name
            asked = await pending(self._talk, name, self._conversation)
            place = self._place(asked.removesuffix(RENAMED), name, gone)
            if place is None:
                self._rest.pop(0)
            else:
                await self._take(place)
        raise AssertionError("the form has no end")

    def _place(self, asked: str, name: str, gone: str) -> int | None:
        """Which step comes next; None where the first one answers what is asked no more."""
        first = self._rest[0]
        if not first.answers or first.answers == asked:
            return 0
        for place, one in enumerate(self._rest):
            if asked and one.answers == asked and one.step.name == name:
                return place
        assert first.answers == gone, f"{asked or 'nothing'} is asked instead of {first.answers}"
        return None

    async def _take(self, place: int) -> None:
        await take(self._talk, self._rest.pop(place).step)

    async def _answer_what_is_new(self) -> bool:
        """The new question; and a review that shows other answers than the confirmed one.

        Whether anything was answered.
        """
        has_answered = False
        for name in list(self._talk.phones):
            asked = await pending(self._talk, name, self._conversation)
            if asked == NEW_KEY:
                await self._talk.do(name, [NEW_ANSWER])
                has_answered = True
            elif asked == "review" and not self._has_answer(asked, name):
                if name in self._unfinished:
                    continue
                await self._talk.do(name, ["ya"])
                has_answered = True
        return has_answered

    def _has_answer(self, asked: str, name: str) -> bool:
        return any(one.answers == asked and one.step.name == name for one in self._rest)


async def prefixes(talk: Talk, steps: Sequence[Scripted]) -> AsyncIterator[tuple[int, Scripted]]:
    """Play a script; before each answer of the conversation, stop with its place."""
    for place, one in enumerate(steps):
        if one.answers:
            yield place, one
        await take(talk, one.step)
