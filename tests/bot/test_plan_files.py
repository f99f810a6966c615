"""Plan files from the chat: fetched, read, shown, kept once; whatever is in them."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from bot.fetching import Fetching
from bot.files import MediaFolder
from bot.inbound import Inbound
from bot.plan_files import SLICE, PlanFiles
from dialog.messages import Outgoing
from domain.clock import Clock
from domain.training import TrainingState
from handlers.parts.planned_trainings import carry_out
from storage import plan_files, trainings
from storage.database import Database
from storage.media import Medium
from storage.schema import media as files
from storage.schema import outbox
from tests.support.plan_files import HEAD, ROW, plan_file
from tests.support.rows import add_person
from tests.support.talk import OFFICE
from tests.support.toys import CONTENTS, NOW, Table
from texts.catalogue import load

FAULTY = ("P27-99", "Sablon", "20 Januari", "09.00", "12.00", "Kantor Dinas")


class Sent:
    """A member of staff who has sent a plan file on Telegram."""

    def __init__(self, database: Database, read: Callable[[Medium], bytes]) -> None:
        self.database = database
        self.inbound = Inbound(database, CONTENTS, load(OFFICE), Clock(frozen_at=NOW), Table())
        self.job = PlanFiles(self.inbound, read)
        self.person_id = 0

    async def send(self) -> None:
        """The file has been sent; its person is new the first time."""
        async with self.database.begin() as tx:
            if not self.person_id:
                self.person_id = (await add_person(tx))[1].id
            await plan_files.add(tx, self.person_id, "telegram", "ref", NOW)

    async def arrive(self) -> None:
        """The file lies in the folder, where the job finds it."""
        await self.send()
        async with self.database.begin() as tx:
            await tx.execute(files.update().values(state="stored"))

    async def media_id(self) -> int:
        """The id of the file that was sent last."""
        async with self.database.read() as tx:
            found = await tx.execute(select(files.c.id).order_by(files.c.id.desc()))
            return int(found.scalars().first() or 0)

    async def told(self) -> list[Outgoing]:
        """All that the person was told."""
        async with self.database.read() as tx:
            rows = await tx.execute(select(outbox.c.payload).order_by(outbox.c.id))
            return [msgspec.json.decode(payload, type=Outgoing) for payload in rows.scalars()]

    async def order(self, person_id: int | None = None) -> bool:
        """Press *Simpan*."""
        async with self.database.begin() as tx:
            who = self.person_id if person_id is None else person_id
            return await plan_files.order(tx, await self.media_id(), who)

    async def drafts(self) -> int:
        """How many there are, at most as many as a list holds."""
        async with self.database.read() as tx:
            return len(await trainings.list_by_state(tx, [TrainingState.DRAFT]))


async def test_a_file_is_fetched_read_shown_and_kept(database: Database, tmp_path: Path) -> None:
    content = plan_file([ROW, FAULTY], HEAD)
    folder = MediaFolder(tmp_path)

    async def fetch(reference: str) -> bytes:
        return content

    sent = Sent(database, folder.read)
    await sent.send()
    assert await sent.job.tick() == 0  # it has not come yet
    await Fetching(sent.inbound, folder, {"telegram": fetch}).tick()
    assert await sent.job.tick() == 1
    faults, found = await sent.told()
    assert "Baris 3" in faults.text
    assert not faults.options
    assert [o.id for o in found.options] == [f"{a}.{await sent.media_id()}" for a in ("yes", "no")]
    assert await sent.drafts() == 0
    assert await sent.job.tick() == 0  # it waits for an answer

    assert await sent.order(person_id=1) is False  # somebody else's button
    assert await sent.order() is True
    assert await sent.order() is False
    assert await sent.job.tick() == 1
    assert "1 baru, 0 diperbarui" in (await sent.told())[-1].text
    assert await sent.drafts() == 1
    async with database.read() as tx:
        (draft,) = await trainings.list_by_state(tx, [TrainingState.DRAFT])
    assert draft.created_by == sent.person_id
    assert await sent.job.tick() == 0


async def test_a_crash_after_some_slices_makes_no_doubles(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = plan_file([(f"P-{n}", *ROW[1:]) for n in range(60)], HEAD)
    sent = Sent(database, lambda medium: content)
    await sent.arrive()
    await sent.job.tick()
    await sent.order()
    calls: list[object] = []

    async def dies(*told: object) -> object:
        calls.append(told)
        if len(calls) == 2:
            raise ConnectionError
        return await carry_out(*told)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.plan_files.carry_out", dies)
    with pytest.raises(ConnectionError):
        await sent.job.tick()
    assert await sent.drafts() == SLICE
    await sent.job.tick()
    assert await sent.drafts() == 60


async def test_a_long_file_is_shown_in_messages_that_fit(database: Database) -> None:
    rows = [(f"P-{n}", *ROW[1:]) for n in range(300)]
    faulty = [(f"X-{n}", *FAULTY[1:]) for n in range(300)]
    content = plan_file([*rows, *faulty], HEAD)
    sent = Sent(database, lambda medium: content)
    await sent.arrive()
    await sent.job.tick()
    faults, found = await sent.told()
    assert len(faults.text) < 4096
    assert "hal lain" in faults.text
    assert len(found.text) < 1024
    assert "pelatihan lain" in found.text
    assert "300 baru" in found.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"%PDF", "bukan berkas Excel", id="not a spreadsheet"),
        pytest.param(b"", "kosong", id="empty"),
        pytest.param(b"PK\x03\x04" + bytes(100), "rusak", id="broken"),
        pytest.param(plan_file([]), "belum ada pelatihan", id="no rows"),
    ],
)
async def test_what_cannot_be_read_gets_a_sentence_once(
    database: Database, content: bytes, why: str
) -> None:
    sent = Sent(database, lambda medium: content)
    await sent.arrive()
    await sent.job.tick()
    (told,) = await sent.told()
    assert why in told.text
    assert "contoh rencana pelatihan" in told.text
    assert not told.options
    assert await sent.job.tick() == 0


async def test_a_reader_that_fails_does_not_fail_for_ever(database: Database) -> None:
    def read(medium: Medium) -> bytes:
        raise MemoryError

    sent = Sent(database, read)
    await sent.arrive()
    assert await sent.job.tick() == 1
    assert await sent.job.tick() == 0
    (told,) = await sent.told()
    assert "rusak" in told.text


async def test_the_same_file_sent_again_before_an_answer_is_shown_again(database: Database) -> None:
    content = plan_file([ROW])
    sent = Sent(database, lambda medium: content)
    for times in (1, 2):
        await sent.arrive()
        assert await sent.job.tick() == 1
        assert len(await sent.told()) == times
    assert await sent.order()
