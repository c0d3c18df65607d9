"""Where a client lives, sealed, for those who do not live in the place of the agency."""

import sqlalchemy as sa
from alembic import op

revision = "0011_places"
down_revision = "0010_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "client_place",
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_client_place_client_id_client"),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_place"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("client_place")
