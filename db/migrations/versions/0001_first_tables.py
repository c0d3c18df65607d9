"""The first tables: people, requests, the inbox, the outbox and the record."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
TEXT = sa.String()
BYTES = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "agency",
    "audit",
    "chain_head",
    "fact",
    "inbox",
    "invitation",
    "outbox",
    "requester",
    "staff",
    "client",
    "draft",
    "request",
    "disclosure",
    "question",
)


def upgrade() -> None:
    """Make every table."""
    for make in (
        _agency,
        _audit,
        _chain_head,
        _fact,
        _inbox,
        _invitation,
        _outbox,
        _requester,
        _staff,
        _client,
        _draft,
        _request,
        _disclosure,
        _question,
    ):
        make()


def downgrade() -> None:
    """Remove every table with all it holds, the record included."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _agency() -> None:
    op.create_table(
        "agency",
        *_must(ID, "id"),
        *_must(BYTES, "name"),
        *_must(TEXT, "timezone", "language", "emergency_number", "crisis_line"),
        *_must(sa.Time(), "quiet_from", "quiet_to"),
        *_must(sa.Date(), "crisis_checked_on"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        *_must(SERIAL, "id"),
        *_must(TEXT, "chain", "actor", "action"),
        *_must(sa.Integer(), "seq"),
        *_must(INSTANT, "at"),
        *_may(TEXT, "state"),
        *_may(sa.Integer(), "version"),
        *_may(BYTES, "row_digest", "detail"),
        *_must(BYTES, "previous", "hash"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("chain", "seq", name="uq_audit_chain_seq"),
    )


def _chain_head() -> None:
    op.create_table(
        "chain_head",
        *_must(TEXT, "chain"),
        *_must(sa.Integer(), "seq"),
        *_must(BYTES, "hash"),
        sa.PrimaryKeyConstraint("chain", name="pk_chain_head"),
    )


def _fact() -> None:
    op.create_table(
        "fact",
        *_must(TEXT, "key", "value"),
        *_must(INSTANT, "at"),
        sa.PrimaryKeyConstraint("key", name="pk_fact"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        *_must(SERIAL, "id"),
        *_must(sa.BigInteger(), "update_id"),
        *_must(BYTES, "digest", "raw"),
        *_may(BYTES, "chat_key"),
        *_must(TEXT, "state"),
        *_may(TEXT, "reason"),
        *_must(INSTANT, "received_at"),
        *_may(INSTANT, "closed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("update_id", "digest", name="uq_inbox_update_id_digest"),
    )
    _partial("ix_inbox_open", "inbox", ["id"], "state = 'new'")


def _invitation() -> None:
    op.create_table(
        "invitation",
        *_must(ID, "id"),
        *_must(BYTES, "token_key"),
        *_may(BYTES, "code_key", "used_by"),
        *_must(TEXT, "audience", "person_id"),
        *_must(sa.Integer(), "tries"),
        *_must(INSTANT, "expires_at", "created_at"),
        *_may(INSTANT, "used_at"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_key", name="uq_invitation_token_key"),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        *_must(SERIAL, "id"),
        *_must(ID, "ref"),
        *_must(TEXT, "audience", "kind", "promise", "state"),
        *_may(TEXT, "person_id", "topic", "request_id", "replaces", "reason", "digest", "language", "catalogue"),
        *_must(BYTES, "chat", "chat_key", "facts", "buttons"),
        *_may(sa.Integer(), "request_version"),
        *_must(sa.Boolean(), "silent", "live"),
        *_must(sa.Integer(), "attempts"),
        *_must(INSTANT, "created_at", "not_before"),
        *_may(INSTANT, "not_after", "sent_at"),
        *_may(sa.BigInteger(), "message_id"),
        *_may(BYTES, "text"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("ref", name="uq_outbox_ref"),
    )
    _partial("ix_outbox_live", "outbox", ["chat_key", "id"], "live")
    _partial("ix_outbox_open", "outbox", ["id"], "state IN ('queued', 'sending')")
    op.create_index("ix_outbox_request_id", "outbox", ["request_id"])


def _requester() -> None:
    op.create_table(
        "requester",
        *_must(ID, "id"),
        *_must(BYTES, "name"),
        *_must(TEXT, "kind"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_requester"),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        *_must(ID, "id"),
        *_must(TEXT, "role", "language", "channel"),
        *_must(BYTES, "name"),
        *_may(BYTES, "chat", "chat_key"),
        *_may(TEXT, "awaiting"),
        *_must(sa.Boolean(), "active"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("chat_key", name="uq_staff_chat_key"),
    )


def _client() -> None:
    op.create_table(
        "client",
        *_must(ID, "id"),
        *_must(BYTES, "alias"),
        *_must(TEXT, "clinician_id", "language", "channel", "detail"),
        *_must(sa.Boolean(), "language_chosen", "hidden", "messages_stopped"),
        *_may(BYTES, "chat", "chat_key"),
        *_may(TEXT, "awaiting", "window", "timezone"),
        *_may(sa.Boolean(), "shared_phone"),
        *_may(INSTANT, "stop_word_at", "yes_paused_until", "limits_read_at"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_client"),
        sa.ForeignKeyConstraint(["clinician_id"], ["staff.id"], name="fk_client_clinician_id_staff"),
        sa.UniqueConstraint("chat_key", name="uq_client_chat_key"),
    )
    op.create_index("ix_client_clinician_id", "client", ["clinician_id"])


def _draft() -> None:
    op.create_table(
        "draft",
        *_must(ID, "id"),
        *_must(TEXT, "staff_id"),
        *_must(BYTES, "facts"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_draft_staff_id_staff"),
        sa.UniqueConstraint("staff_id", name="uq_draft_staff_id"),
    )


def _request() -> None:
    op.create_table(
        "request",
        *_must(ID, "id"),
        *_must(sa.String(16), "code"),
        *_must(TEXT, "client_id", "clinician_id", "state"),
        *_must(sa.Integer(), "version"),
        *_must(BYTES, "facts", "standing"),
        *_may(BYTES, "signature"),
        *_may(INSTANT, "next_reminder_at", "lapses_at", "ends_at"),
        *_may(TEXT, "supersedes"),
        *_must(INSTANT, "created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_request_client_id_client"),
        sa.ForeignKeyConstraint(["clinician_id"], ["staff.id"], name="fk_request_clinician_id_staff"),
        sa.ForeignKeyConstraint(["supersedes"], ["request.id"], name="fk_request_supersedes_request"),
        sa.UniqueConstraint("code", name="uq_request_code"),
    )
    op.create_index("ix_request_client_id", "request", ["client_id"])
    op.create_index("ix_request_clinician_id", "request", ["clinician_id"])
    _partial("ix_request_ends_at", "request", ["ends_at"], "ends_at IS NOT NULL")
    _partial("ix_request_lapses_at", "request", ["lapses_at"], "lapses_at IS NOT NULL")
    _partial("ix_request_next_reminder_at", "request", ["next_reminder_at"], "next_reminder_at IS NOT NULL")


def _disclosure() -> None:
    op.create_table(
        "disclosure",
        *_must(ID, "id"),
        *_must(TEXT, "request_id", "client_id", "staff_id"),
        *_must(BYTES, "facts"),
        *_must(INSTANT, "sent_at"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_disclosure_client_id_client"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_disclosure_request_id_request"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_disclosure_staff_id_staff"),
    )
    op.create_index("ix_disclosure_client_id", "disclosure", ["client_id"])
    op.create_index("ix_disclosure_request_id", "disclosure", ["request_id"])


def _question() -> None:
    op.create_table(
        "question",
        *_must(ID, "id"),
        *_must(TEXT, "client_id", "language"),
        *_may(TEXT, "request_id", "staff_id"),
        *_must(BYTES, "text"),
        *_must(INSTANT, "asked_at"),
        *_may(INSTANT, "answered_at"),
        *_may(BYTES, "answer"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_question_client_id_client"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_question_request_id_request"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_question_staff_id_staff"),
    )
    op.create_index("ix_question_client_id", "question", ["client_id"])
    op.create_index("ix_question_request_id", "question", ["request_id"])
