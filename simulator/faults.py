"""Misbehaviour on purpose: what the next calls or updates shall suffer."""

from typing import Final, Literal, get_args

import msgspec

CallFaultKind = Literal[
    "429",  # refuse: too many requests, with retry_after
    "500",  # refuse: internal server error, as JSON
    "502_html",  # refuse: a proxy's HTML page
    "401",  # refuse: unauthorized
    "409",  # refuse: another poller
    "close",  # close the connection; the call was NOT carried out
    "timeout",  # say nothing for `seconds`, then close; the call was NOT carried out
    "delay",  # wait `seconds`, then carry out and answer
    "drop_response",  # carry out, then close without an answer
    "late_response",  # carry out, answer after `seconds`
    "refuse",  # WhatsApp: refuse with the error `code`
    "fail",  # WhatsApp: take the message, then report it as failed with `code`
]
UpdateFaultKind = Literal[
    "duplicate",  # deliver once more although it was confirmed
    "reorder",  # keep back until the next one has been delivered first
    "hold",  # keep back for `seconds`, or until the faults are cleared
    "batch",  # WhatsApp: keep back until `count` are together, then deliver them in one body
    "poison_update",  # put an update of nonsense in front of it
]
FaultKind = CallFaultKind | UpdateFaultKind
Channel = Literal["telegram", "whatsapp"]

CALL_FAULTS: Final = frozenset(get_args(CallFaultKind))
UPDATE_FAULTS: Final = frozenset(get_args(UpdateFaultKind))
WHATSAPP_FAULTS: Final = frozenset({"refuse", "fail"})


class Fault(msgspec.Struct, forbid_unknown_fields=True):
    """One kind of trouble for the next `count` calls or updates that match."""

    kind: FaultKind
    count: int = 1
    channel: Channel | None = None  # None = whichever comes first
    method: str | None = None  # of calls; for WhatsApp's news: message or status; None = any
    phone: int | None = None  # chat id; None = any chat
    retry_after: int = 3  # 429 only
    code: int = 131000  # refuse and fail only
    seconds: float | None = None

    def seconds_or(self, default: float) -> float:
        """The asked-for time, or what is usual for this kind."""
        return default if self.seconds is None else self.seconds


class Faults:
    """The faults that still have to happen, oldest first."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Plan one."""
        self._planned.append(fault)

    def planned(self) -> list[Fault]:
        """Those that have not happened yet; `count` is what is left."""
        return list(self._planned)

    def clear(self) -> None:
        """Behave again."""
        self._planned.clear()

    def take_for_call(
        self, method: str, chat_id: int | None, channel: Channel = "telegram"
    ) -> Fault | None:
        """The fault that this call shall suffer, used up by asking."""
        if not self._planned:
            return None
        wanted = method.lower()
        for fault in self._planned:
            if (
                fault.kind in CALL_FAULTS
                and (channel == "whatsapp" or fault.kind not in WHATSAPP_FAULTS)
                and fault.channel in (None, channel)
                and (fault.method is None or fault.method.lower() == wanted)
                and fault.phone in (None, chat_id)
            ):
                return self._use(fault)
        return None

    def take_for_update(
        self,
        kind: UpdateFaultKind,
        chat_id: int,
        channel: Channel = "telegram",
        method: str | None = None,
    ) -> Fault | None:
        """The fault of this kind for an update of this chat, used up by asking."""
        for fault in self._planned:
            if (
                fault.kind == kind
                and fault.channel in (None, channel)
                and (channel == "telegram" or fault.method in (None, method))
                and fault.phone in (None, chat_id)
            ):
                return self._use(fault)
        return None

    def has(self, kind: UpdateFaultKind, channel: Channel) -> bool:
        """Whether one of this kind is still planned."""
        return any(f.kind == kind and f.channel in (None, channel) for f in self._planned)

    def _use(self, fault: Fault) -> Fault:
        fault.count -= 1
        if fault.count <= 0:
            self._planned.remove(fault)
        return fault
