"""Kinds of columns, named once, so that the schema reads as a list of facts.

A column is filled in every row unless it says `null=True`. Identifiers are made by `storage.ids`
(63 bits, in order of time), so rows can be written in bulk without asking the database.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    Text,
    literal_column,
)
from sqlalchemy.types import TypeEngine

from storage.moments import Moment


def identifier() -> Column[Any]:
    """The row's own id."""
    # On SQLite only an INTEGER is the row's own key; a BIGINT would be a second index beside it.
    kind = BigInteger().with_variant(Integer(), "sqlite")
    return Column("id", kind, primary_key=True, autoincrement=False)


def ref(name: str, target: str, *, null: bool = False, indexed: bool = True) -> Column[Any]:
    """The id, or the code, of a row of another table: 'persons.id', 'clusters.code'.

    indexed: an id gets an index, unless the table has another that begins with it.
    """
    kind: TypeEngine[Any] = Text() if target.endswith(".code") else BigInteger()
    has_index = indexed and target.endswith(".id")
    return Column(name, kind, ForeignKey(target), nullable=null, index=has_index)


def text(name: str, default: str | None = None, *, null: bool = False, **more: Any) -> Column[Any]:
    """Text of any length; more: `unique`, `index`, `primary_key`."""
    return Column(name, Text, nullable=null, default=default, **more)


def number(name: str, default: int | None = None, *, null: bool = False) -> Column[Any]:
    """A whole number of 31 bits."""
    return Column(name, Integer, nullable=null, default=default)


def big(name: str, *, null: bool = False, **more: Any) -> Column[Any]:
    """A number of 63 bits: an id that no foreign key guards, because its row may go first."""
    return Column(name, BigInteger, nullable=null, **more)


def flag(name: str, default: bool | None = None) -> Column[Any]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, default=default)


def moment(name: str, *, null: bool = False, **more: Any) -> Column[Any]:
    """An aware UTC moment, called `*_at`."""
    return Column(name, Moment, nullable=null, **more)


def day(name: str, *, null: bool = False) -> Column[Any]:
    """A calendar day in Medan, called `*_on`."""
    return Column(name, Date, nullable=null)


def facts(name: str) -> Column[Any]:
    """A small JSON document, or nothing."""
    return Column(name, JSON)


def one_of(column: Column[Any], *words: str) -> ColumnElement[bool]:
    """`column IN ('…', '…')` with the words in the statement itself, none of them from outside.

    An index over some rows serves a statement that says literally which rows; not one that says so
    by parameters. SQLite even prepares the latter anew, 60 µs each time it is run.
    """
    literals: list[ColumnElement[Any]] = [literal_column(f"'{word}'") for word in words]
    return column == literals[0] if len(literals) == 1 else column.in_(literals)
