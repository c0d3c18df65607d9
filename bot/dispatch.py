"""What the mouth says next: claims from the outbox within the pace, and records what became of each message."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session

from bot.clock import Clock
from db import lanes, outbox
from db.engine import Database
from db.errands import Errand, Failed, Outcome, Requeue, Stale, Unknown
from db.vault import Vault

LEAST_AT_ONCE = 30
MOST_AT_ONCE = 256  #: Messages under way at one time, never two to the same chat.
AHEAD = 0.05  #: Seconds of pace that a worker takes out of the common budget at a time.
LOOK_EVERY = 1.0  #: Seconds between looks when nobody nudges: another process may have written.
SHORTEST_WAIT = 0.02

Dead = Callable[[Session, Collection[str], str], list[str]]


class Counter(Protocol):
    """What the mouth needs of the agency's side."""

    async def unreachable(self, audience: str, person_id: str) -> None:
        """Hear of somebody whose chat takes no messages."""

    async def moved(self, audience: str, person_id: str, chat: int) -> None:
        """Hear of somebody whose chat has another number now."""

    def undelivered(self, session: Session, errand: Errand, reason: str) -> None:
        """Hear, in the unit of work that records it, of a notice that nobody can say was read."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast may be spoken: messages a second in all, and seconds between two new messages in one chat."""

    per_second: float = 25.0
    chat_gap: float = 1.0

    @property
    def gap(self) -> timedelta:
        """The time between two messages of the bot."""
        return timedelta(seconds=1 / self.per_second)

    @property
    def slice(self) -> int:
        """How many messages a worker takes out of the budget at a time."""
        return max(1, int(self.per_second * AHEAD))

    @property
    def at_once(self) -> int:
        """How many messages may be under way at one time."""
        return int(min(max(self.per_second / 4, LEAST_AT_ONCE), MOST_AT_ONCE))


@dataclass(frozen=True, slots=True)
class Identity:
    """Which worker this is, and how to tell which others have died."""

    me: Callable[[], str]
    dead: Dead


@dataclass(frozen=True, slots=True)
class Round:
    """One commit: what is to be said next, which old buttons have to go, and the seconds until the next look."""

    errands: list[Errand] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)
    wait: float = LOOK_EVERY
    purse: int = 0


class Dispatch:
    """Keeps the books of the mouth; each round is one commit."""

    def __init__(
        self, db: Database, vault: Vault, clock: Clock, counter: Counter, pace: Pace, identity: Identity
    ) -> None:
        """Take the memory, the clock, whom to tell of failures, the pace, and who we are among the workers."""
        self._db, self._vault, self._clock = db, vault, clock
        self._counter, self._pace, self._identity = counter, pace, identity
        self._under_way: dict[int, tuple[str, Errand]] = {}
        self._done: list[tuple[str, Errand, Outcome]] = []
        self._waits: dict[bytes, datetime] = {}
        self._purse = 0

    @property
    def unrecorded(self) -> bool:
        """Whether anything was said that no commit holds yet."""
        return bool(self._done)

    def done(self, errand: Errand, outcome: Outcome) -> None:
        """Take what became of a message; the next round records it."""
        me, _ = self._under_way.pop(errand.id)
        self._done.append((me, errand, outcome))

    def spoke_besides(self) -> None:
        """Count a call that no claim stands for."""
        self._purse -= 1

    async def any_open(self) -> bool:
        """Whether anything is due or under way, here or at another worker."""
        return await self._db.read(lambda session: outbox.count_open(session, self._clock.now())) > 0

    async def recover(self) -> None:
        """Take over what workers that are gone left half said."""
        await self._db.write(self._recover)

    async def look(self) -> float | None:
        """See whether there is anything to do; None if so, else the seconds until the next look."""
        now = self._clock.now()

        def see(session: Session) -> tuple[bool, bool, datetime | None]:
            strange = set(outbox.owners(session)) - {me for me, _ in self._under_way.values()}
            return bool(strange), outbox.is_due(session, now), outbox.next_look(session, now)

        strange, due, following = await self._db.read(see)
        if strange:
            await self.recover()
        return None if due or strange else self._until(following)

    async def round(self, *, lost_track: bool = False) -> Round:
        """Record what was said and take what is due, in one commit."""
        done, self._done = self._done, []
        mine = frozenset(self._under_way)
        me = self._identity.me()
        try:
            turn = await self._db.write(lambda session: self._unit(session, me, done, mine, lost_track=lost_track))
        except BaseException:
            self._done = done + self._done
            raise
        self._purse += turn.purse
        self._under_way.update({errand.id: (me, errand) for errand in turn.errands})
        return turn

    async def record(self) -> None:
        """Record what was said, and take nothing more."""
        done, self._done = self._done, []
        await self._db.write(lambda session: self._mark(session, self._clock.now(), done))

    def _unit(
        self,
        session: Session,
        me: str,
        done: list[tuple[str, Errand, Outcome]],
        mine: Collection[int],
        *,
        lost_track: bool,
    ) -> Round:
        now = self._clock.now()
        stale = self._mark(session, now, done)
        if lost_track:  # A commit that broke off may have claimed what nobody here is sending.
            outbox.recover(session, now, [me], spare=mine)
        wanted = self._pace.at_once - len(mine)
        purse = self._purse
        may = purse if purse >= wanted else purse + lanes.allowance(session, now, self._pace.gap)
        errands = outbox.claim(session, self._vault, now, min(wanted, may), me=me)
        taken = self._take_from_budget(session, now, len(errands) - purse)
        if len(errands) >= wanted:
            return Round(errands, stale, LOOK_EVERY, taken - len(errands))
        following = now + self._pace.gap if len(errands) >= may else outbox.next_look(session, now)
        return Round(errands, stale, self._until(following), taken - len(errands))

    def _take_from_budget(self, session: Session, now: datetime, missing: int) -> int:
        if missing <= 0:
            return 0
        taken = math.ceil(missing / self._pace.slice) * self._pace.slice
        lanes.spend(session, now, self._pace.gap, taken)
        return taken

    def _mark(self, session: Session, now: datetime, done: list[tuple[str, Errand, Outcome]]) -> list[Stale]:
        gap = self._pace.chat_gap
        rest_until = now + timedelta(seconds=gap) if gap else None
        stale: list[Stale] = []
        for me, outcomes in _by_worker(done).items():
            stale += outbox.mark(session, self._vault, outcomes, now, me=me, rest_until=rest_until)
        for _, errand, outcome in done:
            if isinstance(outcome, Failed | Unknown) and errand.promise == "notice":
                self._counter.undelivered(session, errand, outcome.reason)
        self._obey(session, now, done)
        return stale

    def _obey(self, session: Session, now: datetime, done: list[tuple[str, Errand, Outcome]]) -> None:
        """Rest everywhere once Telegram asked us to wait in two chats at a time: then it means the whole bot."""
        for _, errand, outcome in done:
            if isinstance(outcome, Requeue) and outcome.reason == "retry_after":
                self._waits = {chat: until for chat, until in self._waits.items() if until > now}
                if self._waits.keys() - {errand.chat_key}:
                    lanes.pause(session, now, outcome.not_before)
                self._waits[errand.chat_key] = outcome.not_before

    def _recover(self, session: Session) -> int:
        now, me = self._clock.now(), self._identity.me()
        lanes.sweep(session, now)
        gone = self._identity.dead(session, outbox.owners(session), me)
        return outbox.recover(session, now, gone, spare=frozenset(self._under_way))

    def _until(self, following: datetime | None) -> float:
        seconds = LOOK_EVERY if following is None else (following - self._clock.now()).total_seconds()
        return min(max(seconds, SHORTEST_WAIT), LOOK_EVERY)


def _by_worker(done: list[tuple[str, Errand, Outcome]]) -> Mapping[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for me, _, outcome in done:
        found.setdefault(me, []).append(outcome)
    return found
