"""Staff pause, resume or end a broadcast.

Starts on its buttons, or *siaran* for those under way · Reads what became of the recipients ·
Writes its state: what has not left is held back or ends within one message · Ends at once.
"""

from dialog.chat import Chat
from dialog.messages import Option
from domain.broadcast import BroadcastState
from domain.delivery import SendState
from storage import audit, broadcasts
from storage.broadcasts import Broadcast
from storage.database import Tx
from storage.ids import read_id

STEER = "steer_broadcast:start"
#: What may be done in which state.
ACTS = {
    BroadcastState.SCHEDULED: ("cancel",),
    BroadcastState.SENDING: ("pause", "cancel"),
    BroadcastState.PAUSED: ("resume", "cancel"),
}
REACHED = (SendState.SENT, SendState.DELIVERED, SendState.READ)
DO = {"pause": broadcasts.pause, "resume": broadcasts.resume, "cancel": broadcasts.cancel}


async def steer_broadcast(chat: Chat[Tx]) -> None:
    """Do what the button says; without one show what is under way."""
    act, _, number = chat.arg.partition(".")
    if act not in DO:
        return await _show_running(chat)
    one = await broadcasts.find(chat.tx, read_id(number))
    if one is None or not await DO[act](chat.tx, one.id, chat.now):
        return chat.say("too_late")
    done = audit.Act(f"broadcast_{act}", f"broadcast:{one.id}", {"state": one.state}, None)
    await audit.add(chat.tx, chat.now, chat.person.id, done)
    now = await broadcasts.get(chat.tx, one.id)
    chat.say(act, **await _counts(chat, now))
    chat.offer(_buttons(chat, now))


async def _show_running(chat: Chat[Tx]) -> None:
    running = await broadcasts.list_running(chat.tx)
    if not running:
        return chat.say("none")
    one = running[-1]
    state = chat.words(f"steer_broadcast.states.{one.state}")
    chat.say("running", state=state, **await _counts(chat, one))
    chat.offer(_buttons(chat, one))


async def _counts(chat: Chat[Tx], one: Broadcast) -> dict[str, object]:
    counted = await broadcasts.count_by_state(chat.tx, one.id)
    reached = sum(counted.get(state, 0) for state in REACHED)
    return {"audience": one.audience, "reached": reached}


def _buttons(chat: Chat[Tx], one: Broadcast) -> list[Option]:
    return [
        Option(f"{act}.{one.id}", chat.words(f"steer_broadcast.acts.{act}"), STEER)
        for act in ACTS.get(one.state, ())
    ]
