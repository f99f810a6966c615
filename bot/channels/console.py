"""The terminal as a channel, for `ikm-bot chat`: numbered text, no buttons."""

from collections.abc import Callable

import msgspec

from dialog.messages import WORD_JOINER, Outgoing
from storage.outbox import Row

CHANNEL = "console"
_decode = msgspec.json.Decoder(Outgoing).decode


def as_text(outgoing: Outgoing) -> str:
    """What a terminal shows: the text, then the choices with their numbers."""
    lines = [outgoing.text.replace(WORD_JOINER, "")]
    own = [o for o in outgoing.options if not o.target]
    lines += [f"{n}. {'✓ ' if o.is_chosen else ''}{o.label}" for n, o in enumerate(own, 1)]
    lines += [f"({o.label})" for o in outgoing.options if o.target]
    lines += [f"[{len(outgoing.media)} berkas]"] if outgoing.media else []
    return "\n".join(lines)


class ConsoleTransport:
    """Shows the messages of the outbox with a function of the caller's."""

    channel = CHANNEL
    paces_replies = False

    def __init__(self, show: Callable[[Outgoing], None]) -> None:
        self._show = show

    async def send(self, row: Row) -> str:
        """Show one row."""
        self._show(_decode(row.payload))
        return str(row.id)

    async def check(self) -> None:
        """A terminal has no credentials."""
