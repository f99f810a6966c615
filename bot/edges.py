"""The channels of this process: one edge for each that has a token, and its sender."""

from collections.abc import Sequence

from bot.channels.edge import Edge, House
from bot.channels.telegram.edge import TelegramEdge
from bot.channels.whatsapp.edge import DOUBT_SECONDS, WhatsAppEdge
from bot.marks import Marks
from bot.outbound import Sender
from bot.sending import Rates
from bot.settings import Settings


def build_edges(house: House) -> list[Edge]:
    """An edge for every channel with a token. Raises OperatorError for one set up by half."""
    edges: list[Edge] = []
    if house.settings.telegram_bot_token.get_secret_value():
        edges.append(TelegramEdge(house))
    if house.settings.whatsapp_token.get_secret_value():
        edges.append(WhatsAppEdge(house))
    return edges


def build_senders(house: House, edges: Sequence[Edge], marks: Marks) -> dict[str, Sender]:
    """A sender for each edge. A refused token is told on another channel than its own."""
    return {
        edge.channel: Sender(
            house.database, edge.transport, marks, house.inbound.clock,
            _rates(house.settings, edge.channel), house.alerts.about(edge.channel),
        )
        for edge in edges
    }  # fmt: skip


def _rates(s: Settings, channel: str) -> Rates:
    if channel == "telegram":
        return Rates(s.telegram_rate, s.telegram_contact_rate, s.sends_in_flight)
    return Rates(s.whatsapp_rate, s.whatsapp_contact_rate, s.sends_in_flight, DOUBT_SECONDS)
