"""Renders pages: Jinja2 templates, the office's texts, and headers that let nothing else in."""

import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from dialog.messages import WORD_JOINER
from dialog.words import Words, fill
from domain.money import rupiah, thousands
from web.stylesheet import ADDRESS

HEADERS = {
    # No script runs, nothing is loaded from elsewhere, no style stands in a page.
    "Content-Security-Policy": "default-src 'none'; style-src 'self';"
    " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
OUR_STAR = re.compile(rf"(?<!{WORD_JOINER})\*")  # one of a person's words has the joiner before it
NO_STORE = {"Cache-Control": "no-store"}  # of a private page nothing is kept on the way
NOT_INDEXED = {"X-Robots-Tag": "noindex"}  # a page that shows a person's name


class Pages:
    """Templates of `templates/` and texts of the catalogue."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._filled: dict[str, Markup] = {}  # texts without places
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            auto_reload=False,  # a running process keeps the pages it was started with
        )  # fmt: skip
        self._templates.globals["stylesheet"] = ADDRESS
        # A filter: a text without places becomes part of the template when that is read.
        self._templates.filters.update(text=self.text, rupiah=rupiah, thousands=thousands)

    def know(self, **names: object) -> None:
        """Give all templates these names."""
        self._templates.globals.update(names)

    def text(self, path: str, **places: object) -> Markup:
        """A text as HTML: people's words are escaped, our `*…*` is strong.

        Raises LookupError where the catalogue has none.
        """
        if not places and (known := self._filled.get(path)) is not None:
            return known
        template = self.words.find(path)
        if template is None:
            raise LookupError(f"there is no text {path}")
        safe = fill(str(escape(template)), {name: escape(str(v)) for name, v in places.items()})
        parts = OUR_STAR.split(safe)
        strong = "".join(f"<strong>{p}</strong>" if n % 2 else p for n, p in enumerate(parts))
        made = Markup(strong.replace(WORD_JOINER, ""))  # noqa: S704  # escaped above, piece by piece
        if not places:
            self._filled[path] = made
        return made

    def fragment(self, name: str, **facts: Any) -> Markup:
        """A piece of a page from its template."""
        return Markup(self._templates.get_template(name).render(**facts))  # noqa: S704  # as pages

    def render(self, name: str, status: int = 200, *, is_indexed: bool = True,
               **facts: Any) -> HTMLResponse:  # fmt: skip
        """A page from its template; facts: what the template names (any value Jinja can show)."""
        html = self._templates.get_template(name).render(**facts)
        more = {} if is_indexed else NOT_INDEXED
        return HTMLResponse(html, status, headers={**HEADERS, **more})

    def message(
        self, status: int, path: str, *, is_indexed: bool = True, **places: object
    ) -> HTMLResponse:
        """A page of a title and a sentence: `{path}title` and `{path}body`."""
        title, body = self.text(f"{path}title"), self.text(f"{path}body", **places)
        return self.render("message.html", status, is_indexed=is_indexed, title=title, body=body)
