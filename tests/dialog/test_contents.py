"""The table of contents: which texts are codes, and what they open."""

import pytest

from handlers.registry import CONTENTS
from tests.support.script import CASES, read_steps

SAID = sorted({
    line.strip()
    for case in CASES
    for step in read_steps(case.read_text(encoding="utf-8"))
    if step.mark in (">", ">>")
    for line in step.said
})  # fmt: skip


def one_by_one(text: str) -> tuple[str, str] | None:
    """What the patterns say when each is asked by itself, in their order."""
    for pattern, conversation in CONTENTS.codes:
        if found := pattern.fullmatch(text):
            return conversation, found.group(found.lastindex or 0)
    return None


@pytest.mark.parametrize("change", [str, str.upper, str.title], ids=["as is", "upper", "title"])
def test_one_pattern_for_all_codes_finds_what_each_would_find(change: type[str]) -> None:
    texts = [change(text) for text in SAID]
    assert [CONTENTS.read_code(text) for text in texts] == [one_by_one(text) for text in texts]


def test_codes_open_their_conversation_with_what_they_name() -> None:
    assert CONTENTS.read_code("daftar PLT-007") == ("enrol_in_training", "PLT-007")
    assert CONTENTS.read_code("bukan saya") == ("disown_number", "")
    assert CONTENTS.read_code("keripik ubi pedas") is None
    assert {found[0] for text in SAID if (found := one_by_one(text))} > {"check_in"}
