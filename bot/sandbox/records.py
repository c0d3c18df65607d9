"""What happened, kept for scripts and tests: each call of the bot, and each thing said."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.sandbox.files import Upload
from bot.sandbox.model import iso

Json = dict[str, Any]
KEPT = 20_000


@dataclass(slots=True)
class Call:
    """One call of the bot; `ok` is None while it has no answer."""

    n: int
    at: float
    method: str
    parameters: Json
    ok: bool | None = None
    error_code: int | None = None
    description: str | None = None

    def wire(self) -> Json:
        """Returns the call as the control side shows it."""
        parameters = {name: _shown(value) for name, value in self.parameters.items()}
        wire = {"n": self.n, "at": iso(self.at), "method": self.method, "parameters": parameters, "ok": self.ok}
        if self.error_code is not None:
            wire |= {"error_code": self.error_code, "description": self.description}
        return wire


def _shown(value: Any) -> Any:
    if isinstance(value, Upload):
        return {"file": value.name, "mime_type": value.mime_type, "size": len(value.data)}
    return value


class CallLog:
    """The last 20,000 calls of the bot."""

    def __init__(self) -> None:
        """Starts empty."""
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._count = 0

    def note(self, at: float, method: str, parameters: Json) -> Call:
        """Writes down a call that came in."""
        self._count += 1
        call = Call(self._count, at, method, parameters)
        self._calls.append(call)
        return call

    def read(self, method: str | None, since: int) -> list[Json]:
        """Returns calls numbered above `since`, of one method or of all."""
        skip = max(0, since - (self._count - len(self._calls)))
        wanted = method.lower() if method else None
        return [
            call.wire() for call in islice(self._calls, skip, None) if wanted is None or call.method.lower() == wanted
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript."""

    at: float
    chat_id: int
    user_id: int
    who: str
    what: str
    message_id: int | None = None
    text: str = ""
    buttons: list[str] = field(default_factory=list)

    def wire(self) -> Json:
        """Returns the line as the control side shows it."""
        names = ("chat_id", "user_id", "who", "what", "message_id", "text", "buttons")
        return {"at": iso(self.at)} | {name: getattr(self, name) for name in names}

    def plain(self) -> str:
        """Returns the line as a person reads it."""
        number = "" if self.message_id is None else f" #{self.message_id}"
        buttons = "".join(f"\n    [{label}]" for label in self.buttons)
        text = self.text.replace("\n", "\n    ")
        return f"{iso(self.at)} {self.who} {self.what}{number}: {text}{buttons}".rstrip(": ")


class Story:
    """All that was said and done, in order; the last 20,000 lines."""

    def __init__(self) -> None:
        """Starts empty."""
        self._lines: deque[Line] = deque(maxlen=KEPT)

    def add(self, line: Line) -> None:
        """Writes a line down."""
        self._lines.append(line)

    def clear(self) -> None:
        """Forgets everything."""
        self._lines.clear()

    def of(self, user_id: int | None) -> Iterator[Line]:
        """Returns the lines of one person's chats, or all."""
        return (line for line in self._lines if user_id is None or line.user_id == user_id)
