"""The people of a storm: each wants something, taps what is on the phone, waits, and taps again if nothing happens."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from random import Random

import aiohttp

from bench.storm_facts import Act
from bench.storm_replay import NO, STOP_SHARING
from bench.storm_words import Tongue
from bot.sandbox.phone import Json, Phone
from bot.screens import Press

PATIENCE = (4.0, 9.0)  #: Seconds until somebody taps again; half as much longer each time.
MORE_PATIENCE = 1.5
LONGEST_PATIENCE = 60.0
MOST_TRIES = 12  #: Until somebody gives up for now.
A_LOOK = (0.1, 1.5)  #: Seconds between seeing something and tapping.


class Goal(Enum):
    """What somebody wants next: the buttons that lead there, the last step first; `weight` says how often."""

    YES = (4, (Press.SAVE, Press.SHARE_ALL, Press.OPEN))
    SOME = (4, (Press.SAVE, Press.DONE, Press.PICK, Press.SHARE_SOME, Press.OPEN))
    NO = (3, (Press.SHARE_NOTHING, Press.OPEN))
    SAY_NO = (1, (Press.SHARE_NOTHING,))
    ASK = (1, (Press.QUESTION, Press.OPEN))
    LATER = (1, (Press.LATER, Press.OPEN))
    STOP = (3, (Press.STOP,))
    SAY_STOP = (1, (Press.STOP,))
    STOP_SOME = (3, (Press.STOP_ITEM, Press.STOP_SOME))
    AGAIN = (4, (Press.UNDO, Press.CHANGED_MIND))

    def __init__(self, weight: int, steps: tuple[Press, ...]) -> None:
        self.weight = weight
        self.steps = steps


SPOKEN = {Goal.SAY_NO: NO, Goal.SAY_STOP: STOP_SHARING}


@dataclass(frozen=True, slots=True)
class Seen:
    """A button on the phone."""

    message_id: int
    press: Press
    data: str


@dataclass(frozen=True, slots=True)
class View:
    """What somebody sees: the buttons, newest message first, and whether a question is waited for."""

    buttons: tuple[Seen, ...]
    ticked: frozenset[int]  #: Messages on which something is ticked.
    prompted: bool

    def find(self, press: Press) -> list[Seen]:
        """Every button that does this, newest first."""
        return [seen for seen in self.buttons if seen.press is press]

    def lowest(self, presses: Sequence[Press]) -> list[Seen]:
        """The buttons of the newest message that has one of these."""
        places = [seen.message_id for seen in self.buttons if seen.press in presses]
        return [seen for seen in self.buttons if seen.message_id == places[0]] if places else []

    @property
    def presses(self) -> frozenset[Press]:
        """Everything that could be tapped."""
        return frozenset(seen.press for seen in self.buttons)


@dataclass(slots=True)
class Person:
    """One client with a phone. `several`: more than one question may be open, so only taps say which is meant."""

    phone: Phone
    tongue: Tongue
    chance: Random
    several: bool
    diary: list[Act] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    gave_up: int = 0
    reached: int = 0  #: How often somebody saw that what they wanted was done.
    _asked: int = 0

    async def live(self, begins: float, rests: float, over: asyncio.Event) -> None:
        """Begin after some seconds, want one thing after the other, rest in between, and end when the storm is over."""
        await self._sleep(begins, over)
        while not over.is_set():
            goal = self._wish(await self._look())
            if goal is None:
                await self._until_changed(1.0)
                continue
            await self._pursue(goal, over)
            await self._sleep(self.chance.uniform(0.2, rests), over)

    async def _sleep(self, seconds: float, over: asyncio.Event) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await over.wait()

    def _wish(self, view: View) -> Goal | None:
        can = [goal for goal in Goal if view.presses.intersection(goal.steps)]
        can = [goal for goal in can if not (self.several and goal in SPOKEN)]
        return self.chance.choices(can, [goal.weight for goal in can])[0] if can else None

    async def _pursue(self, goal: Goal, over: asyncio.Event) -> None:
        """Go step by step until the last one shows on the phone, or nothing leads there any more."""
        last: str | None = None
        view = await self._look()
        for tries in range(MOST_TRIES):
            if last is not None and last not in [seen.data for seen in view.buttons]:
                self.reached += 1
                return
            if over.is_set():
                return
            step = self._step(goal, view)
            if step is None:
                return
            await asyncio.sleep(self.chance.uniform(*A_LOOK))
            if isinstance(step, str):
                await self._say(step)
                last = self._marker(goal, view)
            else:
                await self._tap(step)
                last = step.data if step.press in self._ends(goal) else None
            view = await self._patiently(view, MORE_PATIENCE**tries)
        self.gave_up += 1

    def _ends(self, goal: Goal) -> tuple[Press, ...]:
        return goal.steps if goal is Goal.AGAIN else () if goal is Goal.ASK else goal.steps[:1]

    def _marker(self, goal: Goal, view: View) -> str | None:
        """The button that is gone once the words were understood."""
        press = Press.BACK if goal is Goal.ASK else goal.steps[0]
        return next((seen.data for seen in view.find(press)), None)

    def _step(self, goal: Goal, view: View) -> Seen | str | None:
        if goal is Goal.ASK and view.prompted:
            self._asked += 1
            return f"Who will read all of this? {self.phone.user_id}/{self._asked}"
        if goal in SPOKEN:
            return SPOKEN[goal] if view.find(goal.steps[0]) else None
        lowest = [seen for seen in view.lowest(goal.steps) if seen.press in goal.steps]
        for press in goal.steps:
            found = [seen for seen in lowest if seen.press is press]
            ticked = bool(found) and found[0].message_id in view.ticked
            if found and not (press is Press.DONE and not ticked) and not (press is Press.PICK and ticked):
                return self.chance.choice(found)
        return None

    async def _tap(self, button: Seen) -> None:
        ref, _, index = button.data.rpartition(".")
        key = await self.phone.tap_data(button.message_id, button.data)
        self.diary.append(Act(self.phone.user_id, key, ref, int(index)))

    async def _say(self, words: str) -> None:
        said = await self.phone.say(words)
        key = f"{self.phone.user_id}:{said['message_id']}"
        self.diary.append(Act(self.phone.user_id, key, words=words))

    async def _look(self) -> View:
        self.changed.clear()
        chat = await self.phone.chat()
        return see(chat["messages"], self.tongue)

    async def _patiently(self, before: View, times: float) -> View:
        """Look until something is different, or patience ends."""
        loop = asyncio.get_running_loop()
        end = loop.time() + min(self.chance.uniform(*PATIENCE) * times, LONGEST_PATIENCE)
        while (view := await self._look()) == before and loop.time() < end:
            await self._until_changed(end - loop.time())
        return view

    async def _until_changed(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.0)):
                await self.changed.wait()


def see(messages: Sequence[Json], tongue: Tongue) -> View:
    """Read a phone the way its owner does: by the labels of the buttons."""
    seen: list[Seen] = []
    ticked: set[int] = set()
    prompted = False
    for message in reversed(messages):
        keys = [button for row in message["keyboard"] for button in row if "callback_data" in button]
        if message["deleted"] or not keys:
            continue
        if any(button["text"] in tongue.ticked for button in keys):
            ticked.add(int(message["message_id"]))
        does = [(tongue.does.get(button["text"]), button["callback_data"]) for button in keys]
        prompted = prompted or [press for press, _ in does] == [Press.BACK]
        seen += [Seen(message["message_id"], press, data) for press, data in does if press is not None]
    return View(tuple(seen), frozenset(ticked), prompted)


async def ring_bells(session: aiohttp.ClientSession, url: str, people: Sequence[Person]) -> None:
    """Tell everybody when their phone shows something else, for ever."""
    by_id = {person.phone.user_id: person for person in people}
    forever = aiohttp.ClientTimeout(total=None)
    async with session.get(f"{url}/sandbox/events", timeout=forever) as events:
        async for line in events.content:
            if line.startswith(b"data: "):
                for user_id in json.loads(line.removeprefix(b"data: "))["changed"]:
                    if user_id in by_id:
                        by_id[user_id].changed.set()
