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
]
UpdateFaultKind = Literal[
    "duplicate",  # deliver once more although it was confirmed
    "reorder",  # keep back until the next one has been delivered first
    "hold",  # keep back for `seconds`, or until the faults are cleared
    "poison_update",  # put an update of nonsense in front of it
]
FaultKind = CallFaultKind | UpdateFaultKind

CALL_FAULTS: Final = frozenset(get_args(CallFaultKind))
UPDATE_FAULTS: Final = frozenset(get_args(UpdateFaultKind))


class Fault(msgspec.Struct, forbid_unknown_fields=True):
    """One kind of trouble for the next `count` calls or updates that match."""

    kind: FaultKind
    count: int = 1
    method: str | None = None  # calls only; None = any method
    phone: int | None = None  # chat id; None = any chat
    retry_after: int = 3  # 429 only
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

    def take_for_call(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that this call shall suffer, used up by asking."""
        if not self._planned:
            return None
        wanted = method.lower()
        for fault in self._planned:
            if (
                fault.kind in CALL_FAULTS
                and (fault.method is None or fault.method.lower() == wanted)
                and fault.phone in (None, chat_id)
            ):
                return self._use(fault)
        return None

    def take_for_update(self, kind: UpdateFaultKind, chat_id: int) -> Fault | None:
        """The fault of this kind for an update of this chat, used up by asking."""
        for fault in self._planned:
            if fault.kind == kind and fault.phone in (None, chat_id):
                return self._use(fault)
        return None

    def _use(self, fault: Fault) -> Fault:
        fault.count -= 1
        if fault.count <= 0:
            self._planned.remove(fault)
        return fault
