"""The simulator as one ASGI application, alone or inside the bot's own server."""

from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from simulator.control.routes import control_routes
from simulator.exchange import Exchange, open_exchange
from simulator.page.routes import home_route, page_routes
from simulator.telegram.downloads import Downloads
from simulator.telegram.endpoint import BotApi
from simulator.telegram.webhook_delivery import start_delivery, stop_delivery
from simulator.telegram.webhook_reply import carry_out_reply
from simulator.whatsapp import webhook_delivery as whatsapp_delivery
from simulator.whatsapp.endpoint import GraphApi
from simulator.whatsapp.links import PATH, MediaLinks


@dataclass(frozen=True, slots=True)
class Simulator:
    """A simulated Telegram and WhatsApp with phones, and their web page."""

    app: Starlette
    exchange: Exchange

    @property
    def clock_offset_seconds(self) -> float:
        """How far business time is ahead of real time."""
        return self.exchange.clock.offset_seconds

    def start(self) -> None:
        """Deliver what was left over from last time, where a webhook is known."""
        for bot in self.exchange.state.bots.values():
            start_delivery(self.exchange, bot)
        whatsapp_delivery.start_delivery(self.exchange)

    def release(self) -> None:
        """End every long poll and live page, so that a server can stop at once."""
        self.exchange.bell.close()

    async def close(self) -> None:
        """Stop delivering and write what is not written yet."""
        self.release()
        for bot in self.exchange.state.bots.values():
            stop_delivery(self.exchange, bot)
        whatsapp_delivery.stop_delivery(self.exchange)
        await self.exchange.store.close()


def build_simulator(state_dir: Path, *, base_path: str = "/simulator") -> Simulator:
    """The simulator with the state kept in this folder; its page lies under `base_path`."""
    exchange = open_exchange(state_dir)
    exchange.carry_out_reply = carry_out_reply
    own = [
        *page_routes(exchange, base_path),
        *control_routes(exchange),
        Mount("/api", routes=_api_routes(exchange)),
    ]
    routes = [
        *_api_routes(exchange),
        home_route(exchange, base_path),
        Mount(base_path, routes=own),
    ]
    return Simulator(Starlette(routes=routes), exchange)


def _api_routes(exchange: Exchange) -> list[BaseRoute]:
    return [
        Route("/bot{token}/{method}", BotApi(exchange)),
        Route("/file/bot{token}/{path:path}", Downloads(exchange).serve, methods=["GET"]),
        Route("/v{version}/{rest:path}", GraphApi(exchange)),
        Route(PATH, MediaLinks(exchange).serve, methods=["GET"]),
    ]
