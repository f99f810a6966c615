"""Photos that come when the next question is there already: they join the photos before it.

On a poor line the photos of one album arrive a minute apart; the first one has closed the answer.
"""

from datetime import timedelta

from dialog.choices import Photos
from dialog.messages import Incoming
from dialog.questions import Collected, Reading
from dialog.run import Run
from dialog.session import Pending
from domain.answers.result import Refused

TOGETHER = timedelta(minutes=10)  # what comes later than that was meant for something else


def note_photo(run: Run, incoming: Incoming) -> None:
    """Remember when a photo of an answer came; other files join nothing."""
    if _is_photo(incoming):
        run.session.photo_at = run.world.now


def join_late_photo(run: Run, incoming: Incoming) -> Reading | None:
    """Add a photo that this question cannot use to the photos that were asked for just before it.

    Collected where it was added; Refused where no photo can be made of it; None where it is no
    late photo, has words of its own, or there are enough: the question itself speaks of it then.
    """
    found = _photos_before(run)
    if found is None or not _is_photo(incoming) or incoming.text:
        return None
    key, question = found
    answer = run.session.answers[key]
    told = list(answer.value or [])
    reading = question.parse(incoming, Pending(key, collected=told))
    if isinstance(reading, Collected):
        others = [one for one in told if one != reading.item]
        run.keep(key, [*others, reading.item], answer.given)
        note_photo(run, incoming)
    elif isinstance(reading, Refused) and reading.reason == "form.too_many_photos":
        return None
    return reading


def _is_photo(incoming: Incoming) -> bool:
    return incoming.media is not None and incoming.media.kind == "photo"


def _photos_before(run: Run) -> tuple[str, Photos] | None:
    """The question just before this one, where it got photos a moment ago."""
    before = run.trail[-2] if len(run.trail) > 1 else None
    if before is None or not isinstance(before.question, Photos):
        return None
    at = run.session.photo_at
    is_fresh = at is not None and run.world.now - at <= TOGETHER
    return (before.key, before.question) if is_fresh and before.key in run.session.answers else None
