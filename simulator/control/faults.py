"""Planning misbehaviour, and tuning the simulator."""

import msgspec
from starlette.requests import Request

from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.parameters import BadParameter, Parameters
from simulator.telegram.update_queue import release_held
from simulator.whatsapp import event_queue as whatsapp_events


class FaultControl:
    """Plans and clears faults."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def plan(self, request: Request, parameters: Parameters) -> object:
        """Add one fault."""
        try:
            fault = msgspec.convert(dict(parameters.values), Fault, strict=False)
        except msgspec.ValidationError as error:
            raise BadParameter(str(error)) from error
        self._exchange.faults.add(fault)
        return {"planned": self._exchange.faults.planned()}

    async def listing(self, request: Request, parameters: Parameters) -> object:
        """Those that have not happened yet."""
        return {"planned": self._exchange.faults.planned()}

    async def clear(self, request: Request, parameters: Parameters) -> object:
        """Behave again, and let go what was kept back."""
        self._exchange.faults.clear()
        release_held(self._exchange)
        whatsapp_events.release_held(self._exchange)
        return {"planned": []}

    async def tune(self, request: Request, parameters: Parameters) -> object:
        """Change some of the settings; answers with all."""
        settings = self._exchange.state.settings
        given = {**msgspec.to_builtins(settings), **parameters.values}
        try:
            changed = msgspec.convert(given, type(settings), strict=False)
        except msgspec.ValidationError as error:
            raise BadParameter(str(error)) from error
        self._exchange.state.settings = changed
        self._exchange.store.mark_dirty()
        return changed
