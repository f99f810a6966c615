"""What there is to say about a plan file in the chat: short enough to be read on a telephone."""

from collections import Counter
from collections.abc import Sequence

from dialog.messages import Outgoing, literal
from dialog.words import Words, find_text
from documents.training_plan.plan import PlanFile
from documents.words import day_text
from handlers.parts.planned_trainings import Outcome, Step

MOST_LETTERS = 700  # of a list: with the rest below what WhatsApp puts over buttons (1024)
MOST_FAULT_LETTERS = 2500  # these have a message of their own


def fault_lines(words: Words, plan: PlanFile) -> list[Outgoing]:
    """A message with what is wrong in the file, as much as can be read at once; none if nothing."""
    if not plan.findings:
        return []
    told = _beginning([literal(one.text) for one in plan.findings], MOST_FAULT_LETTERS)
    lines = [find_text(words, "training_plan.chat.faults", {}), *told]
    if more := len(plan.findings) - len(told):
        lines.append(find_text(words, "training_plan.chat.more_faults", {"count": more}))
    return [Outgoing("\n".join(lines))]


def found_lines(words: Words, plan: PlanFile, steps: Sequence[Step]) -> list[str]:
    """What would become of each training, the first of them by name, and the sum."""
    told = _beginning([_line(words, step) for step in steps], MOST_LETTERS)
    lines = [find_text(words, "training_plan.chat.found", {}), *told]
    if more := len(steps) - len(told):
        lines.append(find_text(words, "training_plan.chat.more", {"count": more}))
    counted = Counter(step.outcome for step in steps)
    kept = counted[Outcome.SAME] + counted[Outcome.ANNOUNCED] + counted[Outcome.OVER]
    places = {
        "added": counted[Outcome.ADDED], "changed": counted[Outcome.CHANGED], "same": kept,
        "left_out": plan.left_out,
    }  # fmt: skip
    return [*lines, find_text(words, "training_plan.summary.sum", places)]


def _line(words: Words, step: Step) -> str:
    planned = step.planned
    outcome = find_text(words, f"training_plan.outcomes.{step.outcome}", {})
    places = {
        "code": planned.code, "title": planned.title, "outcome": outcome,
        "day": day_text(words, planned.meetings[0].day),
    }  # fmt: skip
    return find_text(words, "training_plan.summary.line", places)


def _beginning(lines: Sequence[str], letters: int) -> list[str]:
    """As many of the first lines as fit, at least one."""
    fitting: list[str] = []
    for line in lines:
        letters -= len(line) + 1
        if letters < 0 and fitting:
            break
        fitting.append(line)
    return fitting
