"""`column IN (…)` whose text does not change with the number of values, so that it is built once.

SQLAlchemy's own `in_` makes another statement for every count of values: each is rendered anew,
and on PostgreSQL prepared anew. Here the values are one parameter: an array on PostgreSQL, a JSON
text on SQLite.
"""

from typing import Any

import msgspec
from sqlalchemy import ARRAY, Boolean, Column, Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

_encode = msgspec.json.Encoder().encode


class _Values(TypeDecorator[Any]):
    """Many values as one parameter."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: TypeEngine[Any]) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text() if dialect.name == "sqlite" else ARRAY(self.kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return _encode(list(value)).decode() if dialect.name == "sqlite" else list(value)


class _Among(FunctionElement[bool]):
    """The column and the parameter."""

    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":
        """As it stands: SQLAlchemy would write `IN (…) = 1` for SQLite, which no index serves."""
        return self


def among(column: Column[Any], name: str) -> _Among:
    """Whether the column is one of the values of the parameter `name`."""
    return _Among(column, bindparam(name, type_=_Values(column.type)))


@compiles(_Among, "sqlite")
def _of_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608  # both rendered


@compiles(_Among, "postgresql")
def _of_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY ({values})"
