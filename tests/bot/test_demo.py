"""The demo: people for the phones, never mixed with real ones."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo import prepare_demo, refuse_demo
from documents.photo import photo_sizes
from documents.still_life import GOODS, still_life
from domain.business import State
from domain.calendar import day_of
from domain.consent import Purpose
from domain.enrolment import fits
from domain.errors import OperatorError
from domain.seat import TAKES_PLACE, SeatState
from domain.training import TrainingState, days
from simulator.seed_phones import SEED_PHONES
from storage import businesses as stored_businesses
from storage import (
    certificates,
    consents,
    market_events,
    notes,
    people,
    places,
    seats,
    staff,
    stalls,
    trainings,
)
from storage import products as products_of
from storage.database import Database
from storage.places import STALLS
from storage.schema import businesses, contacts, media, outbox, product_photos, products
from tests.support.toys import NOW
from tests.support.training_world import World
from web.weave import COLOURS


async def test_the_demo_is_a_small_year_of_owners_in_every_state(database: Database) -> None:
    await prepare_demo(database)
    await prepare_demo(database)  # a second start changes nothing

    async with database.read() as tx:
        query = select(businesses).order_by(businesses.c.member_number)
        found = list(await tx.execute(query))
        centres = Counter((r.cluster, r.village) for r in found if r.state == "verified")
    assert len(found) == 61
    assert (found[0].name, found[0].state) == ("Keripik Bu Ani", "verified")
    assert {r.state for r in found} == set(State)
    assert len({r.cluster for r in found}) >= 25
    assert sum(n >= 5 for n in centres.values()) == 1  # a prospective centre
    assert [r.registered_at for r in found] == sorted(r.registered_at for r in found)
    assert all(r.decided_at < datetime.now(UTC) for r in found if r.decided_at)


async def test_each_phone_of_the_simulator_meets_who_it_says(database: Database) -> None:
    await prepare_demo(database)

    async with database.read() as tx:
        wanted = [str(phone.id) for phone in SEED_PHONES]
        found, persons = await people.load(tx, wanted)
        known = {a: persons[c.person_id] for (_, a), c in found.items() if c.is_reachable}
        keen = await staff.list_coordinators(tx, "ALAS_KAKI", "12.71.04.1003")
    names = {a: (p.name, p.phone, sorted(p.roles)) for a, p in known.items()}
    roles = {"1003": ["admin", "verifier"], "1004": ["coordinator"]}
    assert names == {
        str(p.id): (f"{p.first_name} {p.last_name}", p.number, roles.get(str(p.id), []))
        for p in SEED_PHONES[1:]  # the first belongs to somebody who has never written
    }
    assert keen == [known["1004"].id]


async def test_nothing_is_sent_to_demo_owners_without_a_phone(database: Database) -> None:
    await prepare_demo(database)

    async with database.read() as tx:
        phones = [str(phone.id) for phone in SEED_PHONES]
        others = select(contacts.c.reachable).where(contacts.c.address.not_in(phones))
        assert set((await tx.execute(others)).scalars()) == {False}


async def test_a_token_on_a_demo_database_is_refused(database: Database) -> None:
    await prepare_demo(database)

    with pytest.raises(OperatorError, match="demo people"):
        await refuse_demo(database)


async def test_demo_people_are_not_put_among_real_ones(database: Database) -> None:
    async with database.begin() as tx:
        await people.add(tx, [people.Newcomer("telegram", "7", "", ("telegram", "7"), NOW)])

    with pytest.raises(OperatorError, match="real people"):
        await prepare_demo(database)


async def test_the_demo_year_has_twenty_trainings_in_every_state(database: Database) -> None:
    await prepare_demo(database)

    async with database.read() as tx:
        made = await trainings.list_by_state(tx, list(TrainingState))
        counted = {t.id: await seats.count_by_state(tx, t.id) for t in made}
        issued = {t.id: len(await certificates.list_of_training(tx, t.id)) for t in made}
    assert len(made) == 20
    assert {t.state for t in made} == set(TrainingState)
    assert Counter(t.state for t in made)[TrainingState.OPEN] >= 5
    still_open = [t.plan for t in made if t.state is TrainingState.OPEN]
    assert all(day.weekday() < 5 for plan in still_open for day in days(plan.meetings))
    for training in made:
        taken = sum(counted[training.id].get(state, 0) for state in TAKES_PLACE)
        assert taken <= training.plan.quota
        waiting = counted[training.id].get(SeatState.WAITLISTED, 0)
        assert not waiting or taken == training.plan.quota
        assert bool(issued[training.id]) == (training.state is TrainingState.DONE)


async def test_the_training_of_tomorrow_is_full_and_some_are_silent(database: Database) -> None:
    await prepare_demo(database)

    tomorrow = day_of(datetime.now(UTC)) + timedelta(days=1)
    async with database.read() as tx:
        made = await trainings.list_by_state(tx, [TrainingState.CLOSED])
        (next_one,) = [t for t in made if day_of(t.plan.starts_at) == tomorrow]
        assert (await seats.count_by_state(tx, next_one.id))[SeatState.WAITLISTED] > 1
        assert len(await notes.list_silent(tx, next_one.id)) > 1


async def test_what_the_demo_owner_finds_on_her_phone(database: Database) -> None:
    await prepare_demo(database)

    async with database.read() as tx:
        known, _ = await people.load(tx, ["1002"])
        ani = known["telegram", "1002"].person_id
        owned = await stored_businesses.list_of_person(tx, ani)
        still_open = await trainings.list_enrolling(tx, datetime.now(UTC))
        hers = {seat.training_id for seat in await seats.list_of_person(tx, ani) if seat.is_active}
        assert len(await certificates.list_of_person(tx, ani)) >= 3
    fitting = {t.id for t in still_open if fits(t.plan, owned)}
    assert fitting & hers  # one she is in, others she may still enrol in
    assert len(fitting - hers) >= 2


async def test_nothing_of_the_demo_year_is_for_somebody_who_cannot_be_reached(
    database: Database,
) -> None:
    await prepare_demo(database)

    world = World(database)
    for number in range(45):
        await world.at(datetime.now(UTC) + timedelta(days=number))
    async with database.read() as tx:
        written = list((await tx.execute(select(outbox.c.address))).scalars())
    assert written  # she is reminded of what she is in
    assert set(written) == {"1002"}


async def test_the_demo_catalogue_holds_what_verified_owners_agreed_to_show(
    database: Database,
) -> None:
    await prepare_demo(database)

    async with database.read() as tx:
        listed = (await tx.execute(select(products, businesses.c.state.label("of_business"))
                  .join(businesses))).all()  # fmt: skip
        owner = await products_of.list_of_person(tx, (await people.load(tx, ["1002"]))[0][
            "telegram", "1002"].person_id)  # fmt: skip
        given = await consents.find_latest(tx, owner[0].person_id)
    assert len({r.business_id for r in listed}) >= 40
    assert {r.of_business for r in listed} == {"verified"}
    assert {r.state for r in listed} == {"public", "sold_out", "hidden"}
    assert [one.name for one in owner] == ["Keripik Ubi Pedas", "Keripik Ubi Asin Gurih"]
    assert given[Purpose.SHOWING].is_granted


async def test_some_products_of_the_demo_have_pictures_that_the_catalogue_can_show(
    database: Database, tmp_path: Path
) -> None:
    await prepare_demo(database, tmp_path)
    async with database.read() as tx:
        shown = select(media.c.path, products.c.state).join(
            product_photos, product_photos.c.media_id == media.c.id
        )
        found = (await tx.execute(shown.join(products).where(media.c.state == "stored"))).all()
    contents = [(tmp_path / r.path).read_bytes() for r in found]
    assert len(found) == len(set(contents)) == 12
    assert {r.state for r in found} == {"public"}
    assert all("640.webp" in photo_sizes(content) for content in contents)


@pytest.mark.parametrize("goods", GOODS)
def test_a_picture_of_the_demo_is_the_same_every_time(goods: str) -> None:
    made, again, other = (still_life(name, goods, COLOURS["Lain"]) for name in ("A", "A", "B"))
    assert made == again != other
    assert len(made) < 20_000


async def test_the_demo_has_a_bazaar_to_come_and_one_with_sales(database: Database) -> None:
    await prepare_demo(database)
    async with database.read() as tx:
        found = await market_events.list_by_state(tx, (TrainingState.OPEN, TrainingState.DONE))
        over, to_come = found
        taken = {e.id: await places.count_by_state(tx, STALLS, e.id) for e in found}
        bands = await stalls.count_bands(tx, over.id)
    assert (over.state, to_come.state) == (TrainingState.DONE, TrainingState.OPEN)
    assert taken[over.id][SeatState.CONFIRMED] == over.plan.quota
    assert taken[over.id][SeatState.WAITLISTED] > 0
    assert 0 < taken[to_come.id][SeatState.HELD] <= to_come.plan.quota
    assert len(bands) >= 4
    assert sum(bands.values()) <= over.plan.quota
