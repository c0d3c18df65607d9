"""Runs the migrations on the connection that `db.schema` hands over."""

from alembic import context

from db.tables_exceptions import WithoutYes

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=WithoutYes.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
