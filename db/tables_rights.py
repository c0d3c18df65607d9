"""The shape of what follows from a client's rights: accountings that were given, suspensions, and legal holds."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed


class AccountGiven(SQLModel, table=True):
    """One accounting of disclosures as the client was given it; append-only (HIPAA-528-6)."""

    __tablename__ = "account_given"

    id: str = Field(primary_key=True, max_length=32)
    client_id: str = Field(foreign_key="client.id", index=True)
    wish_id: str = Field(foreign_key="wish.id")
    staff_id: str = Field(foreign_key="staff.id")
    facts: bytes = Field(sa_type=Sealed)  #: Its lines, the title of who handled it, and whether it was free.
    digest: str  #: SHA-256 of the lines as canonical JSON, in hexadecimal.
    given_at: datetime = Field(sa_type=Instant)


class Suspension(SQLModel, table=True):
    """An official's statement that the client is not to read of one disclosure before a day; append-only."""

    __tablename__ = "suspension"

    id: str = Field(primary_key=True, max_length=32)
    disclosure_id: str = Field(foreign_key="disclosure.id")
    client_id: str = Field(foreign_key="client.id", index=True)
    facts: bytes = Field(sa_type=Sealed)  #: Who said so, where the statement lies, oral or written, who noted it.
    until: datetime = Field(sa_type=Instant)
    recorded_at: datetime = Field(sa_type=Instant)


class LegalHold(SQLModel, table=True):
    """Everything about one client is kept and nothing of it goes out; no row, no hold."""

    __tablename__ = "legal_hold"

    client_id: str = Field(primary_key=True, foreign_key="client.id", max_length=32)
    facts: bytes = Field(sa_type=Sealed)
    since: datetime = Field(sa_type=Instant)
