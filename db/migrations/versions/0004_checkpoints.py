"""Signed checkpoints over all chains, which refuse every update and every removal."""

import sqlalchemy as sa
from alembic import op

revision = "0004_checkpoints"
down_revision = "0003_delivery"
branch_labels = None
depends_on = None

TABLES = ("checkpoint", "checkpoint_head")
SQLITE = (
    "CREATE TRIGGER {0}_no_update BEFORE UPDATE ON {0} BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END",
    "CREATE TRIGGER {0}_no_delete BEFORE DELETE ON {0} BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END",
)
POSTGRESQL = (
    "CREATE TRIGGER {0}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    """Make the tables and lock them."""
    op.create_table(
        "checkpoint",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_checkpoint"),
    )
    op.create_table(
        "checkpoint_head",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name="pk_checkpoint_head"),
    )
    op.create_index("ix_checkpoint_head_number", "checkpoint_head", ["number"])
    statements = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for table in TABLES:
        for statement in statements:
            op.execute(statement.format(table))


def downgrade() -> None:
    """Take them away again, with the triggers that hang on them."""
    for table in reversed(TABLES):
        op.drop_table(table)
