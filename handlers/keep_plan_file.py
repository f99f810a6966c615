"""Staff keep the trainings of a plan file they have sent, or let it be.

Starts on the buttons under what a file would do ("yes.17", "no.17"), or on a typed yes or no
("several" where it may mean more than one file) · Writes that the file is wanted; a job makes the
drafts and tells · Ends with what happens next.
"""

from dialog.chat import Chat
from storage import plan_files
from storage.database import Tx
from storage.ids import read_id


async def keep_plan_file(chat: Chat[Tx]) -> None:
    """One press, one effect; pressed again it says that the file is done with."""
    answer, _, given = chat.arg.partition(".")
    if answer == "several":
        return chat.say("which")
    media_id = read_id(given)
    if answer == "yes":
        is_taken = await plan_files.order(chat.tx, media_id, chat.person.id)
        return chat.say("saving" if is_taken else "gone")
    is_dropped = await plan_files.drop(chat.tx, media_id, chat.person.id)
    chat.say("dropped" if is_dropped else "gone")
