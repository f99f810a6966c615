"""Forms that were left with *batal*: offered where the same one is begun anew, and brought back."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from dialog.messages import Incoming, Option
from dialog.session import Session, from_json
from dialog.words import Ours, find_text
from storage import sessions
from storage.sessions import Stored

if TYPE_CHECKING:  # Turn offers, what is offered acts on the Turn
    from bot.turn import Turn

BACK = "~left"  # the key of the button that brings one back
WITHIN = timedelta(days=30)  # as *lanjut* does


async def offer(turn: Turn, conversation: str) -> None:
    """Say that answers to this form are still kept, with a button that goes on with them."""
    if await _find(turn, conversation) is None:
        return
    title = find_text(turn.desk.words, f"{conversation}.title", {})
    label = find_text(turn.desk.words, "form.go_on", {})
    turn.say("form.left_before", Option("go", label, f"{conversation}:{BACK}"), title=Ours(title))


async def bring_back(turn: Turn, conversation: str) -> bool:
    """Go on with the form that was left, in place of the one begun anew; False: there is none."""
    left = await _find(turn, conversation)
    if left is None:
        return False
    anew = turn.find_open(conversation)
    if anew is not None:
        anew.content.state = "cancelled"
        turn.desk.keep(anew, has_nudge=False)
    await turn.step(turn.desk.reopen(left), Incoming("again"))
    return True


async def _find(turn: Turn, conversation: str) -> Stored | None:
    """The form of this conversation that was left with the most answers, and leads somewhere.

    Of those left since one was finished: what came before that is done with.
    """
    since = turn.desk.now - WITHIN
    ended = await sessions.list_last_ended(turn.desk.tx, turn.person.id, conversation, since)
    left = [(row, from_json(row.data)) for row in takewhile(_was_left, ended)]
    begun = [(row, content) for row, content in left if has_begun(content) and not content.arg]
    if not begun:
        return None
    row, content = max(begun, key=lambda one: len(one[1].answers))  # the latest of equals
    is_over = await turn.contents.is_over(turn.desk.tx, content, turn.desk.now)
    return None if is_over else row


def has_begun(content: Session) -> bool:
    """Whether the person has answered anything in it."""
    return any(not answer.is_once for answer in content.answers.values())


def _was_left(row: Stored) -> bool:
    return row.state == "cancelled"
