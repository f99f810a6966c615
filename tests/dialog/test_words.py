"""Texts that are filled in two steps say the same as those filled in one."""

import pytest

from dialog.words import Ours, fill, fill_shared

TEMPLATE = """
{name}, besok *{title}*, {count} tempat.
{bring}

{{Bukan tempat}}, {name}."""


@pytest.mark.parametrize("bring", ["", "Bawa: {gunting}, }kain{.", Ours("*KTP*")])
@pytest.mark.parametrize("name", ["Ani", "*{title}*"])
def test_filled_in_two_steps_it_says_the_same(name: str, bring: str) -> None:
    shared = {"title": "Batik {lanjutan} _1_", "count": 3, "bring": bring}
    whole = fill(TEMPLATE, {**shared, "name": name})
    assert fill(fill_shared(TEMPLATE, shared), {"name": name}) == whole
    assert "{lanjutan}" in whole
