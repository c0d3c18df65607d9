"""What the agency has to have told: its notices, which refuse every change, and what each client was given."""

import sqlalchemy as sa
from alembic import op

revision = "0011_notices"
down_revision = "0007_wishes"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END",
    "CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END",
    # INSERT OR REPLACE removes a row without telling the trigger above.
    "CREATE TRIGGER notice_no_replace BEFORE INSERT ON notice"
    " WHEN EXISTS (SELECT 1 FROM notice WHERE kind = NEW.kind AND seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END",
)
POSTGRESQL = (
    "CREATE TRIGGER notice_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON notice"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    """Make the tables, and lock the notices."""
    op.create_table(
        "notice",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "seq", name="pk_notice"),
    )
    op.create_index("ix_notice_recorded_at", "notice", ["recorded_at"])
    op.create_table(
        "client_notice",
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_client_notice_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", "kind", name="pk_client_notice"),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Take them away again, with the triggers that hang on them."""
    op.drop_table("client_notice")
    op.drop_table("notice")
