"""What is told to one person about a market event, as it goes out: by a job, or as a sample."""

from collections.abc import Mapping
from datetime import datetime

from dialog.messages import Option, Outgoing, Template
from dialog.words import Ours, Words, fill, fill_shared, find_template, find_text
from domain.market_event import MarketEvent, SalesBand
from domain.reminder import Note
from domain.seat import SeatState
from domain.training import Admission
from handlers.parts import event_words
from handlers.parts.training_words import say_moment
from storage.notes import Untold
from storage.places import Place

WITH_ANSWER = (Note.ASK, Note.DAY_BEFORE, Note.MOVED)
OF_PLAN = (Note.MOVED, Note.VENUE_CHANGED)  # whoever has an offer decides with the new facts
IN_LINE = (SeatState.WAITLISTED, SeatState.APPLIED)


class EventNoteWriter:
    """Writes one note to the people of one market event."""

    def __init__(self, words: Words, event: MarketEvent, note: Note) -> None:
        self._words, self._event, self._note = words, event, note
        self._shared = event_words.facts(words, event)
        self._nameless = Ours(find_text(words, "training_notes.nameless", {}))
        self._said: dict[SeatState, str] = {}  # all but the name

    def write(self, to: Untold) -> Outgoing:
        """What it says to the holder of a stall."""
        name = to.reach.name or self._nameless
        if to.state not in self._said:
            self._said[to.state] = self._say(to.state)
        text = fill(self._said[to.state], {"name": name})
        return Outgoing(text, self._buttons(to), template=_news(self._event, str(name)))

    def _say(self, state: SeatState) -> str:
        path = f"market_event_notes.{self._note}.{_variant(self._note, state)}"
        return fill_shared(find_template(self._words, path), self._shared)

    def _buttons(self, to: Untold) -> tuple[Option, ...]:
        words = self._words
        if self._note in WITH_ANSWER and to.state is SeatState.HELD:
            return event_words.confirm_buttons(words, to.seat_id)
        if self._note is Note.SALES:
            return (event_words.sales_button(words, self._event.id),)
        if self._note in OF_PLAN and to.state is SeatState.OFFERED:
            return event_words.offer_buttons(words, to.seat_id)
        if self._note in (Note.MOVED, Note.NOT_SELECTED) and to.state in IN_LINE:
            return (event_words.leave_button(words, to.seat_id),)
        if self._note in (*WITH_ANSWER, Note.SELECTED):
            return (event_words.cannot_button(words, to.seat_id),)
        return ()


def _variant(note: Note, state: SeatState) -> str:
    if note is Note.DAY_BEFORE and state is SeatState.HELD:
        return "silent"
    if note in OF_PLAN and state is SeatState.OFFERED:
        return "offered"
    if note is Note.MOVED:
        return {SeatState.WAITLISTED: "waiting", SeatState.APPLIED: "applied"}.get(state, "say")
    is_waiting = note is Note.NOT_SELECTED and state is SeatState.WAITLISTED
    return "waiting" if is_waiting else "say"


def _news(event: MarketEvent, name: str) -> Template:
    """What goes instead where WhatsApp takes nothing else: an answer brings the message."""
    return Template("acara_kabar", (name, event.plan.name))


def _places(words: Words, event: MarketEvent, name: str) -> dict[str, object]:
    nameless = Ours(find_text(words, "training_notes.nameless", {}))
    return {**event_words.facts(words, event), "name": name or nameless}


def stall_offer_message(
    words: Words, event: MarketEvent, place: Place, name: str, until: datetime
) -> Outgoing:
    """It is their turn."""
    places = {**_places(words, event, name), "until": Ours(say_moment(words, until))}
    text = find_text(words, "market_event_notes.offer.say", places)
    buttons = event_words.offer_buttons(words, place.id)
    return Outgoing(text, buttons, template=_news(event, str(places["name"])))


def stall_offer_ended_message(
    words: Words, event: MarketEvent, name: str, *, may_enrol: bool
) -> Outgoing:
    """The time to answer is up."""
    places = _places(words, event, name)
    text = find_text(words, "market_event_notes.offer_ended.say", places)
    again = (event_words.apply_button(words, event.id, "apply_again"),) if may_enrol else ()
    return Outgoing(text, again, template=_news(event, str(places["name"])))


def market_event_message(words: Words, event: MarketEvent) -> Outgoing:
    """The announcement, the same for everybody."""
    places = event_words.facts(words, event)
    how = "selected" if event.plan.admission is Admission.SELECT else "say"
    text = find_text(words, f"market_event_notes.opening.{how}", places)
    buttons = (event_words.apply_button(words, event.id), event_words.read_button(words, event.id))
    told = (event.plan.name, places["when"], event.plan.venue, places["closes"])
    return Outgoing(text, buttons, template=Template("acara_baru", tuple(map(str, told))))


def say_bands(words: Words, counted: Mapping[SalesBand, int]) -> str:
    """One line for each band that somebody said; '' where nobody did."""
    lines = [
        find_text(
            words, "market_event_notes.band",
            {"band": Ours(find_text(words, f"market_event_notes.bands.{band}", {})),
             "count": counted[band]},
        )
        for band in SalesBand
        if counted.get(band)
    ]  # fmt: skip
    return "\n".join(lines)


def sales_report_message(
    words: Words, event: MarketEvent, counted: Mapping[SalesBand, int], had: int, came: int
) -> Outgoing:
    """What staff hear some days after. had: who had a stall; came: who checked in."""
    places = {
        **event_words.facts(words, event),
        "had": had,
        "came": came,
        "answered": sum(counted.values()),
        "bands": Ours(say_bands(words, counted)),
    }
    text = find_text(words, "market_event_notes.report.say", places)
    return Outgoing(text, template=_news(event, find_text(words, "training_notes.nameless", {})))


def not_announced_message(words: Words, event: MarketEvent) -> Outgoing:
    """What staff hear where a standstill made the announcement too late."""
    places = event_words.facts(words, event)
    text = find_text(words, "market_event_notes.not_announced.say", places)
    return Outgoing(text, template=_news(event, find_text(words, "training_notes.nameless", {})))
