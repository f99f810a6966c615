"""Addresses of the control API and the clock."""

from starlette.routing import BaseRoute, Mount, Route

from simulator.control.answers import as_json
from simulator.control.chats import Chats
from simulator.control.faults import FaultControl
from simulator.control.whatsapp import WhatsAppControl
from simulator.control.world import World
from simulator.exchange import Exchange


def control_routes(exchange: Exchange) -> list[BaseRoute]:
    """`/clock` and `/control/…`, to be mounted under the simulator's own address."""
    world, chats, faults = World(exchange), Chats(exchange), FaultControl(exchange)
    phone = "/phones/{phone_id:int}"
    control = [
        Route("/phones", as_json(world.list_phones), methods=["GET"]),
        Route("/phones", as_json(world.create_phone), methods=["POST"]),
        Route("/phones/bulk", as_json(world.create_many_phones), methods=["POST"]),
        Route(phone + "/chat", as_json(chats.history), methods=["GET"]),
        Route(phone + "/wait", as_json(chats.wait), methods=["GET"]),
        Route(phone + "/{act}", as_json(world.act), methods=["POST"]),
        Route("/callbacks/{callback_id}", as_json(chats.callback), methods=["GET"]),
        Route("/rooms", as_json(world.create_room), methods=["POST"]),
        Route("/bots", as_json(world.list_bots), methods=["GET"]),
        Route("/bots/{bot_id:int}/revoke", as_json(world.revoke), methods=["POST"]),
        Route("/faults", as_json(faults.listing), methods=["GET"]),
        Route("/faults", as_json(faults.plan), methods=["POST"]),
        Route("/faults", as_json(faults.clear), methods=["DELETE"]),
        Route("/settings", as_json(faults.tune), methods=["POST"]),
        Route("/calls", as_json(world.counts), methods=["GET"]),
        Route("/calls", as_json(world.reset_counts), methods=["DELETE"]),
        Mount("/whatsapp", routes=_whatsapp_routes(exchange)),
    ]
    return [
        Mount("/control", routes=control),
        Route("/clock", as_json(world.clock), methods=["GET"]),
        Route("/clock", as_json(world.move_clock), methods=["POST"]),
    ]


def _whatsapp_routes(exchange: Exchange) -> list[BaseRoute]:
    control = WhatsAppControl(exchange)
    return [
        Route("/account", as_json(control.overview), methods=["GET"]),
        Route("/webhook", as_json(control.register), methods=["POST"]),
        Route("/webhook", as_json(control.unregister), methods=["DELETE"]),
        Route("/token", as_json(control.set_access), methods=["POST"]),
        Route("/templates/{name}", as_json(control.judge), methods=["POST"]),
        Route("/status", as_json(control.status), methods=["POST"]),
        Route("/deliver", as_json(control.deliver), methods=["POST"]),
        Route("/sign", as_json(control.sign), methods=["POST"]),
        Route("/events", as_json(control.reset), methods=["DELETE"]),
        Route("/settings", as_json(control.tune), methods=["POST"]),
    ]
