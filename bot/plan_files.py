"""Plan files from the chat: read beside the loop, told in the chat, kept in slices when wanted.

A file goes on from one state to the next in the transaction that tells its sender so. What is kept
twice (after a crash, or when the same file comes again) updates and makes no doubles.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence

from bot.inbound import Inbound
from bot.plan_words import fault_lines, found_lines
from dialog.messages import Option, Outgoing, as_payload
from dialog.words import find_text
from documents.training_plan.plan import PlanFile
from documents.training_plan.read import file_text, read_plan
from documents.training_plan.workbook import UnreadableFile
from domain.delivery import Kind
from handlers.parts.planned_trainings import WANTED, Outcome, Step, carry_out, foresee
from storage import media, outbox, people, plan_files
from storage.database import Tx
from storage.media import Medium
from storage.seed import clusters

log = logging.getLogger("ikm.plan_files")

SLICE = 50  # trainings of one transaction, with their days about 300 rows


class PlanFiles:
    """Takes every file that waits one step on. read: the content of a stored file."""

    def __init__(self, inbound: Inbound, read: Callable[[Medium], bytes]) -> None:
        self._inbound, self._read, self._words = inbound, read, inbound.words

    async def tick(self) -> int:
        """Look at what was sent, keep what is wanted; how many files."""
        async with self._inbound.database.read() as tx:
            sent = await plan_files.list_stored(tx, plan_files.SENT)
            ordered = await plan_files.list_stored(tx, plan_files.ORDERED)
        for medium in sent:
            await self._look_at(medium)
        for medium in ordered:
            await self._keep(medium)
        if sent or ordered:
            self._inbound.hands.look()
        return len(sent) + len(ordered)

    async def _look_at(self, medium: Medium) -> None:
        """Tell what the file would do; one with nothing to keep is done with."""
        try:
            plan = await self._plan(medium)
        except UnreadableFile as error:
            return await self._refuse(medium, file_text(error, self._words))
        steps: list[Step] = []
        for start in range(0, len(plan.trainings), SLICE):
            async with self._inbound.database.read() as tx:
                part = plan.trainings[start : start + SLICE]
                steps += await foresee(tx, part, self._inbound.clock.now())
        messages = [*fault_lines(self._words, plan), self._found(medium, plan, steps)]
        async with self._inbound.database.begin() as tx:
            if not await plan_files.set_shown(tx, medium.id):
                return None
            await self._tell(tx, medium, messages)
            if not messages[-1].options:
                await media.set_erased(tx, medium.id)

    def _found(self, medium: Medium, plan: PlanFile, steps: Sequence[Step]) -> Outgoing:
        lines = found_lines(self._words, plan, steps)
        count = sum(step.outcome in WANTED for step in steps)
        if not count:
            return Outgoing("\n".join([*lines, "", self._text("nothing")]))
        buttons = [
            Option(f"{answer}.{medium.id}", self._text(label), "keep_plan_file:start")
            for answer, label in (("yes", "keep"), ("no", "drop"))
        ]
        return Outgoing("\n".join([*lines, "", self._text("ask", count=count)]), tuple(buttons))

    async def _keep(self, medium: Medium) -> None:
        """Make the drafts, slice by slice, then tell how many."""
        try:
            plan = await self._plan(medium)
        except UnreadableFile as error:
            return await self._refuse(medium, file_text(error, self._words))
        counted: Counter[Outcome] = Counter()
        for start in range(0, len(plan.trainings), SLICE):
            async with self._inbound.database.begin() as tx:
                part, now = plan.trainings[start : start + SLICE], self._inbound.clock.now()
                done = await carry_out(tx, part, now, medium.person_id)
            counted.update(step.outcome for step in done)
        told = self._text("done", added=counted[Outcome.ADDED], changed=counted[Outcome.CHANGED])
        button = Option("open", self._text("oversee"), "oversee_trainings:start")
        async with self._inbound.database.begin() as tx:
            if await media.set_erased(tx, medium.id):
                await self._tell(tx, medium, [Outgoing(told, (button,))])

    async def _plan(self, medium: Medium) -> PlanFile:
        """What the file says. Raises UnreadableFile, also where the reader fails at it."""
        today = self._inbound.clock.today()
        try:
            content = await asyncio.to_thread(self._read, medium)
            return await asyncio.to_thread(read_plan, content, self._words, clusters(), today)
        except UnreadableFile:
            raise
        except Exception as error:  # it would fail again every second
            log.exception("the plan file %d could not be read", medium.id)
            raise UnreadableFile("broken") from error

    async def _refuse(self, medium: Medium, why: str) -> None:
        async with self._inbound.database.begin() as tx:
            if await media.set_erased(tx, medium.id):
                text = f"{why}\n\n{self._text('template')}"
                await self._tell(tx, medium, [Outgoing(text)])

    async def _tell(self, tx: Tx, medium: Medium, messages: Sequence[Outgoing]) -> None:
        """To the sender, where they sent it from."""
        for contact in await people.list_contacts(tx, [medium.person_id]):
            if contact.channel == medium.channel and contact.is_reachable:
                await outbox.add(tx, [
                    outbox.new_row(
                        contact.id, contact.channel, contact.address, Kind.NOTICE,
                        as_payload(one), last_inbound_at=contact.last_inbound_at,
                    )
                    for one in messages
                ], self._inbound.clock.now())  # fmt: skip
                return

    def _text(self, key: str, **places: object) -> str:
        return find_text(self._words, f"training_plan.chat.{key}", places)
