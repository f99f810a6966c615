"""What a person does with a phone, whichever channel the phone has."""

from simulator.exchange import Exchange
from simulator.outcome import Outcome
from simulator.parameters import Parameters
from simulator.telegram.acts import table as telegram
from simulator.whatsapp.acts import table as whatsapp


async def perform(exchange: Exchange, phone_id: int, name: str, parameters: Parameters) -> Outcome:
    """Do it. Raises ActRefused where a real phone would not let them."""
    if phone_id in exchange.state.whatsapp.phones:
        return await whatsapp.perform(exchange, phone_id, name, parameters)
    return await telegram.perform(exchange, phone_id, name, parameters)
