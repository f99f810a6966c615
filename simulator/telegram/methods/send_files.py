"""sendPhoto, sendDocument, sendVoice."""

from simulator.telegram.call import Call
from simulator.telegram.methods.incoming_files import take_document, take_photo, take_voice
from simulator.telegram.methods.posting import captioned_message, post


async def send_photo(call: Call) -> object:
    """Send one photo."""
    chat = call.writable_chat()
    photo = await take_photo(call.exchange, call.parameters, "photo", call.parameters.text("photo"))
    chat = call.chat_for_message()  # again: the person may have blocked the bot meanwhile
    message, markup = captioned_message(call, chat)
    message.photo = photo
    return post(call, chat, message, markup)


async def send_document(call: Call) -> object:
    """Send one file."""
    chat = call.writable_chat()
    document = await take_document(
        call.exchange, call.parameters, "document", call.parameters.text("document")
    )
    chat = call.chat_for_message()
    message, markup = captioned_message(call, chat)
    message.document = document
    return post(call, chat, message, markup)


async def send_voice(call: Call) -> object:
    """Send one voice note."""
    chat = call.writable_chat()
    voice = await take_voice(call.exchange, call.parameters, call.parameters.text("voice"))
    chat = call.chat_for_message()
    message, markup = captioned_message(call, chat)
    message.voice = voice
    return post(call, chat, message, markup)
