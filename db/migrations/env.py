"""Runs the migrations on the connection that `db.schema` hands over."""

from alembic import context

from db.tables import Audit
from db.tables_deciders import DecidersRow
from db.tables_exceptions import WithoutYes
from db.tables_notices import NoticeRow
from db.tables_places import ClientPlace
from db.tables_rights import LegalHold
from db.tables_safety import DangerAlert
from db.tables_wishes import Wish

#: One of each module: a metadata knows the tables that were imported.
TABLES = (Audit, ClientPlace, DangerAlert, DecidersRow, LegalHold, NoticeRow, Wish, WithoutYes)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES[0].metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
