"""Lanes: an answer overtakes what waits for the same person, never what is on its way."""

from bot.lanes import Lanes
from domain.delivery import Kind, Priority
from storage import outbox
from storage.outbox import Row


def _row(kind: Kind, contact_id: int = 1) -> Row:
    return outbox.new_row(contact_id, "telegram", str(contact_id), kind, "{}")


def test_an_answer_overtakes_the_broadcast_that_waits_for_its_person() -> None:
    lanes = Lanes()
    news = [_row(Kind.BROADCAST, contact_id) for contact_id in (1, 2)]
    for one in news:
        lanes.add(one)
    answers = [_row(Kind.REPLY, 2), _row(Kind.REPLY, 2)]
    for one in answers:
        lanes.add(one)

    for one in answers:
        assert lanes.take(Priority.BROADCAST) == one
        lanes.done(one)
    assert lanes.take(Priority.REPLY) is None  # only news are left, each once
    assert lanes.take(Priority.BROADCAST) == news[0]
    assert lanes.take(Priority.BROADCAST) == news[1]
    for one in news:
        lanes.done(one)
    assert (lanes.take(Priority.BROADCAST), lanes.size) == (None, 0)


def test_what_is_on_its_way_is_not_overtaken() -> None:
    lanes = Lanes()
    news, answer = _row(Kind.BROADCAST), _row(Kind.REPLY)
    lanes.add(news)
    assert lanes.take(Priority.BROADCAST) == news
    lanes.add(answer)
    assert lanes.take(Priority.BROADCAST) is None
    lanes.done(news)
    assert lanes.take(Priority.BROADCAST) == answer


def test_an_answer_overtakes_a_broadcast_that_waits_for_the_pace_of_its_person() -> None:
    lanes = Lanes()
    news, answer = _row(Kind.BROADCAST), _row(Kind.REPLY)
    lanes.add(news)
    lanes.take(Priority.BROADCAST)
    lanes.delay(news, 5.0)
    lanes.add(answer)
    lanes.wake(5.0)
    assert lanes.take(Priority.REPLY) == answer
