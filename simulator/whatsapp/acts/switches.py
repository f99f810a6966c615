"""What a person, their operator or fate can switch: blocking, opting out, being off, other ids."""

from typing import Final

from simulator.outcome import ActRefused, Outcome
from simulator.phone_number import PhoneRefused, normal_number
from simulator.whatsapp import payloads
from simulator.whatsapp.acts.act import Act, new_message
from simulator.whatsapp.event_queue import enqueue
from simulator.whatsapp.outcomes import deliver_waiting, mark_seen
from simulator.whatsapp.user_ids import new_user_id

FLAGS: Final = (
    "hides_number", "hides_user_id", "hides_receipts", "is_off", "is_unreachable", "blocked",
)  # fmt: skip


async def block(act: Act) -> Outcome:
    """Block the business. The API is not told: its messages stay at one tick."""
    return _set(act, "blocked", True)


async def unblock(act: Act) -> Outcome:
    """Let the business write again."""
    return _set(act, "blocked", False)


async def set_flag(act: Act) -> Outcome:
    """Switch the `flag` to `value` (true)."""
    name = act.parameters.text("flag")
    if name not in FLAGS:
        raise ActRefused(f"Pilihan: {', '.join(FLAGS)}.")
    return _set(act, name, act.parameters.flag("value", True))


async def opt_out(act: Act) -> Outcome:
    """Want no marketing from this business any more; it is told."""
    return _set_preference(act, True)


async def opt_in(act: Act) -> Outcome:
    """Want it again."""
    return _set_preference(act, False)


async def read(act: Act) -> Outcome:
    """Look at the chat."""
    mark_seen(act.exchange, act.number, act.phone)
    act.exchange.changed_whatsapp(act.chat)
    return {}


async def change_number(act: Act) -> Outcome:
    """Take the SIM with this `number` into use; the business is told by the old one."""
    try:
        fresh = normal_number(act.parameters.text("number"))
    except PhoneRefused as refusal:
        raise ActRefused(str(refusal)) from None
    phones = act.exchange.state.whatsapp.phones.values()
    if any(phone.number == fresh for phone in phones):
        raise ActRefused("Nomor itu sudah dipakai ponsel lain.")
    old = act.phone.wa_id
    new = fresh.lstrip("+")
    content: payloads.Json = {
        "body": f"User {act.phone.name} changed from {old} to {new}",
        "wa_id": new,
        "type": "user_changed_number",
    }
    event_id = _tell(act, content)
    act.phone.number = fresh
    act.exchange.whatsapp.forget_directory()
    act.exchange.changed_whatsapp(act.chat)
    return {"number": fresh, "event_id": event_id}


async def change_user_id(act: Act) -> Outcome:
    """Get another business-scoped id, as with a change of the number; the business is told."""
    old, fresh = act.phone.user_id, new_user_id()
    content: payloads.Json = {
        "body": f"User {act.phone.name} changed their user ID",
        "user_id": fresh,
        "previous_user_id": old,
        "type": "user_changed_user_id",
    }
    event_id = _tell(act, content)
    act.phone.user_id = fresh
    act.exchange.whatsapp.forget_directory()
    act.exchange.changed_whatsapp(act.chat)
    return {"user_id": fresh, "event_id": event_id}


def _set(act: Act, name: str, value: bool) -> Outcome:
    setattr(act.phone, name, value)
    deliver_waiting(act.exchange, act.number, act.phone)
    act.exchange.changed_whatsapp(act.chat)
    return {name: value}


def _set_preference(act: Act, stops: bool) -> Outcome:
    act.phone.has_opted_out = stops
    value = payloads.metadata(act.number)
    value["contacts"] = [payloads.contact(act.phone)]
    preference: payloads.Json = {
        **payloads.contact(act.phone, with_profile=False),
        "detail": f"User requested to {'stop' if stops else 'resume'} marketing messages",
        "category": "marketing_messages",
        "value": "stop" if stops else "resume",
        "timestamp": act.exchange.clock.timestamp(),
    }
    value["user_preferences"] = [preference]
    event_id = enqueue(act.exchange, act.number, act.phone, "preference", value, "user_preferences")
    act.exchange.changed_whatsapp(act.chat)
    return {"has_opted_out": stops, "event_id": event_id}


def _tell(act: Act, system: payloads.Json) -> int:
    """A system message; it has no `contacts`."""
    news = new_message(act, "system")
    body: payloads.Json = {
        **payloads.sender(act.phone),
        "id": news.id,
        "timestamp": payloads.timestamp(news.at, act.exchange.state.whatsapp.settings),
        "type": "system",
        "system": system,
    }
    value = payloads.metadata(act.number)
    value["messages"] = [body]
    return enqueue(act.exchange, act.number, act.phone, "message", value)
