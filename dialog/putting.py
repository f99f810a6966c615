"""Putting a question: its words, its choices, what has come of an answer in parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from dialog.choices import DONE
from dialog.errors import bug
from dialog.messages import Option, Outgoing
from dialog.questions import SKIP, Question
from dialog.run import Run, Visit
from dialog.session import Pending
from dialog.words import fill


def put(run: Run, visit: Visit, mark: str, params: Mapping[str, object]) -> None:
    """Make this the pending question; put it unless this turn already answered about it."""
    session, question = run.session, visit.question
    if run.made_writes() or run.notices:
        bug(f"{session.conversation} writes before it asks {visit.key}")
    before = session.pending if session.pending and session.pending.key == visit.key else None
    if before is not None and not run.has_to_put and not run.notes:
        return
    if question is None:
        bug("a question is needed here")
    said = run.said if visit.key not in session.put else []
    session.pending = Pending(
        visit.key, shown=run.labelled(visit.key, _options(question)), given=mark,
        page=before.page if before else 0, way_out=question.way_out,
    )  # fmt: skip
    asked = [run.needed_text(visit.key, "ask", params)]
    if before is not None:
        session.pending.refused = before.refused
        if before.given == mark:
            asked += _keep_parts(run, question, session.pending, before.collected)
    text = "\n\n".join([*run.notes, *said, *asked])
    run.outgoing = Outgoing(text, tuple(_marked(session.pending)), session.conversation, visit.key,
                            session.pending.page, wants=question.wants)  # fmt: skip
    if visit.key not in session.put:
        session.put.append(visit.key)


def pending_of(run: Run, visit: Visit) -> Pending:
    """The pending question, which is this one; made where the answer came out of turn."""
    if run.session.pending is None or run.session.pending.key != visit.key:
        question = visit.question
        shown = run.labelled(visit.key, _options(question)) if question else []
        way_out = question.way_out if question else ""
        run.session.pending = Pending(visit.key, shown=shown, way_out=way_out)
    return run.session.pending


def _options(question: Question[Any]) -> list[Option]:
    """What a question offers; one that may be left out offers that, where a button fits."""
    may_skip = question.optional and not question.wants  # a contact button stands alone
    return [*question.options(), *([Option(SKIP)] if may_skip else [])]


def _keep_parts(
    run: Run, question: Question[Any], pending: Pending, collected: Sequence[Any]
) -> list[str]:
    """Keep what has come of the answer in parts; a sentence about it, where it has to be told."""
    pending.collected = question.keep_parts(collected)
    if pending.collected and not question.tells_parts:
        run.settle_seconds = question.settle_seconds
        return []
    return _so_far(run, pending)


def show_chosen(run: Run, visit: Visit, message_ref: str) -> None:
    """Show the list with what was chosen so far, in the place of the message that had it."""
    pending = pending_of(run, visit)
    text = "".join(_so_far(run, pending)) or reason(run, "form.choice_wanted", {})
    run.outgoing = Outgoing(text, tuple(_marked(pending)), run.session.conversation, visit.key,
                            pending.page, edits=message_ref)  # fmt: skip


def _so_far(run: Run, pending: Pending) -> list[str]:
    """A sentence about the parts of the answer that are here; none where there are none."""
    names = [o.label for o in _marked(pending) if o.is_chosen and o.id != DONE]
    if names:
        return [reason(run, "form.chosen_so_far", {"names": ", ".join(names)})]
    photos = sum(isinstance(part, dict) for part in pending.collected)
    return [reason(run, "form.photos_so_far", {"count": str(photos)})] if photos else []


def _marked(pending: Pending) -> list[Option]:
    """The options as they were shown, with what was chosen of them."""
    if not pending.collected:
        return pending.shown
    return [replace(o, is_chosen=o.id in pending.collected) for o in pending.shown]


def emit(run: Run, visit: Visit, text: str, options: Sequence[Option]) -> None:
    """Answer with a sentence and choices; the question stays the same."""
    pending = pending_of(run, visit)
    pending.shown = run.labelled(visit.key, options)
    question = visit.question
    run.outgoing = Outgoing(text, tuple(_marked(pending)), run.session.conversation, visit.key,
                            wants=question.wants if question else "")  # fmt: skip


def reason(run: Run, why: str, hints: Mapping[str, object]) -> str:
    """The sentence for a reason; the question's own wording where it has one."""
    kind, _, name = why.partition(".")
    own = run.text(run.trail[-1].key, f"wrong.{name}", hints) if run.trail else ""
    home = "form" if kind == "form" else "answers." + kind
    return own or _catalogue_text(run, f"{home}.{name}", hints)


def _catalogue_text(run: Run, path: str, hints: Mapping[str, object]) -> str:
    """A sentence of the form or of the answers' catalogue. Raises ConversationBug without one."""
    words = run.world.words
    # A reason without a sentence of its own must not cost the person their turn.
    from_catalogue = words.find(path) or words.find("form.not_understood")
    if from_catalogue is None:
        bug(f"there is no text {path}")
    filled: dict[str, object] = {"answer": "", **hints}
    return fill(from_catalogue, filled)
