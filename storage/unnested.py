"""A write over many rows as one statement of PostgreSQL: each parameter an array, row by row.

The driver's `executemany` runs the statement anew for every row, 20 µs each in the server, while
the turns of a transaction wait. As arrays they cost the server 5.
"""

from collections.abc import Collection, Mapping
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    BinaryExpression,
    BindParameter,
    ColumnElement,
    Insert,
    Update,
    any_,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy.sql.visitors import iterate, replacement_traverse
from sqlalchemy.types import TypeEngine


def over_arrays(
    statement: Insert | Update, types: Mapping[str, TypeEngine[Any]],
    shared: Collection[str] = (), key: str = "",
) -> Insert | Update:  # fmt: skip
    """The statement with its parameters taken from arrays of the same names.

    types: those of one row's parameters, by name; the shared ones of them stay single values. An
    update changes a row once: of two sets of parameters that mean the same row only one would
    count. key: the parameter of an update that says which row.
    """
    own = [name for name in types if name not in shared]
    arrays = [bindparam(name, type_=ARRAY(types[name])) for name in own]
    columns = [column(name, types[name]) for name in own]
    given = func.unnest(*arrays).table_valued(*columns, name="given").render_derived()
    if isinstance(statement, Insert):
        same = [bindparam(name, type_=types[name]) for name in shared]
        return statement.from_select([*own, *shared], select(*given.c, *same))

    def replace(element: Any, **_: Any) -> Any:
        is_row = isinstance(element, BindParameter) and element.key in own
        return given.c[element.key] if is_row else None

    changed = cast("Update", replacement_traverse(statement, {}, replace))
    return changed.where(_among_keys(statement, key, types[key])) if key else changed


def _among_keys(statement: Update, key: str, kind: TypeEngine[Any]) -> ColumnElement[bool]:
    """The rows by their keys once more, as a condition on the table alone.

    Without it the planner may read the table from end to end along its index and join: a plan that
    was good for a few hundred rows, and is kept, cost a hundred times as much when it had grown.
    """
    [column] = [
        one.left
        for one in iterate(cast("Any", statement.whereclause))
        if isinstance(one, BinaryExpression) and getattr(one.right, "key", None) == key
    ]
    return column == any_(bindparam(key, type_=ARRAY(kind)))
