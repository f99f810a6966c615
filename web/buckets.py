"""How often somebody may do something: token buckets by key, in bounded memory.

Paced as the sender is (GCRA): so many at once, then one per interval. Monotonic time.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network

MAX_KEYS = 10_000  # some 1.5 MB; the longest unused go first
PREFIX_V6 = 64  # what one household or office is given


class Buckets:
    """A bucket per key. burst: at once; seconds: until one more."""

    def __init__(
        self, burst: int, seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._room, self._seconds, self._now = (burst - 1) * seconds, seconds, now
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, key: str) -> int:
        """Take one; 0, or the seconds until the next is to be had."""
        now = self._now()
        full_at = max(self._full_at.get(key, now), now)
        self._full_at[key] = full_at
        self._full_at.move_to_end(key)
        if len(self._full_at) > MAX_KEYS:
            self._full_at.popitem(last=False)
        if full_at - now > self._room:
            return math.ceil(full_at - now - self._room)
        self._full_at[key] = full_at + self._seconds
        return 0

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._full_at)


def address_key(host: str) -> str:
    """What counts as one sender: an IPv4 address, or a network of IPv6."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.version == 4:  # IPv4
        return host
    return str(ip_network((host, PREFIX_V6), strict=False))
