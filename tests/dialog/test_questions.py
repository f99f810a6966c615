"""What questions make of messages that are not quite an answer."""

import pytest

from dialog.choices import Choice, Photos, Several
from dialog.messages import Incoming, Media, SharedContact
from dialog.names import Named
from dialog.phones import Phone, PhoneNumber
from dialog.questions import SKIP, Collected, Parsed, Text
from dialog.session import Pending
from dialog.words import Ours
from domain.answers import people, premises
from domain.answers.result import Accepted, AsksBack, Refused
from tests.dialog.toy import LINE, AnyChat, choice_of, name_and_town, toy

NUMBER = "+6281234567890"
NOT_CHOSEN = Pending("phone")


async def ask_name(chat: AnyChat) -> None:
    await chat.ask("name", Text(max_length=LINE))
    await chat.ask("town", Text(max_length=LINE))


# ------------------------------------------------------------------ words of the person


async def test_what_people_write_is_no_markup_in_the_review() -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("*Ani*")
    assert "Nama: \u2060*Ani\u2060*" in await one.say("Medan")


async def test_a_forwarded_text_is_an_answer_only_when_the_person_says_so() -> None:
    one = toy(ask_name)
    await one.start()
    text = await one.take(Incoming("text", "Ani", is_forwarded=True))
    assert "terusan" in text
    assert one.asked == "name"
    await one.say("ya")
    assert one.answers == {"name": "Ani"}


async def test_a_bubble_that_came_too_early_and_fits_nowhere_is_no_mistake() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    for _ in range(4):
        text = await one.take(Incoming("text", "hijau tua sekali", is_early=True))
        assert "sambungan" in text
        assert "*petugas*" not in text
    assert one.asked == "tea"


async def test_a_label_of_ours_can_be_stored_with_the_question() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("tea", Choice([("green", Ours("Hijau")), ("black", Ours("Hitam"))]))

    one = toy(talk)
    await one.start()
    assert [option.label for option in one.session.pending.shown] == ["Hijau", "Hitam"]  # type: ignore[union-attr]


# ------------------------------------------------------------------ leaving out


async def test_a_question_that_may_be_left_out_has_a_button_for_it() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("tea", Choice(["green", "black"], optional=True))
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    assert one.shown[-1].id == SKIP
    await one.say("3")
    assert one.answers == {"tea": None}


async def test_the_number_of_the_skip_button_is_no_skip_where_it_stands_alone() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Parsed[int](people.understand, value_of=int, optional=True))
        await chat.ask("town", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    await one.say("1")
    assert one.answers == {"name": 1}


# ------------------------------------------------------------------ albums and files


async def test_an_album_where_none_is_wanted_is_answered_once() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    assert [bool(await one.photo(ref)) for ref in ("a", "b", "c")] == [True, False, False]
    assert await one.say("entahlah")


@pytest.mark.parametrize("kind", ["sticker", "place", "contact", "other"])
def test_where_a_photo_is_wanted_it_is_asked_for(kind: str) -> None:
    reading = Photos(max_count=3).parse(Incoming(kind), Pending("photos"))
    assert reading == Refused("form.photo_wanted")


@pytest.mark.parametrize("text", ["tidak ada", "belum ada", "selesai"])
def test_no_photo_is_an_answer_where_it_may_be_left_out(text: str) -> None:
    question = Photos(max_count=3, optional=True)
    assert question.read(text, Pending("photos")) == Accepted(None)


def test_more_photos_than_fit_are_refused() -> None:
    photo = Incoming("media", media=Media("photo", "c"))
    reading = Photos(max_count=2).parse(photo, Pending("photos", collected=[{}, {}]))
    assert reading == Refused("form.too_many_photos", {"limit": "2"})


@pytest.mark.parametrize(
    ("size", "is_taken"),
    [
        pytest.param(20_000_000, True, id="as much as a bot may fetch"),
        pytest.param(20_000_001, False, id="a byte more"),
        pytest.param(None, True, id="not announced"),
    ],
)
def test_a_photo_that_no_bot_may_fetch_is_refused_at_once(size: int | None, is_taken: bool) -> None:
    photo = Incoming("media", media=Media("photo", "c", "image/jpeg", size))
    reading = Photos(max_count=3).parse(photo, Pending("photos"))
    assert reading == (
        Collected({"ref": "c", "mime": "image/jpeg"}) if is_taken
        else Refused("form.photo_too_big")
    )  # fmt: skip


# ------------------------------------------------------------------ lists


async def test_asking_back_about_a_list_shows_the_whole_list_again() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    await one.say("bukan 2")
    assert [option.id for option in one.shown] == ["green", "black"]
    await one.say("1")
    assert one.answers == {"tea": "green"}


def test_own_words_help_where_the_list_does_not() -> None:
    question = Choice(["own", "rented"], understand=premises.understand)
    shown = Pending("premises", shown=list(question.options()))
    assert question.read("ngontrak", shown) == Accepted("rented")
    assert question.read("bukan sewa", shown) == AsksBack("premises.unsure")


async def test_the_last_number_of_several_ends_them() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("tea", Several(["green", "black"]))
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    await one.press("tea", "black")
    await one.say("3")
    assert one.answers == {"tea": ["black"]}


async def test_a_button_of_a_branch_that_was_left_has_passed() -> None:
    async def talk(chat: AnyChat) -> None:
        if await chat.ask("tea", Choice(["green", "black"])) == "green":
            await chat.ask("sweet", Choice(["yes", "no"]))
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    await one.press("tea", "green")
    await one.press("sweet", "yes")
    await one.press("tea", "black")
    await one.say("ya")
    assert "sudah lewat" in await one.press("sweet", "no")
    assert one.asked == "name"


# ------------------------------------------------------------------ phones


def card(phone: str, *, is_own: bool) -> Incoming:
    return Incoming("contact", contact=SharedContact(phone, is_own))


def test_only_ones_own_card_proves_a_number() -> None:
    own = Phone().parse(card(NUMBER, is_own=True), NOT_CHOSEN)
    assert isinstance(own, Accepted)
    assert Phone().load(own.value) == PhoneNumber(NUMBER, True)
    typed = Phone().parse(Incoming("text", "0812 3456 7890"), NOT_CHOSEN)
    assert isinstance(typed, Accepted)
    assert Phone().load(typed.value) == PhoneNumber(NUMBER, False)


def test_somebody_elses_card_is_refused() -> None:
    reading = Phone().parse(card(NUMBER, is_own=False), NOT_CHOSEN)
    assert reading == Refused("phone.not_own")


def test_a_card_without_plus_is_an_international_number() -> None:
    reading = Phone().parse(card(NUMBER.removeprefix("+"), is_own=True), NOT_CHOSEN)
    assert isinstance(reading, Accepted)
    assert reading.value["number"] == NUMBER


@pytest.mark.parametrize("text", ["ya", "Iya.", "tidak", "OK"])
def test_a_bare_yes_or_no_is_nobodys_name(text: str) -> None:
    question = Named(max_length=LINE)
    assert isinstance(question.read(text, Pending("name")), Refused)
    assert question.read("Roti Oke", Pending("name")) == Accepted("Roti Oke")
    assert question.read("ya", Pending("name", collected=["Ani"])) == Accepted("Ani")


@pytest.mark.parametrize(
    "text", ["0812 3456 7890", "+6281234567890", "HP 0812-3456-7890", "08123456"]
)
def test_a_phone_number_is_no_name_but_a_name_may_have_digits(text: str) -> None:
    question = Named(max_length=LINE)
    assert question.read(text, Pending("name")) == Refused("form.name_wanted", {"answer": text})
    for name in ("Keripik 88", "Toko 21", "212", "Wartel 0812"):
        assert question.read(name, Pending("name")) == Accepted(name)
