"""Blocking the bot and taking that back."""

from simulator.outcome import Outcome
from simulator.telegram.acts.act import Act, user_of
from simulator.telegram.call import bot_user, chat_object
from simulator.telegram.types import ChatMember, ChatMemberUpdated
from simulator.telegram.update_queue import enqueue


async def block(act: Act) -> Outcome:
    """Block the bot; it can write no more."""
    return _set_blocked(act, True)


async def unblock(act: Act) -> Outcome:
    """Let the bot write again."""
    return _set_blocked(act, False)


def _set_blocked(act: Act, blocked: bool) -> Outcome:
    chat = act.exchange.chat(act.bot, act.phone.id)
    if chat.blocked == blocked:
        return {"blocked": blocked}
    chat.blocked = blocked
    member = bot_user(act.bot)
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    event = ChatMemberUpdated(
        chat_object(act.exchange, chat.id),
        user_of(act.phone),
        act.exchange.clock.timestamp(),
        ChatMember(member, before, until_date=None if blocked else 0),
        ChatMember(member, after, until_date=0 if blocked else None),
    )
    update_id = enqueue(act.exchange, act.bot, "my_chat_member", chat.id, event)
    act.exchange.changed(act.bot, chat)
    return {"blocked": blocked, "update_id": update_id}
