"""The record: how fast every event of it is read again and verified."""

import hashlib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
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
    f"{REQUESTS:,} requests with {len(LIFE)} events each on SQLite, all of them well; median of {ROUNDS} rounds",
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


@dataclass(frozen=True, slots=True)
class Taken:
    """The seconds that a piece of work took, by the clock and of the processor."""

    wall: float
    cpu: float


def taken(work: Callable[[], None]) -> Taken:
    """Time one piece of work."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def figures_of(count: int, ours: list[Taken], theirs: list[Taken]) -> list[Figure]:
    """Turn seconds into rows a second; processor seconds change less when the machine has other work too."""
    ratio = median(plain.cpu / mine.cpu for mine, plain in zip(ours, theirs, strict=True))
    rows, rows_of_cpu = count / median(t.wall for t in ours), count / median(t.cpu for t in ours)
    plain_rows = count / median(t.wall for t in theirs)
    return [
        Figure("audit_rows_per_s", "events verified", rows, "/s", ">= 500,000"),
        Figure("audit_rows_per_cpu_s", "events verified in a second of the processor", rows_of_cpu, "/s"),
        Figure("audit_plain_rows_per_s", "events read and hashed by plain sqlite3", plain_rows, "/s"),
        Figure("audit_ratio", "verified : read and hashed, by processor time", ratio, "x"),
    ]


def measure() -> list[Figure]:
    """Fill a database, verify it, and compare; less than a minute."""
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        place = Place(Path(name))
        db, vault = place.open()
        try:
            fill(db, vault, REQUESTS)
            with closing(sqlite3.connect(place.file)) as plain:
                rounds = [(taken(lambda: verified(db)), taken(lambda: hashed(plain))) for _ in range(ROUNDS)]
                count = int(plain.execute("SELECT count(*) FROM audit").fetchone()[0])
        finally:
            db.close_now()
    return figures_of(count, [ours for ours, _ in rounds], [theirs for _, theirs in rounds])


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")
