"""`ikm-bot run`: the configured channels, or the demo with the simulator when there is no token."""

import socket
from contextlib import ExitStack

import click
import uvloop
from pydantic import SecretStr

from bot.app import App, serve
from bot.demo import DEMO_TOKEN, prepare_demo, refuse_demo
from bot.guard import hold
from bot.http import listen
from bot.log_lines import start_log
from bot.settings import DATA_DIR, Settings, load_secret_key
from storage.database import Database
from storage.migrate import upgrade

SIMULATOR = "/simulator"


def run(settings: Settings, role: str) -> None:
    """Serve until stopped. Raises OperatorError for what the operator can mend."""
    start_log(settings.log_level)
    load_secret_key(settings)
    uvloop.run(_run(settings, role))


async def _run(settings: Settings, role: str) -> None:
    has_channel = bool(
        settings.telegram_bot_token.get_secret_value() or settings.whatsapp_token.get_secret_value()
    )
    database = Database(settings.database_url)
    with ExitStack() as held:
        if database.file is not None:  # before a table is changed, or an address printed
            held.enter_context(hold(database.file))
        listener = held.enter_context(listen(settings.http_host, settings.http_port))
        try:
            await upgrade(database)
            if has_channel:
                await refuse_demo(database)
            else:
                await prepare_demo(database, settings.media_dir)
        finally:
            await database.close()
        if has_channel:
            await serve(App(settings, role, {}, "/healthz"), listener)
        else:
            await _run_demo(settings, role, listener)


async def _run_demo(settings: Settings, role: str, listener: socket.socket) -> None:
    # The real bot never loads these.
    from simulator.app import build_simulator  # noqa: PLC0415
    from simulator.phones import start_chats  # noqa: PLC0415
    from simulator.seed_phones import SEED_PHONES  # noqa: PLC0415
    from simulator.whatsapp.account import DEMO  # noqa: PLC0415

    address = f"http://{settings.http_host}:{listener.getsockname()[1]}"
    simulator = build_simulator(DATA_DIR / "simulator")
    demo_bot = int(DEMO_TOKEN.get_secret_value().partition(":")[0])
    start_chats(simulator.exchange, demo_bot, SEED_PHONES[1:])  # the first is new here
    demo = settings.model_copy(
        update={
            "telegram_bot_token": DEMO_TOKEN,
            "telegram_api_base": f"{address}{SIMULATOR}/api",
            "whatsapp_api_base": f"{address}{SIMULATOR}/api",
            "whatsapp_token": SecretStr(DEMO.token),
            "whatsapp_phone_number_id": DEMO.phone_number_id,
            "whatsapp_business_account_id": DEMO.business_account_id,
            "whatsapp_app_secret": SecretStr(DEMO.app_secret),
            "whatsapp_verify_token": SecretStr(DEMO.verify_token),
            "public_url": address,
            "simulator_url": address,
        }
    )
    click.echo(f"Simulator: {address}{SIMULATOR}  (stop with Ctrl-C)")
    app = App(demo, role, {SIMULATOR: simulator.app}, SIMULATOR)
    try:
        await serve(app, listener, before_stop=simulator.release)
    finally:
        await simulator.close()
