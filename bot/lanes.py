"""The sender's memory: one lane of messages per contact, and whose turn it is.

At most one message of a contact is on its way; replies go before reminders, these before
broadcasts. Pure bookkeeping: no clock of its own, no network.
"""

import heapq
from collections import deque
from collections.abc import Sequence

from domain.delivery import Priority
from storage.outbox import Row

HIGHEST_FIRST = tuple(Priority)


class Lanes:
    """Messages in hand, by contact and in order."""

    def __init__(self) -> None:
        self._lanes: dict[int, deque[Row]] = {}
        self._ready: dict[Priority, deque[int]] = {p: deque() for p in Priority}
        self._delayed: list[tuple[float, int]] = []
        self._busy: set[int] = set()
        self.size = 0

    def add(self, row: Row) -> None:
        """Put a message into its contact's lane, behind all of its priority or a higher one."""
        self.size += 1
        lane = self._lanes.setdefault(row.contact_id, deque())
        place = len(lane)
        while place and lane[place - 1].priority > row.priority:
            place -= 1
        if place == 0 and lane and self._is_on_its_way(row.contact_id):
            place = 1
        lane.insert(place, row)
        if place == 0 and row.contact_id not in self._busy:
            self._ready[Priority(row.priority)].append(row.contact_id)

    def _is_on_its_way(self, contact_id: int) -> bool:
        """Whether the first of this lane has left; a contact may be busy waiting for its pace."""
        return contact_id in self._busy and all(contact_id != who for _, who in self._delayed)

    def take(self, lowest: Priority) -> Row | None:
        """The next message of this priority or a higher one; its contact is busy from now on."""
        for priority in HIGHEST_FIRST:
            if priority > lowest:
                return None
            ready = self._ready[priority]
            while ready:
                contact_id = ready.popleft()
                lane = self._lanes.get(contact_id)
                if lane and contact_id not in self._busy and lane[0].priority == priority:
                    self._busy.add(contact_id)
                    return lane[0]  # else overtaken: the lane stands elsewhere, or is on its way
        return None

    def delay(self, row: Row, until: float) -> None:
        """The contact's pace says wait: it comes back at this moment."""
        heapq.heappush(self._delayed, (until, row.contact_id))

    def wake(self, now: float) -> float | None:
        """Bring back the contacts whose wait is over; the moment of the next one."""
        while self._delayed and self._delayed[0][0] <= now:
            self._free(heapq.heappop(self._delayed)[1])
        return self._delayed[0][0] if self._delayed else None

    def done(self, row: Row) -> None:
        """The message at the head of the lane is settled; the next one may go."""
        lane = self._lanes.get(row.contact_id)
        if lane and lane[0].id == row.id:
            lane.popleft()
            self.size -= 1
        self._free(row.contact_id)

    def _free(self, contact_id: int) -> None:
        self._busy.discard(contact_id)
        lane = self._lanes.get(contact_id)
        if not lane:
            self._lanes.pop(contact_id, None)
            return
        self._ready[Priority(lane[0].priority)].append(contact_id)

    def drop_lane(self, contact_id: int) -> Sequence[Row]:
        """Take a whole lane out, the message on its way included."""
        lane = self._lanes.pop(contact_id, deque())
        self.size -= len(lane)
        self._busy.discard(contact_id)
        return list(lane)

    def drop_all(self) -> Sequence[Row]:
        """Take everything out that is not on its way."""
        dropped: list[Row] = []
        delayed = {contact_id for _, contact_id in self._delayed}
        for contact_id, lane in list(self._lanes.items()):
            on_its_way = contact_id in self._busy and contact_id not in delayed
            kept = 1 if on_its_way else 0
            while len(lane) > kept:
                dropped.append(lane.pop())
            if not lane:
                del self._lanes[contact_id]
        self.size -= len(dropped)
        self._delayed.clear()
        self._busy -= delayed
        for ready in self._ready.values():
            ready.clear()
        return dropped
