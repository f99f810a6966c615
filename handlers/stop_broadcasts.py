"""Opt-out: no more broadcasts, from this moment on.

Starts on *berhenti* as the whole message · Writes the person's opt-out, and the consent withdrawn
where there was one · Ends at once.
"""

from dialog.chat import Chat
from domain.consent import Consent, Purpose, text_version
from storage import consents, people
from storage.database import Tx


async def stop_broadcasts(chat: Chat[Tx]) -> None:
    """Set the opt-out; saying it twice changes nothing."""
    if chat.person.opted_out_at is not None:
        return chat.say("stopped_before")
    await people.set_opted_out(chat.tx, chat.person.id, chat.now)
    given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.BROADCASTS)
    if given is not None and given.is_granted:
        version = text_version(chat.words("stop_broadcasts.stopped.say"))
        withdrawn = Consent(Purpose.BROADCASTS, False, version, chat.channel, chat.now)
        await consents.add(chat.tx, chat.person.id, [withdrawn])
    chat.say("stopped")
