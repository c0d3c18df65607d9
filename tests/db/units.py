"""Units of work for the tests: notes that leave a trace, and a gate that makes units wait for one another."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from sqlmodel import Session, select

from db.engine import Database
from db.tables import Fact

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PATIENCE = 20.0


def note(key: str, value: str = "") -> Callable[[Session], str]:
    def unit(session: Session) -> str:
        session.add(Fact(key=key, value=value, at=NOW))
        return key

    return unit


def keys(session: Session) -> set[str]:
    return set(session.exec(select(Fact.key)))


class Gate:
    """A unit that keeps the writer busy until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self, _: object) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE)


async def together(database: Database, *units: Callable[[Session], object]) -> list[object]:
    """Hand in units so that all of them wait for one commit; give their answers or errors."""
    gate = Gate()
    first = asyncio.create_task(database.write(gate))
    await asyncio.to_thread(gate.reached.wait, PATIENCE)
    waiting = [asyncio.create_task(database.write(unit)) for unit in units]
    await asyncio.sleep(0)
    gate.opened.set()
    await first
    return await asyncio.gather(*waiting, return_exceptions=True)
