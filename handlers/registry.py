"""The table of contents: every conversation by name, written by hand."""

import re

from dialog.contents import Contents, Entry
from domain.answers.command import Command
from domain.person import Role
from handlers.accept_invitation import accept_invitation
from handlers.get_help import get_help
from handlers.list_registrations import list_registrations
from handlers.main_menu import main_menu
from handlers.resume_broadcasts import resume_broadcasts
from handlers.show_status import show_status
from handlers.stop_broadcasts import stop_broadcasts
from handlers.verify_registration import verify_registration

VERIFIERS = frozenset({Role.VERIFIER, Role.ADMIN})

CONTENTS = Contents(
    conversations={
        "main_menu": Entry(main_menu, is_form=False, starts_on_press=True),
        "get_help": Entry(get_help, is_form=False),
        "show_status": Entry(show_status, is_form=False),
        "stop_broadcasts": Entry(stop_broadcasts, is_form=False),
        "resume_broadcasts": Entry(resume_broadcasts, is_form=False),
        "accept_invitation": Entry(accept_invitation),
        "verify_registration": Entry(verify_registration, starts_on_press=True, roles=VERIFIERS),
        "list_registrations": Entry(
            list_registrations, is_form=False, starts_on_press=True, roles=VERIFIERS
        ),
    },
    commands={
        Command.MENU: "main_menu",
        Command.HELP: "get_help",
        Command.STATUS: "show_status",
        Command.STOP: "stop_broadcasts",
        Command.RESUME: "resume_broadcasts",
        Command.STAFF: "get_help",
    },
    codes=[
        (re.compile(r"(IKM-[A-Z2-9]{4}-[A-Z2-9]{4})", re.IGNORECASE), "accept_invitation"),
    ],
)
