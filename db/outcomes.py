"""How a result travels from the threads that touch the disk back to whoever waits for it."""

import asyncio
import concurrent.futures
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlmodel import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """It worked, and this is the answer."""

    value: T

    def unwrap(self) -> T:
        """Give the answer."""
        return self.value


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not work, and this is why."""

    error: BaseException

    def unwrap(self) -> Any:
        """Raise what went wrong."""
        raise self.error


# An outcome, not a bare exception, goes into a future: a future refuses StopIteration, and logs what nobody fetched.
Outcome = Done[Any] | Failed


@dataclass(frozen=True, slots=True)
class Ticket:
    """A unit of work and the one who waits for it."""

    unit: Callable[[Session], Any]
    waiter: "asyncio.Future[Outcome] | concurrent.futures.Future[Outcome]"


def deliver(tickets: Iterable[Ticket], outcomes: Iterable[Outcome]) -> None:
    """Hand every outcome to its waiter, waking each event loop once."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Outcome], Outcome]]] = defaultdict(list)
    for ticket, outcome in zip(tickets, outcomes, strict=True):
        if isinstance(ticket.waiter, concurrent.futures.Future):
            ticket.waiter.set_result(outcome)
        else:
            loops[ticket.waiter.get_loop()].append((ticket.waiter, outcome))
    for loop, answers in loops.items():
        with suppress(RuntimeError):  # The loop was closed: nobody waits any more.
            loop.call_soon_threadsafe(_settle, answers)


def _settle(answers: Iterable[tuple["asyncio.Future[Outcome]", Outcome]]) -> None:
    for waiter, outcome in answers:
        if not waiter.done():
            waiter.set_result(outcome)
