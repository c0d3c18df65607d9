"""The shape of what the agency has to have told: its own notices and contacts, and what each client was given."""

from datetime import datetime

from sqlalchemy import Integer
from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed


class NoticeRow(SQLModel, table=True):
    """One version of one thing that the agency tells everybody; append-only, so that any day can be told."""

    __tablename__ = "notice"

    kind: str = Field(primary_key=True, max_length=32)
    seq: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    facts: bytes = Field(sa_type=Sealed)
    recorded_at: datetime = Field(sa_type=Instant, index=True)


class ClientNotice(SQLModel, table=True):
    """What a client was given or agreed to once for all questions: its version, how, and when."""

    __tablename__ = "client_notice"

    client_id: str = Field(primary_key=True, foreign_key="client.id", max_length=32)
    kind: str = Field(primary_key=True, max_length=32)
    version: str
    method: str
    at: datetime = Field(sa_type=Instant)
