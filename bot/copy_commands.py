"""The commands that copy or take in files; modules are imported late, so that `--help` is quick."""

import asyncio
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database and media folder into FILE, while the bot runs."""
    from bot.copies import backup as make_backup
    from bot.settings import load_settings

    click.echo(asyncio.run(make_backup(load_settings(), file)))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Take out everything that is in the database now.")
def restore(file: Path, replace: bool) -> None:
    """Bring back what `backup` wrote, the bot being stopped. On SQLite or PostgreSQL."""
    from bot.copies import restore as restore_backup
    from bot.settings import load_settings

    click.echo(asyncio.run(restore_backup(load_settings(), file, replace=replace)))


@click.command()
@click.argument("target", metavar="DATABASE_URL")
def move(target: str) -> None:
    """Copy everything into an empty database. From SQLite to PostgreSQL or back."""
    from bot.copies import move as move_database
    from bot.settings import load_settings

    click.echo(asyncio.run(move_database(load_settings(), target)))


@click.command(name="import")
@click.argument("kind", type=click.Choice(["trainings"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask before keeping it.")
def import_file(kind: str, file: Path, yes: bool) -> None:
    """Take the plan of a year (.xlsx) in as drafts. What each row does is said first."""
    from bot.plan_import import import_trainings
    from bot.settings import load_settings

    asyncio.run(
        import_trainings(load_settings(), file, click.echo, lambda q: yes or click.confirm(q))
    )
