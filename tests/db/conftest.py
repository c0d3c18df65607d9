"""Gives every test of the memory a real database on both engines."""

from tests.stores import database, empty_url, store_url, vault

__all__ = ["database", "empty_url", "store_url", "vault"]
