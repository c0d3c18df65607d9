"""Walks through the whole record once, and says only whether all is well."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from db.audit import BEGINNING, link, row_digest_of

STREAMED = {"stream_results": True, "yield_per": 4_000}

# Text is read as the bytes it is stored as: faster, and a text no longer readable is only a finding.
EVENTS = {
    "sqlite": """
        SELECT CAST(previous AS BLOB), CAST(chain AS BLOB), seq, CAST(at AS BLOB), CAST(actor AS BLOB),
               CAST(action AS BLOB), CAST(state AS BLOB), version, CAST(row_digest AS BLOB), CAST(detail AS BLOB),
               CAST(hash AS BLOB)
        FROM audit ORDER BY chain, seq""",
    "postgresql": """
        SELECT previous, convert_to(chain, 'UTF8'), seq,
               convert_to(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), 'UTF8'),
               convert_to(actor, 'UTF8'), convert_to(action, 'UTF8'), convert_to(state, 'UTF8'), version, row_digest,
               detail, hash
        FROM audit ORDER BY chain, seq""",
}

# Every chain with its head and its request, in the order of the events.
CHAINS = """
    SELECT head.chain, head.seq, head.hash, request.facts, request.standing, request.state, request.version
    FROM chain_head AS head
    LEFT JOIN request ON request.id = substr(head.chain, 9) AND substr(head.chain, 1, 8) = 'request:'
    ORDER BY head.chain"""

WITHOUT_CHAIN = """
    SELECT 1 FROM request LEFT JOIN chain_head AS head ON head.chain = 'request:' || request.id
    WHERE head.chain IS NULL"""


def is_well(session: Session) -> bool:
    """Whether every event, every head and every request fit together; in constant memory."""
    chains = rows(session, CHAINS)
    try:
        for chain, events in groupby(all_events(session), key=itemgetter(1)):
            known = next(chains, None)
            if known is None or known[0] != chain.decode() or not _fits(known, events):
                return False
        return next(chains, None) is None and next(rows(session, WITHOUT_CHAIN), None) is None
    except (struct.error, TypeError, AttributeError, ValueError, sqlite3.Error):
        return False  # SQLite stores what it is told, of any kind.


def all_events(session: Session) -> Iterator[Any]:
    """Give every event, chain by chain: the arguments of `link`, then the hash."""
    return rows(session, EVENTS[session.get_bind().dialect.name])


def rows(session: Session, question: str) -> Iterator[Any]:
    """Give the rows of an answer one by one, without ever holding all of them."""
    connection = session.connection()
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        yield from driver.execute(question)  # As SQLAlchemy would, at two thirds of the time.
        return
    for part in connection.execute(text(question), execution_options=STREAMED).partitions():
        yield from part


def _fits(known: Any, events: Iterable[Any]) -> bool:
    chain, head_seq, head_hash, facts, standing, state, version = known
    last_seq, last_hash, left = 0, BEGINNING, None
    for previous, of_chain, seq, at, actor, action, of_state, of_version, row_digest, detail, digest in events:
        last_seq += 1
        if seq != last_seq or previous != last_hash:
            return False
        if digest != link(previous, of_chain, seq, at, actor, action, of_state, of_version, row_digest, detail):
            return False
        if of_state is not None:
            left = (of_state.decode(), of_version, row_digest)
        last_hash = digest
    if (head_seq, head_hash) != (last_seq, last_hash):
        return False
    if not chain.startswith("request:"):
        return True
    if left is None or left[:2] != (state, version):
        return False
    return left[2] in (None, row_digest_of(facts, standing, state, version))
