"""Buttons of questions that were answered already, and the pages of long lists."""

from dialog.messages import Incoming, Option, Outgoing, Press
from dialog.run import Run
from dialog.session import Change, Pending, Session
from dialog.words import Ours, find_text
from domain.answers import yes_no
from domain.answers.result import Accepted

CHANGE_KEY = "~change"


def is_old_press(session: Session, press: Press) -> bool:
    """Whether the button belongs to another question than the one that waits."""
    return session.pending is None or press.key != session.pending.key


def offer_change(run: Run, press: Press) -> Outgoing:
    """Offer to change the answer the button belongs to, or say that it has passed."""
    session, words = run.session, run.world.words
    answer = session.answers.get(press.key)
    if answer is None or answer.is_once or press.key in session.left:
        return Outgoing(find_text(words, "form.button_passed_here", {}))
    session.change = Change(press.key, press.option)
    label = run.text(press.key, "label") or run.text(press.key, "called")
    label = label or find_text(words, "form.that_answer", {})
    text = find_text(words, "form.change_answer", {"label": Ours(label)})
    options = (
        Option("yes", find_text(words, "form.change_yes", {})),
        Option("no", find_text(words, "form.change_no", {})),
    )
    return Outgoing(text, options, session.conversation, CHANGE_KEY)


def settle_change(run: Run, incoming: Incoming) -> bool:
    """Take yes or no to the offered change. False: the message is about something else."""
    change = run.session.change
    run.session.change = None
    if change is None:
        return False
    press = incoming.press
    if press is not None and press.key == CHANGE_KEY:
        agreed: bool | None = press.option == "yes"
    elif incoming.kind == "text":
        understood = yes_no.understand(incoming.text)
        agreed = understood.value if isinstance(understood, Accepted) else None
    else:
        agreed = None
    if agreed is None:
        return False
    run.has_to_put = True
    run.incoming = None
    if agreed:
        run.forget(change.key)
        chosen = Press(run.session.conversation, change.key, change.option)
        run.incoming, run.input_key = Incoming("press", press=chosen), change.key
        run.input_shown = Pending(change.key)
    return True


def turn_page(run: Run, press: Press) -> Outgoing:
    """Another page of the options that are shown."""
    pending = run.session.pending
    if pending is None or not press.option.isdecimal():
        return Outgoing(find_text(run.world.words, "form.button_passed_here", {}))
    pending.page = int(press.option)
    text = find_text(run.world.words, "form.next_page", {})
    return Outgoing(text, tuple(pending.shown), run.session.conversation, pending.key, pending.page)
