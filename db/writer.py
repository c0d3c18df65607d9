"""The one thread that writes: whatever waits shares one commit, and each unit succeeds or fails alone."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from db.connections import is_lost, is_open, is_retryable
from db.errors import Closed, StaleVersion, Unconfirmed, WriteFailed
from db.outcomes import Done, Failed, Outcome, Ticket, deliver

LARGEST_BATCH = 256
TRIES = 4  #: What lost a race is run anew three times.

Unit = Callable[[Session], Any]


class _Stage(Enum):
    BEGINNING = auto()
    WORKING = auto()
    COMMITTING = auto()


class _Undone(Exception):
    """The whole transaction is gone: nothing was saved, unless the database was lost while it committed."""

    def __init__(self, stage: _Stage, cause: BaseException) -> None:
        super().__init__()
        self.stage = stage
        self.cause = cause


class Writer:
    """Runs units of work one after the other, on its own thread and its own connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[Ticket | None] = SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="askfirst-writer", daemon=True)
        self._thread.start()

    def put(self, ticket: Ticket) -> None:
        """Queue a unit; its outcome is delivered after the commit. Raises Closed."""
        with self._door:
            if self._closed:
                raise Closed
            self._queue.put(ticket)

    def close(self) -> None:
        """Finish what was queued, then stop. Blocks; may be called again."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        more = True
        while more:
            batch, more = self._take()
            if batch:
                deliver(batch, self._outcomes([ticket.unit for ticket in batch]))

    def _take(self) -> tuple[list[Ticket], bool]:
        batch: list[Ticket] = []
        ticket = self._queue.get()
        while ticket is not None:
            batch.append(ticket)
            if len(batch) == LARGEST_BATCH:
                return batch, True
            try:
                ticket = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _outcomes(self, units: Sequence[Unit], tries: int = TRIES) -> list[Outcome]:
        try:
            return self._commit(units)
        except _Undone as undone:
            lost = is_lost(undone.cause)
            if lost and undone.stage is _Stage.COMMITTING:
                return _all_failed(Unconfirmed, undone.cause, units)
            if not lost and undone.stage is not _Stage.BEGINNING and len(units) > 1:
                return [outcome for unit in units for outcome in self._outcomes([unit])]
            if tries > 1 and (lost or is_retryable(undone.cause)):
                return self._outcomes(units, tries - 1)
            return _all_failed(WriteFailed, undone.cause, units)

    def _commit(self, units: Sequence[Unit]) -> list[Outcome]:
        stage = _Stage.BEGINNING
        try:
            with self._engine.connect() as connection:
                transaction = connection.begin()
                stage = _Stage.WORKING
                # Were a unit to end the transaction, the session would refuse to go on, and all of it be undone.
                with Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
                    outcomes = [_attempt(connection, session, unit) for unit in units]
                stage = _Stage.COMMITTING
                with _dropped_on_failure(connection):
                    transaction.commit()
        except BaseException as error:
            raise _Undone(stage, error) from error
        return outcomes


@contextmanager
def _dropped_on_failure(connection: Connection) -> Iterator[None]:
    # After a COMMIT that fails SQLite's transaction is still open, and SQLAlchemy holds it for closed.
    try:
        yield
    except BaseException:
        connection.invalidate()
        raise


def _attempt(connection: Connection, session: Session, unit: Unit) -> Outcome:
    outcome: Outcome = Failed(StaleVersion())
    for _ in range(TRIES):
        outcome = _in_savepoint(connection, session, unit)
        if not (isinstance(outcome, Failed) and isinstance(outcome.error, StaleVersion)):
            break
    return outcome


def _in_savepoint(connection: Connection, session: Session, unit: Unit) -> Outcome:
    savepoint = session.begin_nested()
    try:
        value = unit(session)
        savepoint.commit()
        return Done(value)
    except Exception as error:
        if is_lost(error) or is_retryable(error) or not is_open(connection):
            raise
        savepoint.rollback()
        return Failed(error)
    finally:
        session.expunge_all()


def _all_failed(kind: type[WriteFailed], cause: BaseException, units: Sequence[Unit]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for _ in units:
        error = kind()
        error.__cause__ = cause
        outcomes.append(Failed(error))
    return outcomes
