"""Photos that come when the next question is there already: they join the photos before it.

On a poor line the photos of one album arrive a minute apart; the first one has closed the answer.
"""

from dialog.choices import Photos
from dialog.messages import Incoming
from dialog.questions import Collected, Reading
from dialog.run import Run, Visit
from dialog.session import Pending
from domain.answers.result import Refused

LATE_SECONDS = 4  # of silence, then the question is put again, with one word for all of them


def join_late_photo(run: Run, pending: Pending, incoming: Incoming) -> Reading | None:
    """Add a photo that this question cannot use to the question just before it.

    Collected where it was added, and a timer set; Refused where that one has enough or cannot show
    it; None where the question before is none of photos, or is not answered.
    """
    if pending.has_late:
        run.settle_seconds = LATE_SECONDS  # whatever came meanwhile, it is still to be said
    before = _answered_before(run)
    is_photo = incoming.media is not None and incoming.media.kind == "photo"
    if not is_photo or before is None or not isinstance(before.question, Photos):
        return None
    answer = run.session.answers[before.key]
    told = list(answer.value or [])
    reading = before.question.parse(incoming, Pending(before.key, collected=told))
    if isinstance(reading, Refused) and reading.reason == "form.too_many_photos":
        return Refused("form.too_many_late", reading.hints)
    if isinstance(reading, Collected):
        run.keep(before.key, [*told, reading.item], answer.given)
        pending.has_late = True
        run.settle_seconds = LATE_SECONDS
    return reading


def _answered_before(run: Run) -> Visit | None:
    before = run.trail[-2] if len(run.trail) > 1 else None
    return before if before is not None and before.key in run.session.answers else None
