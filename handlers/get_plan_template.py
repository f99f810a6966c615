"""Staff get the empty plan of a year as a spreadsheet, and how it comes back.

Starts on *contoh rencana pelatihan* · Reads and writes nothing · Ends with the file.
"""

from dialog.chat import Chat
from storage.database import Tx

NEXT_YEAR_FROM = 7  # the month from which the office plans the year to come


async def get_plan_template(chat: Chat[Tx]) -> None:
    """Send the template of the year that is planned now."""
    today = chat.today
    year = today.year + (today.month >= NEXT_YEAR_FROM)
    chat.say("template", year=year)
    chat.offer([], document=f"plan_template:{year}")
