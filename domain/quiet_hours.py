"""The quiet hours: nobody is woken by a reminder or a broadcast. Replies go at any time.

20.00 to 07.00 WIB, the rule of the office for messages that nobody asked for at that moment.
"""

from datetime import datetime, time

from domain.clock import JAKARTA

QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(7, 0)


def is_quiet(now: datetime) -> bool:
    """Whether this moment (aware) lies in the quiet hours of Medan."""
    clock = now.astimezone(JAKARTA).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL
