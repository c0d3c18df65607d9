"""The shape of what is stored about who decides for a client."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed, some


class DecidersRow(SQLModel, table=True):
    """The birth date and the representatives of one client, where anybody wrote them down."""

    __tablename__ = "deciders"
    __table_args__ = (some("ix_deciders_review_at", "review_at", where="review_at IS NOT NULL"),)

    client_id: str = Field(primary_key=True, foreign_key="client.id", max_length=32)
    facts: bytes = Field(sa_type=Sealed)
    review_at: datetime | None = Field(default=None, sa_type=Instant)  #: A month, not a birthday: see db.deciders.
