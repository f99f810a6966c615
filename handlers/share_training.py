"""Three lines for the WhatsApp groups of coordinators, with a link for each channel.

Starts on the button of the card · Reads the training and where the bot can be reached · Writes
nothing · Ends with a message to be passed on.
"""

from dialog.chat import Chat
from dialog.words import Ours
from domain import deep_link
from domain.training import TrainingState
from handlers.parts.overseen_training import find_training
from handlers.parts.training_words import say_moment, say_when
from storage import marks
from storage.database import Tx


async def share_training(chat: Chat[Tx]) -> None:
    """Title and days, until when, and the links."""
    training = await find_training(chat, (TrainingState.OPEN,))
    plan = training.plan
    chat.say(
        "lines",
        title=training.title,
        when=Ours(say_when(chat.catalogue, plan)),
        venue=plan.meetings[0].venue or chat.words("training_notes.no_venue"),
        quota=plan.quota,
        closes=Ours(say_moment(chat.catalogue, plan.registration_closes_at)),
        links=await _links(chat, training.code),
    )


async def _links(chat: Chat[Tx], code: str) -> Ours:
    """Where to enrol: by a link of each channel that runs, or by words."""
    bot = await marks.find(chat.tx, marks.TELEGRAM_NAME)
    number = await marks.find(chat.tx, marks.WHATSAPP_NUMBER)
    start, words = deep_link.enrol(code)
    found = []
    if number:
        link = Ours(deep_link.whatsapp(number, words))
        found.append(chat.words("share_training.whatsapp", link=link))
    if bot:
        link = Ours(deep_link.telegram(bot, start))
        found.append(chat.words("share_training.telegram", link=link))
    return Ours(" · ".join(found)) if found else chat.words("share_training.by_words", words=words)
