"""What bots have called: counters for tests and benchmarks. Not kept over a restart."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class CallCounts:
    """Counters since the start or the last reset.

    `accepted_sends` counts every message that was carried out, also those whose answer was lost;
    `lost_answers` are the latter alone.
    """

    calls: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)  # "sendMessage 403"
    accepted_sends: Counter[str] = field(default_factory=Counter)  # by method
    accepted_sends_by_chat: Counter[int] = field(default_factory=Counter)
    lost_answers: Counter[str] = field(default_factory=Counter)
    given_up_events: int = 0  # WhatsApp: news that no webhook took for seven days

    def sent(self, method: str, chat_id: int) -> None:
        """One message was carried out."""
        self.accepted_sends[method] += 1
        self.accepted_sends_by_chat[chat_id] += 1

    def reset(self) -> None:
        """Begin at zero."""
        for counter in (
            self.calls,
            self.errors,
            self.accepted_sends,
            self.accepted_sends_by_chat,
            self.lost_answers,
        ):
            counter.clear()
        self.given_up_events = 0
