"""One select by its keys, rendered once; the rows come as plain tuples.

The other half of `storage.bulk`: SQLAlchemy's way to a statement and its rows costs 30 µs, what
SQLite does for them 5. For what every turn begins with, and what each of a crowd asks for. It
sees nothing that `storage.postponed` keeps: where it may, `postponed.settle_of` comes first.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import Dialect, Select

from storage.database import Tx
from storage.rendered import read_rows

Convert: TypeAlias = Callable[[Any], Any]
# The SQL, what converts its one parameter, and the columns that are converted by their places.
Rendered: TypeAlias = tuple[str, Convert | None, list[tuple[int, Convert]]]


class Lookup:
    """A select whose one parameter is the list of keys, see `storage.among`, or a single key."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._rendered: dict[str, Rendered] = {}
        self._named: Callable[..., Any] | None = None  # made when it is asked for: 0.3 ms

    async def find(self, tx: Tx, keys: Any) -> Sequence[Sequence[Any]]:
        """The rows, each with its columns in the order of the select. keys: the parameter."""
        name = tx.dialect.name
        if name not in self._rendered:
            self._rendered[name] = self._render(tx.dialect)
        sql, bind, places = self._rendered[name]
        rows = await read_rows(tx, sql, (bind(keys) if bind else keys,))
        return [_converted(row, places) for row in rows] if places else rows

    async def find_named(self, tx: Tx, keys: Any) -> list[Any]:
        """The rows, with their columns as attributes."""
        if self._named is None:
            names = self._statement.selected_columns.keys()
            self._named = cast("Callable[..., Any]", namedtuple("Row", names, rename=True))
        make = self._named
        return [make(*row) for row in await self.find(tx, keys)]

    def _render(self, dialect: Dialect) -> Rendered:
        compiled = self._statement.compile(dialect=dialect)
        name = next(iter(compiled.binds))
        columns = enumerate(self._statement.selected_columns)
        places = [(n, convert) for n, column in columns if (convert := _reader(column, dialect))]
        bind = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        return str(compiled), bind, places


def _reader(column: Any, dialect: Dialect) -> Convert | None:
    convert: Convert | None = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return convert


def _converted(row: Sequence[Any], places: Sequence[tuple[int, Convert]]) -> list[Any]:
    values = list(row)
    for n, convert in places:
        values[n] = convert(values[n])
    return values
