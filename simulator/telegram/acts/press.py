"""Pressing: buttons under messages, and keys of the reply keyboard."""

import time

from simulator.outcome import ActRefused, Outcome
from simulator.state import CallbackRecord, Entry
from simulator.telegram import limits
from simulator.telegram.acts.act import Act, new_message, send, user_of
from simulator.telegram.acts.share import own_contact
from simulator.telegram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    KeyboardButton,
    Location,
)
from simulator.telegram.update_queue import enqueue

_MEDAN = Location(3.595196, 98.672226)  # where a sample location is: the town's centre


async def press_button(act: Act) -> Outcome:
    """Press under `message_id` the button with this `data`, or with this `text`."""
    act.refuse_if_blocked()
    entry = act.entry()
    data = _data_of(act, entry)
    exchange, bot, chat = act.exchange, act.bot, act.chat
    callback_id = str(exchange.next_number() + 4_000_000_000_000_000)
    _forget_old_callbacks(bot.callbacks)
    bot.callbacks[callback_id] = CallbackRecord(
        chat.id, entry.message.message_id, data, pressed_at=time.time()
    )
    chat.last_callback_id = callback_id
    chat.started = True
    query = CallbackQuery(
        callback_id,
        user_of(act.phone),
        chat_instance=str(abs(hash((bot.id, chat.id)))),
        message=entry.message,
        data=data,
    )
    update_id = enqueue(exchange, bot, "callback_query", chat.id, query)
    exchange.changed(bot, chat)
    return {"callback_query_id": callback_id, "update_id": update_id}


async def press_key(act: Act) -> Outcome:
    """Press the key with this `text`: sends its words, the contact or a location."""
    key = _key_of(act)
    message = new_message(act)
    if key.request_contact:
        message.contact = own_contact(act)
    elif key.request_location:
        message.location = _MEDAN
    else:
        message.text = key.text
    return send(act, message)


def _data_of(act: Act, entry: Entry) -> str:
    """The button's data; with `forged` any data, as a tampered client could send it."""
    wanted, text = act.parameters.text("data"), act.parameters.text("text")
    if act.parameters.flag("forged"):
        return wanted
    markup = entry.message.reply_markup
    buttons: list[InlineKeyboardButton] = (
        [button for row in markup.inline_keyboard for button in row] if markup else []
    )
    for button in buttons:
        if button.callback_data is None:
            continue
        if button.callback_data == wanted or (not wanted and button.text == text):
            return button.callback_data
    raise ActRefused("Tombol itu sudah tidak ada.")


def _key_of(act: Act) -> KeyboardButton:
    keyboard = act.chat.keyboard
    text = act.parameters.text("text")
    for row in keyboard.keyboard if keyboard else ():
        for key in row:
            if key.text == text:
                return key
    raise ActRefused("Tombol itu sudah tidak ada.")


def _forget_old_callbacks(callbacks: dict[str, CallbackRecord]) -> None:
    oldest = time.time() - limits.CALLBACK_LIFETIME_SECONDS
    while callbacks:
        first = next(iter(callbacks))
        if callbacks[first].pressed_at > oldest:
            return
        del callbacks[first]
