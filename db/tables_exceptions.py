"""The shape of what is remembered of sharing without a yes: when the clock looks at it; its facts are in the record."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, some
from db.tables import RequestRow


class WithoutYes(SQLModel, table=True):
    """One sharing without the client's yes; `seq` is the event of the request's chain that tells of it."""

    __tablename__ = "without_yes"
    __table_args__ = (
        some("ix_without_yes_wake_at", "wake_at", where="wake_at IS NOT NULL"),
        some(
            "ix_without_yes_open",
            "recorded_at",
            where="(told_at IS NULL AND tell_by IS NOT NULL) OR review_by IS NOT NULL OR name_law_by IS NOT NULL",
        ),
    )

    request_id: str = Field(primary_key=True, foreign_key=f"{RequestRow.__tablename__}.id", max_length=32)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    recorded_at: datetime = Field(sa_type=Instant, index=True)
    tell_by: datetime | None = Field(default=None, sa_type=Instant)  #: None where the client is not told at all.
    told_at: datetime | None = Field(default=None, sa_type=Instant)
    review_by: datetime | None = Field(default=None, sa_type=Instant)  #: None once a second person has looked.
    name_law_by: datetime | None = Field(default=None, sa_type=Instant)  #: None once the law is named.
    wake_at: datetime | None = Field(default=None, sa_type=Instant)  #: When the clock looks at it next.
