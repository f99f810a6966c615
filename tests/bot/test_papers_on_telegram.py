"""A row that names a paper brings it into the chat of a (simulated) phone."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from bot.addresses import Addresses
from bot.channels.telegram.client import Client
from bot.channels.telegram.requests import Labels
from bot.channels.telegram.transport import TelegramTransport
from bot.papers import Papers
from bot.rendering import renderer
from dialog.messages import Outgoing
from domain.clock import Clock
from storage.database import Database
from storage.media import Medium
from storage.outbox import Row
from tests.support import papers
from tests.support.rows import NOW, add_training
from tests.support.simulated_world import TOKEN, running_world


async def no_media(_: Sequence[int]) -> list[Medium]:
    return []


def no_file(_: Medium) -> bytes:
    raise AssertionError("nothing is read from the folder")


@pytest.mark.parametrize(
    ("kind", "media"), [("poster", "document"), ("participants", "document"), ("chart", "photo")]
)
async def test_a_paper_arrives(database: Database, tmp_path: Path, kind: str, media: str) -> None:
    async with database.begin() as tx:
        training = await add_training(tx)
    numbers = {"poster": training.plan.meetings[0].id, "chart": 2027}
    outgoing = Outgoing("Ini berkasnya.", document=f"{kind}:{numbers.get(kind, training.id)}")
    row = Row(1, 1, "telegram", "1001", 0, "reply", msgspec.json.encode(outgoing).decode(), 0, "")
    async with running_world(tmp_path / "simulator") as world:
        client = Client(world.address, TOKEN, 10)
        made = Papers(papers.words(), Clock(frozen_at=NOW), Addresses("http://x", client.name))
        render = renderer(database, made.makers)
        labels = Labels("Lainnya", "Kembali", "Kirim nomor", "Ketuk tombol.")
        transport = TelegramTransport(client, labels, no_media, no_file, render)
        await world.act(1001, "start")
        assert await transport.send(row)
        *_, file, words = (await world.chat(1001))["messages"]
        await client.close()
    assert file["media"] == media, file
    assert words["text"] == "Ini berkasnya."
