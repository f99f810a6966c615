"""parse_mode: what becomes of marks, and what is refused."""

import pytest

from simulator.telegram.errors import ApiError
from simulator.telegram.html_text import parse_html
from simulator.telegram.markdown_text import parse_markdown, parse_markdown_v2

ACCEPTED = [
    pytest.param(parse_html, "<b>a <i>b</i></b>", "a b", ["bold", "italic"], id="nested"),
    pytest.param(parse_html, "1 &lt; 2 &amp; 3", "1 < 2 & 3", [], id="escaped"),
    pytest.param(parse_html, '<a href="https://x.id">x</a>', "x", ["text_link"], id="link"),
    pytest.param(parse_html, "<pre>a</pre>", "a", ["pre"], id="pre"),
    pytest.param(parse_markdown, "*a* _b_ `c`", "a b c", ["bold", "italic", "code"], id="old"),
    pytest.param(parse_markdown, r"\*a 1.000", "*a 1.000", [], id="old escaped"),
    pytest.param(parse_markdown, "[x](https://x.id)", "x", ["text_link"], id="old link"),
    pytest.param(
        parse_markdown_v2, r"*a _b_* ||c||\.", "a b c.", ["bold", "italic", "spoiler"], id="v2"
    ),
    pytest.param(parse_markdown_v2, "`a.b`", "a.b", ["code"], id="v2 code"),
    pytest.param(parse_markdown_v2, "[x](https://x.id)", "x", ["text_link"], id="v2 link"),
]
REFUSED = [
    pytest.param(parse_html, "a < b", "Unclosed start tag at byte offset 2", id="lone bracket"),
    pytest.param(
        parse_html, "é<x>a</x>", 'Unsupported start tag "x" at byte offset 2', id="unknown tag"
    ),
    pytest.param(parse_html, "a</b>", "Unexpected end tag at byte offset 1", id="only the end"),
    pytest.param(
        parse_html,
        "<b><i>a</b></i>",
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        id="crossed",
    ),
    pytest.param(
        parse_markdown, "harga_baru", "Can't find end of the entity starting at byte offset 5",
        id="lone underscore",
    ),
    pytest.param(
        parse_markdown_v2, "*a", "Can't find end of Bold entity at byte offset 0", id="v2 open"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "source", "text", "kinds"), ACCEPTED)
def test_marks_become_entities(parse: object, source: str, text: str, kinds: list[str]) -> None:
    assert callable(parse)
    plain, entities = parse(source)
    assert plain == text
    assert [entity.type for entity in entities] == kinds


@pytest.mark.parametrize(("parse", "source", "reason"), REFUSED)
def test_marks_that_do_not_add_up_are_refused(parse: object, source: str, reason: str) -> None:
    assert callable(parse)
    with pytest.raises(ApiError) as refusal:
        parse(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"
