"""Rules 9 to 15 of the engine: words, buttons, mistakes, pauses and limits."""

import pytest

from dialog.choices import Photos
from dialog.engine import MAX_RERUNS
from dialog.errors import ConversationBug
from dialog.questions import Text
from dialog.run import MAX_ANSWERS
from domain.answers.command import Command
from domain.answers.command import understand as understand_command
from domain.answers.result import Accepted
from tests.dialog.toy import LINE, AnyChat, choice_of, name_and_town, toy

# ------------------------------------------------------------------ 9: reserved words


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("menu", Command.MENU), ("batal", Command.CANCEL), ("kembali", Command.BACK),
        ("bantuan", Command.HELP), ("lanjut", Command.CONTINUE), ("lewati", Command.SKIP),
        ("berhenti", Command.STOP), ("mulai lagi", Command.RESUME), ("status", Command.STATUS),
        ("data saya", Command.MY_DATA), ("hapus data saya", Command.DELETE_DATA),
    ],
)  # fmt: skip
def test_9_reserved_words_are_understood_as_whole_messages(words: str, command: Command) -> None:
    assert understand_command(words) == Accepted(command)


async def test_9_skip_leaves_an_optional_question_out_and_no_other() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("town", Text(max_length=LINE, optional=True))
        chat.say("done")

    one = toy(talk)
    await one.start()
    assert "perlu diisi" in await one.do("skip")
    await one.say("Ani")
    assert await one.do("skip") == "Selesai."
    assert one.answers["town"] is None


# ------------------------------------------------------------------ 10: old buttons


async def test_10_an_old_button_offers_to_change_that_answer() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    await one.press("tea", "green")
    assert "Mau ganti *Teh*?" in await one.press("tea", "black")
    assert one.answers == {"tea": "green"}
    await one.say("ya")
    assert one.answers == {"tea": "black"}
    assert one.asked == "name"


async def test_10_a_declined_change_leaves_everything_as_it_was() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    await one.press("tea", "green")
    await one.press("tea", "black")
    assert await one.say("tidak") == "Nama?"
    assert one.answers == {"tea": "green"}


async def test_10_a_button_of_a_question_never_answered_has_passed() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    assert "sudah lewat" in await one.press("town", "green")
    assert one.asked == "tea"


# ------------------------------------------------------------------ 11: wrong answers


async def test_11_after_the_third_wrong_answer_there_is_help_and_a_human() -> None:
    one = toy(choice_of("green", "black"))
    await one.start()
    assert "petugas" not in await one.say("entahlah")
    assert "petugas" not in await one.say("entahlah")
    assert "*petugas*" in await one.say("entahlah")
    await one.say("1")
    assert one.answers == {"tea": "green"}


# ------------------------------------------------------------------ 12: other conversations


async def test_12_a_required_conversation_is_asked_for_before_anything_else() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.require("other")
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    assert one.step.requires == "other"
    assert one.session.requires == "other"


async def test_12_a_required_conversation_that_led_nowhere_ends_this_one() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.require("other")

    one = toy(talk)
    await one.start()
    assert "daftar usaha" in await one.start()
    assert one.session.state == "done"


async def test_12_what_opens_next_is_told_at_the_end() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        chat.open("other", "7")

    one = toy(talk)
    await one.start()
    await one.say("Ani")
    assert one.step.opens == ("other", "7")


# ------------------------------------------------------------------ 13: silence


async def test_13_after_any_silence_the_same_question_is_put_again() -> None:
    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    assert await one.do("again") == "Kota?"
    assert one.answers == {"name": "Ani"}


# ------------------------------------------------------------------ 14: albums


async def album(chat: AnyChat) -> None:
    await chat.ask("photos", Photos(max_count=5))
    chat.say("done")


async def test_14_an_album_is_one_answer_closed_by_a_timer() -> None:
    one = toy(album)
    await one.start()
    for ref in ("a", "b", "c"):
        assert await one.photo(ref) == ""
        assert one.step.settle_seconds
    assert await one.do("settled") == "Selesai."
    assert [photo["ref"] for photo in one.answers["photos"]] == ["a", "b", "c"]


async def test_14_a_timer_without_parts_does_nothing() -> None:
    one = toy(album)
    await one.start()
    assert await one.do("settled") == ""
    assert one.asked == "photos"


# ------------------------------------------------------------------ 15: limits


async def test_15_endless_withdrawing_is_a_bug_and_no_endless_turn() -> None:
    runs = 0

    async def talk(chat: AnyChat) -> None:
        nonlocal runs
        runs += 1
        await chat.once("act", nothing)
        chat.withdraw("act")

    async def nothing() -> str:
        return ""

    one = toy(talk)
    with pytest.raises(ConversationBug, match="withdraws more than"):
        await one.start()
    assert runs == MAX_RERUNS + 1


async def test_15_a_run_has_a_limit_of_answers() -> None:
    async def nothing() -> str:
        return ""

    async def talk(chat: AnyChat) -> None:
        for n in range(MAX_ANSWERS + 1):
            await chat.once(f"act_{n}", nothing)

    with pytest.raises(ConversationBug, match="more than"):
        await toy(talk).start()


async def test_15_a_very_long_text_is_refused_in_a_sentence() -> None:
    one = toy(name_and_town)
    await one.start()
    assert "kepanjangan" in await one.say("a" * 10_000)
    assert one.answers == {}
