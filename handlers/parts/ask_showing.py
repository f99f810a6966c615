"""Consent to be shown to buyers: asked for once and apart; again where its words have changed."""

from dialog.chat import Chat
from dialog.questions import YesNo
from domain.consent import Purpose, text_version
from handlers.parts.ask_consents import keep_consent
from storage import consents
from storage.database import Tx

TEXT = "list_product.showing.ask"


async def ask_showing(chat: Chat[Tx]) -> bool:
    """Whether the person agrees to be shown; the answer is kept when it is given."""
    version = text_version(chat.words(TEXT))
    if not await _must_ask(chat, version):
        return True
    is_granted = await chat.ask("showing", YesNo(), given=version)
    await keep_consent(chat, Purpose.SHOWING, version, is_granted=is_granted)
    return is_granted


async def has_taken_back(tx: Tx, person_id: int) -> bool:
    """Whether the person agreed once, or was asked, and does not agree (any more)."""
    given = (await consents.find_latest(tx, person_id)).get(Purpose.SHOWING)
    return given is not None and not given.is_granted


async def _must_ask(chat: Chat[Tx], version: str) -> bool:
    """Looked up once: what is answered in this conversation must not change its path."""

    async def look_up() -> bool:
        given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.SHOWING)
        return given is None or not given.is_granted or given.text_version != version

    return await chat.once("must_ask_showing", look_up, given=version)
