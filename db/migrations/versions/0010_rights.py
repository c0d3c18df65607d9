"""Rights with dates: an extension, accountings that were given, suspensions, legal holds, and what may be blanked."""

import sqlalchemy as sa
from alembic import op

revision = "0010_rights"
down_revision = "0009_notices"
branch_labels = None
depends_on = None

LOCKED = ("account_given", "suspension")
SQLITE = (
    "CREATE TRIGGER {0}_no_update BEFORE UPDATE ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END",
    "CREATE TRIGGER {0}_no_delete BEFORE DELETE ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END",
    # INSERT OR REPLACE removes a row without telling the trigger above.
    "CREATE TRIGGER {0}_no_replace BEFORE INSERT ON {0} WHEN EXISTS (SELECT 1 FROM {0} WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END",
)
POSTGRESQL = (
    "CREATE TRIGGER {0}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
OPEN_BEFORE = "(told_at IS NULL AND tell_by IS NOT NULL) OR review_by IS NOT NULL"
OPEN = f"{OPEN_BEFORE} OR name_law_by IS NOT NULL"
RAW = "state IN ('done', 'ignored') AND length(raw) > 0"


def upgrade() -> None:
    """Make the tables, lock those that are a record, and widen two others."""
    _make()
    statements = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for table in LOCKED:
        for statement in statements:
            op.execute(statement.format(table))
    op.add_column("wish", sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("wish", sa.Column("extension", sa.LargeBinary(), nullable=True))
    op.add_column("without_yes", sa.Column("name_law_by", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_without_yes_open", "without_yes")
    _some("ix_without_yes_open", "without_yes", "recorded_at", OPEN)
    _some("ix_inbox_raw", "inbox", "closed_at", RAW)


def _make() -> None:
    op.create_table(
        "account_given",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("wish_id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_account_given_client_id_client"),
        sa.ForeignKeyConstraint(["wish_id"], ["wish.id"], name="fk_account_given_wish_id_wish"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_account_given_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_account_given"),
    )
    op.create_index("ix_account_given_client_id", "account_given", ["client_id"])
    op.create_table(
        "suspension",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("disclosure_id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["disclosure_id"], ["disclosure.id"], name="fk_suspension_disclosure_id_disclosure"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_suspension_client_id_client"),
        sa.PrimaryKeyConstraint("id", name="pk_suspension"),
    )
    op.create_index("ix_suspension_client_id", "suspension", ["client_id"])
    op.create_table(
        "legal_hold",
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_legal_hold_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", name="pk_legal_hold"),
    )


def _some(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_inbox_raw", "inbox")
    op.drop_index("ix_without_yes_open", "without_yes")
    _some("ix_without_yes_open", "without_yes", "recorded_at", OPEN_BEFORE)
    op.drop_column("without_yes", "name_law_by")
    op.drop_column("wish", "extension")
    op.drop_column("wish", "extended_at")
    for table in ("legal_hold", "suspension", "account_given"):
        op.drop_table(table)
