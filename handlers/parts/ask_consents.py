"""Consent for the service, then separately for broadcasts: refusing the second blocks nothing.

An answer is written when it is given, not with the registration: who leaves the form has answered
all the same, and the office must be able to prove it.
"""

from collections.abc import Mapping
from functools import lru_cache

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.questions import YesNo
from dialog.words import Words, find_text
from domain.consent import Consent, Purpose, text_version
from storage import consents
from storage.database import Tx

# What was answered about broadcasts elsewhere need not be asked again.
BROADCAST_TEXTS = (
    "register_business.broadcasts.ask",
    "resume_broadcasts.resumed.say",
    "stop_broadcasts.stopped.say",
)

KEPT = {Purpose.SERVICE: "service_kept", Purpose.BROADCASTS: "broadcasts_kept",
        Purpose.SHOWING: "showing_kept"}  # fmt: skip


async def ask_consents(chat: Chat[Tx], asked: Mapping[str, str]) -> None:
    """Ask for what is missing; ends the conversation where the service is refused.

    asked: purpose → version of the text answered before. Another text is asked about again.
    """
    service = _version(chat.catalogue, "register_business.consent.ask")
    if asked.get(Purpose.SERVICE) != service:
        is_granted = await _ask_for_service(chat, service)
        await keep_consent(chat, Purpose.SERVICE, service, is_granted=is_granted)
        if not is_granted:
            chat.say("refused")
            chat.leave()
    told = asked.get(Purpose.BROADCASTS)
    if told is None or told not in [_version(chat.catalogue, path) for path in BROADCAST_TEXTS]:
        broadcasts = _version(chat.catalogue, BROADCAST_TEXTS[0])
        is_granted = await chat.ask("broadcasts", YesNo(), given=broadcasts)
        await keep_consent(chat, Purpose.BROADCASTS, broadcasts, is_granted=is_granted)


async def keep_consent(chat: Chat[Tx], purpose: Purpose, version: str, *, is_granted: bool) -> None:
    """Write an answer as soon as it is given; one that is changed later is written beside it."""

    async def write() -> bool:
        answer = Consent(purpose, is_granted, version, chat.channel, chat.now)
        await consents.add(chat.tx, chat.person.id, [answer])
        return is_granted

    await chat.once(KEPT[purpose], write, given=[version, is_granted])


async def _ask_for_service(chat: Chat[Tx], version: str) -> bool:
    choice = Choice(["yes", "no", "details"], yes="yes", no="no")
    answer = await chat.ask("consent", choice, given=version)
    if answer == "details":
        chat.withdraw("consent", because="consent_details")
    return answer == "yes"


@lru_cache  # every run asks for the same ones again
def _version(words: Words, path: str) -> str:
    return text_version(find_text(words, path, {}))
