"""answerCallbackQuery."""

import time

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import QUERY_TOO_OLD, bad_request
from simulator.telegram.utf16 import utf16_length


async def answer_callback_query(call: Call) -> object:
    """Stop the button's spinner, perhaps with a word to the person."""
    text = call.parameters.text("text")
    if utf16_length(text) > limits.MAX_CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    record = call.bot.callbacks.get(call.parameters.text("callback_query_id"))
    if record is None or time.time() - record.pressed_at > limits.CALLBACK_LIFETIME_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    record.answered = True
    record.text = text
    record.show_alert = call.parameters.flag("show_alert")
    call.exchange.changed(call.bot, call.exchange.chat(call.bot, record.chat_id))
    return True
