"""The menu: what a person can do here, by what they are.

Starts on *menu*, a greeting, or words that fit nothing else · Reads the person's businesses, and
what waits for staff · Writes nothing · Ends with the conversation that was chosen.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from domain.person import Role
from storage import businesses, buyers, reviews, staff_messages
from storage.database import Tx

NEWCOMERS = ("register_business", "list_trainings", "read_about_papers", "ask_staff")
OWNERS = (
    "list_trainings", "show_my_trainings", "show_status", "show_my_data", "read_about_papers",
    "register_business", "ask_staff",
)  # fmt: skip
BUYERS = ("list_my_enquiries", "register_buyer", "show_my_data", "register_business", "ask_staff")
STAFF = ("read_about_papers", "show_my_data", "get_help")


async def main_menu(chat: Chat[Tx]) -> None:
    """Welcome a newcomer, offer the choices, open the chosen one."""
    owns = bool(await businesses.list_of_person(chat.tx, chat.person.id))
    if chat.person.is_staff:
        options = [*await _duties(chat), *map(Option, STAFF)]
    elif not owns and await buyers.find_of_person(chat.tx, chat.person.id):
        options = list(map(Option, BUYERS))
    else:
        options = list(map(Option, OWNERS if owns else NEWCOMERS))
        if not owns:
            chat.say("welcome")
    chat.open(await chat.ask("choice", Choice(options)))


async def _duties(chat: Chat[Tx]) -> list[Option]:
    """What waits for staff, with its number."""
    if not chat.person.has_role(Role.VERIFIER):
        return []
    counts = {
        "list_registrations": await reviews.count_waiting(chat.tx),
        "list_staff_messages": await staff_messages.count_open(chat.tx),
    }
    if unverified := await buyers.count_unverified(chat.tx):
        counts["verify_buyer"] = unverified
    return [
        Option(name, chat.words(f"main_menu.duties.{name}", count=count))
        for name, count in counts.items()
    ]
