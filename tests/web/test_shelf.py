"""The stock in memory: the newest first, exact in its numbers, fresh again after a change."""

import asyncio
from dataclasses import replace

import pytest

from domain.product import ProductState
from storage import catalogue, products
from storage.catalogue import Card
from storage.database import Database
from tests.support.rows import NOW
from tests.support.selling import add_shown_product
from web.courtesy import Courtesy
from web.shelf import Shelf
from web.stock import Sought, Stock

CARD = Card(1, "a-1", "Keripik", 10_000, "bungkus", "", "", None, None, ProductState.PUBLIC, 5,
            "Ani", "KERIPIK", "12.71.15.1005")  # fmt: skip
CARDS = [
    replace(CARD, id=n, code=f"a-{n}", price_idr=n * 1000, capacity_per_month=n * 10 or None,
            cluster="KERIPIK" if n % 3 else "ALAS_KAKI", papers=("halal",) if n % 2 else ())
    for n in range(100)
]  # fmt: skip
WORDS = [("keripik", card.id) for card in CARDS] + [("sepatu", n) for n in range(0, 100, 3)]


@pytest.mark.parametrize(
    ("sought", "ids"),
    [
        (Sought(), range(100)),
        (Sought(price_from=5_000, price_to=8_000), range(5, 9)),
        (Sought(price_to=0), [0]),
        (Sought(capacity=980), [98, 99]),
        (Sought(cluster="ALAS_KAKI"), range(0, 100, 3)),
        (Sought(cluster="ALAS_KAKI", papers=("halal",), price_from=90_000), [93, 99]),
        (Sought(typed="spatu kripik", capacity=1), range(3, 100, 3)),
        (Sought(typed="mobil"), []),
        (Sought(district="Medan Maimun", papers=("pirt",)), []),
    ],
)
def test_what_is_found_is_what_was_asked(sought: Sought, ids: list[int]) -> None:
    stock = Stock(CARDS, WORDS)
    wanted = sorted(ids, reverse=True)

    number, first = stock.find(sought, 0, 24)
    _, second = stock.find(sought, 24, 24)

    assert number == len(wanted)
    assert [card.id for card in [*first, *second]] == wanted[:48]


def test_near_ones_come_by_how_many_words_they_have_then_the_newest() -> None:
    words = [("keripik", n) for n in (1, 2, 3, 4)] + [("pedas", n) for n in (2, 4, 7)]
    stock = Stock(CARDS, [*words, ("kecil", 4), ("kecil", 9), ("kecil", 5000)])

    is_near, number, cards = stock.look(Sought(typed="keripik pedas kecil mobil"), 0, 4)
    *_, rest = stock.look(Sought(typed="keripik pedas kecil mobil"), 4, 24)

    assert (is_near, number) == (True, 6)
    assert [card.id for card in [*cards, *rest]] == [4, 2, 9, 7, 3, 1]
    only_cheap = stock.look(Sought(typed="keripik pedas kecil mobil", price_to=3_000), 0, 4)
    assert [card.id for card in only_cheap[2]] == [2, 3, 1]
    assert stock.look(Sought(typed="mobil"), 0, 4) == (True, 0, [])


async def test_a_change_is_seen_without_a_reader_waiting_for_it(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
    shelf = Shelf(database, look_seconds=0.01)
    assert (await shelf.stock()).find(Sought(), 0, 1)[0] == 1
    async with database.begin() as tx:
        await products.set_state(tx, product, ProductState.HIDDEN, NOW)

    for _ in range(1000):
        number, _ = (await shelf.stock()).find(Sought(), 0, 1)
        if not number:
            break
        await asyncio.sleep(0.01)
    assert not number
    if last := [task for task in asyncio.all_tasks() if task.get_name() == "shelf"]:
        await asyncio.wait(last)


async def test_the_first_reader_after_a_quiet_time_sees_the_present(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
    shelf = Shelf(database, look_seconds=0.01)
    await shelf.stock()
    async with database.begin() as tx:
        await products.set_state(tx, product, ProductState.HIDDEN, NOW)
    monkeypatch.setattr("web.shelf.STALE_SECONDS", 0.0)
    await asyncio.sleep(0.02)

    assert (await shelf.stock()).find(Sought(), 0, 1)[0] == 0


async def test_nothing_is_read_anew_while_nothing_changes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as tx:
        await add_shown_product(tx)
    shelf = Shelf(database, look_seconds=0)
    first = await shelf.stock()

    async def never(*_: object) -> list[Card]:
        raise AssertionError("read anew")

    monkeypatch.setattr(catalogue, "list_slice", never)
    assert await shelf.stock() is first


async def test_pages_give_way_to_messages_but_not_for_ever() -> None:
    answered, looks = [], 0

    async def site(*_: object) -> None:
        answered.append(looks)

    def is_busy() -> bool:
        nonlocal looks
        looks += 1
        return looks < 4

    await Courtesy(site, is_busy)(None, None, None)
    assert answered == [4]
    async with asyncio.timeout(20):
        await Courtesy(site, lambda: True)(None, None, None)
    assert len(answered) == 2
