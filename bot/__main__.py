"""The command line: `ikm-bot COMMAND`, the same as `python -m bot COMMAND`.

Modules are imported inside the commands, so that `--help` answers at once.
"""

import asyncio
import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from domain.errors import OperatorError


class Commands(click.Group):
    """Commands whose operator's mistakes end in one line that says what to do."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an OperatorError becomes its message and exit code 1."""
        try:
            return super().invoke(ctx)
        except OperatorError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The IKM bot of Kota Medan, on Telegram and WhatsApp.

    Settings come from the environment or the file .env; .env.example explains them.
    """


@main.command()
@click.option(
    "--role",
    type=click.Choice(["web", "worker", "all"]),
    default="all",
    show_default=True,
    help="web takes messages, worker sends and ticks the jobs.",
)
def run(role: str) -> None:
    """Start the bot; with no token at all, the demo with the simulator."""
    from bot.running import run as run_bot
    from bot.settings import load_settings

    with suppress(KeyboardInterrupt):
        run_bot(load_settings(), role)


@main.command()
def migrate() -> None:
    """Bring the database to the present schema (`run` does it by itself)."""
    from bot.operations import migrate as migrate_database
    from bot.settings import load_settings

    asyncio.run(migrate_database(load_settings()))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8090, show_default=True, help="Port to listen on.")
def simulator(host: str, port: int) -> None:
    """Serve phones and local platforms in a web page, in a process of their own."""
    from bot.settings import DATA_DIR
    from simulator.server import serve

    click.echo(f"Simulator: http://{host}:{port}/simulator (stop with Ctrl-C)")
    with _port_must_be_free(port, "--port"), suppress(KeyboardInterrupt):
        asyncio.run(serve(host, port, DATA_DIR / "simulator"))


@contextmanager
def _port_must_be_free(port: int, setting: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        message = f"Port {port} is in use: stop what uses it, or choose another with {setting}"
        raise OperatorError(message) from error


if __name__ == "__main__":
    main(prog_name="ikm-bot")
