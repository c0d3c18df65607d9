"""The schema over time: brings a database up to what the code expects, and tells whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, inspect, select, text

from db.connections import address, writing_engine

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0012_safety"
MIGRATING = 4_201_957  #: PostgreSQL lock that lets one process migrate at a time.


def upgrade(url: str, revision: str = HEAD) -> None:
    """Bring a database up to a revision, all or nothing; a missing SQLite file is made. Raises BadAddress."""
    from alembic import command  # Only a migration needs it; a start does not.

    with _migrating(url) as config:
        command.upgrade(config, revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database down to a revision; `base` removes every table with all it holds. Raises BadAddress."""
    from alembic import command

    with _migrating(url) as config:
        command.downgrade(config, revision)


def current(url: str) -> str | None:
    """Tell the revision a database stands at; None for an empty or a missing one. Raises BadAddress."""
    where = address(url)
    if where.get_backend_name() == "sqlite" and not Path(str(where.database)).exists():
        return None
    engine = writing_engine(where)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
            return None if found is None else str(found)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether a database stands where this code expects it. Raises BadAddress."""
    return current(url) == HEAD


def script() -> "Config":
    """Describe to Alembic where the migrations are."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _migrating(url: str) -> Iterator["Config"]:
    config, engine = script(), writing_engine(address(url))
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
            config.attributes["connection"] = connection
            yield config
    finally:
        engine.dispose()
