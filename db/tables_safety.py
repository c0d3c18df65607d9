"""The shape of what is kept for a client's safety: alerts that somebody has to take on, and the pause word."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed, some


class DangerAlert(SQLModel, table=True):
    """Words about danger of one client: who has to be told next and when, and who took it on. Never the words."""

    __tablename__ = "danger_alert"
    __table_args__ = (
        some("uq_danger_alert_open", "client_id", where="taken_at IS NULL", unique=True),
        some("ix_danger_alert_due_at", "due_at", where="due_at IS NOT NULL"),
    )

    id: str = Field(primary_key=True, max_length=32)
    client_id: str = Field(foreign_key="client.id")
    raised_at: datetime = Field(sa_type=Instant)
    step: int = 0
    due_at: datetime | None = Field(default=None, sa_type=Instant)  #: When the next person is told.
    taken_at: datetime | None = Field(default=None, sa_type=Instant)
    taken_by: str | None = Field(default=None, foreign_key="staff.id")


class PauseWord(SQLModel, table=True):
    """The word with which one client makes the chat harmless, and since when it is."""

    __tablename__ = "pause_word"

    client_id: str = Field(primary_key=True, foreign_key="client.id", max_length=32)
    word: bytes = Field(sa_type=Sealed)
    paused_at: datetime | None = Field(default=None, sa_type=Instant)
