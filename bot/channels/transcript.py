"""A message as the lines of a transcript, for the tests and for `chat --record`."""

import re

from dialog.messages import WORD_JOINER, Option, Outgoing

_OWN_STAR = re.compile(WORD_JOINER + r"(?=[*_~`])")


def as_lines(
    outgoing: Outgoing, *, name: str = "", numbered: str = "", has_phone_button: bool = True
) -> list[str]:
    """The lines, buttons in a row; a star that is the person's own is written `\\*`.

    name: whom it reached. numbered: the text where the channel writes the options into it.
    """
    head, *rest = _OWN_STAR.sub(r"\\", numbered or outgoing.text).split("\n")
    lines = [f"{name}< {head}".rstrip(), *[f"  {line}".rstrip() for line in rest]]
    if outgoing.media:
        lines.append(f"  ({len(outgoing.media)} foto)")
    if outgoing.document:
        lines.append(f"  (berkas: {outgoing.document.partition(':')[0]})")
    if outgoing.wants == "phone" and has_phone_button and not outgoing.options:
        lines.append("  (tombol bagikan nomor)")
    if outgoing.options and not numbered:
        lines.append("  " + " ".join(map(_button, outgoing.options)))
    return lines


def _button(option: Option) -> str:
    return f"[{'✓ ' if option.is_chosen else ''}{option.label}]"
