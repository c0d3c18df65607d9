"""Who of several workers works which update: claimed by chat, so that the order within a chat holds across workers."""

from collections.abc import Collection

from sqlalchemy import ARRAY, BigInteger, String, bindparam, text
from sqlmodel import Session

from db.inbox import Kept, Sealed, in_order
from db.presence import dead

WINDOW = 2000  #: Rows looked at for chats that can be claimed.

#: The lock of a chat: nobody else claims in it until this transaction ends, whichever of its rows they see.
LANE = "coalesce(('x' || encode(substr(chat_key, 1, 8), 'hex'))::bit(64)::bigint, id)"
# The rows of a chat that somebody else works are passed over, or they would hide all the others.
_LANES = text(
    f"""
    WITH free AS MATERIALIZED (
        SELECT id, {LANE} AS lane FROM inbox
        WHERE state = 'new' AND claimed_by IS NULL AND (chat_key IS NULL OR chat_key NOT IN (
            SELECT chat_key FROM inbox WHERE state = 'new' AND claimed_by <> :me AND chat_key IS NOT NULL))
        ORDER BY id LIMIT {WINDOW}
    ), first AS MATERIALIZED (SELECT lane, min(id) AS id FROM free GROUP BY lane ORDER BY 2 LIMIT :most)
    SELECT lane FROM first WHERE pg_try_advisory_xact_lock(lane)
    """  # noqa: S608 - made of constants
)
# A statement of its own: only now does it see what was committed by whoever held the locks before.
_CLAIM = text(
    f"""
    WITH mine AS (
        SELECT id FROM inbox AS one
        WHERE state = 'new' AND claimed_by IS NULL AND {LANE} = ANY(:lanes) AND NOT EXISTS (
            SELECT 1 FROM inbox AS other
            WHERE other.state = 'new' AND other.chat_key = one.chat_key AND other.claimed_by <> :me)
        ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
    )
    UPDATE inbox SET claimed_by = :me FROM mine WHERE inbox.id = mine.id
    RETURNING inbox.id, inbox.chat_key, inbox.update_id, inbox.received_at, inbox.digest, inbox.raw
    """  # noqa: S608 - made of constants
).bindparams(bindparam("lanes", type_=ARRAY(BigInteger)))
_CLAIMANTS = text("SELECT DISTINCT claimed_by FROM inbox WHERE state = 'new' AND claimed_by <> :me")
_FREE = text("UPDATE inbox SET claimed_by = NULL WHERE state = 'new' AND claimed_by = ANY(:gone)").bindparams(
    bindparam("gone", type_=ARRAY(String))
)
_LEAVE = text(
    "UPDATE inbox SET claimed_by = NULL WHERE state = 'new' AND claimed_by = :me AND id <> ALL(:spare)"
).bindparams(bindparam("spare", type_=ARRAY(BigInteger)))


def claim(session: Session, me: str, limit: int) -> list[Kept]:
    """Claim the oldest open updates that nobody works, at most `limit`, in the order of each chat. PostgreSQL only.

    Of a chat in which another worker has one open none is taken, so that two never work in one chat at a time.
    """
    connection = session.connection()
    lanes = connection.execute(_LANES, {"me": me, "most": limit}).scalars().all()
    if not lanes:
        return []
    found = connection.execute(_CLAIM, {"me": me, "lanes": lanes, "most": limit})
    rows = [
        Kept(row.id, row.chat_key, row.update_id, row.received_at, sealed=Sealed(row.digest, row.raw)) for row in found
    ]
    return sorted(rows, key=in_order)


def free_dead(session: Session, me: str) -> int:
    """Free what workers who are gone had claimed, for whoever claims next; tells how many updates. PostgreSQL only."""
    connection = session.connection()
    gone = dead(session, connection.execute(_CLAIMANTS, {"me": me}).scalars().all(), me)
    return connection.execute(_FREE, {"gone": gone}).rowcount if gone else 0


def leave(session: Session, me: str, *, spare: Collection[int] = ()) -> int:
    """Free what I had claimed, but for the rows in `spare`; tells how many updates. PostgreSQL only."""
    return session.connection().execute(_LEAVE, {"me": me, "spare": list(spare)}).rowcount
