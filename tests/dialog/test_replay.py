"""Rules 6 to 8 of the engine: what a conversation may not do, because it runs again."""

import ast

import pytest

from dialog.errors import ConversationBug, Suspend
from dialog.questions import Text, YesNo
from tests.dialog.toy import LINE, AnyChat, name_and_town, toy
from tests.support import source

# ------------------------------------------------------------------ 6: writes


async def test_6_a_write_before_a_question_is_a_bug() -> None:
    async def talk(chat: AnyChat) -> None:
        one.write()
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    with pytest.raises(ConversationBug, match="writes before it asks"):
        await one.start()


async def test_6_once_writes_once_and_back_does_not_cross_it() -> None:
    async def act() -> str:
        one.write()
        return "kept"

    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        assert await chat.once("act", act) == "kept"
        await chat.ask("town", Text(max_length=LINE))
        await chat.ask("sweet", YesNo())

    one = toy(talk)
    await one.start()
    await one.say("Ani")
    await one.say("Medan")
    assert one.writes == 1
    await one.do("back")
    assert "tidak bisa mundur" in await one.do("back")
    assert one.asked == "town"
    assert one.answers == {"name": "Ani", "act": "kept"}


async def test_6_once_is_done_anew_when_what_it_depends_on_changes() -> None:
    async def talk(chat: AnyChat) -> None:
        async def act() -> str:
            one.write()
            return str(sweet)

        sweet = await chat.ask("sweet", YesNo())
        await chat.once("act", act, given=sweet)
        await chat.ask("town", Text(max_length=LINE))
        await chat.review()

    one = toy(talk)
    await one.start()
    await one.say("ya")
    await one.say("Medan")
    assert one.writes == 1
    await one.say("1")
    await one.say("tidak")
    assert (one.writes, one.answers["act"], one.asked) == (2, "False", "review")


async def test_6_withdrawing_after_a_write_is_a_bug() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        one.write()
        chat.withdraw("name")

    one = toy(talk)
    await one.start()
    with pytest.raises(ConversationBug, match="after a write"):
        await one.say("Ani")


# ------------------------------------------------------------------ 7: keys


async def test_7_a_key_is_unique_in_a_run() -> None:
    async def talk(chat: AnyChat) -> None:
        await chat.ask("name", Text(max_length=LINE))
        await chat.ask("name", Text(max_length=LINE))

    one = toy(talk)
    await one.start()
    with pytest.raises(ConversationBug, match="twice"):
        await one.say("Ani")


async def test_7_a_renamed_key_keeps_its_answer_by_its_alias() -> None:
    async def renamed(chat: AnyChat) -> None:
        await chat.ask("town", Text(max_length=LINE), aliases=["name"])
        await chat.ask("sweet", YesNo())

    one = toy(name_and_town)
    await one.start()
    await one.say("Ani")
    one.deploy(renamed)
    await one.do("again")
    assert one.asked == "sweet"
    assert one.answers == {"town": "Ani"}


# ------------------------------------------------------------------ 8: nothing around an ask


async def test_8_a_conversation_cannot_swallow_the_pause() -> None:
    async def talk(chat: AnyChat) -> None:
        try:
            await chat.ask("name", Text(max_length=LINE))
        except Exception:  # noqa: BLE001  # what a careless conversation would write
            chat.say("gone")

    one = toy(talk)
    assert await one.start() == "Nama?"
    assert not issubclass(Suspend, Exception)


def test_8_no_finally_in_conversations() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in source.modules("handlers")
        for node in ast.walk(source.parsed(module))
        if isinstance(node, ast.Try) and node.finalbody
    ]
    assert found == []
