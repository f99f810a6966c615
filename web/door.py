"""The door to the website, which is loaded when the first visitor comes."""

from typing import Any

from dialog.words import Words
from storage.database import Database
from web.courtesy import Asgi
from web.surroundings import Surroundings


class Door:
    """An ASGI application with all pages. A bot without visitors is spared pages and templates."""

    def __init__(self, database: Database, words: Words, surroundings: Surroundings) -> None:
        self._database, self._words, self._surroundings = database, words, surroundings
        self._site: Asgi | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One ASGI request."""
        if self._site is None:
            self._site = self._open()
        await self._site(scope, receive, send)

    def _open(self) -> Asgi:
        from web.site import build_site  # noqa: PLC0415  # a twentieth of the start, and 4 MB

        return build_site(self._database, self._words, self._surroundings)
