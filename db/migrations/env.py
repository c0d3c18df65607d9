"""Runs the migrations on the connection that `db.schema` hands over."""

from alembic import context

from db.tables import Audit
from db.tables_deciders import DecidersRow

ROOMS = (Audit, DecidersRow)  # Each module of tables has to be known here.

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ROOMS[0].metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
