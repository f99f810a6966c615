"""Photos above a message: what Telegram refuses, or what is lost, does not take the words along."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from bot.channels.telegram.client import Client
from bot.channels.telegram.requests import Labels
from bot.channels.telegram.transport import TelegramTransport
from bot.rendering import File
from dialog.messages import Outgoing
from domain.errors import Refused
from storage.media import FAILED, STORED, Medium
from storage.outbox import Row
from tests.support.pictures import picture, png_bomb
from tests.support.simulated_world import TOKEN, running_world

GOOD = Medium(1, 1, None, "photo", "whatsapp", "", STORED, "image/jpeg", "01/1.jpg", 0)
BOMB, GONE, TEXT = (replace(GOOD, id=number) for number in (2, 3, 4))
LOST = replace(GOOD, id=5, state=FAILED, path=None)
FILES = {GOOD.id: picture(), BOMB.id: png_bomb(), TEXT.id: b"<html>" * 50}


def open_file(medium: Medium) -> bytes:
    if medium.id not in FILES:
        raise Refused("media", "not in the folder")
    return FILES[medium.id]


async def no_render(_: str) -> File:
    raise AssertionError("no document is asked for")


@pytest.mark.parametrize(
    ("sent", "arrive"),
    [
        pytest.param([GOOD], 1, id="a photo"),
        pytest.param([BOMB], 0, id="one that nobody can show"),
        pytest.param([GOOD, BOMB, GOOD], 2, id="one among others"),
        pytest.param([GOOD, GONE], 1, id="one that is not in the folder"),
        pytest.param([LOST], 0, id="one that was never had"),
        pytest.param([GOOD, GOOD, LOST], 2, id="a lost one among others"),
        pytest.param([TEXT], 0, id="what is no picture"),
    ],
)
async def test_the_words_arrive_whatever_becomes_of_the_photos(
    tmp_path: Path, sent: list[Medium], arrive: int
) -> None:
    async def find(_: Sequence[int]) -> list[Medium]:
        return sent

    payload = msgspec.json.encode(Outgoing("Periksa usaha", media=tuple(m.id for m in sent)))
    row = Row(1, 1, "telegram", "1001", 0, "notice", payload.decode(), 0, "")
    async with running_world(tmp_path / "simulator") as world:
        client = Client(world.address, TOKEN, 10)
        labels = Labels("Lainnya", "Kembali", "Kirim nomor", "Ketuk tombol.")
        transport = TelegramTransport(client, labels, find, open_file, no_render)
        await world.act(1001, "start")
        assert await transport.send(row)
        _, *photos, words = (await world.chat(1001))["messages"]
        await client.close()
    assert [one["media"] for one in photos] == ["photo"] * arrive
    assert words["text"] == "Periksa usaha"
