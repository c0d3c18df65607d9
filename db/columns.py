"""What columns are made of: instants, sealed bytes, numbers, and indexes over some of the rows."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Index, Integer, LargeBinary, TypeDecorator, text
from sqlalchemy.types import BigInteger
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

Sealed = LargeBinary  #: Ciphertext of the vault, bound to table, column and row.
Serial = BigInteger().with_variant(Integer(), "sqlite")  #: SQLite numbers rows by itself only for INTEGER keys.


class NoTimeZone(ValueError):
    """A stored time needs a time zone."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC time; a naive one is refused, and SQLite's naive answer is made aware again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC. Raises NoTimeZone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NoTimeZone
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def some(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows for which a condition holds, on both engines."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
