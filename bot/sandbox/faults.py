"""Faults on demand: what goes wrong, with which call, how often."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.sandbox.errors import Misuse, Refusal, too_many_requests

Json = dict[str, Any]


class FaultKind(StrEnum):
    """The ways in which a call can go wrong."""

    HANG = "hang"
    ERROR = "error"
    TIMEOUT_AFTER_ACCEPT = "timeout_after_accept"
    DROP_CONNECTION = "drop_connection"
    DROP_AFTER_ACCEPT = "drop_after_accept"
    RETRY_AFTER = "retry_after"
    DUPLICATE_UPDATE = "duplicate_update"
    FORBIDDEN = "forbidden"


_SENTENCES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after 1",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
DEFAULT_SECONDS = {FaultKind.HANG: 3600.0, FaultKind.TIMEOUT_AFTER_ACCEPT: 10.0}


@dataclass(slots=True)
class Fault:
    """One fault that waits for its calls; `times` 0 means until it is removed."""

    id: int
    kind: FaultKind
    released: asyncio.Event
    method: str = "*"
    chat_id: int | str | None = None
    times: int = 1
    after: int = 0
    seconds: float = 0.0
    retry_after: int = 1
    status: int = 500
    struck: int = 0

    def wire(self) -> Json:
        """Returns the fault as the control side shows it."""
        names = ("kind", "method", "chat_id", "times", "after", "seconds", "retry_after", "status", "struck")
        return {"fault_id": self.id} | {name: getattr(self, name) for name in names}

    def refusal(self) -> Refusal:
        """Returns the answer of a fault that refuses the call."""
        if self.kind is FaultKind.RETRY_AFTER:
            return too_many_requests(self.retry_after)
        if self.kind is FaultKind.FORBIDDEN:
            return Refusal(403, "Forbidden: bot was blocked by the user")
        return Refusal(self.status, _SENTENCES.get(self.status, "Error"))

    async def pause(self) -> None:
        """Waits for the fault's seconds, or until the fault is removed."""
        try:
            await asyncio.wait_for(self.released.wait(), self.seconds)
        except TimeoutError:
            return


class Faults:
    """All faults that are set."""

    def __init__(self) -> None:
        """Starts with none."""
        self._faults: list[Fault] = []
        self._next_id = 1
        self._released = asyncio.Event()

    def add(self, wish: Json) -> Fault:
        """Sets a fault as a script asked for it; raises Misuse (400) when the wish makes no sense."""
        try:
            kind = FaultKind(wish.get("kind", ""))
            fault = Fault(
                self._next_id,
                kind,
                self._released,
                method=str(wish.get("method", "*")).lower(),
                chat_id=wish.get("chat_id"),
                times=int(wish.get("times", 1)),
                after=int(wish.get("after", 0)),
                seconds=float(wish.get("seconds", DEFAULT_SECONDS.get(kind, 0.0))),
                retry_after=int(wish.get("retry_after", 1)),
                status=int(wish.get("status", 500)),
            )
        except (TypeError, ValueError) as error:
            raise Misuse(400, f"a fault needs a kind, one of {', '.join(FaultKind)}, and numbers") from error
        self._next_id += 1
        self._faults.append(fault)
        return fault

    def strike(self, method: str, chat_id: int | str | None) -> Fault | None:
        """Returns the fault that hits this call, and counts it."""
        if not self._faults:
            return None
        return self._first(method, chat_id, updates=False)

    def doubles(self, chat_id: int) -> bool:
        """Tells whether the next update of this chat is to be sent twice, and counts it."""
        return bool(self._faults) and self._first("*", chat_id, updates=True) is not None

    def clear(self) -> None:
        """Removes all faults and lets go what they hold, also those that have struck their last."""
        self._released.set()
        self._released = asyncio.Event()
        self._faults.clear()

    def wire(self) -> list[Json]:
        """Returns all faults as the control side shows them."""
        return [fault.wire() for fault in self._faults]

    def _first(self, method: str, chat_id: int | str | None, *, updates: bool) -> Fault | None:
        for fault in self._faults:
            if (fault.kind is FaultKind.DUPLICATE_UPDATE) is not updates:
                continue
            if fault.method not in ("*", method) and not updates:
                continue
            if fault.chat_id is not None and str(fault.chat_id) != str(chat_id):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            return self._count(fault)
        return None

    def _count(self, fault: Fault) -> Fault:
        fault.struck += 1
        if fault.times and fault.struck >= fault.times:
            self._faults.remove(fault)
        return fault
