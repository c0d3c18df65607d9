"""The strip between the phones: the agency's side of the demo, as the page shows it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.actions.office import Invited
from bot.actions.overview import Overview, Standing, overview
from bot.main import AskFirst
from bot.sandbox.phone import Phone
from bot.words.facts import Facts
from bot.words.reasons import REASON
from bot.words.terms import named_shortly
from bot.words.voice import Voice
from db.history import Entry

Json = dict[str, Any]

LANGUAGE = "en"


class Someone(Protocol):
    """Somebody with a phone."""

    @property
    def user_id(self) -> int:
        """Their Telegram account."""
        ...

    @property
    def person_id(self) -> str:
        """Who they are to the agency."""
        ...


class House(Protocol):
    """What the desk needs of the stage."""

    @property
    def app(self) -> AskFirst:
        """The bot."""
        ...

    @property
    def players(self) -> Sequence[Someone]:
        """Everybody with a phone."""
        ...

    async def invite(self, alias: str, language: str) -> tuple[Phone, Invited]:
        """Invite one more client."""
        ...

    async def begin(self) -> None:
        """Begin the play."""
        ...

    async def end(self) -> None:
        """End the play."""
        ...


class DemoDesk:
    """Answers the page's questions about the agency."""

    def __init__(self, house: House) -> None:
        """Take the stage it stands on."""
        self._house = house
        self._invited = 0

    async def view(self) -> Json:
        """Give the requests, the outbox and the people as they stand."""
        app = self._house.app
        seen = await app.desk.read(overview)
        zone = (await app.desk.read(lambda turn: turn.agency)).timezone
        voice = Voice(app.words.catalogues[LANGUAGE], zone).plain
        names = {person.id: person.name for person in seen.staff} | {c.id: c.alias for c in seen.clients}
        return {
            "requests": [_request(voice, standing) for standing in seen.requests],
            "outbox": [_entry(entry, names) for entry in seen.outbox],
            "people": self._people(seen),
            "time_zone": zone,
        }

    async def new_client(self, language: str, alias: str) -> Json:
        """Invite one more client, and give what they are handed in the room."""
        self._invited += 1
        spoken = self._house.app.words.choose(language)
        phone, invited = await self._house.invite(alias or f"N.{self._invited}", spoken)
        await phone.language(language)
        return {"user_id": phone.user_id, "link_payload": invited.token, "code": invited.code}

    async def reset(self) -> None:
        """Begin anew with a fresh database."""
        await self._house.end()
        await self._house.begin()

    def _people(self, seen: Overview) -> list[Json]:
        staff = {person.id: (person.role, person.name, person.language) for person in seen.staff}
        clients = {client.id: ("client", client.alias, client.language) for client in seen.clients}
        known = staff | clients
        people = []
        for player in self._house.players:
            role, name, language = known[player.person_id]
            people.append({"user_id": player.user_id, "role": role, "name": name, "language": language})
        return people


def _request(voice: Voice, standing: Standing) -> Json:
    reasons = [_reason(voice, reason["code"]) for reason in standing.gate["reasons"]]
    return {
        "code": standing.code,
        "client": standing.alias,
        "state": standing.state,
        "version": standing.version,
        "granted": _items(voice, standing.granted),
        "release": {"result": standing.gate["verdict"], "reasons": reasons},
        "next_reminder_at": _iso(standing.next_reminder_at),
        "lapses_at": _iso(standing.lapses_at),
        "expires_at": _iso(standing.expires_at),
    }


def _items(voice: Voice, items: list[dict[str, str]]) -> list[str]:
    parts = Facts({"items": items}).parts()
    return [voice.clean(str(named_shortly(voice, (part,)))) for part in parts]


def _reason(voice: Voice, code: str) -> str:
    return str(voice.say(REASON[code])) if code in REASON else code


def _entry(entry: Entry, names: dict[str, str]) -> Json:
    to = names.get(entry.person_id or "", "somebody we do not know")
    facts = {"id": entry.id, "kind": entry.kind, "to": to, "state": entry.state}
    return {**facts, "reason": entry.reason, "at": entry.at.isoformat()}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
