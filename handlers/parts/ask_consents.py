"""Consent for the service, then separately for broadcasts: refusing the second blocks nothing."""

from collections.abc import Mapping

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.questions import YesNo
from domain.consent import Consent, Purpose, text_version
from storage import consents
from storage.database import Tx


async def ask_consents(chat: Chat[Tx], asked: Mapping[str, str]) -> list[Consent]:
    """The answers to be kept; ends the conversation where the service is refused.

    asked: purpose → version of the text answered before. Another text is asked about again.
    """
    answers = []
    service = text_version(chat.words("register_business.consent.ask"))
    if asked.get(Purpose.SERVICE) != service:
        is_granted = await _ask_for_service(chat, service)
        answers.append(Consent(Purpose.SERVICE, is_granted, service, chat.channel, chat.now))
        if not is_granted:
            await consents.add(chat.tx, chat.person.id, answers)
            chat.say("refused")
            chat.leave()
    broadcasts = text_version(chat.words("register_business.broadcasts.ask"))
    if asked.get(Purpose.BROADCASTS) != broadcasts:
        is_granted = await chat.ask("broadcasts", YesNo(), given=broadcasts)
        answers.append(Consent(Purpose.BROADCASTS, is_granted, broadcasts, chat.channel, chat.now))
    return answers


async def _ask_for_service(chat: Chat[Tx], version: str) -> bool:
    choice = Choice(["yes", "no", "details"], yes="yes", no="no")
    answer = await chat.ask("consent", choice, given=version)
    if answer == "details":
        chat.withdraw("consent", because="consent_details")
    return answer == "yes"
