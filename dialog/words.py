"""Texts as a conversation sees them: a path in the catalogue and what fills its places."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from dialog.errors import bug
from dialog.messages import literal


class Words(Protocol):
    """The catalogue: `path` is "conversation.moment.kind", as in `register_business.name.ask`."""

    def find(self, path: str) -> str | None:
        """The template at the path, or None."""
        ...

    def __hash__(self) -> int:
        """A catalogue never changes: what was found in it is remembered by it."""
        ...


class Ours(str):
    """A piece of text that we wrote: its emphasis stays emphasis when it fills a place."""

    __slots__ = ()


_LONE_PLACE = re.compile(r"\s*\{(\w+)\}\s*")
_PLACE = re.compile(r"\{\{|\{(\w+)\}")


def _without_empty_lines(template: str, places: Mapping[str, object]) -> str:
    """The template without lines that hold nothing but a place that is filled with nothing.

    What such a line leaves of a paragraph goes with it: never two empty lines in a row.
    """
    kept: list[str] = []
    for line in template.splitlines():
        lone = _LONE_PLACE.fullmatch(line)
        is_dropped = lone is not None and places.get(lone[1]) == ""
        is_second_gap = not line.strip() and (not kept or not kept[-1].strip())
        if not is_dropped and not is_second_gap:
            kept.append(line)
    return "\n".join(kept)


def fill(template: str, params: Mapping[str, object]) -> str:
    """Fill the places of a template; people's own words are made literal.

    A line that is one place alone vanishes where that is filled with nothing.
    """
    if not params:
        return _bare(template)
    return _filled(template, _literal(params))


@lru_cache(maxsize=8192)  # every run asks for the same ones again
def _bare(template: str) -> str:
    return _filled(template, {})


def _filled(template: str, safe: Mapping[str, object]) -> str:
    if "" in safe.values():
        template = _without_empty_lines(template, safe)
    try:
        return template.format_map(safe).strip()
    except KeyError as missing:
        bug(f"the text needs {missing}, which was not given: {template[:60]!r}")


def _literal(params: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value if isinstance(value, Ours | int) else literal(str(value))
        for name, value in params.items()
    }


def fill_shared(template: str, params: Mapping[str, object]) -> str:
    """The template with these places filled and the others left, for `fill` to fill many times."""
    safe = _literal(params)
    if "" in safe.values():
        template = _without_empty_lines(template, safe)
    said = {n: str(v).replace("{", "{{").replace("}", "}}") for n, v in safe.items()}
    return _PLACE.sub(lambda place: said.get(place[1], place[0]), template)


def find_text(words: Words, path: str, params: Mapping[str, object]) -> str:
    """The filled text at a path. Raises ConversationBug where there is none."""
    template = find_template(words, path)
    return fill(template, params) if params else template.strip()


def find_template(words: Words, path: str) -> str:
    """The text at a path with its places. Raises ConversationBug where there is none."""
    template = words.find(path)
    if template is None:
        bug(f"there is no text {path}")
    return template
