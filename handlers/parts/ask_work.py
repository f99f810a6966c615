"""What is made, from what, and where; and the other doors for those who do not produce."""

from dataclasses import dataclass, replace

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.names import Goods
from dialog.questions import Reading
from dialog.session import Pending
from domain.answers import door as doors
from domain.answers import makes
from domain.answers import premises as where
from domain.answers.result import AsksBack
from domain.business import Premises
from domain.eligibility import Facts, Makes, Outcome, Verdict, judge, sounds_repacked
from handlers.parts.read_product import sounds_like_other_work
from storage.database import Tx

MAX_GOODS = 120  # a product or material in a few words
MAKES, PREMISES = tuple(Makes), tuple(Premises)
REALLY = (Makes.YES, Makes.NO, Makes.SERVICE)


class _Makes(Choice):
    """Asked whether it is made by oneself; asked back, which of the list: no yes answers that."""

    def __init__(self) -> None:
        super().__init__(MAKES, understand=makes.understand)

    def read(self, text: str, pending: Pending) -> Reading:
        if pending.attempts and makes.is_mere_yes(text):
            return AsksBack("makes.unsure")
        return super().read(text, pending)


@dataclass(frozen=True, slots=True)
class Work:
    """What the owner does, and what follows for the registration."""

    facts: Facts
    verdict: Verdict

    @property
    def is_running(self) -> bool:
        """Whether there is a production to ask more about."""
        return self.verdict.outcome is not Outcome.PROSPECTIVE

    @property
    def premises(self) -> Premises:
        """Where it is made; nowhere, as long as nothing is."""
        return self.facts.premises or Premises.NONE


async def ask_work(chat: Chat[Tx]) -> Work:
    """Three things: made by oneself, from what to what, where. May end at another door."""
    facts = Facts(Makes(await chat.ask("makes", _Makes())))
    if facts.makes is Makes.YES:
        facts = await _ask_goods(chat, facts)
    if facts.makes is Makes.YES:
        facts = await _ask_premises(chat, facts)
    verdict = judge(facts)
    if verdict.outcome is Outcome.NOT_IKM:
        verdict = await _open_door(chat, verdict)
    if verdict.outcome is Outcome.PROSPECTIVE:
        plan = facts.product or await chat.ask("plan", Goods(max_length=MAX_GOODS))
        return Work(replace(facts, product=plan, premises=Premises.NONE), verdict)
    if not facts.product:
        facts = await _ask_goods(chat, facts)
    if facts.premises is None:
        facts = await _ask_premises(chat, facts)
    return Work(facts, verdict)


async def _ask_goods(chat: Chat[Tx], facts: Facts) -> Facts:
    """From what to what; words that sound like trade or service lead to one more question."""
    material = await chat.ask("material", Goods(max_length=MAX_GOODS))
    product = await chat.ask("product", Goods(max_length=MAX_GOODS))
    kind = facts.makes
    is_doubtful = sounds_repacked(material, product) or sounds_like_other_work(product)
    if kind is Makes.YES and is_doubtful:
        given = [material, product]
        kind = Makes(await chat.ask("really", Choice(REALLY, yes=Makes.YES), given=given,
                                     product=product))  # fmt: skip
    return replace(facts, makes=kind, material=material, product=product)


async def _ask_premises(chat: Chat[Tx], facts: Facts) -> Facts:
    choice = Choice(PREMISES, understand=where.understand)
    return replace(facts, premises=Premises(await chat.ask("premises", choice)))


async def _open_door(chat: Chat[Tx], verdict: Verdict) -> Verdict:
    """Never a bare no: the reason, the other doors, and an officer's look."""
    reason = chat.words(f"register_business.reasons.{verdict.reason}")
    choice = Choice(doors.DOORS, understand=doors.understand)
    door = await chat.ask("door", choice, given=verdict.reason, reason=reason)
    if door == "umkm":
        chat.say("umkm")
        chat.leave()
    return Verdict(Outcome.PROSPECTIVE, door) if door == "prospective" else verdict
