"""The pace of speaking: how many messages may leave in a second, all chats together."""

import asyncio


class Pace:
    """Lets `per_second` messages pass in a second, a second's worth at once after a rest."""

    def __init__(self, per_second: float) -> None:
        """Set the pace; Telegram tolerates about 30 messages a second, or 1000 where it is paid."""
        self._gap = 1.0 / per_second
        self._slack = 1.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until one more message may leave; those who wait leave in the order they came."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - self._slack) + self._gap
        if self._next > now:
            await asyncio.sleep(self._next - now)
