"""The queue of updates: numbered, confirmed by offset, forgotten when they are too old."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import Refusal

Json = dict[str, Any]

FIRST_UPDATE_ID = 100_000_001
DAY = 86_400
LIFETIMES = {"callback_query": 150, "inline_query": 30, "pre_checkout_query": 150, "shipping_query": 150}
# Telegram leaves these out unless the bot asks for them by name.
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
REMEMBERED = 20_000
FAR_FUTURE = 10
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Update:
    """One update that waits: its number, its JSON, when Telegram forgets it, and the lane that keeps it in order."""

    update_id: int
    body: Json
    expires_at: float
    lane: int
    repeat: bool = False
    done: bool = False


class UpdateQueue:
    """What Telegram holds for one bot, whether it polls or has a webhook."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Reads the time in Unix seconds from `now`."""
        self._now = now
        self._pending: deque[Update] = deque()
        self._once: deque[Update] = deque()
        self._recent: OrderedDict[int, Update] = OrderedDict()
        self._next_id = FIRST_UPDATE_ID
        self._soonest = float("inf")
        self._waiter: asyncio.Future[str] | None = None
        self.allowed: frozenset[str] | None = None
        self.on_new: Callable[[Update], None] | None = None
        self.forgotten: list[
            str
        ] = []  #: The taps that came too old before the bot confirmed them, by their query's id.

    def __len__(self) -> int:
        return sum(1 for update in self._pending if not update.done) + len(self._once)

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers which kinds the bot wants; None keeps the old wish, an empty list means the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        """Tells whether updates of this kind are kept."""
        return kind not in ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed

    def put(self, kind: str, content: Json, lane: int, *, repeat: bool = False) -> int | None:
        """Queues an update and returns its number, or None when the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        lifetime = LIFETIMES.get(kind, DAY)
        return self._add({"update_id": self._next_id, kind: content}, lifetime, lane, repeat=repeat)

    def put_raw(self, body: Json) -> int:
        """Queues an update just as it is, whatever it holds; only its number is Telegram's."""
        return self._add({**body, "update_id": self._next_id}, DAY, 0, repeat=False)

    def repeat(self, update_id: int) -> None:
        """Sends an earlier update once more under its old number; raises KeyError when it is not remembered."""
        self._send_again(self._recent[update_id])

    def confirm(self, offset: int) -> None:
        """Forgets everything below `offset`; an offset far in the future is ignored, as Telegram ignores it."""
        if offset > self._next_id + FAR_FUTURE:
            return
        while self._pending and (self._pending[0].update_id < offset or self._pending[0].done):
            update = self._pending.popleft()
            if update.repeat and not update.done:
                self._send_again(update)

    def keep_last(self, count: int) -> None:
        """Forgets all but the last `count`, as a negative offset asks."""
        while len(self._pending) > count:
            self._pending.popleft()

    def take(self, limit: int) -> list[Json]:
        """Returns up to `limit` updates, oldest first; they stay until they are confirmed, repeats do not."""
        batch = [self._once.popleft().body for _ in range(min(limit, len(self._once)))]
        if self._pending:
            self._forget_expired()
        for update in self._pending:
            if len(batch) >= limit:
                break
            if not update.done:
                batch.append(update.body)
        return batch

    async def wait(self, seconds: float) -> None:
        """Waits for something new; an earlier poller that still waits is told 409."""
        self.end_wait(OTHER_POLLER)
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            conflict = await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if conflict:
            raise Refusal(409, f"Conflict: {conflict}")

    def end_wait(self, conflict: str = "") -> None:
        """Wakes the poller that waits, if any; with a `conflict` it is told 409 and why."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(conflict)

    def delivered(self, update: Update) -> None:
        """Notes that a webhook took an update."""
        update.done = True
        if update.repeat:
            self._send_again(update)
        self.confirm(0)

    def waiting(self) -> list[Update]:
        """Returns what a webhook still has to deliver, oldest first."""
        self._forget_expired()
        again, self._once = list(self._once), deque()
        return [*again, *(update for update in self._pending if not update.done)]

    def clear(self) -> None:
        """Drops everything that waits."""
        self._pending.clear()
        self._once.clear()

    def expired(self, update: Update) -> bool:
        """Tells whether Telegram has forgotten this update."""
        return update.expires_at <= self._now()

    def _add(self, body: Json, lifetime: int, lane: int, *, repeat: bool) -> int:
        update = Update(self._next_id, body, self._now() + lifetime, lane, repeat)
        self._next_id += 1
        self._pending.append(update)
        self._soonest = min(self._soonest, update.expires_at)
        self._recent[update.update_id] = update
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        self._announce(update)
        return update.update_id

    def _send_again(self, update: Update) -> None:
        again = Update(update.update_id, update.body, self._now() + DAY, update.lane)
        if self.on_new is None:
            self._once.append(again)
        self._announce(again)

    def _announce(self, update: Update) -> None:
        if self.on_new is not None:
            self.on_new(update)
        self.end_wait()

    def _forget_expired(self) -> None:
        if self._soonest <= self._now():
            old = (update.body.get("callback_query") for update in self._pending if self.expired(update))
            self.forgotten += [str(query["id"]) for query in old if isinstance(query, dict) and "id" in query]
            self._pending = deque(update for update in self._pending if not self.expired(update))
            self._soonest = min((update.expires_at for update in self._pending), default=float("inf"))
