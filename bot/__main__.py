"""The command line: `ikm-bot COMMAND`, the same as `python -m bot COMMAND`.

Modules are imported inside the commands, so that `--help` answers at once.
"""

import asyncio
import errno
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import click

from bot import copy_commands
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
    """Start the bot; without tokens, the demo with the simulator."""
    with _modules_stay():
        from bot.running import run as run_bot
        from bot.settings import load_settings

    with suppress(KeyboardInterrupt):
        run_bot(load_settings(), role)


@main.command()
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the conversation into this file, as a transcript.",
)
def chat(record: Path | None) -> None:
    """Talk to the bot in the terminal."""
    from bot.chat import run as run_chat
    from bot.settings import load_settings

    with suppress(KeyboardInterrupt):
        run_chat(load_settings(), record)


@main.command()
def migrate() -> None:
    """Bring the database to the present schema. `run` does it by itself."""
    from bot.operations import migrate as migrate_database
    from bot.settings import load_settings

    asyncio.run(migrate_database(load_settings()))


@main.command()
@click.option("--demo", is_flag=True, help="Invented people too, for the simulator.")
def seed(demo: bool) -> None:
    """Fill the reference tables: kelurahan, clusters, KBLI codes."""
    from bot.operations import seed as seed_database
    from bot.settings import load_settings

    asyncio.run(seed_database(load_settings(), demo=demo))


@main.command()
@click.option("--deep", is_flag=True, help="Also ask the platforms and check every row.")
def doctor(deep: bool) -> None:
    """Check settings, database, clock and tokens. Exit 1 when something needs a hand."""
    from bot.doctor import examine
    from bot.settings import load_settings

    findings = asyncio.run(examine(load_settings(), deep=deep))
    for finding in findings:
        click.echo(str(finding))
    if not all(finding.is_fine for finding in findings):
        raise SystemExit(1)


@main.group()
def staff() -> None:
    """Who works with the bot."""


@staff.command()
@click.option(
    "--role",
    type=click.Choice(["admin", "broadcaster", "verifier", "trainer", "partner", "coordinator"]),
    required=True,
    help="What the invited person may do.",
)
@click.option("--clusters", default="", help="Of a coordinator: codes or names, with commas.")
@click.option("--villages", default="", help="Of a coordinator: kelurahan, with commas.")
def invite(role: str, clusters: str, villages: str) -> None:
    """Print a one-time code. Whoever sends it to the bot becomes staff."""
    from bot.settings import load_settings
    from bot.staffing import advice
    from bot.staffing import invite as make_invitation

    code = asyncio.run(make_invitation(load_settings(), role, clusters, villages))
    click.echo(advice(code, role))


@main.group()
def inbox() -> None:
    """Events whose turn failed for good."""


@inbox.command()
def parked() -> None:
    """List parked events: id, time, channel, where it broke."""
    from bot.operations import list_parked
    from bot.settings import load_settings

    for line in asyncio.run(list_parked(load_settings())):
        click.echo(line)


@inbox.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def replay(ids: tuple[int, ...]) -> None:
    """Give parked events another turn. The running bot takes it within a second."""
    from bot.operations import replay_parked
    from bot.settings import load_settings

    for line in asyncio.run(replay_parked(load_settings(), ids)):
        click.echo(line)


@main.group()
def sessions() -> None:
    """Running conversations."""


@sessions.command()
@click.argument("session_id", type=int)
def show(session_id: int) -> None:
    """Print the trail and the pending question of a session. Answers are left out."""
    from bot.session_report import show_session
    from bot.settings import load_settings

    click.echo(asyncio.run(show_session(load_settings(), session_id)))


@sessions.command()
def check() -> None:
    """What the present code would do to each open session. Exit 1 if one would break."""
    from bot.session_report import check_sessions
    from bot.settings import load_settings

    report = asyncio.run(check_sessions(load_settings()))
    for line in report.lines or ["No conversation is open."]:
        click.echo(line)
    if report.broken:
        raise SystemExit(1)


@main.group()
def templates() -> None:
    """Messages that WhatsApp takes outside its 24 hours."""


@templates.command(name="list")
def list_templates() -> None:
    """List the templates of this version with their texts."""
    from bot.template_commands import list_lines

    for line in list_lines():
        click.echo(line)


@templates.command()
def push() -> None:
    """Hand in at Meta those that it does not have yet."""
    from bot.settings import load_settings
    from bot.template_commands import push as push_templates

    for line in asyncio.run(push_templates(load_settings())):
        click.echo(line)


@templates.command()
def status() -> None:
    """Ask Meta what it thinks of each. The running bot follows within 20 seconds."""
    from bot.settings import load_settings
    from bot.template_commands import status_lines

    for line in asyncio.run(status_lines(load_settings())):
        click.echo(line)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8090, show_default=True, help="Port to listen on.")
def simulator(host: str, port: int) -> None:
    """Serve phones and local platforms in a web page. A process of its own."""
    from bot.settings import DATA_DIR
    from simulator.server import serve

    click.echo(f"Simulator: http://{host}:{port}/simulator (stop with Ctrl-C)")
    with _port_must_be_free(port, "--port"), suppress(KeyboardInterrupt):
        asyncio.run(serve(host, port, DATA_DIR / "simulator"))


@main.command()
@click.argument("kind")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of asking; else today.")
@click.option("--options", default=5, show_default=True, help="Length of the list, for choice.")
def understand(kind: str, today: datetime | None, options: int) -> None:
    """Read answers, one a line; print as JSON what they mean."""
    from bot.understand import KINDS, understand_lines
    from domain.clock import Clock

    if kind not in KINDS:
        raise click.UsageError(f"There is no kind {kind}. Kinds: {', '.join(KINDS)}.")
    day = today.date() if today else Clock().today()
    for line in understand_lines(kind, sys.stdin, today=day, options=options):
        click.echo(line)


for command in (
    copy_commands.backup,
    copy_commands.restore,
    copy_commands.move,
    copy_commands.import_file,
):
    main.add_command(command)


@contextmanager
def _modules_stay() -> Iterator[None]:
    """Load modules without looking for garbage among them: it took a fifth of a start."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


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
