"""Names that people have to type in a form are never taken for a command."""

import pytest

from domain.answers import command
from domain.answers.result import Refused
from storage import seed

PLACES = {name for v in seed.villages() for name in (v.name, v.official_name, *v.aliases)}
GOODS = {name for c in seed.clusters() for name in (c.name, *c.examples, *c.keywords)}


@pytest.mark.parametrize("names", [PLACES, GOODS], ids=["kelurahan", "products"])
def test_no_name_is_a_command(names: set[str]) -> None:
    taken = {name: command.understand(name) for name in names}
    assert {n: r for n, r in taken.items() if not isinstance(r, Refused)} == {}
