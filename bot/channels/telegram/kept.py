"""What is kept of an update: all of it but our own messages that come back with it.

A press and a reply bring the message they belong to, with all its words: a card that staff decided
on would stay in the inbox after its owner was erased. Our words are in the outbox, and go there.
"""

import json
from typing import Any

WHICH_MESSAGE = ("message_id", "date", "chat", "from")


def without_our_words(raw: str) -> str:
    """The update as JSON; of a message that a press or a reply brings only which one it is."""
    try:
        update = json.loads(raw)
    except (ValueError, RecursionError):  # no JSON, or nested too deep: nothing was read of it
        return raw
    for part in ("callback_query", "message", "edited_message"):
        _shorten(update.get(part))
    return json.dumps(update, ensure_ascii=True)


def _shorten(part: Any) -> None:
    if not isinstance(part, dict):
        return
    for name in ("message", "reply_to_message"):
        if isinstance(brought := part.get(name), dict):
            part[name] = {k: brought[k] for k in WHICH_MESSAGE if k in brought}
    part.pop("quote", None)  # the words of it that were marked
