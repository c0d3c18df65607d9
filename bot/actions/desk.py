"""The counter between the running machine and the rooms: each call is one unit of work in the pen."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from sqlmodel import Session

from bot.actions import absence, anchoring, chores, letters, reaching
from bot.actions.turn import Turn, show
from bot.heard import Heard, Sort
from bot.screens import Screen
from db import inbox, lookups
from db.engine import Database
from db.errands import Errand
from db.vault import Vault

T = TypeVar("T")
Route = Callable[[Turn, Heard], None]

TICK_LIMIT = 200


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""


class NotSetUp(RuntimeError):
    """There is no agency in this database yet. Type: askfirst init"""


class Desk:
    """Takes what was heard, what is due and what could not be delivered; gives each to the rooms and commits."""

    def __init__(
        self,
        db: Database,
        vault: Vault,
        clock: Clock,
        route: Route,
        *,
        languages: tuple[str, ...] = ("en",),
        reviewed: tuple[str, ...] = (),
    ) -> None:
        self.db = db
        self.vault = vault
        self.clock = clock
        self._route = route
        self._languages, self._reviewed = languages, reviewed

    def turn(self, session: Session, *, actor: str = "clock", heard: Heard | None = None) -> Turn:
        """A unit of work on this session. Raises NotSetUp without an agency."""
        agency = lookups.agency(session, self.vault)
        if agency is None:
            raise NotSetUp(NotSetUp.__doc__)
        now, languages, reviewed = self.clock.now(), self._languages, self._reviewed
        return Turn(session, self.vault, now, agency, actor, heard, languages=languages, reviewed=reviewed)

    async def take(self, inbox_id: int, heard: Heard) -> None:
        """Apply one update and close its inbox row in the same transaction: applied once or not at all."""

        def unit(session: Session) -> None:
            inbox.close(session, inbox_id, self.clock.now())
            if heard.sort is not Sort.NOTHING:
                self._route(self.turn(session, heard=heard), heard)

        await self.db.write(unit)

    async def give_up(self, inbox_id: int, chat_id: int | None, reason: str) -> None:
        """Put away an update that cannot be worked; tell the admins, and the person that nothing was changed."""

        def unit(session: Session) -> None:
            inbox.close(session, inbox_id, self.clock.now(), state="dead", reason=reason)
            letters.alert(self.turn(session), inbox_id, reason)
            if chat_id is not None:
                heard = Heard(Sort.NOTHING, user_id=chat_id, chat_id=chat_id)
                turn = self.turn(session, heard=heard)
                person = lookups.staff_by_chat(session, self.vault, chat_id)
                known = person or lookups.client_by_chat(session, self.vault, chat_id)
                if known is None:
                    turn.to_guest(show(Screen.SOMETHING_BROKE))
                else:
                    turn.reply(known, show(Screen.SOMETHING_BROKE))

        await self.db.write(unit)

    async def tick(self) -> int:
        """Do what is due by now; gives back how many chores there were."""
        if await self.db.read(lambda session: anchoring.is_due(self.turn(session))):
            gathered = await self.db.read(lambda session: anchoring.gather(self.turn(session)))
            await self.db.write(lambda session: anchoring.sign(self.turn(session), gathered))
        done = 0
        for some_at_a_time in await self.db.read(lambda session: chores.due(self.turn(session), TICK_LIMIT)):
            await asyncio.gather(*map(self._do, some_at_a_time))
            done += len(some_at_a_time)
        return done

    async def _do(self, chore: chores.Chore) -> None:
        await self.db.write(lambda session: chore(self.turn(session)))

    async def heard(self, *, all_along: bool) -> bool:
        """Note that Telegram is heard now; true while there are people to be told of an absence."""
        return await self.db.write(lambda session: absence.heard(self.turn(session), all_along=all_along))

    async def tell_of_absence(self) -> bool:
        """Tell the next few of an absence; false when everybody was told."""
        return await self.db.write(lambda session: absence.tell_page(self.turn(session)))

    async def unreachable(self, audience: str, person_id: str) -> None:
        """A message came back because this person cannot be reached."""

        def unit(session: Session) -> None:
            turn = self.turn(session)
            if audience == "staff":
                reaching.lost_staff(turn, person_id)
                return
            client = lookups.client(session, self.vault, person_id)
            if client is not None:
                reaching.lost(turn, client)

        await self.db.write(unit)

    async def moved(self, audience: str, person_id: str, chat: int) -> None:
        """Somebody's chat has another number now; what is sent from now on goes there."""
        await self.db.write(lambda session: reaching.moved(self.turn(session), audience, person_id, chat))

    def undelivered(self, session: Session, errand: Errand, reason: str) -> None:
        """A notice that nobody can say was read: the admins hear of it, in the unit of work that records it."""
        reaching.undelivered(self.turn(session), errand, reason)

    async def write(self, work: Callable[[Turn], T], *, actor: str) -> T:
        """Any other unit of work, for the command line and the demo."""
        return await self.db.write(lambda session: work(self.turn(session, actor=actor)))

    async def read(self, question: Callable[[Turn], T]) -> T:
        """Any question that writes nothing."""
        return await self.db.read(lambda session: question(self.turn(session)))
