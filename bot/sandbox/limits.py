"""Telegram's rate limits, off until a script switches them on."""

import math
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import Misuse, too_many_requests

_COUNTED = ("send", "edit", "forward", "copy")
_UNCOUNTED = frozenset({"sendchataction"})
MAX_CHATS = 100_000


class _Window:
    """At most `count` calls in any stretch of `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        return 0.0 if len(self._times) < self._count else self._times[0] + self._seconds - now

    def note(self, now: float) -> None:
        self._times.append(now)


class Limits:
    """Counts messages per chat and overall, in real time or by the sandbox clock."""

    def __init__(self, sandbox_now: Callable[[], float]) -> None:
        """Starts switched off."""
        self._sandbox_now = sandbox_now
        self.set({})

    def set(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Replaces the limits and returns them; raises Misuse (400) for what is not a positive number."""
        known = ("per_chat_per_second", "overall_per_second", "per_group_per_minute")
        self.values: dict[str, Any] = {name: wish[name] for name in known if wish.get(name)}
        if any(type(value) is not int or value < 1 for value in self.values.values()):
            raise Misuse(400, "a limit is a whole number above 0")
        self.values["clock"] = "sandbox" if wish.get("clock") == "sandbox" else "real"
        self.values["repeated_offset"] = bool(wish.get("repeated_offset"))
        self._now = self._sandbox_now if self.values["clock"] == "sandbox" else time.monotonic
        self._chats: dict[object, _Window] = {}
        overall = self.values.get("overall_per_second")
        self._overall = _Window(overall, 1.0) if overall else None
        self._on = any(name in self.values for name in known)
        return self.values

    def check(self, method: str, chat_id: object) -> None:
        """Counts a call; raises Refusal (429) with the seconds to wait when it is one too many."""
        if not self._on or not method.startswith(_COUNTED) or method in _UNCOUNTED:
            return
        now = self._now()
        windows = [window for window in (self._overall, self._window(chat_id)) if window is not None]
        wait = max((window.wait(now) for window in windows), default=0.0)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for window in windows:
            window.note(now)

    def _window(self, chat_id: object) -> _Window | None:
        group = isinstance(chat_id, int) and chat_id < 0
        count = self.values.get("per_group_per_minute" if group else "per_chat_per_second")
        if not count:
            return None
        if len(self._chats) > MAX_CHATS:
            self._chats.clear()
        return self._chats.setdefault(chat_id, _Window(count, 60.0 if group else 1.0))
