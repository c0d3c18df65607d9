"""Runs the migrations on the connection that `db.schema` hands over."""

from alembic import context

from db.tables import Audit
from db.tables_deciders import DecidersRow
from db.tables_exceptions import WithoutYes
from db.tables_safety import DangerAlert
from db.tables_wishes import Wish

TABLES = (
    Audit,
    DecidersRow,
    WithoutYes,
    DangerAlert,
    Wish,
)  #: One of each module: a metadata knows the tables that were imported.

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES[0].metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
