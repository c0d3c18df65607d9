"""Walks through the whole record once, and says only whether all is well."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
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

# The same where SQLite is told to give every text as bytes: no cast for each.
PLAIN_EVENTS = """
    SELECT previous, chain, seq, at, actor, action, state, version, row_digest, detail, hash
    FROM audit ORDER BY chain, seq"""

# Every chain with its head and its request, in the order of the events.
CHAINS = """
    SELECT {head.chain}, head.seq, head.hash, request.facts, request.standing, {request.state}, request.version
    FROM chain_head AS head
    LEFT JOIN request ON request.id = substr(head.chain, 9) AND substr(head.chain, 1, 8) = 'request:'
    ORDER BY head.chain"""
PLAIN_CHAINS = CHAINS.replace("{", "").replace("}", "")
CODED_CHAINS = CHAINS.replace("{", "convert_to(").replace("}", ", 'UTF8')")

REQUESTS = "SELECT count(*) FROM request"


def is_well(session: Session) -> bool:
    """Whether every event, every head and every request fit together; in constant memory."""
    try:
        with _read_as_bytes(session) as (chains, events):
            fitting = _fitting(chains, events)
        return fitting is not None and fitting == next(rows(session, REQUESTS))[0]
    except (struct.error, TypeError, AttributeError, ValueError, sqlite3.Error):
        return False  # SQLite stores what it is told, of any kind.


@contextmanager
def _read_as_bytes(session: Session) -> Iterator[tuple[Iterator[Any], Iterator[Any]]]:
    """Give all chains and all events, every text as the bytes it is stored as."""
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield rows(session, CODED_CHAINS), all_events(session)
        return
    usual, driver.text_factory = driver.text_factory, bytes
    try:
        yield driver.execute(PLAIN_CHAINS), driver.execute(PLAIN_EVENTS)
    finally:
        driver.text_factory = usual


def _fitting(chains: Iterator[Any], events: Iterator[Any]) -> int | None:
    """Give how many requests have a chain to which everything fits; None if anything does not."""
    requests, here, seq, digest, left = 0, None, 0, b"", None
    known: Any = None
    for previous, chain, number, at, actor, action, state, version, row_digest, detail, fits in events:
        if chain != here:
            if known is not None and not _ended(known, seq, digest, left):
                return None
            known = next(chains, None)
            if known is None or known[0] != chain:
                return None
            here, seq, digest, left = chain, 0, BEGINNING, None
            requests += known[3] is not None
        seq += 1
        if number != seq or previous != digest:
            return None
        digest = link(previous, chain, seq, at, actor, action, state, version, row_digest, detail)
        if digest != fits:
            return None
        if state is not None:
            left = (state, version, row_digest)
    if known is not None and not _ended(known, seq, digest, left):
        return None
    return None if next(chains, None) is not None else requests


def _ended(known: Any, seq: int, digest: bytes, left: tuple[bytes, Any, Any] | None) -> bool:
    """Whether a chain ends where its head says, and left its request as that is."""
    chain, head_seq, head_hash, facts, standing, state, version = known
    if head_seq != seq or head_hash != digest:
        return False
    if not chain.startswith(b"request:"):
        return True
    if left is None or left[0] != state or left[1] != version:
        return False
    return left[2] is None or bool(left[2] == row_digest_of(facts, standing, state.decode(), version))


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
