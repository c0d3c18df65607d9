"""The database as the rest of the house sees it: hand in a function of a session, await its answer."""

import asyncio
import concurrent.futures
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from db.connections import READERS, address, is_lost, reading_engine, writing_engine
from db.errors import Closed, StaleVersion, Unconfirmed, WriteFailed
from db.outcomes import Done, Failed, Outcome, Ticket
from db.writer import Writer

__all__ = ["Closed", "Database", "StaleVersion", "Unconfirmed", "WriteFailed"]

T = TypeVar("T")


class Database:
    """One writer thread and a few reader threads on one database; the event loop never waits for a disk."""

    def __init__(self, writing: Engine, reading: Engine) -> None:
        self._writing = writing
        self._reading = reading
        self._writer = Writer(writing)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="askfirst-reader")
        self._closed = False

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect to `sqlite:///path` or `postgresql://...`. Raises BadAddress, OSError or the driver's error."""
        where = address(url)
        writing = writing_engine(where)
        try:
            writing.connect().close()
        except BaseException:
            writing.dispose()
            raise
        return cls(writing, reading_engine(where))

    async def write(self, unit: Callable[[Session], T]) -> T:
        """Run a unit of work and give its answer once it is committed.

        Raises what the unit raised, and then nothing of it was saved; StaleVersion only after three more tries;
        WriteFailed, Unconfirmed or Closed. The unit may run more than once, and to cancel the wait does not stop it.
        """
        waiter: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._writer.put(Ticket(unit, waiter))
        answer: T = (await waiter).unwrap()
        return answer

    async def read(self, question: Callable[[Session], T]) -> T:
        """Answer a question from one moment of the database. Raises what the question raised, or Closed."""
        outcome = await asyncio.wrap_future(self._ask(question))
        answer: T = outcome.unwrap()
        return answer

    def write_now(self, unit: Callable[[Session], T]) -> T:
        """Do what `write` does, blocking: for the command line, never on an event loop."""
        waiter: concurrent.futures.Future[Outcome] = concurrent.futures.Future()
        self._writer.put(Ticket(unit, waiter))
        answer: T = waiter.result().unwrap()
        return answer

    def read_now(self, question: Callable[[Session], T]) -> T:
        """Do what `read` does, blocking: for the command line, never on an event loop."""
        answer: T = self._ask(question).result().unwrap()
        return answer

    async def close(self) -> None:
        """Finish what was queued and let the database go. May be called again."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """Do what `close` does, blocking: for the command line, never on an event loop."""
        self._closed = True
        self._writer.close()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()

    def _ask(self, question: Callable[[Session], T]) -> concurrent.futures.Future[Outcome]:
        if self._closed:
            raise Closed
        return self._readers.submit(self._answer, question)

    def _answer(self, question: Callable[[Session], T]) -> Outcome:
        try:
            return Done(self._look(question))
        except Exception as error:
            if not is_lost(error):
                return Failed(error)
        try:  # A connection that died while it lay idle is no reason to fail: looking twice harms nobody.
            return Done(self._look(question))
        except Exception as error:
            return Failed(error)

    def _look(self, question: Callable[[Session], T]) -> T:
        with Session(self._reading, expire_on_commit=False) as session:
            return question(session)
