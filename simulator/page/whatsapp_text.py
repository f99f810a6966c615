"""WhatsApp's own markup as HTML: *bold*, _italic_, ~struck~ and `code`."""

import re
from typing import Final

from markupsafe import Markup

from simulator.page.rich_text import linked

# A mark counts where no letter touches it from outside and no space from inside.
_MARKS: Final = (
    (re.compile(r"```(.+?)```", re.DOTALL), "code"),
    (re.compile(r"(?<![\w`])`(?=\S)([^`\n]+?)(?<=\S)`(?![\w`])"), "code"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), "b"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), "i"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), "s"),
)
_TAGGED: Final = re.compile(r"(<[^>]+>)")


def whatsapp_text(text: str) -> Markup:
    """Escaped text in tags, addresses as links."""
    html = str(linked(text))
    for mark, tag in _MARKS:
        html = "".join(
            piece if piece.startswith("<") else mark.sub(rf"<{tag}>\1</{tag}>", piece)
            for piece in _TAGGED.split(html)
        )
    return Markup(html)  # noqa: S704  # escaped by `linked`; only our own tags were added


def without_marks(text: str) -> str:
    """The words alone, for a quotation."""
    for mark, _ in _MARKS:
        text = mark.sub(r"\1", text)
    return text
