"""The gate: may this go out now? Asked in process, on a database that holds many requests."""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from sqlmodel import Session

from bench.agency import Place
from bench.archive import code_of, fill
from bench.figures import Figure, percentile, show
from bot.actions.gate import ask_by_code
from bot.actions.releasing import holds_of
from consent.circumstances import Circumstances
from consent.release import Answer, Verdict, what_may_go
from db import lookups
from db.engine import Database
from db.rules import packs
from db.vault import Vault

REQUESTS = 20_000
ROUNDS = 5
ASKS = 150  #: Of each kind in a round.
JUMP = 7_919  #: A prime: every ask meets another request, far from the last one.

NOTES = (
    f"{REQUESTS:,} clients with one granted request of five items each, on SQLite; every ask meets another one",
    f"the p50 of {ASKS} asks in each of {ROUNDS} rounds, in turns, and of these the median",
    "peer: the standard library's sqlite3 reads the same two rows by their indexes, and does nothing with them",
)
SAME_ROWS = "SELECT * FROM request JOIN client ON client.id = request.client_id WHERE request.code = ?"

Ask = Callable[[str], object]


def question(session: Session, vault: Vault, now: datetime, code: str) -> Answer:
    """Ask the gate without a trace: look the request and its client up, and judge."""
    page = lookups.page_by_code(session, vault, code)
    if page is None:
        raise LookupError
    client = lookups.client(session, vault, page.case.request.client_id)
    around = Circumstances(packs=packs(session), holds=holds_of(client), signed=page.signature is not None)
    return what_may_go(page.case, now, around=around)


def microseconds(ask: Ask, codes: Iterator[str]) -> list[float]:
    """Ask so many times, and give the time of each."""
    taken = []
    for _ in range(ASKS):
        code = next(codes)
        began = time.perf_counter_ns()
        ask(code)
        taken.append((time.perf_counter_ns() - began) / 1000)
    return taken


def every_code() -> Iterator[str]:
    """Give the codes of the archive in an order that jumps about, for ever."""
    return (code_of(step * JUMP % REQUESTS) for step in count())


def compare(db: Database, vault: Vault, plain: sqlite3.Connection) -> dict[str, list[list[float]]]:
    """Ask in every way, in turns."""
    now = datetime.now(UTC)
    page = db.read_now(lambda session: lookups.page_by_code(session, vault, code_of(0)))
    if page is None or what_may_go(page.case, now).verdict is not Verdict.ALLOW:
        raise LookupError
    ways: dict[str, Ask] = {
        "judge": lambda code: what_may_go(page.case, now),
        "question": lambda code: db.read_now(lambda session: question(session, vault, now, code)),
        "recorded": lambda code: db.write_now(lambda session: ask_by_code(session, vault, now, code)),
        "rows": lambda code: plain.execute(SAME_ROWS, (code,)).fetchone(),
    }
    codes = every_code()
    for ask in ways.values():
        microseconds(ask, codes)  # Warms up.
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            taken[name].append(microseconds(ask, codes))
    return taken


def figures_of(taken: dict[str, list[list[float]]]) -> list[Figure]:
    """Turn the times into figures."""

    def p(name: str, share: float) -> float:
        return median(percentile(times, share) for times in taken[name])

    return [
        Figure("gate_p50_ms", "the gate: two look-ups and the judge, p50", p("question", 0.5) / 1000, "ms", "<= 2"),
        Figure("gate_p99_ms", "the same, p99", p("question", 0.99) / 1000, "ms"),
        Figure("gate_recorded_p50_ms", "the same, recorded durably, p50", p("recorded", 0.5) / 1000, "ms"),
        Figure("judge_p50_us", "the judge alone, p50", p("judge", 0.5), "µs"),
        Figure("rows_p50_us", "the same two rows through plain sqlite3, p50", p("rows", 0.5), "µs"),
        Figure("gate_rows_ratio", "the gate asked : the rows alone", p("question", 0.5) / p("rows", 0.5), "x"),
    ]


def measure() -> list[Figure]:
    """Fill a database, ask, and compare; less than half a minute."""
    with tempfile.TemporaryDirectory(prefix="askfirst-bench-") as name:
        place = Place(Path(name))
        db, vault = place.open()
        try:
            fill(db, vault, REQUESTS)
            with closing(sqlite3.connect(place.file)) as plain:
                return figures_of(compare(db, vault, plain))
        finally:
            db.close_now()


if __name__ == "__main__":
    sys.stdout.write(show(measure(), NOTES) + "\n")
