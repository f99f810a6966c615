"""Templates: the files are such that Meta takes them; the commands hand them in and report."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.whatsapp.labels import units
from bot.channels.whatsapp.limits import (
    MAX_TEMPLATE_BODY,
    MAX_TEMPLATE_BUTTON,
    MAX_TEMPLATE_PARAMETER,
)
from bot.channels.whatsapp.templates import load_templates, parameter, template_body
from bot.settings import Settings
from bot.template_commands import list_lines, push, status_lines
from dialog.messages import Outgoing, Template
from domain.errors import OperatorError
from simulator.whatsapp.account import DEMO
from tests.support.simulated_world import World, running_world
from tests.support.templates import copy_sqlite


@pytest.mark.parametrize("name", load_templates())
def test_a_template_is_short_enough_with_the_longest_words_in_it(name: str) -> None:
    one = load_templates()[name]
    shown = one.as_pushed({"agency": "Dinas " * 12})

    assert one.category in ("UTILITY", "MARKETING")
    assert units(shown["components"][0]["text"]) + 2 * MAX_TEMPLATE_PARAMETER < MAX_TEMPLATE_BODY
    assert all(units(text) <= MAX_TEMPLATE_BUTTON for text in one.buttons)


def test_words_in_a_template_are_one_line_without_markup() -> None:
    assert parameter("Ani\n*Siregar*\t  ya") == "Ani \u2060*Siregar\u2060* ya"
    assert parameter("Aula_ https://maps.app/a_b ya") == "Aula\u2060_ https://maps.app/a_b ya"
    assert units(parameter("a" * 5000)) <= MAX_TEMPLATE_PARAMETER
    assert parameter(" \n") == "-"


def test_missing_words_never_change_the_number_of_places() -> None:
    body = template_body(Template("keputusan_pendaftaran"), Outgoing("x"))

    assert len(body["template"]["components"][0]["parameters"]) == 1


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path / "simulator") as running:
        yield running


def settings_of(world: World, url: str, account: str) -> Settings:
    return Settings(
        _env_file=None,
        database_url=url,
        whatsapp_token=SecretStr(DEMO.token),
        whatsapp_api_base=f"{world.address}/simulator/api",
        whatsapp_phone_number_id=DEMO.phone_number_id,
        whatsapp_business_account_id=account,
    )


async def test_the_commands_hand_in_what_is_missing_and_tell_what_meta_says(
    world: World, tmp_path: Path, sqlite_template: Path
) -> None:
    settings = settings_of(world, copy_sqlite(sqlite_template, tmp_path), DEMO.business_account_id)
    names = list(load_templates())
    assert [line.split("  ")[0] for line in list_lines()] == names
    assert all("not handed in" in line for line in await status_lines(settings))

    assert all("handed in" in line for line in await push(settings))
    for _ in range(200):  # else the reviewer's word would come after ours
        if not any("pending" in line for line in await status_lines(settings)):
            break
        await asyncio.sleep(0.05)
    await world.control("control/whatsapp/templates/pesan_baru", status="PAUSED")

    told = await status_lines(settings)
    assert next(line for line in told if line.startswith("pesan_baru")).startswith(
        "pesan_baru: paused"
    )
    assert len(told) == len(names)


async def test_the_status_makes_the_tables_where_there_are_none(
    world: World, tmp_path: Path
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    settings = settings_of(world, url, DEMO.business_account_id)

    assert len(await status_lines(settings)) == len(load_templates())


async def test_without_an_account_the_operator_is_told_what_to_set(
    world: World, tmp_path: Path, sqlite_template: Path
) -> None:
    settings = settings_of(world, copy_sqlite(sqlite_template, tmp_path), "")

    with pytest.raises(OperatorError, match="WHATSAPP_BUSINESS_ACCOUNT_ID"):
        await push(settings)
