"""getMe, setMyCommands, getMyCommands, deleteMyCommands."""

import re
from typing import Final

from simulator.parameters import BadParameter
from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.types import BotCommand

_COMMAND: Final = re.compile(rf"[a-z0-9_]{{1,{limits.MAX_COMMAND_LENGTH}}}")


async def get_me(call: Call) -> object:
    """Who the bot is."""
    return {
        "id": call.bot.id,
        "is_bot": True,
        "first_name": call.bot.first_name,
        "username": call.bot.username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def set_my_commands(call: Call) -> object:
    """Replace the command menu."""
    try:
        commands = call.parameters.structure("commands", list[BotCommand])
    except BadParameter as error:
        raise bad_request(f"can't parse commands: {error}") from None
    if commands is None:
        raise bad_request("can't parse commands: commands must be specified")
    if len(commands) > limits.MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    call.bot.commands = commands
    call.exchange.store.mark_dirty()
    return True


async def get_my_commands(call: Call) -> object:
    """The command menu."""
    return call.bot.commands


async def delete_my_commands(call: Call) -> object:
    """Empty the command menu."""
    call.bot.commands = []
    call.exchange.store.mark_dirty()
    return True


def _check(command: BotCommand) -> None:
    if not _COMMAND.fullmatch(command.command.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command.description) <= limits.MAX_COMMAND_DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
