"""The shape of what is remembered of releases that went to the wrong place; what happened is in the record."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, some
from db.tables import RequestRow


class IncidentRow(SQLModel, table=True):
    """One release that went to the wrong place; `seq` is the event of the request's chain that tells of it."""

    __tablename__ = "incident"
    __table_args__ = (some("ix_incident_open", "recorded_at", where="closed_at IS NULL"),)

    request_id: str = Field(primary_key=True, foreign_key=f"{RequestRow.__tablename__}.id", max_length=32)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    recorded_at: datetime = Field(sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)  #: When the client was told, or a person did it.
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
