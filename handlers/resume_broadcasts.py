"""The way back from an opt-out; whoever asks for it agrees to broadcasts, too.

Starts on *mulai lagi* · Writes the opt-out away, and the consent · Ends at once.
"""

from dialog.chat import Chat
from domain.consent import Consent, Purpose, text_version
from storage import consents, people
from storage.database import Tx


async def resume_broadcasts(chat: Chat[Tx]) -> None:
    """Lift the opt-out; where all is well already it only says so."""
    given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.BROADCASTS)
    if chat.person.opted_out_at is None and given is not None and given.is_granted:
        return chat.say("never_stopped")
    await people.set_opted_out(chat.tx, chat.person.id, None)
    if given is None or not given.is_granted:
        version = text_version(chat.words("resume_broadcasts.resumed.say"))
        agreed = Consent(Purpose.BROADCASTS, True, version, chat.channel, chat.now)
        await consents.add(chat.tx, chat.person.id, [agreed])
    chat.say("resumed")
