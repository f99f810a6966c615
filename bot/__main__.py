"""The command line: `ikm-bot COMMAND`, the same as `python -m bot COMMAND`.

Modules are imported inside the commands, so that `--help` answers at once.
"""

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


if __name__ == "__main__":
    main(prog_name="ikm-bot")
