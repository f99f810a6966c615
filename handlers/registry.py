"""The table of contents: every conversation by name, written by hand."""

from dialog.contents import Contents, Entry
from domain.answers.command import Command
from handlers.get_help import get_help
from handlers.main_menu import main_menu
from handlers.resume_broadcasts import resume_broadcasts
from handlers.show_status import show_status
from handlers.stop_broadcasts import stop_broadcasts

CONTENTS = Contents(
    conversations={
        "main_menu": Entry(main_menu, is_form=False),
        "show_status": Entry(show_status, is_form=False),
        "stop_broadcasts": Entry(stop_broadcasts, is_form=False),
        "resume_broadcasts": Entry(resume_broadcasts, is_form=False),
        "get_help": Entry(get_help, is_form=False),
    },
    commands={
        Command.MENU: "main_menu",
        Command.STATUS: "show_status",
        Command.STOP: "stop_broadcasts",
        Command.RESUME: "resume_broadcasts",
        Command.HELP: "get_help",
        Command.STAFF: "get_help",
    },
)
