"""One turn: what a person did, the conversation it belongs to, and the one reply it ends in."""

import re
import time
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from bot import left_forms, routing
from bot.channels.events import Event
from bot.desk import Desk, OpenSession, set_settle_timer
from bot.reply import Reply
from dialog.contents import Contents
from dialog.engine import Step, advance
from dialog.messages import Incoming, Option, SharedContact, Template
from dialog.run import Notice, World
from dialog.session import holds_file
from dialog.words import Ours, find_text
from domain import window
from domain.answers import phone
from domain.answers.result import Accepted
from domain.delivery import Kind
from domain.person import Contact, Person
from storage import blank_people, media, people
from storage.database import count_writes

SPEAKS = frozenset({"text", "press", "media", "contact", "place", "sticker", "other", "awake"})
SOMETHING_WAITS = Template("pesan_baru")  # of a notice that has none of its own
_LOOSE = re.compile("[ \u2010-\u2014-]")  # blanks and dashes of all lengths
MAX_STEPS = 8  # conversations that open one another within one turn


class Turn:
    """The turn of one event at a desk."""

    def __init__(self, desk: Desk, contents: Contents, event: Event) -> None:
        self.desk, self.contents, self.event = desk, contents, event
        self.contact: Contact = desk.contacts[event.channel, event.address]
        self.person: Person = desk.persons[self.contact.person_id]
        self.reply = Reply()
        self._has_ended_form = False  # one that led nowhere any more: one a turn is enough

    async def take(self) -> None:
        """Take the turn; all effects are at the desk or in its transaction afterwards."""
        started = time.perf_counter()
        before = self._question()
        if self.event.sent_at < self.contact.last_inbound_at:  # a later message overtook it
            self.event = self.event.as_early()
        self._note_time()
        if self.event.incoming.kind not in ("settled", "proxy"):
            self.contact.is_reachable = True
            self.desk.touched[self.contact.id] = self.contact
        if self.event.had_nik:
            self.say("form.nik_masked")
        if self.event.incoming.contact is not None:
            await self._prove(self.event.incoming.contact)
        await routing.route(self, self.event.incoming)
        await self._fetch_soon()
        outgoing = self.reply.as_outgoing()
        if outgoing is not None:
            self.desk.send(self.contact, outgoing, self.reply.kind)
        self.desk.told.append(
            f"turn contact={self.contact.id} {before} -> {self._question()}"
            f" {(time.perf_counter() - started) * 1000:.1f} ms"
        )

    async def _prove(self, card: SharedContact) -> None:
        """The number on one's own card is one's own at once: the form can go on from its phone.

        Who has proven it elsewhere and told nothing yet is the same person. Anybody else waits for
        the form's end, which asks about it.
        """
        number = card.phone if card.phone.startswith(("+", "0")) else f"+{card.phone}"
        understood = phone.understand(number)
        work = self.current()
        if not card.is_own or not isinstance(understood, Accepted) or work is None:
            return
        if self.is_form(work.content.conversation):
            await self._bind(understood.value)

    async def _bind(self, number: str) -> None:
        tx, mine = self.desk.tx, self.person.id
        holder = await people.find_by_identity(tx, "phone", number)
        if holder is None:
            await people.add_identity(tx, mine, "phone", number, self.desk.now)
        elif holder != mine and await blank_people.is_blank(tx, holder):
            await blank_people.take_in(tx, mine, holder, self.desk.now)
        else:
            return
        if self.person.phone is None:
            await people.set_phone(tx, mine, number)

    async def _fetch_soon(self) -> None:
        """A file that a form has taken is fetched at once, where its reference expires."""
        file = self.event.incoming.media
        if file is None or not self.event.must_fetch:
            return
        mine = self.desk.by_person.get(self.person.id, ())
        if any(holds_file(work.content, file.ref) for work in mine):
            await media.add(
                self.desk.tx, self.person.id, self.event.channel, file.kind, file.ref,
                self.desk.now, mime=file.mime,
            )  # fmt: skip

    def _note_time(self) -> None:
        """A message of the person's own opens the window anew, by the time it bears."""
        contact, sent_at = self.contact, self.event.sent_at
        if self.event.incoming.kind not in SPEAKS or sent_at <= contact.last_inbound_at:
            return
        if not window.is_open(contact.last_inbound_at, sent_at):
            self.desk.reopened.add(contact.id)
        contact.last_inbound_at = sent_at

    def _question(self) -> str:
        work = self.desk.current(self.person.id)
        if work is None:
            return "-"
        pending = work.content.pending
        return f"{work.content.conversation}.{pending.key if pending else ''}"

    def say(self, path: str, *options: Option, **params: object) -> None:
        """A sentence of the machinery."""
        self.reply.say(find_text(self.desk.words, path, params), *options)

    def current(self) -> OpenSession | None:
        """The open session the person touched last."""
        return self.desk.current(self.person.id)

    def find_open(self, conversation: str) -> OpenSession | None:
        """The person's open session of a conversation, the last touched one."""
        mine = self.desk.by_person.get(self.person.id, [])
        found = [s for s in mine if s.content.conversation == conversation]
        found = [s for s in found if s.content.state == "open"]
        return found[-1] if found else None

    def is_form(self, conversation: str) -> bool:
        """Whether an unfinished session of it is worth going on with."""
        entry = self.contents.conversations.get(conversation)
        return entry is not None and entry.is_form

    async def open(self, conversation: str, arg: str = "") -> None:
        """Open a conversation, or put the question of the one that is open already."""
        entry = self.contents.conversations[conversation]
        if entry.roles and not entry.roles & self.person.roles:
            return self.say("form.not_for_you")
        self._drop_passing()
        running = self._find_same(conversation, arg)
        if running is not None:
            return await self.step(running, Incoming("again"))
        if entry.is_form and not arg and self.contact.id not in self.desk.new_contacts:
            await left_forms.offer(self, conversation)
        await self.step(self.desk.start(self.person.id, conversation, arg), None)

    def _find_same(self, conversation: str, arg: str) -> OpenSession | None:
        """An open session that was opened with the same argument."""
        mine = self.desk.by_person.get(self.person.id, [])
        same = [
            s for s in mine
            if s.content.conversation == conversation and s.content.state == "open"
            and _plain(s.content.arg) == _plain(arg)
        ]  # fmt: skip
        return same[-1] if same else None

    def _drop_passing(self) -> None:
        """Menus and the like give way to what comes next."""
        for work in list(self.desk.by_person.get(self.person.id, ())):
            if work.content.state == "open" and not self.is_form(work.content.conversation):
                work.content.state = "done"
                self.desk.keep(work, has_nudge=False)

    async def step(self, work: OpenSession, incoming: Incoming | None) -> None:
        """Advance a session, and whatever that opens, finishes or goes back to."""
        for _ in range(MAX_STEPS):
            step = await self._advance(work, incoming)
            following = await self._following(work, step)
            if following is None:
                return
            is_running = following.content.turn > 0 and step.opens is not None
            work, incoming = following, Incoming("again") if is_running else None
        raise RuntimeError("conversations open one another without end")

    async def _advance(self, work: OpenSession, incoming: Incoming | None) -> Step:
        content = work.content
        entry = self.contents.conversations.get(content.conversation)
        if entry is None:  # a deploy took it away
            content.state = "expired"
            self.desk.keep(work, has_nudge=False)
            self.say("form.something_changed")
            return Step()
        step = await advance(entry.run, content, incoming, self._world())
        self.desk.keep(work, has_nudge=entry.is_form)
        self.reply.add(step.outgoing)
        if step.settle_seconds is not None:
            due_at = self.desk.now + timedelta(seconds=step.settle_seconds)
            await set_settle_timer(self.desk, work, due_at)
        await self._deliver(step.notices)
        return step

    def _world(self) -> World[Any]:
        desk, person = self.desk, self.person

        async def fulfilled(conversation: str) -> Any:
            check = self.contents.fulfilled.get(conversation)
            return await check(desk.tx, person) if check else None

        return World(
            desk.tx, person, self.event.channel, desk.now, desk.words,
            lambda: count_writes(desk.tally), fulfilled, self.event.address,
        )  # fmt: skip

    async def _following(self, work: OpenSession, step: Step) -> OpenSession | None:
        """The session that goes on in the same turn, if one does."""
        if step.requires:
            return self.find_open(step.requires) or self.desk.start(self.person.id, step.requires)
        if work.content.state == "open":
            await self._keep_form_near(work)
            return None
        if step.opens is not None:
            self._drop_passing()
            running = self._find_same(*step.opens)
            return running or self.desk.start(self.person.id, *step.opens)
        if step.is_last_word:
            return None
        waiting = self.current()
        if waiting is None:
            return None
        if waiting.content.requires == work.content.conversation:
            return waiting
        if self.is_form(waiting.content.conversation):
            await self.offer_to_go_on(waiting)
        return None

    async def offer_to_go_on(self, work: OpenSession) -> None:
        """Another form is still open: a button that goes on with it.

        One that leads nowhere any more ends instead, and says itself what happened.
        """
        if await self._is_over(work):
            if not self._has_ended_form:
                self._has_ended_form = True
                await self.step(work, None)
            return
        title = find_text(self.desk.words, f"{work.content.conversation}.title", {})
        self.say("form.unfinished", self._go_on_button(work), title=Ours(title))

    def _go_on_button(self, work: OpenSession) -> Option:
        label = find_text(self.desk.words, "form.go_on", {})
        return Option("go", label, target=f"{work.content.conversation}:~resume")

    async def _is_over(self, work: OpenSession) -> bool:
        return await self.contents.is_over(self.desk.tx, work.content, self.desk.now)

    async def _keep_form_near(self, work: OpenSession) -> None:
        """A menu or the like that asks something in the middle of a form shows the way back."""
        if self.is_form(work.content.conversation):
            return
        if (form := await self.find_form_behind()) is not None:
            self.reply.say("", self._go_on_button(form))

    async def find_form_behind(self) -> OpenSession | None:
        """The form that waits behind a menu or the like."""
        mine = self.desk.by_person.get(self.person.id, [])
        open_ones = [s for s in mine if s.content.state == "open"]
        for form in reversed(open_ones):
            if self.is_form(form.content.conversation) and not await self._is_over(form):
                return form
        return None

    async def _deliver(self, notices: list[Notice]) -> None:
        """Messages to other people, on the contact they used last."""
        if not notices:
            return
        contacts = await people.list_contacts(self.desk.tx, [n.person_id for n in notices])
        for notice in notices:
            theirs = [c for c in contacts if c.person_id == notice.person_id and c.is_reachable]
            if theirs:
                outgoing = notice.outgoing
                if outgoing.template is None:
                    outgoing = replace(outgoing, template=SOMETHING_WAITS)
                self.desk.send(theirs[0], outgoing, Kind(notice.kind))


def _plain(arg: str) -> str:
    """What a conversation is opened with; a code is the same however it was typed."""
    return _LOOSE.sub("", arg).casefold()
