"""A training as staff see it: how it stands, and what can be done with it."""

from collections.abc import Mapping, Sequence

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Ours
from domain.person import Role
from domain.seat import SeatState
from domain.training import LIVE, Admission, Training, TrainingState
from handlers.parts.training_words import say_clusters, say_moment, say_target, say_when
from storage import seats, trainings
from storage.database import Tx
from storage.ids import read_id

TO_COME = (TrainingState.OPEN, TrainingState.CLOSED)
#: What may be done in which state; each is a conversation that takes the training's id.
ACTS: Sequence[tuple[str, tuple[TrainingState, ...]]] = (
    ("announce_training", (TrainingState.DRAFT, TrainingState.OPEN)),
    ("share_training", (TrainingState.OPEN,)),
    ("select_participants", TO_COME),
    ("tick_attendance", (TrainingState.RUNNING, TrainingState.DONE)),
    ("send_papers", (*LIVE, TrainingState.DONE)),
    ("change_quota", (TrainingState.DRAFT, *TO_COME)),
    ("move_training", (TrainingState.DRAFT, *TO_COME)),
    ("change_venue", (TrainingState.DRAFT, *TO_COME, TrainingState.RUNNING)),
    ("call_off_training", (TrainingState.DRAFT, *TO_COME, TrainingState.RUNNING)),
)


async def training_card(chat: Chat[Tx], training: Training) -> Ours:
    """The card as text."""
    words, plan = chat.catalogue, training.plan
    counted = await seats.count_by_state(chat.tx, training.id)
    return chat.words(
        "oversee_trainings.card.say",
        title=plan.title,
        code=training.code,
        state=chat.words(f"oversee_trainings.states.{training.state}"),
        when=Ours(say_when(words, plan)),
        venue=plan.meetings[0].venue or chat.words("training_notes.no_venue"),
        target=Ours(say_target(words, plan)),
        clusters=Ours(say_clusters(words, plan)),
        closes=Ours(say_moment(words, plan.registration_closes_at)),
        quota=plan.quota,
        seats=_counts(chat, counted),
    )


def _counts(chat: Chat[Tx], counted: Mapping[SeatState, int]) -> Ours:
    """How many seats are in which state, those that have none left out."""
    parts = [
        chat.words(f"oversee_trainings.seats.{state}", count=counted[state])
        for state in SeatState
        if counted.get(state)
    ]
    return Ours(", ".join(parts)) if parts else chat.words("oversee_trainings.seats.none")


def card_buttons(chat: Chat[Tx], training: Training) -> list[Option]:
    """What this person may do with it now."""
    may_announce = chat.person.has_role(Role.BROADCASTER)
    return [
        Option(str(training.id), chat.words(f"oversee_trainings.acts.{act}"), f"{act}:start")
        for act, states in ACTS
        if training.state in states
        and (act != "announce_training" or may_announce)
        and (act != "select_participants" or training.plan.admission is Admission.SELECT)
    ]


async def find_training(chat: Chat[Tx], states: Sequence[TrainingState]) -> Training:
    """The training that the conversation was opened with, in one of these states; else leave."""
    found = await trainings.find(chat.tx, read_id(chat.arg))
    if found is None or found.state not in states:
        chat.say("gone")
        chat.leave()
    return found
