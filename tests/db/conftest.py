"""Gives every test of the memory a real database on both engines."""

from tests.journeys.conftest import town
from tests.stores import database, empty_url, on_postgresql, on_sqlite, postgresql_url, sqlite_url, store_url, vault

__all__ = [
    "database",
    "empty_url",
    "on_postgresql",
    "on_sqlite",
    "postgresql_url",
    "sqlite_url",
    "store_url",
    "town",
    "vault",
]
