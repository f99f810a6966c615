"""Asking one question: the stored answer, the answer just given, or a pause until it comes."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from dialog.errors import Rerun, Suspend
from dialog.late_photos import join_late_photo, note_photo
from dialog.messages import Incoming, Option
from dialog.putting import emit, pending_of, put, reason, show_chosen
from dialog.questions import (
    ASKED,
    KEEP,
    LATER,
    NOT_THAT_ONE,
    SKIP,
    Collected,
    Question,
    Reading,
    keep_of,
)
from dialog.reviewing import REVIEW
from dialog.run import Run, Visit, digest
from dialog.session import Pending
from domain.answers.later import is_later
from domain.answers.result import Accepted, AsksBack, Refused
from domain.errors import Invalid

T = TypeVar("T")

MAX_REFUSED = 100  # characters; longer than any name
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
    put(run, visit, mark, params)
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
        run.notes.append(reason(run, why.key, {}))
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
        reading: Reading = _skipped(question, pending)
    elif incoming.kind == "settled":
        reading = question.finish(pending.collected)
    else:
        reading = question.parse(incoming, pending)
    if isinstance(reading, Accepted) and _is_unseen(incoming):
        return AsksBack("form.early_again")
    return reading


def _skipped(question: Question[Any], pending: Pending) -> Reading:
    """What "lewati" comes to: no more than what has come already, or nothing."""
    if kept := question.keep_parts(pending.collected):
        return question.finish(kept)
    return Accepted(None) if question.optional else Refused("form.not_optional")


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
        run.notes.append(reason(run, "form.something_changed", {}))


def _react(run: Run, visit: Visit, kind: str) -> None:
    """Help, or put the question again."""
    run.has_to_put = True
    if kind == "help":
        run.notes.append(run.text(visit.key, "help") or reason(run, "form.help", {}))


def _hesitate(run: Run, visit: Visit, reading: Any, incoming: Incoming) -> None:
    """Remember a part of an answer, or why it was not understood; prepare what to say."""
    if isinstance(reading, Collected):
        _collect(run, visit, reading, incoming)
        return
    pending = pending_of(run, visit)
    late = join_late_photo(run, incoming)
    if isinstance(late, Collected):
        _tell_of_late_photo(run, visit, pending)
        return
    reading = late or reading
    if incoming.media and _is_told_of_album(run, visit, incoming.media.group):
        return
    pending.refused = reading.hints.get("answer", incoming.text)[:MAX_REFUSED]
    if _is_put_off(reading, incoming, has_answers=bool(run.session.answers)):
        run.has_to_put = True  # it stays the last thing in the chat, however late they come back
        run.notes.append(reason(run, LATER, {}))
        return
    _refuse(run, visit, reading, incoming)


def _refuse(run: Run, visit: Visit, reading: AsksBack | Refused, incoming: Incoming) -> None:
    """Say why it is no answer."""
    pending = pending_of(run, visit)
    _drop_proposal(pending)
    if incoming.kind == "settled":
        pending.collected = []  # the parts together are no answer
    if pending.collected and visit.question is not None:
        run.settle_seconds = visit.question.settle_seconds  # the parts close as if it had not come
    hints = {"answer": incoming.text[:60], **reading.hints}
    is_early = incoming.is_early and incoming.text != ""
    if is_early and isinstance(reading, Refused):  # meant for the question before
        emit(run, visit, reason(run, "form.early_other", hints), pending.shown)
        return
    pending.attempts += 1
    text = _explain(run, visit, reading, hints)
    if pending.attempts % MAX_ATTEMPTS == 0:
        helping = run.text(visit.key, "help") or reason(run, "form.help", {})
        told = "" if helping in text else f"\n\n{helping}"
        text += f"{told}\n{reason(run, 'form.ask_staff', {})}"
    emit(run, visit, text, _choices(visit, reading, pending))


def _drop_proposal(pending: Pending) -> None:
    """What was proposed is not meant where something else was said since."""
    if any(option.id.startswith(KEEP) for option in pending.shown):
        pending.collected = []
        pending.shown = [o for o in pending.shown if not o.id.startswith(KEEP)]


def _explain(run: Run, visit: Visit, reading: AsksBack | Refused, hints: Mapping[str, Any]) -> str:
    """Why it is no answer; who asks something of their own gets the question's help first."""
    text = reason(run, reading.reason, hints)
    if reading.reason == ASKED:
        text = "\n".join(filter(None, (run.text(visit.key, "help"), text)))
    if visit.question is not None and visit.question.optional and isinstance(reading, Refused):
        text += " " + reason(run, "form.may_skip", {})
    return text


def _is_put_off(reading: Reading, incoming: Incoming, *, has_answers: bool) -> bool:
    """Whether somebody says "later" where that is no answer: "habis zuhur" may name a time.

    Where nothing was answered yet there is nothing to leave: a menu, one question alone.
    """
    if not isinstance(reading, Refused) or incoming.kind != "text" or incoming.by_staff:
        return False
    may_be = has_answers and not reading.reason.startswith(("date.", "time."))
    return reading.reason == LATER or (may_be and is_later(incoming.text))


def _collect(run: Run, visit: Visit, reading: Collected, incoming: Incoming) -> None:
    """Remember a part of an answer, and show what there is so far; files are silent."""
    pending = pending_of(run, visit)
    for item in (reading.item, *reading.more):
        pending.collected = [*_without(pending.collected, item), item]
    pending.refused_group = ""  # what is refused after it may be of another kind
    note_photo(run, incoming)
    run.settle_seconds = visit.question.settle_seconds if visit.question else None
    if reading.reason:
        text = reason(run, reading.reason, {"answer": str(reading.item)})
        emit(run, visit, text, [Option(keep_of(reading.item))])
    elif run.settle_seconds is None:
        show_chosen(run, visit, incoming.message_ref)


def _tell_of_late_photo(run: Run, visit: Visit, pending: Pending) -> None:
    """Say that it joined: with the whole review, or else beside what is being asked."""
    text = reason(run, "form.photo_joined", {})
    if visit.key == REVIEW:
        run.notes.append(text)
        raise Rerun
    emit(run, visit, f"{text} {reason(run, 'form.answer_now', {})}", pending.shown)


def _is_told_of_album(run: Run, visit: Visit, group: str) -> bool:
    """Whether another file of the same album was refused already: one word is enough.

    One too many refuses itself alone: what came before stands, and closes as if it had not come.
    """
    pending = pending_of(run, visit)
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
