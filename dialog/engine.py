"""One step of a conversation: a message comes in, the function runs again, a message goes out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from msgspec.structs import replace

from dialog.chat import Chat
from dialog.errors import Leave, Required, Rerun, Suspend, bug
from dialog.messages import Incoming, Outgoing
from dialog.old_buttons import is_old_press, offer_change, settle_change, turn_page
from dialog.run import Notice, Run, World
from dialog.session import Held, Session
from dialog.words import find_text

Conversation: TypeAlias = Callable[[Chat[Any]], Awaitable[None]]

MAX_RERUNS = 5  # withdrawals in one turn; more is a loop


@dataclass(slots=True)
class Step:
    """What a step led to. `settle_seconds` asks for a timer on the pending question."""

    outgoing: Outgoing | None = None
    notices: list[Notice] = field(default_factory=list)
    opens: tuple[str, str] | None = None
    requires: str = ""
    settle_seconds: int | None = None
    is_last_word: bool = False  # no open form is offered after it


async def advance(
    conversation: Conversation, session: Session, incoming: Incoming | None, world: World[Any]
) -> Step:
    """Run the conversation with this message; the session is changed in place.

    incoming: None opens the conversation, or goes on after one that it required.
    Raises ConversationBug when the conversation breaks a rule; the turn is then rolled back.
    """
    session.turn += 1
    run = Run(session, world, incoming, writes_before=world.count_writes())
    if incoming is not None:
        early = _prepare(run, incoming)
        if early is not None:
            return early
    for _ in range(MAX_RERUNS + 1):
        run.restart()
        try:
            await conversation(Chat(run))
        except Suspend:
            return _suspended(run)
        except Rerun:
            continue
        except Required as needed:
            session.requires = needed.conversation
            return Step(outgoing=_spoken(run), requires=needed.conversation)
        except Leave:
            pass
        return _ended(run)
    bug(f"{session.conversation} withdraws more than {MAX_RERUNS} times in one turn")


def _prepare(run: Run, incoming: Incoming) -> Step | None:
    """Bind the message to a question; a step where no run is needed."""
    session = run.session
    if incoming.kind == "back":
        return _go_back(run)
    if incoming.kind == "settled" and not (session.pending and session.pending.collected):
        return Step()
    if incoming.press is not None and incoming.press.key == "~page":
        return Step(outgoing=turn_page(run, incoming.press))
    if session.change is not None and settle_change(run, incoming):
        return None
    if incoming.press is not None and is_old_press(session, incoming.press):
        return Step(outgoing=offer_change(run, incoming.press))
    if session.pending is not None:
        run.input_key, run.input_shown = session.pending.key, session.pending
    return None


def _go_back(run: Run) -> Step | None:
    """Forget the last answer; a write in mid-flight is a wall.

    Where the review asked for another answer, the one of before stands and the review comes again.
    """
    answers, edit, pending = run.session.answers, run.session.edit, run.session.pending
    last = next(reversed(answers), None)
    if edit is not None and pending is not None and pending.key == edit.key:
        answers[edit.key], run.session.edit = edit.before, None
    elif last is None or answers[last].is_once:
        own = run.text(last, "no_way_back") if last else ""
        run.notes.append(own or find_text(run.world.words, "form.no_way_back", {}))
    else:
        run.forget(last)
    run.incoming, run.has_to_put = None, True
    return None


def _suspended(run: Run) -> Step:
    """The run waits for an answer. A message whose question was not reached is held."""
    run.order_answers()
    if run.incoming is not None and run.input_key:
        shown = run.input_shown.shown if run.input_shown else []
        if run.incoming.kind in ("text", "press", "media", "contact", "place", "skip"):
            run.session.held = Held(run.input_key, run.incoming, shown)
        if run.outgoing is not None:
            run.outgoing = _preceded(run, "form.something_changed", run.outgoing)
    return Step(run.outgoing, settle_seconds=run.settle_seconds)


def _ended(run: Run) -> Step:
    """The conversation is over; what was said goes out now."""
    run.order_answers()
    run.session.state, run.session.pending = "done", None
    if run.incoming is not None and run.input_key and run.outgoing is None:
        run.notes.append(find_text(run.world.words, "form.something_changed", {}))
    return Step(_spoken(run), run.notices, run.opens, is_last_word=run.is_last_word)


def _spoken(run: Run) -> Outgoing | None:
    """Notes and what was said, with the buttons that were offered."""
    text = "\n\n".join([*run.notes, *run.said])
    if run.outgoing is not None and run.session.state == "done":
        offered = run.outgoing
        return replace(offered, text=text, conversation=run.session.conversation)
    return Outgoing(text, (), run.session.conversation) if text else None


def _preceded(run: Run, path: str, outgoing: Outgoing) -> Outgoing:
    text = find_text(run.world.words, path, {}) + "\n\n" + outgoing.text
    return Outgoing(text, outgoing.options, outgoing.conversation, outgoing.key, outgoing.page,
                    outgoing.wants)  # fmt: skip
