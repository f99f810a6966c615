"""Short answers on how to get a paper, with the official site and the way to the staff.

Starts on the menu, or a button with the paper's name · Reads and writes nothing but its texts ·
Ends with the answer and buttons for the others.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from storage.database import Tx

PAPERS = ("nib", "pirt", "halal", "merek", "siinas")


async def read_about_papers(chat: Chat[Tx]) -> None:
    """Which paper, then the answer."""
    paper = chat.arg if chat.arg in PAPERS else await chat.ask("paper", Choice(PAPERS))
    chat.say("about", text=chat.words(f"read_about_papers.answers.{paper}"))
    others = chat.words("read_about_papers.others")
    ask = chat.words("read_about_papers.ask_staff")
    chat.offer([
        Option(OPEN, others, "read_about_papers:start"), Option(OPEN, ask, "ask_staff:start"),
    ])  # fmt: skip
