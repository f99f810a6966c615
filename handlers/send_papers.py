"""Papers of trainings for staff, as files in the chat: to be printed, signed, or handed in.

Starts on *berkas pelatihan*, *laporan* and the like, or the button of the card with the training's
id · Reads trainings · Writes the audit trail where a paper names people · Ends with the file,
which is made from the rows when it is sent.
"""

from collections.abc import Sequence
from datetime import timedelta

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from dialog.words import Ours
from documents.words import weekday_text
from domain.calendar import day_of
from domain.training import LIVE, Meeting, Training, TrainingState
from handlers.parts.training_words import say_days
from storage import audit, trainings
from storage.database import Tx
from storage.ids import read_id

AGAIN = "send_papers:start"
OF_MEETING = ("poster", "sheet")
OF_TRAINING = (*OF_MEETING, "participants", "training_report")
OF_YEAR = ("report", "chart")
PLAN = "plan_template"  # a conversation of its own
WORDS = {  # how a paper may be asked for, in the words that open this
    "poster": "poster",
    "daftar hadir": "sheet",
    "daftar peserta": "participants",
    "laporan pelatihan": "training_report",
    "laporan setahun": "report",
    "laporan tahunan": "report",
    "grafik": "chart",
}
NAMES_PEOPLE = ("sheet", "participants")
BEGUN = (TrainingState.RUNNING, TrainingState.DONE)
PAST = timedelta(days=365)  # older ones stand in the report of their year


async def send_papers(chat: Chat[Tx]) -> None:
    """Which paper, of what, and send it."""
    of_one = chat.arg.isdecimal()
    given = await trainings.find(chat.tx, read_id(chat.arg)) if of_one else None
    if of_one and (given is None or not _shows(given)):
        return chat.say("gone")
    paper = _asked_for(chat.arg) or await chat.ask("paper", Choice(_papers(given)))
    if paper == PLAN:
        return chat.open("get_plan_template")
    if paper in OF_YEAR:
        return _send(chat, paper, await _ask_year(chat), {})
    training = given or await _ask_training(chat, paper)
    if training is None:
        return chat.say("none")
    facts: dict[str, object] = {"title": training.title}
    number = training.id
    if paper in OF_MEETING:
        meeting = await _ask_meeting(chat, training)
        facts["day"] = _day(chat, meeting)
        number = meeting.id
    if paper in NAMES_PEOPLE:
        act = audit.Act("paper_sent", f"training:{training.id}", None, {"paper": paper})
        await audit.add(chat.tx, chat.now, chat.person.id, act)
    _send(chat, paper, number, facts, training)


def _asked_for(words: str) -> str:
    """The paper that the opening words name; '' for none."""
    plain = words.casefold()
    named = [paper for said, paper in WORDS.items() if plain.startswith(said)]
    return named[0] if named else ""


def _papers(given: Training | None) -> Sequence[str]:
    """Of one training, or all there are."""
    if given is None:
        return (*OF_TRAINING, *OF_YEAR, PLAN)
    return OF_TRAINING if given.state in BEGUN else OF_TRAINING[:-1]


def _shows(training: Training) -> bool:
    """Whether it has people: it was announced and takes place."""
    return training.state in (*LIVE, TrainingState.DONE)


async def _ask_training(chat: Chat[Tx], paper: str) -> Training | None:
    """Those to come soonest first, then those that are over, the last first."""
    live = await trainings.list_by_state(chat.tx, LIVE)
    past = await trainings.list_between(chat.tx, chat.now - PAST, chat.now)
    over = [one for one in reversed(past) if one.state is TrainingState.DONE]
    found = [one for one in (*live, *over) if paper != "training_report" or one.state in BEGUN]
    if not found:
        return None
    options = [Option(str(one.id), _line(chat, one), code=one.code) for one in found]
    chosen = read_id(await chat.ask("training", Choice(options), given=paper))
    return next(one for one in found if one.id == chosen)


def _line(chat: Chat[Tx], one: Training) -> str:
    return f"{one.title}, {say_days(chat.catalogue, one.plan.meetings)}"


async def _ask_meeting(chat: Chat[Tx], training: Training) -> Meeting:
    """The day, where there are several."""
    days = training.plan.meetings
    if len(days) == 1:
        return days[0]
    options = [(str(one.id), str(_day(chat, one))) for one in days]
    chosen = read_id(await chat.ask("meeting", Choice(options), given=training.code))
    return next(one for one in days if one.id == chosen)


def _day(chat: Chat[Tx], meeting: Meeting) -> Ours:
    return Ours(weekday_text(chat.catalogue, day_of(meeting.starts_at)))


async def _ask_year(chat: Chat[Tx]) -> int:
    """One with trainings, or this one; where there is no other nothing is asked."""
    years = {chat.today.year, *await trainings.list_years(chat.tx)}
    options = [(str(year), str(year)) for year in sorted(years, reverse=True)]
    if len(options) == 1:
        return chat.today.year
    chosen = await chat.ask("year", Choice(options))
    return int(chosen)


def _send(
    chat: Chat[Tx], paper: str, number: int, facts: dict[str, object], of: Training | None = None
) -> None:
    """The file with a word on what it is for, and a way to the next one."""
    chat.say(f"sent_{paper}", number=number, **facts)
    other = chat.words("send_papers.other")
    chat.offer([Option(str(of.id) if of else OPEN, other, AGAIN)], document=f"{paper}:{number}")
