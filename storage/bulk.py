"""One statement for the many rows of a transaction, rendered once; the rows go to the driver.

SQLAlchemy looks at every parameter of every row anew, 4 µs a row; here a row costs what the driver
asks for. For the four writes that every turn ends in; everything else is plain SQLAlchemy.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Dialect, Insert, Update

from storage.database import Tx

Convert: TypeAlias = Callable[[Any], Any]
Places: TypeAlias = list[tuple[str, Convert | None]]
# The SQL, its parameters in order (each with what converts it), values that stand in the statement.
Rendered: TypeAlias = tuple[str, Places, dict[str, Any]]
FEW = 5  # rows; from so many on a walk by column costs less, twice as much for one alone


class Bulk:
    """An insert or update of one row per set of parameters.

    A row names every parameter: columns' defaults are not filled in. What it writes is not counted
    by `count_writes`, so conversations do not use it.
    """

    def __init__(self, statement: Insert | Update) -> None:
        self._statement = statement
        self._rendered: dict[str, Rendered] = {}

    async def run(self, tx: Tx, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute it for all rows. Raises KeyError where a row lacks a parameter."""
        name = tx.dialect.name
        if name not in self._rendered:
            self._rendered[name] = self._render(tx.dialect, list(rows[0]))
        sql, places, fixed = self._rendered[name]
        make = _by_row if len(rows) < FEW else _by_column
        await tx.exec_driver_sql(sql, make(rows, places, fixed))

    def _render(self, dialect: Dialect, names: list[str]) -> "Rendered":
        compiled = self._statement.compile(dialect=dialect, column_keys=names)
        places: Places = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]
        own = {n: bind.value for n, bind in compiled.binds.items()
               if bind.value is not None and n not in names}  # fmt: skip
        return str(compiled), places, own


def _by_row(
    rows: Sequence[Mapping[str, Any]], places: Places, fixed: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    return [
        tuple(
            (fixed[key] if key in fixed else row[key]) if convert is None else convert(row[key])
            for key, convert in places
        )
        for row in rows
    ]


def _by_column(
    rows: Sequence[Mapping[str, Any]], places: Places, fixed: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    columns = [
        _converted(rows, key, convert) if convert
        else [row[key] for row in rows] if key not in fixed
        else [fixed[key]] * len(rows)
        for key, convert in places
    ]  # fmt: skip
    return list(zip(*columns, strict=True))


def _converted(rows: Sequence[Mapping[str, Any]], key: str, convert: Convert) -> list[Any]:
    """What the driver gets for a column; the one moment of a whole slice is converted once."""
    found, last, made = [], rows[0][key], convert(rows[0][key])
    for row in rows:
        if row[key] is not last:
            last, made = row[key], convert(row[key])
        found.append(made)
    return found
