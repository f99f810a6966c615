"""Where a message belongs: to a button, a reserved word, the open form, or the menu."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from bot import left_forms, menus
from bot.desk import OpenSession
from dialog.contents import SHORT
from dialog.messages import OPEN, Incoming, Media, Outgoing, Press
from dialog.questions import called, picked
from dialog.words import Ours, find_text
from domain.answers import command as commands
from domain.answers import yes_no
from domain.answers.command import Command
from domain.answers.result import Accepted, AsksBack, Understood
from storage import media, receipts, sessions, staff_messages

if TYPE_CHECKING:  # Turn calls route, route acts on the Turn
    from bot.turn import Turn

IN_FORM = {Command.BACK: "back", Command.SKIP: "skip", Command.HELP: "help"}
NO_ANSWER = {"nothing", "blocked", "unblocked", "reaction", "edit", "outside"}


async def route(turn: Turn, incoming: Incoming) -> None:
    """Take the message to where it belongs."""
    kind = incoming.kind
    if kind in NO_ANSWER:
        _take_note(turn, kind)
    elif kind == "awake":
        await _awake(turn)
    elif kind in ("settled", "proxy"):
        await _on_behalf(turn, incoming)
    elif incoming.press is not None:
        await _press(turn, incoming, incoming.press)
    elif incoming.media is not None and incoming.media.kind in ("voice", "audio"):
        await _voice(turn, incoming, incoming.media)
    elif kind == "text":
        await _text(turn, incoming)
    else:
        await to_form(turn, incoming)


def _command_of(text: str) -> Understood[Command]:
    """The command that a message is; asked of every text, so that short ones are remembered."""
    return _of_short(text) if len(text) <= SHORT else commands.understand(text)


_of_short = lru_cache(maxsize=1024)(commands.understand)


def _take_note(turn: Turn, kind: str) -> None:
    """What answers no question: said in a sentence, or not at all."""
    if kind == "edit":
        turn.say("form.edited")
    elif kind == "outside" and turn.contact.id in turn.desk.new_contacts:
        turn.say("form.private_only")  # a group hears it once, and is left alone
    elif kind == "blocked":
        turn.contact.is_reachable = False


async def _awake(turn: Turn) -> None:
    """A template's button lets go what waits; pressed once more, it shows where one stands."""
    if await receipts.has_waiting(turn.desk.tx, turn.contact.id, turn.desk.now):
        return
    turn.say("form.all_is_sent")
    await to_form(turn, Incoming("again"))


async def to_form(turn: Turn, incoming: Incoming) -> None:
    """The message answers the question that waits; without one, the menu comes."""
    work = turn.current()
    file = incoming.media
    if file is not None and file.kind == "document" and _expects_files(turn, work):
        await turn.open(turn.contents.file, f"{file.size_bytes or 0}.{file.ref}")
    elif work is not None:
        await _answer(turn, work, incoming)
    else:
        await turn.open(turn.contents.menu)


def _expects_files(turn: Turn, work: OpenSession | None) -> bool:
    """Whether a file is meant for the conversation that takes files: no form waits for it."""
    entry = turn.contents.conversations.get(turn.contents.file)
    if entry is None or not entry.roles & turn.person.roles:
        return False
    return work is None or not turn.is_form(work.content.conversation)


async def _answer(turn: Turn, work: OpenSession, incoming: Incoming) -> None:
    """The open form gets its answer, unless it was begun elsewhere: then its question comes."""
    if _begun_elsewhere(turn) is not work:
        return await turn.step(work, incoming)
    title = find_text(turn.desk.words, f"{work.content.conversation}.title", {})
    turn.say("form.known_here", title=Ours(title))
    await turn.step(work, Incoming("again"))


def _begun_elsewhere(turn: Turn) -> OpenSession | None:
    """The open form of somebody who writes for the first time from here."""
    work = turn.current()
    is_first = turn.contact.id in turn.desk.new_contacts
    return work if work and is_first and turn.is_form(work.content.conversation) else None


async def _text(turn: Turn, incoming: Incoming) -> None:
    text = incoming.text
    if text.startswith("/start "):
        text = text.removeprefix("/start ").strip()
    code = turn.contents.read_code(text.strip())
    if code and not _is_called(text, turn.current()):
        return await turn.open(*code)
    if incoming.reply_to and (asked := await _answered_notice(turn, incoming.reply_to)):
        return await turn.open(turn.contents.staff_reply, f"{asked} {text}")
    understood = _command_of(text.removeprefix("/").replace("_", " "))
    if isinstance(understood, Accepted):
        if understood.value is Command.MENU and (begun := _begun_elsewhere(turn)):
            return await _answer(turn, begun, incoming)  # "halo" greets; it does not leave a form
        return await _command(turn, understood.value, incoming)
    if isinstance(understood, AsksBack) and not _is_option(text, turn.current()):
        return turn.say(f"answers.{understood.reason}")
    await _in_own_words(turn, incoming, text)


async def _in_own_words(turn: Turn, incoming: Incoming, text: str) -> None:
    """An answer to the open form, or the first words of somebody without one."""
    work = turn.current()
    if _is_free(turn, work) and (answered := await _answers_unasked(turn, text)):
        return await turn.open(*answered)
    if work is not None:
        if not await menus.took_way_back(turn, work, text):
            await _answer(turn, work, incoming)
        return None
    await turn.open(turn.contents.menu)
    menu = turn.current()
    if menu is not None and not text.startswith("/start"):
        await menus.try_menu(turn, menu, incoming)


def _is_free(turn: Turn, work: OpenSession | None) -> bool:
    """Whether nothing waits for an answer but the menu."""
    return work is None or work.content.conversation == turn.contents.menu


def _is_option(text: str, work: OpenSession | None) -> bool:
    """Whether the text is one of the answers that were shown: "hapus" may be a button's word."""
    pending = work.content.pending if work is not None else None
    return pending is not None and bool(picked(text, pending.shown))


def _is_called(text: str, work: OpenSession | None) -> bool:
    """Whether a code names one of the answers that were shown: "which training?" "PLT-001"."""
    pending = work.content.pending if work is not None else None
    return pending is not None and bool(called(text, pending.shown))


async def _answers_unasked(turn: Turn, text: str) -> tuple[str, str] | None:
    """What a text answers though no form is open: a reminder that awaits it."""
    if turn.contents.unasked is None:
        return None
    return await turn.contents.unasked(turn.desk.tx, turn.person, text, turn.desk.now)


async def _answered_notice(turn: Turn, reply_to: str) -> str:
    """What the notice that staff reply to asks to be answered; '' for any other message."""
    if not turn.person.is_staff:
        return ""
    target = f"{turn.contents.staff_reply}:start"
    payload = await staff_messages.find_notice(
        turn.desk.tx, turn.person.id, turn.event.channel, reply_to
    )
    notice = msgspec.json.decode(payload, type=Outgoing) if payload else Outgoing("")
    return next((o.id for o in notice.options if o.target == target), "")


async def _command(turn: Turn, command: Command, incoming: Incoming) -> None:
    work = turn.current()
    if command is Command.CANCEL:
        return await _cancel(turn, work, incoming.text)
    if command is Command.CONTINUE:
        return await _go_on(turn, work)
    if command in IN_FORM and work is not None and turn.is_form(work.content.conversation):
        kind = IN_FORM[command]
        return await turn.step(work, Incoming(kind, incoming.text, is_early=incoming.is_early))
    await turn.open(turn.contents.commands.get(command, turn.contents.menu))


async def _cancel(turn: Turn, work: OpenSession | None, text: str) -> None:
    """A no to the one thing that is asked; else the form is left.

    Its answers are kept, so that *lanjut* brings it back.
    """
    if work is not None and (no := _plain_no(work, text)):
        return await turn.step(work, Incoming("press", press=no))
    if _is_free(turn, work) and (answered := await _answers_unasked(turn, text)):
        return await turn.open(*answered)
    was_passing = work is not None and not turn.is_form(work.content.conversation)
    while work is not None and not turn.is_form(work.content.conversation):
        work.content.state = "done"
        turn.desk.keep(work, has_nudge=False)
        work = turn.current()
    if was_passing:
        turn.say("form.let_be")
        return await turn.offer_to_go_on(work) if work is not None else None
    if work is None:
        return turn.say("form.nothing_to_cancel")
    work.content.state = "cancelled"
    turn.desk.keep(work, has_nudge=False)
    turn.say("form.cancelled")
    other = turn.current()
    if other is not None:
        await turn.offer_to_go_on(other)


def _plain_no(work: OpenSession, text: str) -> Press | None:
    """The no that "gak jadi" is where "shall it be done?" waits; "keluar" leaves even there."""
    pending = work.content.pending
    if pending is None or not pending.way_out or yes_no.understand(text) != Accepted(False):
        return None
    return Press(work.content.conversation, pending.key, pending.way_out)


async def _go_on(turn: Turn, work: OpenSession | None) -> None:
    """Go on with the open form, or with the one that was left last."""
    forms = [
        s for s in turn.desk.by_person.get(turn.person.id, ())
        if s.content.state == "open" and turn.is_form(s.content.conversation)
    ]  # fmt: skip
    if forms:
        content, bring_back = forms[-1].content, left_forms.bring_back
        if not left_forms.has_begun(content) and await bring_back(turn, content.conversation):
            return None
        return await turn.step(forms[-1], Incoming("again"))
    since = turn.desk.now - left_forms.WITHIN
    left = await sessions.find_last_cancelled(turn.desk.tx, turn.person.id, since)
    if left is None:
        return await turn.open(turn.contents.menu)
    await turn.step(turn.desk.reopen(left), Incoming("again"))


async def _press(turn: Turn, incoming: Incoming, press: Press) -> None:
    entry = turn.contents.conversations.get(press.conversation)
    if press.key == "start" and entry is not None and entry.starts_on_press:
        return await turn.open(press.conversation, "" if press.option == OPEN else press.option)
    if press.key == left_forms.BACK and await left_forms.bring_back(turn, press.conversation):
        return None
    work = turn.find_open(press.conversation)
    if work is None and press.conversation == turn.contents.menu:
        return await menus.press_earlier(turn, incoming)
    if work is None:
        turn.say("form.button_passed")
        waiting = turn.current()
        if waiting is not None and turn.is_form(waiting.content.conversation):
            await turn.offer_to_go_on(waiting)
        return None
    if press.key in ("~resume", left_forms.BACK):
        return await turn.step(work, Incoming("again"))
    await turn.step(work, incoming)


async def _voice(turn: Turn, incoming: Incoming, sound: Media) -> None:
    """A voice note is kept and goes to staff with the question it answers."""
    work = turn.current()
    entry = turn.contents.conversations.get(work.content.conversation) if work else None
    if work is not None and entry is not None and entry.takes_voice:
        return await turn.step(work, incoming)
    is_form = entry is not None and entry.is_form
    asked = work.content.pending.key if work and is_form and work.content.pending else ""
    session_id = work.content.id if work is not None and asked else 0
    media_id = await media.add(
        turn.desk.tx, turn.person.id, turn.event.channel, sound.kind, sound.ref, turn.desk.now,
        mime=sound.mime,
    )  # fmt: skip
    await turn.open(turn.contents.voice_note, f"{media_id}.{session_id}.{asked}")


async def _on_behalf(turn: Turn, incoming: Incoming) -> None:
    """A timer, or an answer that staff entered: for one session, while it still asks that."""
    session_id, key, turn_number = incoming.message_ref.split(":")
    for work in turn.desk.by_person.get(turn.person.id, []):
        pending = work.content.pending
        if work.content.id != int(session_id) or pending is None or pending.key != key:
            continue
        if incoming.kind == "proxy":
            turn.say("form.proxy", answer=incoming.text)
            await turn.step(work, Incoming("text", incoming.text, by_staff=True))
        elif work.content.turn == int(turn_number):
            await turn.step(work, incoming)
        return
    if incoming.kind == "proxy":
        turn.say("form.proxy_late")
