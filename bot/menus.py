"""Menus as a person sees them: the line that goes on with a form counts, earlier ones open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import OpenSession
from dialog.messages import Incoming
from dialog.words import find_text
from domain.answers import choice
from domain.answers.result import Accepted, Refused

if TYPE_CHECKING:  # Turn calls route, which acts on menus through the Turn
    from bot.turn import Turn


async def try_menu(turn: Turn, menu: OpenSession, incoming: Incoming) -> None:
    """What somebody asks for of a menu that is put in this very turn, or the whole menu."""
    reply = turn.reply
    whole_menu = reply.texts, reply.last, reply.extra
    reply.texts, reply.last, reply.extra = [], None, []
    await turn.step(menu, incoming)
    if menu.content.state == "open":
        reply.texts, reply.last, reply.extra = whole_menu


async def press_earlier(turn: Turn, incoming: Incoming) -> None:
    """A press on a menu that was left opens what it says; what is not offered now, the menu."""
    await turn.open(turn.contents.menu)
    menu = turn.find_open(turn.contents.menu)
    if menu is not None:
        await try_menu(turn, menu, incoming)


async def took_way_back(turn: Turn, work: OpenSession, text: str) -> bool:
    """Whether the text was the number of the line that goes on with a form, or one beyond it.

    The line is added behind those of the menu: who counts what is seen counts it too.
    """
    pending = work.content.pending
    if pending is None or not pending.shown or turn.is_form(work.content.conversation):
        return False
    form = await turn.find_form_behind()
    if form is None:
        return False
    labels = [(o.id, o.label) for o in pending.shown]
    if choice.understand(text, labels) != _beyond(len(labels)):
        return False
    labels.append(("go", find_text(turn.desk.words, "form.go_on", {})))
    if choice.understand(text, labels) == Accepted(len(labels)):
        await turn.step(form, Incoming("again"))
    else:
        turn.say("answers.choice.out_of_range", last=len(labels))
        await turn.step(work, Incoming("again"))
    return True


def _beyond(count: int) -> Refused:
    return Refused("choice.out_of_range", hints={"last": str(count)})
