"""The record: how fast every event of it is read again and verified."""

import hashlib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from bench.agency import Place
from bench.archive import LIFE, fill
from bench.figures import Figure, show
from db.engine import Database
from db.verify import verify

REQUESTS = 40_000
ROUNDS = 5

NOTES = (
    f"{REQUESTS:,} requests with {len(LIFE)} events each on SQLite, all of them well; median of {ROUNDS} rounds, in turns",
    "peer: plain sqlite3 reads the same columns in the same order, one SHA-256 for each row, and compares nothing",
)
SAME_ROWS = """
    SELECT chain || seq || at || actor || action || coalesce(state, '') || coalesce(version, ''), row_digest, detail,
           previous, hash
    FROM audit ORDER BY chain, seq"""


class NotWell(RuntimeError):
    """The record that was just written does not verify: nothing was measured."""


def verified(db: Database) -> None:
    """Verify the whole record. Raises NotWell if anything is found."""
    if db.read_now(lambda session: list(verify(session))):
        raise NotWell


def hashed(plain: sqlite3.Connection) -> None:
    """Read and hash every row, and no more."""
    for words, row_digest, detail, previous, _ in plain.execute(SAME_ROWS):
        hashlib.sha256(b"".join((words.encode(), row_digest or b"", detail or b"", previous))).digest()


def seconds(work: Callable[[], None]) -> float:
    """Time one piece of work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def figures_of(count: int, ours: list[float], theirs: list[float]) -> list[Figure]:
    """Turn seconds into rows a second."""
    ratio = median(mine / other for mine, other in zip(theirs, ours, strict=True))
    return [
        Figure("audit_rows_per_s", "events verified", count / median(ours), "/s", ">= 500,000"),
        Figure("audit_plain_rows_per_s", "events read and hashed by plain sqlite3", count / median(theirs), "/s"),
        Figure("audit_ratio", "verified : read and hashed", ratio, "x"),
    ]


def measure() -> list[Figure]:
    """Fill a database, verify it, and compare; less than a minute."""
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        place = Place(Path(name))
        db, vault = place.open()
        try:
            fill(db, vault, REQUESTS)
            with closing(sqlite3.connect(place.file)) as plain:
                rounds = [(seconds(lambda: verified(db)), seconds(lambda: hashed(plain))) for _ in range(ROUNDS)]
                count = int(plain.execute("SELECT count(*) FROM audit").fetchone()[0])
        finally:
            db.close_now()
    return figures_of(count, [ours for ours, _ in rounds], [theirs for _, theirs in rounds])


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")
