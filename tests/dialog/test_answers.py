"""Rules 1 to 5 of the engine: what is said, confirmed, forgotten, and bound to its question."""

import pytest

from dialog.questions import Text, YesNo
from tests.dialog.toy import LINE, AnyChat, Conversation, choice_of, name_and_town, toy

# ------------------------------------------------------------------ 1: what is said


async def test_1_what_is_said_goes_out_once_with_the_next_question() -> None:
    async def talk(chat: AnyChat) -> None:
        chat.say("hello")
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE))
        chat.say("done")

    one = toy(talk)
    assert await one.start() == "Halo.\n\nNama?"
    assert await one.say("Ani") == "Kota?"
    assert await one.do("back") == "Nama?"
    await one.say("Ani")
    assert await one.say("Medan") == "Selesai."


# ------------------------------------------------------------------ 2: the review


async def test_2_a_confirmation_holds_only_for_what_it_showed() -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    assert "1. Nama: Ani\n2. Kota: Medan" in await one.say("Medan")
    assert await one.say("2") == "Kota?"
    assert "2. Kota: Binjai" in await one.say("Binjai")
    assert one.session.state == "open"
    assert await one.say("ya") == "Selesai."


async def test_2_a_confirmation_is_asked_anew_when_an_answer_changed_before_the_end() -> None:
    is_free = False

    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE))
        await chat.review()
        if not is_free:
            chat.withdraw("town", because="gone")
        chat.say("done")

    one = toy(talk)
    await one.start()
    await one.say("Ani")
    await one.say("Medan")
    assert await one.say("ya") == "Sudah habis.\n\nKota?"
    is_free = True
    assert "Kota: Binjai" in await one.say("Binjai")
    assert one.session.state == "open"


@pytest.mark.parametrize(
    "text",
    ["kirim", "kirim aja", "betul kirim", "udah betul kirim aja", "sudah betul kirim",
     "udah btl kak kirim aja", "iya btul", "ya kirim"],
)  # fmt: skip
async def test_2_the_words_of_the_button_confirm(text: str) -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    await one.say("Medan")
    assert await one.say(text) == "Selesai."


@pytest.mark.parametrize(
    "text",
    ["jangan kirim", "kirim nanti", "kalau betul kirim", "kirim ke siapa?", "belum betul, kirim",
     "gak usah kirim", "udah dikirim belum", "salah kirim", "kirim apa", "simpan dulu", "ubah aja"],
)  # fmt: skip
async def test_2_a_doubt_beside_the_words_of_the_button_confirms_nothing(text: str) -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    await one.say("Medan")
    await one.say(text)
    assert one.asked == "review"


async def test_2_back_from_an_edit_leads_to_the_review_and_leaves_the_answer() -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    shown = await one.say("Medan")
    assert await one.say("1") == "Nama?"
    assert await one.do("back") == shown
    assert one.answers == {"name": "Ani", "town": "Medan"}
    assert await one.do("back") == "Kota?"  # from the review itself it is a step back as ever


async def test_2_back_after_an_edit_that_was_made_does_not_undo_it() -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    await one.say("Medan")
    await one.say("2")
    assert "Kota: Binjai" in await one.say("Binjai")
    assert await one.do("back") == "Kota?"
    assert await one.do("back") == "Nama?"


async def test_2_back_twice_leaves_a_branch_that_an_edit_opened() -> None:
    async def talk(chat: AnyChat) -> None:
        if await chat.ask("sweet", YesNo()):
            await chat.ask("town", Text(max_length=LINE))
        await chat.review()

    one = toy(talk)
    await one.start()
    shown = await one.say("tidak")
    await one.say("1")
    assert await one.say("ya") == "Kota?"
    assert await one.do("back") == "Manis?"
    assert await one.do("back") == shown
    assert one.answers == {"sweet": False}


# ------------------------------------------------------------------ 3: withdraw and edit


async def test_3_withdraw_forgets_the_answer_and_all_after_it() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        town = await chat.ask("town", Text(max_length=LINE))
        sweet = await chat.ask("sweet", YesNo())
        if town == "Binjai" and sweet:
            chat.withdraw("town")
        chat.say("done")

    one = toy(talk)
    await one.start()
    for answer in ("Ani", "Binjai", "ya"):
        await one.say(answer)
    assert one.asked == "town"
    assert one.answers == {"name": "Ani"}


async def test_3_an_edit_asks_only_what_depends_on_it() -> None:
    async def talk(chat: AnyChat) -> None:
        name = await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE))
        await chat.ask("sweet", YesNo(), given=name)
        await chat.review()

    one = toy(talk)
    await one.start()
    for answer in ("Ani", "Medan", "ya", "1", "Budi"):
        await one.say(answer)
    assert one.asked == "sweet"
    assert one.answers["town"] == "Medan"


# ------------------------------------------------------------------ 4: answers and options


async def test_4_a_number_means_the_option_that_was_shown() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    one.deploy(choice_of("black", "green"))
    await one.say("2")
    assert one.answers == {"tea": "black"}


async def test_4_an_answer_that_is_no_longer_accepted_is_asked_again_with_a_word_why() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    await one.say("1")
    one.deploy(choice_of("black"))
    text = await one.do("again")
    assert one.asked == "tea"
    assert "sudah tidak ada" in text


# ------------------------------------------------------------------ 5: bound to its question


async def test_5_an_answer_whose_question_moved_away_is_held_and_used_when_it_is_reached() -> None:
    async def before(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE))

    async def after(chat: AnyChat) -> None:
        await chat.ask("sweet", YesNo())
        await before(chat)

    one = toy(before)
    await one.start()
    one.deploy(after)
    assert "Ada perubahan" in await one.say("Ani")
    assert one.asked == "sweet"
    assert await one.say("ya") == "Kota?"
    assert one.answers == {"sweet": True, "name": "Ani"}


async def test_5_a_yes_to_a_review_is_not_kept_for_one_that_shows_more() -> None:
    async def before(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.review()
        chat.say("done")

    async def after(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE))
        await chat.review()
        chat.say("done")

    one = toy(before)
    await one.start()
    await one.say("Ani")
    one.deploy(after)
    assert "Ada perubahan" in await one.say("ya")
    assert "2. Kota: Medan" in await one.say("Medan")
    assert one.session.state == "open"
    assert await one.say("ya") == "Selesai."


async def test_5_an_answer_whose_question_is_gone_is_not_lost_silently() -> None:
    async def before(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))

    async def after(chat: AnyChat) -> None:
        chat.say("done")

    one = toy(before)
    await one.start()
    one.deploy(after)
    assert "Ada perubahan" in await one.say("Ani")


async def test_an_answer_to_what_has_changed_meanwhile_is_not_taken() -> None:
    def talk_of(facts: str) -> Conversation:
        async def talk(chat: AnyChat) -> None:
            chat.say("hello")
            await chat.ask("sweet", YesNo(), given=facts)
            chat.say("done")

        return talk

    one = toy(talk_of("12 Januari"))
    await one.start()
    one.deploy(talk_of("19 Januari"))
    anew = await one.say("ya")
    assert ("belum terpakai" in anew, "Halo." in anew, "Manis?" in anew) == (True, True, True)
    assert (one.asked, one.answers) == ("sweet", {})
    assert await one.say("ya") == "Selesai."


async def test_going_on_with_what_has_changed_meanwhile_shows_it_whole() -> None:
    async def talk(chat: AnyChat) -> None:
        chat.say("hello")
        await chat.ask("sweet", YesNo(), given=facts[-1])

    facts = ["12 Januari"]
    one = toy(talk)
    first = await one.start()
    facts.append("19 Januari")
    assert await one.do("again") == first
    assert await one.do("again") == "Manis?"
