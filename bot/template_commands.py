"""`ikm-bot templates`: what the repository has, what Meta has, and handing the missing ones in."""

from collections.abc import Mapping

from bot.channels.whatsapp.edge import client_for
from bot.channels.whatsapp.templates import TemplateApi, TemplateText, load_templates
from bot.operations import opened
from bot.settings import Settings
from domain.clock import Clock
from domain.errors import DeliveryError, OperatorError
from storage import templates
from storage.migrate import upgrade
from storage.templates import TemplateState

MISSING = "not handed in"


def list_lines() -> list[str]:
    """One line per template of `texts/templates/`."""
    return [
        f"{one.name}  {one.category.lower()}  {one.language}  {one.body}"
        for one in load_templates().values()
    ]


async def status_lines(settings: Settings) -> list[str]:
    """What Meta says of each of them; it is remembered, so that held messages go or wait."""
    states = await _ask(settings)
    async with opened(settings) as database:
        await upgrade(database)
        async with database.begin() as tx:
            await templates.set_states(tx, list(states.values()), Clock().now())
    return [_line(name, states.get(name)) for name in load_templates()]


async def push(settings: Settings) -> list[str]:
    """Hand in those that Meta does not have; one line each."""
    places = {"agency": settings.agency_name}
    states = await _ask(settings)
    lines = []
    for name, one in load_templates().items():
        known = states.get(name)
        lines.append(_line(name, known) if known else await _push(settings, one, places))
    return lines


def _line(name: str, state: TemplateState | None) -> str:
    if state is None:
        return f"{name}: {MISSING}"
    return f"{name}: {state.state}" + (f" ({state.reason})" if state.reason else "")


async def _ask(settings: Settings) -> dict[str, TemplateState]:
    client = client_for(settings)
    try:
        return await TemplateApi(client, _account(settings)).list_states()
    except DeliveryError as error:
        raise OperatorError(f"Meta does not answer as it should: {error}") from error
    finally:
        await client.close()


async def _push(settings: Settings, one: TemplateText, places: Mapping[str, str]) -> str:
    client = client_for(settings)
    try:
        state = await TemplateApi(client, _account(settings)).push(one, places)
    except DeliveryError as error:
        return f"{one.name}: refused: {error}"
    finally:
        await client.close()
    return f"{one.name}: handed in, {state}"


def _account(settings: Settings) -> str:
    needed = ("whatsapp_token", "whatsapp_business_account_id")
    missing = [name.upper() for name in needed if not _is_set(settings, name)]
    if missing:
        raise OperatorError(f"Templates are kept at Meta: {' and '.join(missing)} must be set.")
    return settings.whatsapp_business_account_id


def _is_set(settings: Settings, name: str) -> bool:
    value = getattr(settings, name)
    return bool(value.get_secret_value() if hasattr(value, "get_secret_value") else value)
