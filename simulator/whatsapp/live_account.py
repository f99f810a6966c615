"""What is known of the WhatsApp side only while the process runs."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.whatsapp.rates import WhatsAppRates
from simulator.whatsapp.state import WhatsAppPhone


@dataclass(slots=True)
class LiveAccount:
    """Deliveries, and events kept back."""

    called_at: float = float("-inf")  # monotonic time of the last call
    held_until: dict[int, float] = field(default_factory=dict)  # event id → monotonic time
    kept_for_next: int | None = None  # event id that waits for its successor (reorder)
    open_parcel: int | None = None  # parcel that is not complete yet (batch)
    delivery: asyncio.Task[None] | None = None
    fail_next: list[int] = field(default_factory=list)  # codes for the next messages
    rates: WhatsAppRates = field(default_factory=WhatsAppRates)
    _directory: dict[str, WhatsAppPhone] = field(default_factory=dict)

    def directory(self, phones: Mapping[int, WhatsAppPhone]) -> Mapping[str, WhatsAppPhone]:
        """Phones by number (digits) and by user id; made once, until `forget_directory`."""
        if not self._directory:
            for phone in phones.values():
                self._directory[phone.wa_id] = phone
                self._directory[phone.user_id] = phone
        return self._directory

    def forget_directory(self) -> None:
        """A phone was added, or one changed its number or user id."""
        self._directory = {}
