"""The plan of a year from a file, at the command line: looked at first, then kept."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from bot.app import catalogue_for
from bot.settings import Settings
from documents.training_plan.plan import PlanFile, PlannedTraining
from documents.training_plan.read import file_text, read_plan
from documents.training_plan.workbook import UnreadableFile
from documents.words import Words, day_text, text
from domain.clock import Clock
from domain.errors import OperatorError
from handlers.parts.planned_trainings import WANTED, Outcome, Step, carry_out, foresee
from storage.database import Database
from storage.seed import clusters

SLICE = 50  # trainings of one transaction, with their days about 300 rows
MOST_FINDINGS = 100  # sentences that are shown; who has more begins with these

Ask = Callable[[str], bool]
Say = Callable[[str], None]


async def import_trainings(settings: Settings, file: Path, say: Say, ask: Ask) -> None:
    """Say what a plan file would do, ask, do it. Raises OperatorError for an unreadable file."""
    words, clock = catalogue_for(settings), Clock()
    plan = await asyncio.to_thread(_read, file, words, clock.today())
    database = Database(settings.database_url)
    try:
        async with database.read() as tx:
            steps = await foresee(tx, plan.trainings, clock.now())
        for line in report(plan, steps, words):
            say(line)
        wanted = [s.planned for s in steps if s.outcome in WANTED]
        if wanted and ask(text(words, "training_plan.summary.ask", count=len(wanted))):
            done = await _carry_out(database, wanted, clock.now())
            say(text(words, "training_plan.summary.done", **done))
    finally:
        await database.close()


def _read(file: Path, words: Words, today: date) -> PlanFile:
    try:
        return read_plan(file.read_bytes(), words, clusters(), today)
    except OSError as error:
        raise OperatorError(f"{file} cannot be read: {error.strerror}") from error
    except UnreadableFile as error:
        reason, template = file_text(error, words), text(words, "training_plan.file.template")
        raise OperatorError(f"{file.name}: {reason} {template}") from error


async def _carry_out(
    database: Database, wanted: Sequence[PlannedTraining], now: datetime
) -> dict[str, int]:
    """How many were added and changed."""
    counted: Counter[Outcome] = Counter()
    for start in range(0, len(wanted), SLICE):
        async with database.begin() as tx:
            steps = await carry_out(tx, wanted[start : start + SLICE], now, None)
        counted.update(step.outcome for step in steps)
    return {"added": counted[Outcome.ADDED], "changed": counted[Outcome.CHANGED]}


def report(plan: PlanFile, steps: Sequence[Step], words: Words) -> list[str]:
    """What there is to say about a file, line by line: its faults, its trainings, the sum."""
    lines = [finding.text for finding in plan.findings[:MOST_FINDINGS]]
    if len(plan.findings) > MOST_FINDINGS:
        more = len(plan.findings) - MOST_FINDINGS
        lines.append(text(words, "training_plan.summary.more", count=more))
    for step in steps:
        outcome = text(words, f"training_plan.outcomes.{step.outcome}")
        lines.append(
            text(
                words, "training_plan.summary.line",
                code=step.planned.code, title=step.planned.title, outcome=outcome,
                day=day_text(words, step.planned.meetings[0].day),
            )
        )  # fmt: skip
    counted = Counter(step.outcome for step in steps)
    return [
        *lines,
        text(
            words, "training_plan.summary.sum",
            added=counted[Outcome.ADDED], changed=counted[Outcome.CHANGED],
            same=counted[Outcome.SAME] + counted[Outcome.ANNOUNCED] + counted[Outcome.OVER],
            left_out=plan.left_out,
        ),
    ]  # fmt: skip
