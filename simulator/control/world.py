"""Phones, rooms, bots, counters and the clock of the simulated world."""

from msgspec import to_builtins
from starlette.requests import Request

from simulator.acts import perform
from simulator.control.answers import Unknown
from simulator.exchange import Exchange
from simulator.parameters import BadParameter, Parameters
from simulator.phones import (
    add_many_phones,
    add_many_whatsapp_phones,
    add_phone,
    add_room,
    add_whatsapp_phone,
)
from simulator.state import Bot

_ROOM_KINDS = frozenset({"group", "supergroup", "channel"})
_MAX_BULK = 100_000


class World:
    """Handlers around the exchange."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def list_phones(self, request: Request, parameters: Parameters) -> object:
        """All phones, each with its channel."""
        telegram = self._exchange.state.phones.values()
        whatsapp = self._exchange.state.whatsapp.phones.values()
        return {
            "phones": [
                *({"channel": "telegram", **to_builtins(phone)} for phone in telegram),
                *({"channel": "whatsapp", **to_builtins(phone)} for phone in whatsapp),
            ]
        }

    async def create_phone(self, request: Request, parameters: Parameters) -> object:
        """One phone: `name`, `number`, optionally `channel`, `username` and `id`."""
        if parameters.text("channel") == "whatsapp":
            return add_whatsapp_phone(
                self._exchange,
                parameters.text("name"),
                parameters.text("number"),
                parameters.integer("id"),
            )
        return add_phone(
            self._exchange,
            parameters.text("name"),
            parameters.text("number"),
            parameters.text("username"),
            parameters.integer("id"),
        )

    async def create_many_phones(self, request: Request, parameters: Parameters) -> object:
        """`count` phones for a load test, `started` unless said otherwise."""
        count = parameters.integer("count")
        if not 1 <= count <= _MAX_BULK:
            raise BadParameter(f"count must be between 1 and {_MAX_BULK}")
        if parameters.text("channel") == "whatsapp":
            return {"ids": add_many_whatsapp_phones(self._exchange, count)}
        started = parameters.flag("started", True)
        return {"ids": add_many_phones(self._exchange, count, started=started)}

    async def act(self, request: Request, parameters: Parameters) -> object:
        """Let a phone do something."""
        path = request.path_params
        return await perform(self._exchange, path["phone_id"], path["act"], parameters)

    async def create_room(self, request: Request, parameters: Parameters) -> object:
        """A group or channel: `title`, `type`, and the `phone` that adds the bot."""
        kind = parameters.text("type", "supergroup")
        phone = self._exchange.state.phones.get(parameters.integer("phone", 1001))
        if kind not in _ROOM_KINDS or phone is None:
            raise BadParameter(f"type must be one of {sorted(_ROOM_KINDS)}, phone must exist")
        title = parameters.text("title", "Grup IKM")
        return add_room(self._exchange, self._bot(parameters), title, kind, phone)

    async def list_bots(self, request: Request, parameters: Parameters) -> object:
        """Bots that have called, and what waits for them."""
        return {
            "current": self._exchange.state.current_bot_id,
            "bots": [
                {
                    "id": bot.id,
                    "username": bot.username,
                    "revoked": bot.revoked,
                    "webhook": bot.webhook.url if bot.webhook else "",
                    "pending": len(bot.pending),
                    "commands": bot.commands,
                }
                for bot in self._exchange.state.bots.values()
            ],
        }

    async def revoke(self, request: Request, parameters: Parameters) -> object:
        """Answer 401 to every token of this bot, or with `revoked=false` no more."""
        bot = self._exchange.bot(request.path_params["bot_id"])
        bot.revoked = parameters.flag("revoked", True)
        self._exchange.store.mark_dirty()
        return {"id": bot.id, "revoked": bot.revoked}

    async def counts(self, request: Request, parameters: Parameters) -> object:
        """Counters of calls."""
        return self._exchange.calls

    async def reset_counts(self, request: Request, parameters: Parameters) -> object:
        """Begin counting at zero."""
        self._exchange.calls.reset()
        return self._exchange.calls

    async def clock(self, request: Request, parameters: Parameters) -> object:
        """The clock; with `after` only once its version differs, or after `timeout` seconds."""
        clock = self._exchange.clock
        if "after" in parameters.values:
            timeout = min(60.0, float(parameters.text("timeout", "25")))
            await clock.wait_beyond(parameters.integer("after"), timeout)
        return {"offset_seconds": clock.offset_seconds, "version": clock.version}

    async def move_clock(self, request: Request, parameters: Parameters) -> object:
        """Move forward by `advance_seconds`."""
        self._exchange.clock.advance(parameters.number("advance_seconds"))
        self._exchange.store.mark_dirty()
        return await self.clock(request, Parameters())

    def _bot(self, parameters: Parameters) -> Bot:
        bot_id = parameters.integer("bot_id")
        if bot_id and bot_id not in self._exchange.state.bots:
            raise Unknown("no such bot")
        return self._exchange.bot(bot_id or None)
