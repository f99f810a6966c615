"""The table of contents: every conversation by name, written by hand."""

import re

from dialog.contents import Contents, Entry
from domain.answers.command import Command
from domain.person import Role
from handlers.accept_invitation import accept_invitation
from handlers.answer_staff_message import answer_staff_message
from handlers.ask_staff import ask_staff
from handlers.change_my_data import change_my_data
from handlers.change_number import change_number
from handlers.confirm_number_change import confirm_number_change
from handlers.correct_registration import correct_registration
from handlers.delete_my_data import delete_my_data
from handlers.disown_number import disown_number
from handlers.get_help import get_help
from handlers.leave_voice_note import leave_voice_note
from handlers.list_registrations import list_registrations
from handlers.list_staff_messages import list_staff_messages
from handlers.main_menu import main_menu
from handlers.read_about_papers import read_about_papers
from handlers.register_business import find_registered, register_business
from handlers.resume_broadcasts import resume_broadcasts
from handlers.show_my_data import show_my_data
from handlers.show_status import show_status
from handlers.stop_broadcasts import stop_broadcasts
from handlers.verify_registration import verify_registration

VERIFIERS = frozenset({Role.VERIFIER, Role.ADMIN})
NEIGHBOURS = VERIFIERS | {Role.COORDINATOR}  # who may know an owner by sight

# Whole messages that open a conversation; the last group is what it is opened with.
INVITATION = re.compile(r"(IKM-[A-Z2-9]{4}-[A-Z2-9]{4})", re.IGNORECASE)
NEW_NUMBER = re.compile(
    r"()(?:saya )?(?:mau )?(?:ganti|ubah|pindah) (?:nomor|nomer|no)(?: hp| wa| telepon)?(?: saya)?",
    re.IGNORECASE,
)
NOT_ME = re.compile(r"()(?:ini )?bukan (?:saya|nomor saya)|()salah (?:orang|nomor|sambung)",
                    re.IGNORECASE)  # fmt: skip

CONTENTS = Contents(
    conversations={
        # for everybody
        "main_menu": Entry(main_menu, is_form=False, starts_on_press=True),
        "get_help": Entry(get_help, is_form=False),
        "ask_staff": Entry(ask_staff, takes_voice=True, starts_on_press=True),
        "leave_voice_note": Entry(leave_voice_note, is_form=False),
        "read_about_papers": Entry(read_about_papers, is_form=False, starts_on_press=True),
        "stop_broadcasts": Entry(stop_broadcasts, is_form=False),
        "resume_broadcasts": Entry(resume_broadcasts, is_form=False),
        # about oneself
        "register_business": Entry(register_business, starts_on_press=True),
        "show_status": Entry(show_status, is_form=False),
        "show_my_data": Entry(show_my_data, is_form=False),
        "correct_registration": Entry(correct_registration, starts_on_press=True),
        "change_my_data": Entry(change_my_data, starts_on_press=True),
        "delete_my_data": Entry(delete_my_data, is_form=False, starts_on_press=True),
        "change_number": Entry(change_number),
        "disown_number": Entry(disown_number, is_form=False),
        # for staff
        "accept_invitation": Entry(accept_invitation),
        "list_registrations": Entry(
            list_registrations, is_form=False, starts_on_press=True, roles=VERIFIERS
        ),
        "verify_registration": Entry(verify_registration, starts_on_press=True, roles=VERIFIERS),
        "list_staff_messages": Entry(list_staff_messages, is_form=False, roles=VERIFIERS),
        "answer_staff_message": Entry(
            answer_staff_message, takes_voice=True, starts_on_press=True, roles=VERIFIERS
        ),
        "confirm_number_change": Entry(
            confirm_number_change, starts_on_press=True, roles=NEIGHBOURS
        ),
    },
    commands={
        Command.MENU: "main_menu",
        Command.HELP: "get_help",
        Command.STAFF: "ask_staff",
        Command.REGISTER: "register_business",
        Command.STATUS: "show_status",
        Command.MY_DATA: "show_my_data",
        Command.DELETE_DATA: "delete_my_data",
        Command.STOP: "stop_broadcasts",
        Command.RESUME: "resume_broadcasts",
    },
    codes=[
        (INVITATION, "accept_invitation"),
        (NEW_NUMBER, "change_number"),
        (NOT_ME, "disown_number"),
    ],
    fulfilled={"register_business": find_registered},
    voice_note="leave_voice_note",
    staff_reply="answer_staff_message",
)
