"""What goes with the words about a training."""

import pytest

from bot.channels.whatsapp.templates import load_templates
from dialog.messages import Outgoing
from domain.reminder import AUDIENCES, MESSAGES, Note
from domain.seat import SeatState
from domain.training import Meeting, Training, TrainingState
from handlers.parts.training_messages import NoteWriter, opening_message
from storage.database import Database
from storage.notes import Untold
from storage.reach import Reach
from tests.support.rows import NOW, a_plan, add_training
from tests.support.talk import OFFICE
from texts.catalogue import load


@pytest.mark.parametrize(("poster_id", "media"), [(None, ()), (7, (7,))])
async def test_the_announcement_brings_the_poster_where_there_is_one(
    database: Database, poster_id: int | None, media: tuple[int, ...]
) -> None:
    async with database.begin() as tx:
        training: Training = await add_training(tx, NOW, poster_id=poster_id)
    assert opening_message(load(OFFICE), training).media == media


DAY = a_plan().meetings[0]
MAP = "https://maps.app.goo.gl/a_b"
WHEN = "Selasa, 12 Januari 2027, pukul 09.00–15.00 WIB"


def note_to(note: Note, state: SeatState, *, map_url: str = "", bring: str = "") -> Outgoing:
    """What one with a seat in this state is told."""
    day = Meeting(DAY.starts_at, DAY.ends_at, DAY.venue, map_url)
    plan = a_plan(meetings=(day,), bring=bring)
    training = Training(1, "PLT-001", TrainingState.OPEN, 0, plan, None)
    seat = Untold(1, 1, 1, state, Reach(1, "Ani", False, 1, "whatsapp", "62"))
    return NoteWriter(load(OFFICE), training, note).write(seat)


@pytest.mark.parametrize(
    ("note", "state"), [(note, state) for note in MESSAGES for state in AUDIENCES[note].states]
)
def test_a_template_has_the_buttons_of_what_it_stands_for(note: Note, state: SeatState) -> None:
    told = note_to(note, state)
    assert told.template is not None
    template = load_templates()[told.template.name]
    assert len(told.template.params) == len(template.examples)
    if not template.announces:
        assert [o.label for o in told.options] == list(template.buttons)


@pytest.mark.parametrize(
    ("note", "state", "name"),
    [
        (Note.WEEK_BEFORE, SeatState.HELD, "pelatihan_pengingat_tempat"),
        (Note.ASK, SeatState.HELD, "pelatihan_jadi_datang"),
        (Note.DAY_BEFORE, SeatState.HELD, "pelatihan_jadi_datang"),
        (Note.DAY_BEFORE, SeatState.CONFIRMED, "pelatihan_pengingat_tempat"),
        (Note.MORNING, SeatState.CONFIRMED, "pelatihan_pengingat"),
    ],
)
def test_a_reminder_as_a_template_says_where_with_the_map_and_what_to_bring(
    note: Note, state: SeatState, name: str
) -> None:
    told = note_to(note, state, map_url=MAP, bring="KTP asli.").template
    assert told is not None
    assert told.name == name
    place = f"Aula Camat Medan Maimun. Peta: {MAP}. Bawa: KTP asli"
    assert told.params == ("Ani", "Membatik untuk Pemula", WHEN, place)
    bare = note_to(note, state).template
    assert bare is not None
    assert bare.params[3] == "Aula Camat Medan Maimun"


def test_a_move_as_a_template_says_that_the_days_are_new() -> None:
    told = note_to(Note.MOVED, SeatState.HELD).template
    assert told is not None
    assert told.params[2] == f"jadwal baru {WHEN}"
