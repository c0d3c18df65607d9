"""Who decides for a client: birth date and representatives, sealed, and when to look whether the client is of age."""

import sqlalchemy as sa
from alembic import op

revision = "0006_deciders"
down_revision = "0005_exceptions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deciders",
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_deciders_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", name="pk_deciders"),
    )
    op.create_index(
        "ix_deciders_review_at",
        "deciders",
        ["review_at"],
        sqlite_where=sa.text("review_at IS NOT NULL"),
        postgresql_where=sa.text("review_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("deciders")
