"""Reads the whole record again and names everything that was changed, removed, moved or put in."""

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from db.audit import BEGINNING, link, row_digest_of
from db.walk import all_events, is_well, rows


class What(StrEnum):
    """What is wrong with one place of the record."""

    CHANGED = "changed"  #: The event is not what was written.
    NOT_NEXT = "not_next"  #: The event does not follow the one before: some were removed, moved or put in.
    NOT_NEWEST = "not_newest"  #: The chain does not end where it ended: its newest events were removed or changed.
    NOT_KNOWN = "not_known"  #: The event stands after the end of its chain, or in a chain that was never begun.
    NO_EVENTS = "no_events"  #: All events of the chain are gone.
    NO_CHAIN = "no_chain"  #: A request has no record.
    ROW_CHANGED = "row_changed"  #: A request is not what its newest event left.
    ROW_GONE = "row_gone"  #: A chain is there, and its request is not.
    NOT_CLEAR = "not_clear"  #: Something is wrong that none of the above names.


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong place: the chain, the number of the event (0: none in particular), and what is wrong."""

    chain: str
    seq: int
    what: What


HEADS = """
    SELECT head.chain, head.seq, EXISTS (SELECT 1 FROM audit WHERE audit.chain = head.chain)
    FROM chain_head AS head LEFT JOIN audit AS event ON event.chain = head.chain AND event.seq = head.seq
    WHERE event.hash IS NULL OR event.hash <> head.hash"""

STRAYS = """
    SELECT event.chain, event.seq FROM audit AS event LEFT JOIN chain_head AS head ON head.chain = event.chain
    WHERE head.seq IS NULL OR event.seq > head.seq"""

REQUESTS = """
    SELECT request.id, request.facts, request.standing, request.state, request.version,
           event.seq, event.state, event.version, event.row_digest
    FROM request LEFT JOIN audit AS event ON event.chain = 'request:' || request.id AND event.seq = (
        SELECT seq FROM audit WHERE chain = 'request:' || request.id AND state IS NOT NULL ORDER BY seq DESC LIMIT 1)"""

GONE = """
    SELECT head.chain, head.seq FROM chain_head AS head LEFT JOIN request ON request.id = substr(head.chain, 9)
    WHERE substr(head.chain, 1, 8) = 'request:' AND request.id IS NULL"""


def verify(session: Session) -> Iterator[Finding]:
    """Read the record from beginning to end, in constant memory, and give every finding; none means all is well."""
    if is_well(session):
        return
    found = False
    for finding in name_all(session):
        found = True
        yield finding
    if not found:
        yield Finding("", 0, What.NOT_CLEAR)


def name_all(session: Session) -> Iterator[Finding]:
    """Look at every place by itself, which is slower, and name what is wrong with it."""
    for look in (_events, _heads, _strays, _requests, _gone):
        try:
            yield from look(session)
        except sqlite3.Error:  # SQLite keeps a text it cannot give back, or a page that is broken.
            yield Finding("", 0, What.NOT_CLEAR)


def _events(session: Session) -> Iterator[Finding]:
    here, last_seq, last_hash = None, 0, BEGINNING
    for previous, chain, seq, at, actor, action, state, version, row_digest, detail, digest in all_events(session):
        if chain != here:
            here, last_seq, last_hash = chain, 0, BEGINNING
        try:
            follows = seq == last_seq + 1 and previous == last_hash
            expected = link(previous, chain, seq, at, actor, action, state, version, row_digest, detail)
        except (struct.error, TypeError):  # SQLite stores a text where a number belongs, if told to.
            follows, expected, seq = False, None, 0
        if not follows:
            yield Finding(_readable(chain), seq, What.NOT_NEXT)
        if digest != expected:
            yield Finding(_readable(chain), seq, What.CHANGED)
        last_seq, last_hash = seq, digest


def _heads(session: Session) -> Iterator[Finding]:
    for chain, seq, some in rows(session, HEADS):
        yield Finding(chain, seq, What.NOT_NEWEST if some else What.NO_EVENTS)


def _strays(session: Session) -> Iterator[Finding]:
    for chain, seq in rows(session, STRAYS):
        yield Finding(chain, seq, What.NOT_KNOWN)


def _gone(session: Session) -> Iterator[Finding]:
    for chain, seq in rows(session, GONE):
        yield Finding(chain, seq, What.ROW_GONE)


def _requests(session: Session) -> Iterator[Finding]:
    for id_, facts, standing, state, version, seq, last_state, last_version, digest in rows(session, REQUESTS):
        if seq is None:
            yield Finding(f"request:{id_}", 0, What.NO_CHAIN)
        elif (state, version) != (last_state, last_version) or not _fits(digest, facts, standing, state, version):
            yield Finding(f"request:{id_}", seq, What.ROW_CHANGED)


def _fits(digest: bytes | None, facts: bytes, standing: bytes, state: str, version: int) -> bool:
    if digest is None:  # The event spoke of the state only.
        return True
    try:
        return digest == row_digest_of(facts, standing, state, version)
    except TypeError:
        return False


def _readable(chain: bytes) -> str:
    return chain.decode(errors="replace")
