"""Signed checkpoints over all chains: not even the newest rows can be taken away unseen."""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from sqlalchemy import insert, text
from sqlmodel import Session, col, func, select

from db.audit import stamp
from db.signing import PublicKey, Signer
from db.tables import Checkpoint, CheckpointHead

PURPOSE = "checkpoint"
EVERY = timedelta(days=1)
BEGINNING = bytes(32)  #: What the first checkpoint carries as the one before it.
_HEAD = struct.Struct(">IQ32s")


class Trouble(StrEnum):
    """What a checkpoint finds wrong with one place of the record."""

    GONE = "gone_since_checkpoint"  #: An event that stood at a checkpoint is not there any more.
    OTHER = "other_than_at_checkpoint"  #: Another event stands in its place.
    CHANGED = "checkpoint_changed"  #: A checkpoint is not what the agency signed.
    MISSING = "checkpoint_missing"  #: A checkpoint is not there: the numbers or the links leave a gap.


@dataclass(frozen=True, slots=True)
class Finding:
    """One wrong place: the chain (or checkpoint), the number of the event, and what is wrong."""

    chain: str
    seq: int
    what: Trouble


@dataclass(frozen=True, slots=True)
class Signed:
    """One checkpoint, to be kept elsewhere too: whoever has it sees when the record went back behind it."""

    number: int
    at: datetime
    root: bytes
    signature: bytes


_Head = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a checkpoint will say, read and hashed before it is signed; `heads` are the chains that moved."""

    number: int
    at: datetime
    previous: bytes
    heads: tuple[_Head, ...]
    root: bytes


MOVED = text("""
    SELECT head.chain, head.seq, head.hash FROM chain_head AS head LEFT JOIN (
        SELECT chain, MAX(seq) AS seq FROM checkpoint_head GROUP BY chain) AS known ON known.chain = head.chain
    WHERE known.seq IS NULL OR known.seq < head.seq""")

#: Every head of every checkpoint that the record does not hold any more.
LOST = text("""
    SELECT known.chain, known.seq, event.hash IS NULL FROM checkpoint_head AS known
    LEFT JOIN audit AS event ON event.chain = known.chain AND event.seq = known.seq
    WHERE event.hash IS NULL OR event.hash <> known.hash ORDER BY known.chain, known.seq""")

HOLD = select(func.pg_advisory_xact_lock(4_201_958))
ADD_HEADS = insert(CheckpointHead)
HEADS_OF = select(CheckpointHead.chain, CheckpointHead.seq, CheckpointHead.hash, CheckpointHead.number).order_by(
    col(CheckpointHead.number)
)


def newest(session: Session) -> Signed | None:
    """The checkpoint that was made last."""
    row = session.exec(select(Checkpoint).order_by(col(Checkpoint.number).desc()).limit(1)).first()
    return None if row is None else _signed(row)


def numbered(session: Session, number: int) -> Signed | None:
    """One checkpoint by its number."""
    row = session.get(Checkpoint, number)
    return None if row is None else _signed(row)


def is_due(session: Session, now: datetime) -> bool:
    """Whether a day has passed since the last checkpoint."""
    last = newest(session)
    return last is None or now - last.at >= EVERY


def gather(session: Session, now: datetime) -> Gathered:
    """Read what every chain has come to, linked to the checkpoint before. Long with many chains: a reader's work."""
    last = newest(session)  # Read first: where another machine signs meanwhile, this one is refused.
    moved = tuple((row.chain, row.seq, bytes(row.hash)) for row in session.connection().execute(MOVED))
    number, previous = (1, BEGINNING) if last is None else (last.number + 1, last.root)
    return Gathered(number, now, previous, moved, root_of(number, now, previous, moved))


def sign(session: Session, signer: Signer, gathered: Gathered) -> Signed | None:
    """Sign and write what was gathered; a quiet day is signed too. None where another machine was first.

    What was recorded since it was gathered belongs to the next checkpoint.
    """
    _hold(session)
    last = newest(session)
    before = (0, BEGINNING) if last is None else (last.number, last.root)
    if before != (gathered.number - 1, gathered.previous):
        return None
    number, at, root = gathered.number, gathered.at, gathered.root
    made = Signed(number, at, root, signer.sign(PURPOSE, root))
    session.add(Checkpoint(number=number, at=at, previous=gathered.previous, root=root, signature=made.signature))
    session.flush()
    if gathered.heads:
        heads = [{"chain": chain, "number": number, "seq": seq, "hash": hash} for chain, seq, hash in gathered.heads]
        session.connection().execute(ADD_HEADS, heads)
    return made


def _hold(session: Session) -> None:
    """Let one machine at a time make a checkpoint, until the unit of work ends. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(HOLD)


def root_of(number: int, at: datetime, previous: bytes, heads: Iterable[_Head]) -> bytes:
    """The SHA-256 that a checkpoint is signed over: its place, its time, the one before and the heads in order."""
    digest = hashlib.sha256(struct.pack(">Q", number) + stamp(at).encode() + previous)
    for name, seq, hash in sorted((chain.encode(), seq, hash) for chain, seq, hash in heads):
        digest.update(_HEAD.pack(len(name), seq, hash) + name)
    return digest.digest()


def verify(session: Session, public: PublicKey, kept: Signed | None = None) -> Iterator[Finding]:
    """Check every checkpoint and that the record still holds all they saw; none found means all is well.

    `kept` is a checkpoint that was kept elsewhere: it finds out that the newest checkpoints were taken away too.
    """
    yield from _links(session, public)
    for chain, seq, gone in session.connection().execute(LOST):
        yield Finding(chain, seq, Trouble.GONE if gone else Trouble.OTHER)
    if kept is not None:
        yield from _against(session, public, kept)


def _links(session: Session, public: PublicKey) -> Iterator[Finding]:
    expected, previous = 1, BEGINNING
    days = _days(session)
    day = next(days, None)
    for row in session.exec(select(Checkpoint).order_by(col(Checkpoint.number))):
        name = f"checkpoint:{row.number}"
        if row.number != expected or row.previous != previous:
            yield Finding(name, row.number, Trouble.MISSING)
        while day is not None and day[0] < row.number:
            yield Finding(f"checkpoint:{day[0]}", day[0], Trouble.MISSING)
            day = next(days, None)
        mine: list[_Head] = []
        if day is not None and day[0] == row.number:
            mine, day = day[1], next(days, None)
        if not _is_whole(row, mine, public):
            yield Finding(name, row.number, Trouble.CHANGED)
        expected, previous = row.number + 1, row.root
    while day is not None:
        yield Finding(f"checkpoint:{day[0]}", day[0], Trouble.MISSING)
        day = next(days, None)


def _is_whole(row: Checkpoint, heads: list[_Head], public: PublicKey) -> bool:
    try:
        root = root_of(row.number, row.at, row.previous, heads)
    except (struct.error, TypeError):  # SQLite stores what it is told, of any kind.
        return False
    return root == row.root and public.is_genuine(PURPOSE, row.root, row.signature)


def _days(session: Session) -> Iterator[tuple[int, list[_Head]]]:
    """The heads of one checkpoint after the other; never more than one day of them in memory."""
    rows = session.connection().execute(HEADS_OF, execution_options={"stream_results": True, "yield_per": 4_000})
    for number, heads in groupby(rows, key=itemgetter(3)):
        yield number, [(chain, seq, hash) for chain, seq, hash, _ in heads]


def _against(session: Session, public: PublicKey, kept: Signed) -> Iterator[Finding]:
    name = f"checkpoint:{kept.number}"
    here = numbered(session, kept.number)
    if not public.is_genuine(PURPOSE, kept.root, kept.signature):
        yield Finding(name, kept.number, Trouble.CHANGED)
    elif here is None:
        yield Finding(name, kept.number, Trouble.MISSING)
    elif here.root != kept.root:
        yield Finding(name, kept.number, Trouble.OTHER)


def _signed(row: Checkpoint) -> Signed:
    return Signed(row.number, row.at, row.root, row.signature)
