"""Two messages of one person that arrive swapped: both kept, each bound to the question it was
shown or asked back about, none lost.

At every place of every chat where two messages follow each other, the later one comes first: in
the same poll, or alone and a moment before the other.
"""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.channels.events import Event
from domain.answers import command
from domain.answers.result import Accepted
from handlers.registry import CONTENTS
from storage.schema import contacts, outbox, sessions
from tests.support.escapes import unescape
from tests.support.phones import ACT
from tests.support.saved import go_back, save
from tests.support.script import Step, read_steps, take
from tests.support.sweep import Swept, sweep
from tests.support.talk import Talk

SECOND = timedelta(seconds=1)
BUSY = ("tombol", "balas", "album", "ubah")  # acts on what was shown before, or several at once


@dataclass(frozen=True, slots=True)
class State:
    """What a person's forms hold, and how many words they got."""

    answers: dict[tuple[int, str], str]  # by session and question
    others: str  # parts of answers, what is held, and states
    open_forms: frozenset[int]
    pending: dict[int, str]
    words: int


def is_single(step: Step) -> bool:
    """Whether the step is one message that could be sent at any time."""
    if step.mark != ">" or len(step.said) != 1:
        return False
    act = ACT.fullmatch(step.said[0])
    return act is None or not act["act"].startswith(BUSY)


def is_for_a_form(step: Step) -> bool:
    """Whether the message can only be an answer, no word that works everywhere."""
    text = unescape(step.said[0]).removeprefix("/").replace("_", " ").strip()
    is_code = any(pattern.fullmatch(text) for pattern, _ in CONTENTS.codes)
    return not is_code and not isinstance(command.understand(text), Accepted)


async def places(talk: Talk, script: str) -> AsyncIterator[tuple[Step, Step]]:
    """Play a script; before each pair of messages of one person, stop with the pair."""
    steps = [step for step in read_steps(script) if step.mark != "#"]
    for number, step in enumerate(steps):
        following = steps[number + 1] if number + 1 < len(steps) else None
        is_pair = following is not None and is_single(step) and is_single(following)
        if following is not None and is_pair and step.name == following.name:
            saved = await save(talk)
            yield step, following
            await go_back(talk, saved)
        await take(talk, step)


async def look(talk: Talk, address: str) -> State:
    """What the person's forms hold now."""
    mine = select(contacts.c.person_id).where(contacts.c.address == address)
    sent = select(func.count()).where(outbox.c.address == address)
    async with talk.database.read() as tx:
        query = select(sessions).where(sessions.c.person_id.in_(mine)).order_by(sessions.c.id)
        found = [(row.id, row.state, json.loads(row.data)) for row in await tx.execute(query)]
        words = (await tx.execute(sent)).scalar_one()
    kept = [
        [state, data.get("held"), data.get("pending"), data.get("answers")]
        for _, state, data in found
    ]
    return State(
        {(n, key): json.dumps(answer["value"]) for n, _, data in found
         for key, answer in data.get("answers", {}).items() if not answer.get("is_once")},
        json.dumps(kept),
        frozenset(n for n, state, _ in found if state == "open"),
        {n: data["pending"]["key"] for n, _, data in found if data.get("pending")},
        words,
    )  # fmt: skip


@pytest.mark.parametrize("swept", sweep(0.02))
async def test_two_messages_that_arrive_swapped_are_both_kept(
    swept: Swept, migrated_url: str
) -> None:
    talk = Talk(migrated_url, swept.channel)
    try:
        async for first, second in places(talk, swept.script):
            await swap(talk, first, second)
    finally:
        await talk.close()


async def swap(talk: Talk, first: Step, second: Step) -> None:
    """Both ways in which the second message can come first."""
    saved = await save(talk)
    for is_one_poll in (True, False):
        came_first, came_second = make(talk, first, second)
        where = f"{first.lines[0]!r} comes after {second.lines[0]!r}, one poll: {is_one_poll}"
        before = await look(talk, came_first.address)
        await talk.take_in([came_second])
        alone = await look(talk, came_first.address)
        if is_one_poll:
            await go_back(talk, saved)
            await talk.take_in([came_second, came_first])
        else:
            await talk.take_in([came_first])
        both = await look(talk, came_first.address)
        await talk.read()  # fails where a turn has raised
        assert is_answered(before, alone), f"the second is lost: {where}"
        assert is_answered(alone, both), f"the first is lost: {where}"
        if is_for_a_form(first) and is_for_a_form(second):
            assert unseen(before, alone, both) == [], f"a question not seen: {where}"
        await go_back(talk, saved)


def make(talk: Talk, first: Step, second: Step) -> tuple[Event, Event]:
    """The events of both, as the person did them: a second apart."""
    (came_first,) = talk.events(first.name, first.said[0])
    talk.clock.advance(SECOND)
    (came_second,) = talk.events(second.name, second.said[0])
    return came_first, came_second


def is_answered(before: State, after: State) -> bool:
    """Whether the message led to a word, or to something that is kept."""
    return after.words > before.words or after.others != before.others


def unseen(before: State, alone: State, both: State) -> Sequence[object]:
    """Answers and ends that the late message brought to questions it cannot have been meant for."""
    changed = [
        place for place, value in both.answers.items()
        if alone.answers.get(place) != value and place[1] != before.pending.get(place[0])
    ]  # fmt: skip
    ended = [
        n for n in alone.open_forms - both.open_forms
        if n in before.pending and alone.pending.get(n) != before.pending[n]
    ]  # fmt: skip
    return [*changed, *ended]
