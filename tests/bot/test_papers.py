"""Papers by reference, from real rows on both databases."""

import io
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from PIL import Image

from bot.addresses import Addresses
from bot.papers import Papers
from bot.rendering import File, renderer
from domain.clock import Clock
from domain.errors import Refused
from domain.training import Meeting, Training, TrainingState
from storage import (
    attendance,
    businesses,
    certificates,
    feedback,
    market_events,
    people,
    seats,
    trainings,
)
from storage.database import Database, Tx
from storage.feedback import Answer
from storage.people import Newcomer
from tests.support import papers
from tests.support.market import an_event_plan
from tests.support.plan_files import opened
from tests.support.rows import NOW, a_plan, add_business, add_person, add_training

Render = Callable[[str], Awaitable[File]]
CAME = a_plan().starts_at
DONE = CAME + timedelta(days=3)


async def bot_name() -> str:
    return "IkmMedanBot"


def render_of(database: Database) -> Render:
    clock = Clock(frozen_at=DONE)
    addresses = Addresses("https://ikm.example", bot_name)
    return renderer(database, Papers(papers.words(), clock, addresses).makers)


async def a_training_that_is_over(tx: Tx) -> tuple[Training, list[int]]:
    """Two days; Ani came on both, Budi on none, Citra waits in line with no business."""
    first = a_plan().meetings[0]
    second = Meeting(
        first.starts_at + timedelta(days=1), first.ends_at + timedelta(days=1), "Studio"
    )
    training = await add_training(tx, quota=2, meetings=(first, second), clusters=("KERIPIK",))
    crowd = [(await add_person(tx, name))[1].id for name in ("Ani", "Budi / Sons", "Citra")]
    for person_id in crowd:
        await seats.enrol(tx, training.id, person_id, NOW)
    await add_business(tx, crowd[0])
    await people.set_phone(tx, crowd[0], "+6281234567890")
    for meeting in training.plan.meetings:
        await attendance.add(tx, meeting.id, crowd[0], CAME)
    for state in (TrainingState.CLOSED, TrainingState.RUNNING, TrainingState.DONE):
        await trainings.set_state(tx, await trainings.get(tx, training.id), state)
    return await trainings.get(tx, training.id), crowd


async def test_certificate(database: Database) -> None:
    async with database.begin() as tx:
        training, (ani, *_) = await a_training_that_is_over(tx)
        (issued,) = await certificates.issue_due(tx, training, DONE)
    render = render_of(database)
    file = await render(f"certificate:{issued.id}")
    (page,) = papers.pages(file.content)
    assert file.name == "Sertifikat Membatik untuk Pemula - Ani.pdf"
    assert file.mime == "application/pdf"
    assert issued.person_id == ani
    for fact in ("Ani", issued.number, "12 jam, 2 hari", f"ikm.example/sertifikat/{issued.code}"):
        assert fact in page
    assert (await render(f"certificate:{issued.id}")).content == file.content


async def test_papers_of_a_meeting(database: Database) -> None:
    async with database.begin() as tx:
        training, _ = await a_training_that_is_over(tx)
    second = training.plan.meetings[1]
    render = render_of(database)
    (poster,) = papers.pages((await render(f"poster:{second.id}")).content)
    file = await render(f"sheet:{second.id}")
    (sheet,) = papers.pages(file.content)
    assert second.code in poster
    assert "Hari ke-2 dari 2" in poster
    assert "Rabu, 13 Januari 2027, pukul 09.00–15.00 WIB" in poster
    assert "Telegram" in poster
    assert "WhatsApp" not in poster
    assert file.name == "Daftar hadir Membatik untuk Pemula 13-01-2027.pdf"
    assert "Ani Keripik Bu Ani Sei Mati" in sheet
    assert "Budi / Sons" in sheet
    assert "Citra" not in sheet  # in line, without a seat


async def test_the_poster_of_a_market_event(database: Database) -> None:
    async with database.begin() as tx:
        plan = an_event_plan(ends_at=an_event_plan().ends_at + timedelta(days=1))
        event = await market_events.add(tx, plan, NOW, None)
    file = await render_of(database)(f"event_poster:{event.id}")
    (page,) = papers.pages(file.content)
    assert file.name == f"Poster hadir {plan.name}.pdf"
    for fact in (event.check_in_code, plan.name, plan.venue, "23–24 Januari 2027", "dapat meja"):
        assert fact in page
    assert "hari ini" not in page


async def test_participants(database: Database) -> None:
    async with database.begin() as tx:
        training, _ = await a_training_that_is_over(tx)
        (issued,) = await certificates.issue_due(tx, training, DONE)
    file = await render_of(database)(f"participants:{training.id}")
    table = list(opened(file.content).worksheets[0].iter_rows(values_only=True))
    start = next(at for at, row in enumerate(table) if row[0] == "No.")
    ani, budi, citra = table[start + 1 : start + 4]
    assert ani[1:4] == ("Ani", "0812-3456-7890", "Keripik Bu Ani")
    assert ani[7:] == (
        "Sei Mati",
        "Medan Maimun",
        "dapat tempat",
        "hadir",
        "hadir",
        2,
        issued.number,
    )
    assert (budi[1], budi[9], budi[12]) == ("Budi / Sons", "dapat tempat", 0)
    assert (citra[1], citra[9]) == ("Citra", "daftar tunggu")


async def test_report_and_chart_of_a_year(database: Database) -> None:
    async with database.begin() as tx:
        training, (ani, budi, _) = await a_training_that_is_over(tx)
        await feedback.add(tx, training.id, ani, 5, "bagus", DONE)
        await feedback.add(tx, training.id, budi, 4, "", DONE)
        await feedback.add_follow_up(tx, training.id, ani, Answer(30, True, False), DONE)
    render = render_of(database)
    file = await render("report:2027")
    book = opened(file.content)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    (one,) = [row for row in rows["Per pelatihan"] if row[1] == training.code]
    assert one[2:] == (
        "Membatik untuk Pemula", "12–13 Januari 2027", "selesai",
        2, 2, 1, 1, 1, 0.5, 1, 0, 0, 4.5,
    )  # fmt: skip
    assert (1, "(belum diisi)", 1, 0) in rows["Per klaster"]
    assert any(row[1:4] == ("Sei Mati", "Medan Maimun", 1) for row in rows["Per kelurahan"])
    assert (1, "Membatik untuk Pemula", "30 hari", 1, 1, 1, 0) in rows["Tindak lanjut"]
    assert file.name == "Laporan pelatihan 2027.xlsx"
    chart = await render("chart:2027")
    assert chart.mime == "image/png"
    assert Image.open(io.BytesIO(chart.content)).format == "PNG"
    mine = await render(f"training_report:{training.id}")
    assert mine.name == "Laporan pelatihan Membatik untuk Pemula.xlsx"


async def test_a_year_without_trainings(database: Database) -> None:
    render = render_of(database)
    assert (await render("report:2030")).content
    assert (await render("chart:2030")).content
    assert opened((await render("plan_template:2027")).content).sheetnames[0] == "Pelatihan"


@pytest.mark.parametrize(
    "reference",
    ["certificate:1", "poster:1", "event_poster:1", "sheet:1", "participants:1",
     "training_report:1", "report:1", "nothing:1", "certificate:x"],
)  # fmt: skip
async def test_what_is_not_there_is_refused(database: Database, reference: str) -> None:
    with pytest.raises(Refused):
        await render_of(database)(reference)


async def test_businesses_of_many_persons(database: Database) -> None:
    async with database.begin() as tx:
        newcomers = [
            Newcomer("telegram", str(n), "", ("telegram", str(n)), NOW) for n in range(600)
        ]
        crowd = [person.id for _, person in await people.add(tx, newcomers)]
        await add_business(tx, crowd[0], "satu")
        await add_business(tx, crowd[-1], "dua")
        await add_business(tx, crowd[-1], "tiga")
        found = await businesses.list_of_persons(tx, crowd)
    names = {key: [one.name for one in owned] for key, owned in found.items()}
    assert names == {crowd[0]: ["satu"], crowd[-1]: ["dua", "tiga"]}
