"""A small desk for the phones' tests: two requests, an outbox, and people."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.people import join
from bot.sandbox.world import World

Json = dict[str, Any]
LATER = "2027-12-31T22:00:00Z"


def _request(code: str, client: str, state: str, result: str, **more: Any) -> Json:
    empty: Json = {"granted": [], "next_reminder_at": None, "lapses_at": None, "expires_at": None}
    release = {"result": result, "reasons": more.pop("reasons", [])}
    return {"code": code, "client": client, "state": state, "version": 1, "release": release} | empty | more


def entry(user_id: int, role: str, name: str) -> Json:
    """Returns one of the desk's people."""
    return {"user_id": user_id, "role": role, "name": name, "language": "en"}


class FakeDesk:
    """Answers as the demo's desk would, from plain data."""

    def __init__(self, world: Callable[[], World]) -> None:
        """Begins with nobody; `world` gives the sandbox's world once it stands."""
        self.world = world
        self.people: list[Json] = []
        self.resets = 0
        self.invited = 0
        self.requests = [
            _request(
                "AF-7K2Q", "M.R.", "partly_granted", "allow_redacted",
                granted=["Visit dates, 1 Jan to 30 Jun 2027"], reasons=["not_granted: diagnosis"], expires_at=LATER,
            ),
            _request("AF-9XQ4", "M.R.", "asked", "hold", reasons=["no_decision_yet"], next_reminder_at=LATER),
        ]  # fmt: skip
        self.outbox = [
            {"id": 1, "kind": "knock", "to": "M.R.", "state": "sent", "reason": None, "at": "2027-07-05T13:00:00Z"},
            {
                "id": 2, "kind": "reminder", "to": "M.R.", "state": "dropped", "reason": "answered_meanwhile",
                "at": "2027-07-05T13:10:00Z",
            },
        ]  # fmt: skip

    def move(self, code: str, state: str) -> None:
        """Puts a request into a state."""
        self._find(code)["state"] = state

    def release(self, code: str, result: str) -> None:
        """Changes what the gate says of a request."""
        self._find(code)["release"]["result"] = result

    async def view(self) -> Json:
        """Returns what `GET /sandbox/desk` answers."""
        return {
            "requests": self.requests,
            "outbox": self.outbox,
            "people": self.people,
            "time_zone": "America/New_York",
        }

    async def new_client(self, language: str, alias: str) -> Json:
        """Invites one more client."""
        self.invited += 1
        person = join(self.world(), {"first_name": alias or f"N.{self.invited}", "language_code": language or "en"})
        self.people.append(entry(person.id, "client", f"N.{self.invited}"))
        return {"user_id": person.id, "link_payload": f"invitation-{self.invited}", "code": "4821"}

    async def reset(self) -> None:
        """Counts how often everything was thrown away."""
        self.resets += 1

    def _find(self, code: str) -> Json:
        return next(request for request in self.requests if request["code"] == code)
