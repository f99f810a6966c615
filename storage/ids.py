"""Identifiers in order of time, made here so that rows can be written in bulk.

63 bits: 41 of milliseconds since 2026 (until 2095), 10 of this process, 12 of a sequence. Two
processes that draw the same ten bits could meet; then the unique key refuses the second row, the
turn is rolled back and runs again with new ids.
"""

import secrets
import time

EPOCH_MS = 1_767_225_600_000  # 2026-01-01T00:00:00Z
SEQUENCE_BITS = 12
PROCESS_BITS = 10
MAX_ID = 2**63 - 1  # what a BIGINT of either database holds
MAX_DIGITS = len(str(MAX_ID))


class IdSource:
    """Hands out ids that only ever grow, even when the wall clock is set back."""

    def __init__(self) -> None:
        self._process = secrets.randbits(PROCESS_BITS) << SEQUENCE_BITS
        self._last_ms = 0
        self._sequence = 0

    def next(self) -> int:
        """The next id; faster than 4096 a millisecond it borrows from the next one."""
        now_ms = int(time.time() * 1000) - EPOCH_MS
        if now_ms > self._last_ms:
            self._last_ms, self._sequence = now_ms, 0
        else:
            self._sequence += 1
            if self._sequence >> SEQUENCE_BITS:
                self._last_ms, self._sequence = self._last_ms + 1, 0
        return (self._last_ms << (SEQUENCE_BITS + PROCESS_BITS)) | self._process | self._sequence


def read_id(text: str) -> int:
    """The id that a button or a link names; 0, which no row has, where it names none.

    What comes back from a platform may be forged: letters, or a number beyond 63 bits.
    """
    if not text.isdecimal() or len(text) > MAX_DIGITS:
        return 0
    number = int(text)
    return number if number <= MAX_ID else 0


_source = IdSource()


def new_id() -> int:
    """A new id, greater than every one this process has made."""
    return _source.next()
