"""What is told to one person about a training, as it goes out: by a job, or shown as a sample."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from dialog.messages import Option, Outgoing, Template, literal
from dialog.words import Ours, Words, fill, fill_shared, find_template, find_text
from domain.reminder import ASKS_TO_CONFIRM, FOLLOW_UP_DAYS, Note
from domain.seat import SeatState
from domain.training import Plan, Silence, Training
from handlers.parts import training_buttons as buttons
from handlers.parts.training_words import (
    say_clusters,
    say_hours,
    say_moment,
    say_target,
    say_when,
)
from storage.certificates import Certificate
from storage.notes import Untold
from storage.places import Place

Buttons: TypeAlias = Callable[[Words, Training, Untold], tuple[Option, ...]]


class NoteWriter:
    """Writes one note to the people of one training; what all share is put together once."""

    def __init__(self, words: Words, training: Training, note: Note) -> None:
        self._words, self._training, self._note = words, training, note
        self._shared = dict(_places(words, training, ""))
        self._shared["deadline"] = Ours(_deadline(words, training, note))
        self._nameless = self._shared.pop("name")
        self._buttons = _BUTTONS.get(note)
        self._said: dict[SeatState, tuple[str, Template]] = {}  # all but the name

    def write(self, to: Untold) -> Outgoing:
        """What it says to the holder of a seat."""
        if to.state not in self._said:
            self._said[to.state] = self._say(to.state)
        text, template = self._said[to.state]
        name = to.reach.name or self._nameless
        options = self._buttons(self._words, self._training, to) if self._buttons else ()
        return Outgoing(
            fill(text, {"name": name}), options,
            template=Template(template.name, (str(name), *template.params)),
        )  # fmt: skip

    def _say(self, state: SeatState) -> tuple[str, Template]:
        path = f"training_notes.{self._note}.{_variant(self._note, state)}"
        text = fill_shared(find_template(self._words, path), self._shared)
        return text, _template(self._words, self._training, self._note, state, self._shared)


def _deadline(words: Words, training: Training, note: Note) -> str:
    """Until when an answer is awaited, or why it would be good."""
    is_kept = training.plan.silence is Silence.KEEP
    when = "keep" if is_kept else "release" if note is Note.ASK_AGAIN else "release_today"
    return find_text(words, f"training_notes.deadline.{when}", {})


def _variant(note: Note, state: SeatState) -> str:
    if note is Note.DAY_BEFORE and state is SeatState.HELD:
        return "silent"
    if note in (Note.MOVED, Note.VENUE_CHANGED) and state is SeatState.OFFERED:
        return "offered"  # they decide with the new facts
    waits = state in (SeatState.WAITLISTED, SeatState.APPLIED)
    return "waiting" if waits and note in (Note.MOVED, Note.NOT_SELECTED) else "say"


def _ask(words: Words, training: Training, to: Untold) -> tuple[Option, ...]:
    if to.state is SeatState.OFFERED:
        return buttons.offer_buttons(words, to.seat_id)
    if to.state is SeatState.HELD:
        return buttons.confirm_buttons(words, to.seat_id)
    return _leave(words, training, to)


def _leave(words: Words, training: Training, to: Untold) -> tuple[Option, ...]:
    if to.state is SeatState.CANCELLED:
        return ()
    return (buttons.cannot_button(words, to.seat_id),)


def _changed(words: Words, training: Training, to: Untold) -> tuple[Option, ...]:
    is_offered = to.state is SeatState.OFFERED
    return buttons.offer_buttons(words, to.seat_id) if is_offered else ()


def _follow_up(note: Note) -> Buttons:
    return lambda words, training, to: (
        buttons.follow_up_button(words, training.id, FOLLOW_UP_DAYS[note]),
    )


_BUTTONS: Mapping[Note, Buttons] = {
    Note.WEEK_BEFORE: _leave,
    Note.ASK: _ask,
    Note.ASK_AGAIN: _ask,
    Note.DAY_BEFORE: _ask,
    Note.MOVED: _ask,
    Note.VENUE_CHANGED: _changed,
    Note.SELECTED: _leave,
    Note.NOT_SELECTED: _leave,
    Note.FEEDBACK: lambda words, training, to: (buttons.feedback_button(words, training.id),),
    Note.FOLLOW_UP_30: _follow_up(Note.FOLLOW_UP_30),
    Note.FOLLOW_UP_90: _follow_up(Note.FOLLOW_UP_90),
}


def _template(
    words: Words, training: Training, note: Note, state: SeatState, places: Mapping[str, object]
) -> Template:
    """What goes instead where WhatsApp takes nothing else, but the name; with the same buttons."""
    title, when = str(places["title"]), str(places["when"])
    if note is Note.MOVED:
        when = find_text(words, "training_notes.template.moved", {"when": Ours(when)})
    facts = (title, when, _where_and_what(words, training.plan, str(places["venue"])))
    if state is SeatState.HELD and note in (*ASKS_TO_CONFIRM, Note.DAY_BEFORE):
        return Template("pelatihan_jadi_datang", facts)
    if note in (Note.WEEK_BEFORE, Note.DAY_BEFORE):
        return Template("pelatihan_pengingat_tempat", facts)
    if note is Note.MORNING:
        return Template("pelatihan_pengingat", facts)
    return Template("pelatihan_kabar", (title,))


def _where_and_what(words: Words, plan: Plan, venue: str) -> str:
    """The venue with its map, and what to bring: one place of a template, as long as it has to be.

    A place of its own cannot stay empty, and most trainings lack the one or the other.
    """
    url, bring = plan.meetings[0].map_url, plan.bring.rstrip(".")
    if url:
        told = {"venue": Ours(venue), "map": Ours(url)}
        venue = find_text(words, "training_notes.template.map", told)
    if not bring:
        return venue
    told = {"venue": Ours(venue), "bring": Ours(bring)}  # made harmless when it is sent
    return find_text(words, "training_notes.template.bring", told)


def offer_message(words: Words, training: Training, seat: Place, name: str,
                  until: datetime) -> Outgoing:  # fmt: skip
    """It is their turn."""
    places = {**_places(words, training, name), "until": Ours(say_moment(words, until))}
    facts = (places["name"], training.title, places["when"], places["until"])
    return Outgoing(
        find_text(words, "training_notes.offer.say", places),
        buttons.offer_buttons(words, seat.id),
        template=Template("pelatihan_giliran", tuple(map(str, facts))),
    )


def offer_ended_message(
    words: Words, training: Training, name: str, *, may_enrol: bool
) -> Outgoing:
    """The time to answer is up."""
    text = find_text(words, "training_notes.offer_ended.say", _places(words, training, name))
    options = (buttons.enrol_button(words, training.id, "enrol_again"),) if may_enrol else ()
    return Outgoing(text, options, template=_news(words, training, name))


def released_message(words: Words, training: Training, name: str) -> Outgoing:
    """The place of a silent one has gone to the next."""
    text = find_text(words, "training_notes.released.say", _places(words, training, name))
    return Outgoing(text, template=_news(words, training, name))


def certificate_message(words: Words, training: Training, issued: Certificate) -> Outgoing:
    """A certificate, as a file."""
    places = {**_places(words, training, issued.name), "number": issued.number}
    text = find_text(words, "training_notes.certificate.say", places)
    return Outgoing(text, document=f"certificate:{issued.id}",
                    template=_news(words, training, issued.name))  # fmt: skip


def opening_message(words: Words, training: Training) -> Outgoing:
    """The announcement of a training, the same for everybody."""
    plan = training.plan
    places = {
        **_places(words, training, ""),
        "quota": plan.quota,
        "target": Ours(say_target(words, plan)),
        "clusters": Ours(say_clusters(words, plan)),
        "closes": Ours(say_moment(words, plan.registration_closes_at)),
    }
    variant = "selected" if plan.admission == "select" else "say"
    text = find_text(words, f"training_notes.opening.{variant}", places)
    options = (buttons.enrol_button(words, training.id), buttons.read_button(words, training.id))
    facts = (training.title, str(places["when"]), str(places["venue"]), str(places["closes"]))
    return Outgoing(text, options, media=poster(plan), template=Template("pelatihan_baru", facts))


def poster(plan: Plan) -> tuple[int, ...]:
    """The picture that goes with a training, where staff gave one: ids of stored media."""
    return (plan.poster_id,) if plan.poster_id is not None else ()


def _news(words: Words, training: Training, name: str) -> Template:
    nameless = find_text(words, "training_notes.nameless", {})
    return Template("pelatihan_kabar", (name or nameless, training.title))


def _places(words: Words, training: Training, name: str) -> Mapping[str, object]:
    plan, first = training.plan, training.plan.meetings[0]
    return {
        "name": name or Ours(find_text(words, "training_notes.nameless", {})),
        "title": Ours(literal(plan.title)),  # put in often: made harmless once
        "when": Ours(say_when(words, plan)),
        "hours": Ours(say_hours(first)),
        "venue": Ours(literal(first.venue) or find_text(words, "training_notes.no_venue", {})),
        "bring": _line(words, "bring", plan.bring.rstrip(".")),
        "map": _line(words, "map", Ours(first.map_url)),  # a link bears no markers
    }


def _line(words: Words, key: str, value: str) -> Ours:
    return Ours(find_text(words, f"training_notes.lines.{key}", {key: value}) if value else "")
