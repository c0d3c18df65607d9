"""The shape of what clients wished on the strength of their rights; beside the other tables, in their words."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed, some


class Wish(SQLModel, table=True):
    """A copy, a limit, another way to be reached or an erasure that a client asked for, and what came of it."""

    __table_args__ = (some("ix_wish_to_erase", "due_at", where="kind = 'erase' AND state = 'agreed'"),)

    id: str = Field(primary_key=True, max_length=32)
    client_id: str = Field(foreign_key="client.id", index=True)
    kind: str
    state: str
    facts: bytes = Field(sa_type=Sealed)
    asked_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    reason: bytes | None = Field(default=None, sa_type=Sealed)  #: Why the agency said no, in its own words.
    extended_at: datetime | None = Field(default=None, sa_type=Instant)  #: When the one extension was taken.
    extension: bytes | None = Field(default=None, sa_type=Sealed)  #: Why, in the words that the client read.
    staff_id: str | None = Field(default=None, foreign_key="staff.id")
