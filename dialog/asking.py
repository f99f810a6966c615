"""Asking one question: the stored answer, the answer just given, or a pause until it comes."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from dialog.choices import DONE
from dialog.errors import Rerun, Suspend, bug
from dialog.late_photos import join_late_photo, note_photo
from dialog.messages import Incoming, Option, Outgoing
from dialog.questions import KEEP, NOT_THAT_ONE, SKIP, Collected, Question, Reading
from dialog.reviewing import REVIEW
from dialog.run import Run, Visit, digest
from dialog.session import Pending
from dialog.words import fill
from domain.answers.result import Accepted, AsksBack, Refused
from domain.errors import Invalid

T = TypeVar("T")

MAX_ATTEMPTS = 3  # after every third wrong answer: help, and a way to a human


def ask(
    run: Run,
    key: str,
    question: Question[T],
    given: object,
    aliases: Sequence[str],
    params: Mapping[str, object],
) -> T:
    """The answer to `question`, or raise Suspend with the message that asks for it."""
    visit = run.visit(key, question)
    mark = "" if given is None else digest(given)
    if _recall(run, visit, mark, aliases) or _answer(run, visit, mark):
        run.said.clear()  # it went out when this question was put
        return visit.value  # type: ignore[no-any-return]  # the question's own type, or None
    _pause(run, visit, mark, params)
    raise Suspend


def _recall(run: Run, visit: Visit, mark: str, aliases: Sequence[str]) -> bool:
    """Whether a stored answer still stands; one that does not counts as unanswered."""
    answers = run.session.answers
    for old in aliases:
        run.rename(old, visit.key)
    stored = answers.get(visit.key)
    if stored is None:
        return False
    question, value = visit.question, stored.value
    try:
        if stored.given == mark and question is not None:
            if value is not None or not question.optional:
                visit.value = question.load(value)
            visit.stored = value
            return True
    except Invalid as why:
        run.notes.append(_reason(run, why.key, {}))
    run.forget(visit.key)
    return False


def _answer(run: Run, visit: Visit, mark: str) -> bool:
    """Whether the message of this turn answers the question; remembers what it came to."""
    question = visit.question
    may_be_held = question is not None and question.may_be_held
    incoming, pending = _take_input(run, visit.key, may_be_held=may_be_held)
    if incoming is None or question is None:
        return False
    if pending.given and pending.given != mark:
        _put_anew(run, visit, incoming.kind)
        return False
    if incoming.kind in ("help", "again", "back"):
        _react(run, visit, incoming.kind)
        return False
    reading = _read(question, incoming, pending)
    if isinstance(reading, Accepted):
        run.keep(visit.key, reading.value, mark)
        visit.stored = reading.value
        if visit.stored is not None:
            visit.value = question.load(visit.stored)
        return True
    _hesitate(run, visit, reading, incoming)
    return False


def _read(question: Question[Any], incoming: Incoming, pending: Pending) -> Reading:
    """What the message means to the question."""
    if _is_skip(incoming, pending):
        reading: Reading = Accepted(None) if question.optional else Refused("form.not_optional")
    elif incoming.kind == "settled":
        reading = question.finish(pending.collected)
    else:
        reading = question.parse(incoming, pending)
    if isinstance(reading, Accepted) and _is_unseen(incoming):
        return AsksBack("form.early_again")
    return reading


def _is_unseen(incoming: Incoming) -> bool:
    """Whether it was sent before this question can have been read: no answer to it, perhaps."""
    return incoming.is_early and incoming.kind in ("text", "skip")


def _is_skip(incoming: Incoming, pending: Pending) -> bool:
    """The word, the button, or its number where it stands under others."""
    if incoming.press is not None:
        return incoming.press.option == SKIP
    shown, number = pending.shown, incoming.text.strip(" .)")
    is_number = incoming.kind == "text" and number == str(len(shown))
    return incoming.kind == "skip" or (is_number and len(shown) > 1 and shown[-1].id == SKIP)


def _take_input(run: Run, key: str, *, may_be_held: bool) -> tuple[Incoming | None, Pending]:
    """The message that belongs to this question: this turn's, or one that was held for it."""
    held = run.session.held
    if run.incoming is not None and run.input_key == key:
        incoming, run.incoming = run.incoming, None
        return incoming, run.input_shown or Pending(key)
    if held is not None and held.key == key:
        run.session.held = None
        if may_be_held:
            return held.incoming, Pending(key, shown=held.shown)
    return None, Pending(key)


def _put_anew(run: Run, visit: Visit, kind: str) -> None:
    """What the question is about has changed since it was put: nothing answers what nobody saw.

    It is put with all that is said before it, as if for the first time.
    """
    run.has_to_put = True
    run.session.put.remove(visit.key)
    if kind not in ("help", "again", "back"):
        run.notes.append(_reason(run, "form.something_changed", {}))


def _react(run: Run, visit: Visit, kind: str) -> None:
    """Help, or put the question again."""
    run.has_to_put = True
    if kind == "help":
        run.notes.append(run.text(visit.key, "help") or _reason(run, "form.help", {}))


def _hesitate(run: Run, visit: Visit, reading: Any, incoming: Incoming) -> None:
    """Remember a part of an answer, or why it was not understood; prepare what to say."""
    if isinstance(reading, Collected):
        _collect(run, visit, reading, incoming)
        return
    pending = _pending(run, visit)
    late = join_late_photo(run, incoming)
    if isinstance(late, Collected):
        _tell_of_late_photo(run, visit, pending)
        return
    reading = late or reading
    if incoming.media and _is_told_of_album(run, visit, incoming.media.group):
        return
    hints = {"answer": incoming.text[:60], **reading.hints}
    is_early = incoming.is_early and incoming.text != ""
    if is_early and isinstance(reading, Refused):  # meant for the question before
        _emit(run, visit, _reason(run, "form.early_other", hints), pending.shown)
        return
    pending.attempts += 1
    text = _reason(run, reading.reason, hints)
    if visit.question is not None and visit.question.optional and isinstance(reading, Refused):
        text += " " + _reason(run, "form.may_skip", {})
    if pending.attempts % MAX_ATTEMPTS == 0:
        helping = run.text(visit.key, "help") or _reason(run, "form.help", {})
        text += "\n\n" + helping + "\n" + _reason(run, "form.ask_staff", {})
    _emit(run, visit, text, _choices(visit, reading, pending))


def _collect(run: Run, visit: Visit, reading: Collected, incoming: Incoming) -> None:
    """Remember a part of an answer, and show what there is so far; files are silent."""
    pending = _pending(run, visit)
    for item in (reading.item, *reading.more):
        pending.collected = [*_without(pending.collected, item), item]
    pending.refused_group = ""  # what is refused after it may be of another kind
    note_photo(run, incoming)
    run.settle_seconds = visit.question.settle_seconds if visit.question else None
    if reading.reason:
        text = _reason(run, reading.reason, {"answer": str(reading.item)})
        _emit(run, visit, text, [Option(KEEP)])
    elif run.settle_seconds is None:
        run.outgoing = _with_marks(run, visit, pending, incoming)


def _tell_of_late_photo(run: Run, visit: Visit, pending: Pending) -> None:
    """Say that it joined: with the whole review, or else beside what is being asked."""
    text = _reason(run, "form.photo_joined", {})
    if visit.key == REVIEW:
        run.notes.append(text)
        raise Rerun
    _emit(run, visit, f"{text} {_reason(run, 'form.answer_now', {})}", pending.shown)


def _is_told_of_album(run: Run, visit: Visit, group: str) -> bool:
    """Whether another file of the same album was refused already: one word is enough.

    One too many refuses itself alone: what came before stands, and closes as if it had not come.
    """
    pending = _pending(run, visit)
    if pending.collected and visit.question:
        run.settle_seconds = visit.question.settle_seconds
    is_told = group != "" and group == pending.refused_group
    pending.refused_group = group
    return is_told


def _choices(visit: Visit, reading: AsksBack | Refused, pending: Pending) -> Sequence[Option]:
    if isinstance(reading, AsksBack) and reading.candidates and visit.question is not None:
        return [Option(c, visit.question.label(c)) for c in reading.candidates]
    if reading.reason == NOT_THAT_ONE:
        return [o for o in pending.shown if o.id.startswith("~")]
    return pending.shown


def _without(collected: Sequence[Any], item: Any) -> list[Any]:
    return [one for one in collected if one != item]


def _with_marks(run: Run, visit: Visit, pending: Pending, incoming: Incoming) -> Outgoing:
    """The list once more with what was chosen so far; replaces the old one where it can."""
    chosen = set(pending.collected)
    options = tuple(
        Option(o.id, o.label, is_chosen=o.id in chosen) for o in pending.shown
    )  # fmt: skip
    names = ", ".join(o.label for o in options if o.is_chosen and o.id != DONE)
    text = _reason(run, "form.chosen_so_far", {"names": names})
    return Outgoing(text, options, run.session.conversation, visit.key, pending.page,
                    edits=incoming.message_ref)  # fmt: skip


def _emit(run: Run, visit: Visit, text: str, options: Sequence[Option]) -> None:
    """Answer with a sentence and choices; the question stays the same."""
    pending = _pending(run, visit)
    pending.shown = run.labelled(visit.key, options)
    question = visit.question
    run.outgoing = Outgoing(text, tuple(pending.shown), run.session.conversation, visit.key,
                            wants=question.wants if question else "")  # fmt: skip


def _pending(run: Run, visit: Visit) -> Pending:
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


def _pause(run: Run, visit: Visit, mark: str, params: Mapping[str, object]) -> None:
    """Make this the pending question; put it unless this turn already answered about it."""
    session, question = run.session, visit.question
    if run.made_writes() or run.notices:
        bug(f"{session.conversation} writes before it asks {visit.key}")
    is_new = session.pending is None or session.pending.key != visit.key
    if not is_new and not run.has_to_put and not run.notes:
        return
    if question is None:
        bug("a question is needed here")
    said = run.said if visit.key not in session.put else []
    shown = run.labelled(visit.key, _options(question))
    page = 0 if is_new or session.pending is None else session.pending.page
    session.pending = Pending(
        visit.key, shown=shown, page=page, given=mark, way_out=question.way_out
    )
    asked = run.needed_text(visit.key, "ask", params)
    text = "\n\n".join([*run.notes, *said, asked])
    run.outgoing = Outgoing(text, tuple(shown), session.conversation, visit.key, page,
                            wants=question.wants)  # fmt: skip
    if visit.key not in session.put:
        session.put.append(visit.key)


def _reason(run: Run, reason: str, hints: Mapping[str, object]) -> str:
    """The sentence for a reason; the question's own wording where it has one."""
    kind, _, name = reason.partition(".")
    own = run.text(run.trail[-1].key, f"wrong.{name}", hints) if run.trail else ""
    home = "form" if kind == "form" else "answers." + kind
    path = f"{home}.{name}"
    return own or _catalogue_text(run, path, hints)


def _catalogue_text(run: Run, path: str, hints: Mapping[str, object]) -> str:
    """A sentence of the form or of the answers' catalogue. Raises ConversationBug without one."""
    words = run.world.words
    # A reason without a sentence of its own must not cost the person their turn.
    from_catalogue = words.find(path) or words.find("form.not_understood")
    if from_catalogue is None:
        bug(f"there is no text {path}")
    filled: dict[str, object] = {"answer": "", **hints}
    return fill(from_catalogue, filled)
