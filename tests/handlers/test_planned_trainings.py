"""The same plan file twice makes no doubles; what is announced is left to the chat."""

from dataclasses import replace
from datetime import UTC, datetime

from documents.training_plan.plan import PlannedTraining
from domain.training import Admission, Silence, Target, Training, TrainingState, problems
from handlers.parts.planned_trainings import Outcome, carry_out, foresee
from storage import trainings
from storage.database import Database, Tx
from tests.support.plan_files import HEAD, ROW, plan_file, read
from tests.support.rows import NOW

MORE = (*HEAD, "Klaster", "Sasaran", "Kuota", "Daftar ditutup", "Cara masuk", "Pengajar")


def plan(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> list[PlannedTraining]:
    found = read(plan_file(rows, head))
    assert found.findings == ()
    return list(found.trainings)


async def put(tx: Tx, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> list[Outcome]:
    return [step.outcome for step in await carry_out(tx, plan(*rows, head=head), NOW, None)]


async def stored(tx: Tx, code: str = "P27-01") -> Training:
    found = await trainings.find_by_sheet_code(tx, code)
    assert found is not None
    return found


async def test_a_new_training_is_a_draft_that_can_be_announced(database: Database) -> None:
    row = (*ROW, "Batik", "keduanya", 25, "4 Jan 2027", "dipilih petugas", "Ibu Ardhiani")
    async with database.begin() as tx:
        assert await put(tx, row, head=MORE) == [Outcome.ADDED]
        kept = await stored(tx)
    assert kept.state is TrainingState.DRAFT
    assert kept.code == "PLT-001"
    assert kept.plan.meetings[0].starts_at == datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
    assert kept.plan.registration_closes_at == datetime(2027, 1, 4, 11, 0, tzinfo=UTC)
    assert kept.plan.offers_close_at == datetime(2027, 1, 11, 11, 0, tzinfo=UTC)
    assert (kept.plan.quota, kept.plan.target) == (25, Target.BOTH)
    assert (kept.plan.admission, kept.plan.clusters) == (Admission.SELECT, ("BATIK",))
    assert problems(kept.plan, NOW) == []


async def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    rows = [ROW, (None, None, "13 Jan 2027"), ("P27-02", *ROW[1:])]
    async with database.begin() as tx:
        assert await put(tx, *rows) == [Outcome.ADDED, Outcome.ADDED]
        before = await stored(tx)
        assert await put(tx, *rows) == [Outcome.SAME, Outcome.SAME]
        assert await stored(tx) == before
        assert len(await trainings.list_by_state(tx, [TrainingState.DRAFT])) == 2


async def test_a_corrected_file_changes_its_training(database: Database) -> None:
    async with database.begin() as tx:
        await put(tx, ROW, (None, None, "13 Jan 2027"))
        before = await stored(tx)
        corrected = ("P27-01", "Membatik Lanjutan", "13 Jan 2027", "13.00", "16.00", "Studio")
        assert await put(tx, corrected, (None, None, "20 Jan 2027")) == [Outcome.CHANGED]
        after = await stored(tx)
    assert (after.id, after.code, after.title) == (before.id, before.code, "Membatik Lanjutan")
    assert [m.starts_at.day for m in after.plan.meetings] == [13, 20]
    # the 13th is the same meeting, and a poster that was printed for it stays good
    assert after.plan.meetings[0].code == before.plan.meetings[1].code
    assert after.plan.meetings[1].code not in {m.code for m in before.plan.meetings}
    assert problems(after.plan, NOW) == []


async def test_what_the_file_leaves_open_stays(database: Database) -> None:
    async with database.begin() as tx:
        await put(tx, ROW)
        kept = await stored(tx)
        closing = datetime(2027, 1, 2, 5, 0, tzinfo=UTC)
        chat = replace(
            kept.plan, silence=Silence.RELEASE, trainer="Ibu Ani", registration_closes_at=closing
        )
        await trainings.set_plan(tx, kept, chat)
        assert await put(tx, (*ROW[:5], "Studio")) == [Outcome.CHANGED]
        after = await stored(tx)
    assert (after.plan.silence, after.plan.trainer) == (Silence.RELEASE, "Ibu Ani")
    assert after.plan.registration_closes_at == closing
    assert after.plan.meetings[0].venue == "Studio"


async def test_announced_and_past_trainings_are_left_alone(database: Database) -> None:
    async with database.begin() as tx:
        await put(tx, ROW, ("P27-02", *ROW[1:]))
        await trainings.open_for_enrolment(tx, await stored(tx), NOW)
        await trainings.set_state(tx, await stored(tx, "P27-02"), TrainingState.CANCELLED)
        moved = ("P27-01", "Membatik", "14 Jan 2027", *ROW[3:])
        outcomes = await put(tx, moved, ("P27-02", *moved[1:]))
        assert outcomes == [Outcome.ANNOUNCED, Outcome.OVER]
        assert await put(tx, ROW) == [Outcome.SAME]
        assert (await stored(tx)).plan.starts_at.day == 12


async def test_looking_writes_nothing(database: Database) -> None:
    async with database.begin() as tx:
        (step,) = await foresee(tx, plan(ROW), NOW)
        assert step.outcome is Outcome.ADDED
        assert await trainings.find_by_sheet_code(tx, "P27-01") is None
