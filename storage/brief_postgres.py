"""Brief transactions of PostgreSQL: rendered statements go to asyncpg as they are.

The counterpart of `storage.brief`. The way through SQLAlchemy costs 120 µs of CPU a statement,
asyncpg itself 40: of the fifteen that a crowd's turns share, a twentieth of all that they cost.
"""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.error_values import forget_values
from storage.postponed import PostponingConnection

FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)


class BriefPostgresConnection(PostponingConnection):
    """A connection whose rendered statements do without SQLAlchemy's cursor."""

    def __init__(self, engine: AsyncEngine, begun: Connection) -> None:
        super().__init__(engine, begun)
        self._driver: Any = begun.connection.driver_connection  # asyncpg has no types
        self._has_begun = False

    async def _execute(self, statement: Any, parameters: Any, **options: Any) -> Any:
        found = await super()._execute(statement, parameters, **options)
        self._has_begun = True
        return found

    async def rollback(self) -> None:
        """As SQLAlchemy's; the next statement would have to begin anew."""
        self._has_begun = False
        await super().rollback()

    async def read_rows(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a rendered statement. Raises DBAPIError, as SQLAlchemy does.

        The first statement of a transaction goes through SQLAlchemy, which begins it.
        """
        if not self._has_begun:
            found = await super().read_rows(sql, values)
            self._has_begun = True
            return found
        return await self._fetch(sql, values)

    async def _fetch(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        try:
            rows: Sequence[Any] = await self._driver.fetch(sql, *values)
        except FAILURES as error:
            forget_values(error)
            raise DBAPIError(sql, None, error, hide_parameters=True) from error
        return rows
