"""Staff open a training and tell those it fits who agreed to be told, now or at a set time.

Starts on the button of the card · Reads the audience · Writes the opening, a broadcast with its
frozen audience, the audit trail · Ends with what will happen.
"""

from datetime import datetime

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option, as_payload
from dialog.words import Ours
from domain.broadcast import Audience, BroadcastState
from domain.quiet_hours import is_quiet
from domain.training import Training, TrainingState, problems
from handlers.parts.ask_days import ask_when
from handlers.parts.overseen_training import find_training
from handlers.parts.send_word import SendWord
from handlers.parts.training_messages import opening_message
from handlers.parts.training_words import say_clusters, say_moment, say_target
from storage import audiences, audit, broadcasts, trainings
from storage.broadcasts import Broadcast
from storage.database import Tx

WAYS = ("now", "later", "quietly")


async def announce_training(chat: Chat[Tx]) -> None:
    """Show whom it reaches and how it reads; take KIRIM n; open, and freeze the audience."""
    training = await find_training(chat, (TrainingState.DRAFT, TrainingState.OPEN))
    plan = training.plan
    wrong = problems(plan, chat.now)
    if wrong:
        return _refuse(chat, training, wrong)
    audience = Audience(plan.target, plan.clusters)
    count = await audiences.count(chat.tx, audience)
    if not count:
        return await _open_unheard(chat, training)
    target, clusters = say_target(chat.catalogue, plan), say_clusters(chat.catalogue, plan)
    stopped = await audiences.count_stopped(chat.tx, audience)
    way = await chat.ask(
        "way", Choice(WAYS), count=count, stopped=stopped, target=target, clusters=clusters
    )
    if way == "quietly":
        return await _open(chat, training, "opened")
    due_at = chat.now if way == "now" else await ask_when(chat, plan.registration_closes_at)
    sample = opening_message(chat.catalogue, training)
    chat.say("sample", text=Ours(sample.text))
    await chat.ask(
        "confirm", SendWord(count), given=(count, sample.text), count=count, stopped=stopped,
        target=target, clusters=clusters,
    )  # fmt: skip
    await _announce(chat, training, audience, due_at, way)


def _refuse(chat: Chat[Tx], training: Training, wrong: list[str]) -> None:
    """What keeps it from being announced, and the way to mend it."""
    why = "\n".join(chat.words(f"announce_training.problems.{key}") for key in wrong)
    chat.say("cannot", title=training.title, why=Ours(why))
    mend = chat.words("oversee_trainings.acts.move_training")
    chat.offer([Option(str(training.id), mend, "move_training:start")])


async def _open_unheard(chat: Chat[Tx], training: Training) -> None:
    """Nobody it fits agreed to be told: it is opened all the same, where staff want that."""
    if training.state is TrainingState.OPEN:
        return chat.say("nobody")
    await chat.ask("open_anyway", Choice(("open",), yes="open"), title=training.title)
    await _open(chat, training, "opened")


async def _open(chat: Chat[Tx], training: Training, moment: str) -> None:
    if training.state is TrainingState.DRAFT:
        await trainings.open_for_enrolment(chat.tx, training, chat.now)
    chat.say(moment, title=training.title)
    share = chat.words("oversee_trainings.acts.share_training")
    chat.offer([Option(str(training.id), share, "share_training:start")])


async def _announce(
    chat: Chat[Tx], training: Training, audience: Audience, due_at: datetime, way: str
) -> None:
    """Open it, freeze the audience; a job sends."""
    payload = as_payload(opening_message(chat.catalogue, training))
    wanted = Broadcast(
        0, f"training:{training.id}", payload, BroadcastState.SCHEDULED, due_at,
        training.plan.registration_closes_at, 0, chat.person.id,
    )  # fmt: skip
    made = await broadcasts.add(chat.tx, wanted, audience, chat.now)
    if training.state is TrainingState.DRAFT:
        await trainings.open_for_enrolment(chat.tx, training, chat.now)
    act = audit.Act("announce", f"training:{training.id}", None, {"audience": made.audience})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    when = say_moment(chat.catalogue, due_at)
    at_once = "in_the_morning" if is_quiet(due_at) else "sending"
    chat.say(at_once if way == "now" else "scheduled", count=made.audience, when=when)
    stop = chat.words("steer_broadcast.acts.cancel")
    pause = chat.words("steer_broadcast.acts.pause")
    options = [Option(f"cancel.{made.id}", stop, "steer_broadcast:start")]
    if way == "now":
        options.insert(0, Option(f"pause.{made.id}", pause, "steer_broadcast:start"))
    share = chat.words("oversee_trainings.acts.share_training")
    chat.offer([*options, Option(str(training.id), share, "share_training:start")])
