"""The shape of everything stored. Columns of bytes are sealed by the vault; times are aware and in UTC."""

from datetime import date, datetime, time

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.types import BigInteger
from sqlmodel import Field, SQLModel

from db.columns import Instant, Sealed, Serial, some


class Agency(SQLModel, table=True):
    """The discloser: one per database."""

    id: str = Field(primary_key=True, max_length=32)
    name: bytes = Field(sa_type=Sealed)
    timezone: str
    language: str
    quiet_from: time
    quiet_to: time
    emergency_number: str
    crisis_line: str
    crisis_checked_on: date
    created_at: datetime = Field(sa_type=Instant)


class Staff(SQLModel, table=True):
    """A person of the agency."""

    __table_args__ = (some("ix_staff_next_digest_at", "next_digest_at", where="next_digest_at IS NOT NULL"),)

    id: str = Field(primary_key=True, max_length=32)
    role: str
    name: bytes = Field(sa_type=Sealed)
    language: str
    channel: str = "invited"
    chat: bytes | None = Field(default=None, sa_type=Sealed)
    chat_key: bytes | None = Field(default=None, unique=True, sa_type=LargeBinary)
    awaiting: str | None = None
    active: bool = True
    next_digest_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)


class Client(SQLModel, table=True):
    """A person whose information it is."""

    id: str = Field(primary_key=True, max_length=32)
    alias: bytes = Field(sa_type=Sealed)
    clinician_id: str = Field(foreign_key="staff.id", index=True)
    language: str
    language_chosen: bool = False
    channel: str = "invited"
    chat: bytes | None = Field(default=None, sa_type=Sealed)
    chat_key: bytes | None = Field(default=None, unique=True, sa_type=LargeBinary)
    awaiting: str | None = None
    shared_phone: bool | None = None
    window: str | None = None
    timezone: str | None = None
    detail: str = "chat"
    hidden: bool = False
    messages_stopped: bool = False
    stop_word_at: datetime | None = Field(default=None, sa_type=Instant)
    yes_paused_until: datetime | None = Field(default=None, sa_type=Instant)
    limits_read_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)


class Invitation(SQLModel, table=True):
    """A one-time link, and for clients the spoken code; only keyed hashes are kept."""

    id: str = Field(primary_key=True, max_length=32)
    token_key: bytes = Field(unique=True, sa_type=LargeBinary)
    code_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    audience: str
    person_id: str = Field(index=True)
    tries: int = 0
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    used_by: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=Instant)


class Requester(SQLModel, table=True):
    """Somebody who has asked before: saved so that the next request needs no typing."""

    id: str = Field(primary_key=True, max_length=32)
    name: bytes = Field(sa_type=Sealed)
    kind: str
    created_at: datetime = Field(sa_type=Instant)


class Draft(SQLModel, table=True):
    """A half-written request of one clinician; the next question follows from what is missing."""

    id: str = Field(primary_key=True, max_length=32)
    staff_id: str = Field(foreign_key="staff.id", unique=True)
    facts: bytes = Field(sa_type=Sealed)
    created_at: datetime = Field(sa_type=Instant)


class RequestRow(SQLModel, table=True):
    """One request and how it stands; `version` guards every change of it."""

    __tablename__ = "request"
    __table_args__ = (
        some("ix_request_expiring_at", "expiring_at", where="expiring_at IS NOT NULL"),
        some("ix_request_next_reminder_at", "next_reminder_at", where="next_reminder_at IS NOT NULL"),
        some("ix_request_lapses_at", "lapses_at", where="lapses_at IS NOT NULL"),
        some("ix_request_ends_at", "ends_at", where="ends_at IS NOT NULL"),
        some("ix_request_in_review", "created_at", where="state = 'in_review'"),
    )

    id: str = Field(primary_key=True, max_length=32)
    code: str = Field(unique=True, max_length=16)
    client_id: str = Field(foreign_key="client.id", index=True)
    clinician_id: str = Field(foreign_key="staff.id", index=True)
    state: str
    version: int
    facts: bytes = Field(sa_type=Sealed)
    standing: bytes = Field(sa_type=Sealed)
    signature: bytes | None = Field(default=None, sa_type=Sealed)
    next_reminder_at: datetime | None = Field(default=None, sa_type=Instant)
    lapses_at: datetime | None = Field(default=None, sa_type=Instant)
    ends_at: datetime | None = Field(default=None, sa_type=Instant)  #: Set only while a consent stands.
    expiring_at: datetime | None = Field(default=None, sa_type=Instant)  #: When both are told that it soon ends.
    supersedes: str | None = Field(default=None, foreign_key="request.id")
    created_at: datetime = Field(sa_type=Instant)


class Question(SQLModel, table=True):
    """What a client asked, and what the clinician answered."""

    __table_args__ = (some("ix_question_open", "client_id", where="answered_at IS NULL"),)

    id: str = Field(primary_key=True, max_length=32)
    client_id: str = Field(foreign_key="client.id", index=True)
    request_id: str | None = Field(default=None, foreign_key="request.id", index=True)
    text: bytes = Field(sa_type=Sealed)
    language: str
    asked_at: datetime = Field(sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answer: bytes | None = Field(default=None, sa_type=Sealed)
    staff_id: str | None = Field(default=None, foreign_key="staff.id")


class Disclosure(SQLModel, table=True):
    """Something that left the agency: one line of the accounting of disclosures."""

    id: str = Field(primary_key=True, max_length=32)
    request_id: str = Field(foreign_key="request.id", index=True)
    client_id: str = Field(foreign_key="client.id", index=True)
    staff_id: str = Field(foreign_key="staff.id")
    facts: bytes = Field(sa_type=Sealed)  #: Recipient, purpose and items as they were sent.
    sent_at: datetime = Field(sa_type=Instant)


class Inbox(SQLModel, table=True):
    """Every update Telegram gave, kept before it is confirmed and closed by the transaction that applies it."""

    __table_args__ = (
        UniqueConstraint("update_id", "digest"),
        some("ix_inbox_raw", "closed_at", where="state IN ('done', 'ignored') AND length(raw) > 0"),
        some("ix_inbox_open", "id", where="state = 'new'"),
        some("ix_inbox_waiting", "chat_key", "id", where="state = 'new'"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    update_id: int = Field(sa_type=BigInteger)
    digest: bytes = Field(sa_type=LargeBinary)
    chat_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    raw: bytes = Field(sa_type=Sealed)
    state: str = "new"
    claimed_by: str | None = None  #: The worker that works it now; None leaves it to anyone.
    reason: str | None = None
    received_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Outbox(SQLModel, table=True):
    """Everything said or to be said: kind and facts first, and once sent the exact text, for the record."""

    __table_args__ = (
        some("ix_outbox_due", "promise", "answers", "not_before", "id", where="state = 'queued'"),
        some("ix_outbox_waiting", "chat_key", "id", where="state IN ('queued', 'sending')"),
        some("ix_outbox_person", "person_id", "id", where="state IN ('queued', 'sending')"),
        some("uq_outbox_sending", "chat_key", where="state = 'sending'", unique=True),
        some("ix_outbox_live", "chat_key", "id", where="live"),
        Index("ix_outbox_request_id", "request_id"),
        Index("ix_outbox_chat_key_created_at", "chat_key", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    ref: str = Field(unique=True, max_length=32)  #: Opaque; the only thing a button carries.
    audience: str  #: client, staff or guest (somebody we do not know)
    person_id: str | None = None
    chat: bytes = Field(sa_type=Sealed)
    chat_key: bytes = Field(sa_type=LargeBinary)
    kind: str
    facts: bytes = Field(sa_type=Sealed)
    buttons: bytes = Field(sa_type=Sealed)
    topic: str | None = None  #: The living card this belongs to: a request's id, or the name of a menu.
    request_id: str | None = None
    request_version: int | None = None
    answers: bool = False  #: An answer to what its reader has just done: it may be said in their quiet hours.
    replaces: str | None = None  #: The ref of the message to edit in place; None sends a new one.
    promise: str = "notice"  #: notice: at least once. reminder: at most once.
    silent: bool = False
    state: str = "queued"  #: queued, sending, sent, failed, unknown, dropped
    claimed_by: str | None = None  #: The worker that is sending it.
    reason: str | None = None
    attempts: int = 0
    live: bool = False  #: The message shows buttons that still work.
    created_at: datetime = Field(sa_type=Instant)
    not_before: datetime = Field(sa_type=Instant)
    not_after: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    text: bytes | None = Field(default=None, sa_type=Sealed)  #: Exactly what was shown.
    digest: str | None = None  #: SHA-256 of the text shown, in hexadecimal.
    language: str | None = None
    catalogue: str | None = None


class Lane(SQLModel, table=True):
    """The pace of one chat: no new message before `free_at`, and nothing at all before `held_until`."""

    __tablename__ = "lane"

    chat_key: bytes = Field(primary_key=True, sa_type=LargeBinary)
    free_at: datetime = Field(sa_type=Instant, index=True)
    held_until: datetime | None = Field(default=None, sa_type=Instant, index=True)  #: Telegram asked us to wait.


class Audit(SQLModel, table=True):
    """One event of the record; append-only, chained by hash."""

    __table_args__ = (UniqueConstraint("chain", "seq"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    chain: str  #: request:<id>, client:<id>, requester:<id>, staff:<id> or agency
    seq: int
    at: datetime = Field(sa_type=Instant)
    actor: str  #: client:<id>, staff:<id>, clock, admin
    action: str
    state: str | None = None  #: The request's state after the event.
    version: int | None = None
    row_digest: bytes | None = Field(
        default=None, sa_type=LargeBinary
    )  #: SHA-256 of the request's sealed row after it.
    detail: bytes | None = Field(default=None, sa_type=Sealed)
    previous: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class ChainHead(SQLModel, table=True):
    """The newest link of each chain, so that a missing last row is seen too."""

    __tablename__ = "chain_head"

    chain: str = Field(primary_key=True)
    seq: int
    hash: bytes = Field(sa_type=LargeBinary)


class Checkpoint(SQLModel, table=True):
    """The signed end of a day: what every chain had come to, linked to the day before; append-only."""

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    previous: bytes = Field(sa_type=LargeBinary)
    root: bytes = Field(sa_type=LargeBinary)  #: SHA-256 over the one before and every head that moved since.
    signature: bytes = Field(sa_type=LargeBinary)


class CheckpointHead(SQLModel, table=True):
    """What one chain had come to at a checkpoint; only chains that moved since the one before; append-only."""

    __tablename__ = "checkpoint_head"

    chain: str = Field(primary_key=True)
    number: int = Field(primary_key=True, index=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    seq: int
    hash: bytes = Field(sa_type=LargeBinary)


class Fact(SQLModel, table=True):
    """Small facts of the running system, such as the last successful poll."""

    key: str = Field(primary_key=True)
    value: str
    at: datetime = Field(sa_type=Instant)
