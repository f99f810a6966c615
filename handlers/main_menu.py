"""The menu: what a person can do here, by what they are.

Starts on *menu*, a greeting, or words that fit nothing else · Reads the person's businesses, and
what waits for staff · Writes nothing · Ends with the conversation that was chosen.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from domain.enquiry import EnquiryState
from domain.person import Role
from handlers.parts.waiting_messages import count_waiting
from storage import businesses, buyers, enquiry_counts, products, reviews
from storage.database import Tx

NEWCOMERS = ("register_business", "list_trainings", "read_about_papers", "ask_staff")
OWNERS = (
    "list_trainings", "show_my_trainings", "manage_product", "list_market_events", "show_status",
    "show_my_data", "read_about_papers", "register_business", "ask_staff",
)  # fmt: skip
BUYERS = ("list_my_enquiries", "register_buyer", "show_my_data", "register_business", "ask_staff")
PARTNERS = ("follow_pipeline", "list_trainings", "show_my_data", "ask_staff")
STAFF = ("read_about_papers", "show_my_data", "get_help")
COORDINATORS = ("show_members",)  # before what they may as everybody else
PLANNERS = (
    "plan_training", "oversee_trainings", "tick_attendance", "send_papers", "oversee_market_events",
)  # fmt: skip
BROADCASTERS = ("steer_broadcast",)
TRAININGS = "trainings"  # the duties of both behind one line


async def main_menu(chat: Chat[Tx]) -> None:
    """Welcome a newcomer, offer the choices, open the chosen one."""
    is_coordinator = chat.person.has_role(Role.COORDINATOR)
    first = [Option(one) for one in COORDINATORS if is_coordinator]
    if chat.person.is_staff:
        return await _staff_menu(chat, first)
    owns = bool(await businesses.list_of_person(chat.tx, chat.person.id))
    others: tuple[str, ...] = OWNERS if owns else NEWCOMERS
    if not owns and chat.person.has_role(Role.PARTNER):
        others = PARTNERS
    elif not owns and await buyers.find_of_person(chat.tx, chat.person.id):
        others = BUYERS
    elif not owns and not is_coordinator:
        chat.say("welcome")
    options = [*first, *(await _asked(chat) if owns else ()), *map(Option, others)]
    chosen = await chat.ask("choice", Choice(options))
    if owns and chosen == "list_my_enquiries":  # the label says buyers: whoever buys as well, too
        return chat.open("list_interested_buyers", "mine")
    chat.open(chosen)


async def _asked(chat: Chat[Tx]) -> list[Option]:
    """An owner's buyers who wait for an answer."""
    count = await enquiry_counts.count_waiting_of_owner(chat.tx, chat.person.id)
    label = chat.words("main_menu.duties.follow_pipeline", count=count)
    return [Option("list_my_enquiries", label)] if count else []


async def _staff_menu(chat: Chat[Tx], first: list[Option]) -> None:
    """What waits, what the roles allow, and the rest.

    Who has duties of both kinds finds the trainings behind one line: the list stays within the ten
    rows of WhatsApp, and looks the same whatever waits.
    """
    waiting, acts = await _duties(chat), list(map(Option, _training_acts(chat)))
    shown = [Option(TRAININGS)] if waiting and acts else acts
    options = [*first, *waiting, *shown, *map(Option, STAFF)]
    chosen = await chat.ask("choice", Choice(options))
    if chosen == TRAININGS:
        chosen = await chat.ask("training_act", Choice(acts))
    chat.open(chosen)


def _training_acts(chat: Chat[Tx]) -> list[str]:
    """What the person's roles allow about trainings."""
    has = chat.person.has_role
    plans = has(Role.TRAINER) or has(Role.BROADCASTER)
    return [*(PLANNERS if plans else ()), *(BROADCASTERS if has(Role.BROADCASTER) else ())]


async def _duties(chat: Chat[Tx]) -> list[Option]:
    """What waits for staff, with its number."""
    if not chat.person.has_role(Role.VERIFIER):
        return []
    counts = {
        "list_registrations": await reviews.count_waiting(chat.tx),
        "list_staff_messages": await count_waiting(chat.tx),
    }
    if unverified := await buyers.count_unverified(chat.tx):
        counts["verify_buyer"] = unverified
    if new_products := await products.count_in_review(chat.tx):  # most offices do not look first
        counts["review_product"] = new_products
    if interested := (await enquiry_counts.count_by_state(chat.tx))[EnquiryState.INTERESTED]:
        counts["follow_pipeline"] = interested
    return [
        Option(name, chat.words(f"main_menu.duties.{name}", count=count))
        for name, count in counts.items()
    ]
