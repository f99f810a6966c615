"""A plan file from staff is taken in; a job reads it and tells what it would do.

Starts on a file that staff send outside of a form, with its size and reference · Writes the file ·
Ends with a word that it is read.
"""

from dialog.chat import Chat
from documents.training_plan.workbook import MAX_BYTES
from storage import plan_files
from storage.database import Tx


async def check_plan_file(chat: Chat[Tx]) -> None:
    """Have it fetched and read, unless it is too big for a plan."""
    size, _, ref = chat.arg.partition(".")
    if int(size) > MAX_BYTES:
        return chat.say("too_big")
    await plan_files.add(chat.tx, chat.person.id, chat.channel, ref, chat.now)
    chat.say("received")
