"""The record refuses every update and every removal, whoever asks."""

from alembic import op

revision = "0002_record_refuses_change"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    # INSERT OR REPLACE removes a row without telling the trigger above.
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq))"
    " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
SQLITE_UNDONE = ("DROP TRIGGER audit_no_replace", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_update")
POSTGRESQL_UNDONE = ("DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_refuse()")


def upgrade() -> None:
    """Lock the record."""
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Unlock the record."""
    for statement in SQLITE_UNDONE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_UNDONE:
        op.execute(statement)
