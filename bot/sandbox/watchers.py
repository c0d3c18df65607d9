"""Tells web pages that something changed, many changes in one message."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Watchers:
    """Pages that listen; without any, a change costs nothing."""

    def __init__(self) -> None:
        """Starts with nobody listening."""
        self._signals: dict[asyncio.Event, set[int]] = {}

    def changed(self, *user_ids: int) -> None:
        """Notes whose screen changed; none means something that all share, such as the clock."""
        for signal, waiting in self._signals.items():
            waiting.update(user_ids)
            signal.set()

    @contextmanager
    def listen(self) -> Iterator["Listener"]:
        """Listens until the block ends."""
        signal = asyncio.Event()
        self._signals[signal] = set()
        try:
            yield Listener(signal, self._signals[signal])
        finally:
            del self._signals[signal]


class Listener:
    """One page's ear."""

    def __init__(self, signal: asyncio.Event, waiting: set[int]) -> None:
        """Shares its signal with the watchers."""
        self._signal = signal
        self._waiting = waiting

    async def next(self) -> list[int]:
        """Returns whose screens changed since the last time; waits until there is something."""
        await self._signal.wait()
        self._signal.clear()
        changed = sorted(self._waiting)
        self._waiting.clear()
        return changed
