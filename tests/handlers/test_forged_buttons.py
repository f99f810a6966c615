"""A button's data comes back from a phone: whatever it says, the turn ends in a sentence."""

import pytest

from dialog.messages import Option, Outgoing
from handlers.registry import CONTENTS
from storage.ids import MAX_ID, read_id
from tests.support.talk import Talk

NUMBERS = ("", "x", "0", "-1", "1.5", "٣", "²", "9" * 19, "9" * 30)
OPENED = [name for name, entry in CONTENTS.conversations.items() if entry.starts_on_press]
ACTS = ("", "yes.", "no.", "ask.", "accept.", "photo.", "reopen.", "pause.")


# Each on one database in turn, the soak on both: numbers meet the same guard (`read_id`) anyway.
IN_TURN = [
    pytest.param(name, engine, marks=[
        *([pytest.mark.postgres] if engine == "postgresql" else []),
        *([pytest.mark.soak] if (number + place) % 2 else []),
    ])
    for number, name in enumerate(OPENED)
    for place, engine in enumerate(("sqlite", "postgresql"))
]  # fmt: skip


@pytest.mark.parametrize(("conversation", "migrated_url"), IN_TURN, indirect=["migrated_url"])
async def test_a_forged_button_breaks_no_turn(migrated_url: str, conversation: str) -> None:
    talk = Talk(migrated_url, "telegram")
    await talk.do("Hasan", ["halo"])
    for role in ("admin", "verifier", "broadcaster", "trainer"):
        await talk.change_world(f"jadikan Hasan petugas {role}")
    phone = talk.phone("Hasan")
    try:
        for act in ACTS:
            options = [Option(act + number, "", f"{conversation}:start") for number in NUMBERS]
            now = talk.clock.now()
            await talk.take_in([phone.press(Outgoing(""), one, "1", now) for one in options])
        assert await talk.read()  # fails where a turn raised
    finally:
        await talk.close()


@pytest.mark.parametrize("text", NUMBERS)
def test_what_names_no_row_is_nobodys_id(text: str) -> None:
    assert read_id(text) in (0, 3)  # an Arabic three is a three


def test_the_greatest_id_is_read() -> None:
    assert (read_id(str(MAX_ID)), read_id(str(MAX_ID + 1))) == (MAX_ID, 0)
