"""python-telegram-bot takes the simulator for Telegram."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from simulator.samples import sample
from tests.support.simulated_world import TOKEN, World


@pytest.fixture
async def bot(world: World) -> AsyncIterator[telegram.Bot]:
    """A bot of python-telegram-bot that phone 1001 has started."""
    made = telegram.Bot(
        TOKEN, base_url=f"{world.address}/bot", base_file_url=f"{world.address}/file/bot"
    )
    async with made:
        await world.act(1001, "start")
        yield made


async def test_conversation(world: World, bot: telegram.Bot) -> None:
    [started] = await bot.get_updates(timeout=5)
    assert started.message is not None
    assert started.message.text == "/start"
    menu = InlineKeyboardMarkup([[InlineKeyboardButton("Daftar", callback_data="daftar")]])
    sent = await bot.send_message(1001, "<b>Selamat</b> datang", "HTML", reply_markup=menu)
    assert sent.parse_entities() == {sent.entities[0]: "Selamat"}
    await world.act(1001, "press", message_id=sent.message_id, data="daftar")
    [pressed] = await bot.get_updates(offset=started.update_id + 1, timeout=5)
    assert pressed.callback_query is not None
    assert await pressed.callback_query.answer("Baik")
    edited = await pressed.callback_query.edit_message_text("Terpilih")
    assert isinstance(edited, telegram.Message)
    assert edited.text == "Terpilih"


async def test_files_both_ways(world: World, bot: telegram.Bot) -> None:
    await world.act(1001, "voice")
    voice = (await bot.get_updates(timeout=5))[-1].message
    assert voice is not None
    assert voice.voice is not None
    content = await (await voice.voice.get_file()).download_as_bytearray()
    assert bytes(content) == sample("suara.ogg").content
    photo = sample("keripik.jpg").content
    album = await bot.send_media_group(1001, [InputMediaPhoto(photo), InputMediaPhoto(photo)])
    assert len({message.media_group_id for message in album}) == 1


async def test_refusals_become_the_clients_errors(
    world: World, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the way that is not deprecated
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "halo")
    with pytest.raises(Forbidden):
        await bot.send_message(1002, "halo")
    await world.fault("429", retry_after=2)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(1001, "halo")
    assert refused.value.retry_after == timedelta(seconds=2)
    await world.control(f"control/bots/{bot.id}/revoke")
    with pytest.raises(InvalidToken):
        await bot.get_me()
