"""A turn reads a person once, and anew after it changed them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bench.agency import request_of
from bot.actions import office
from bot.actions.turn import Turn
from db import lookups
from db.engine import Database
from db.ledger import people, requests
from db.vault import Vault

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn in an agency with one clinician and one client."""

    turn: Turn
    staff: str
    client: str


def at(vault: Vault, look: Callable[[Scene], None]) -> Callable[[Session], None]:
    def unit(session: Session) -> None:
        office.set_up(session, vault, NOW, name="House", timezone="UTC", language="en", emergency="911", crisis="988")
        staff = people.add_staff(session, vault, now=NOW, name="Ana Ruiz", role="clinician", language="en")
        client = people.add_client(
            session, vault, now=NOW, alias="M.R.", clinician_id=staff, language="en", actor="admin"
        )
        agency = lookups.agency(session, vault)
        assert agency is not None
        look(Scene(Turn(session, vault, NOW, agency), staff, client))

    return unit


def statements(session: Session, work: Callable[[], object]) -> int:
    """Count what the database is asked while something is done."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    work()
    event.remove(connection, "before_cursor_execute", note)
    return len(asked)


def test_a_person_is_read_once_in_a_turn(on_sqlite: Database, vault: Vault) -> None:
    def look(scene: Scene) -> None:
        turn = scene.turn
        assert statements(turn.session, lambda: (turn.client(scene.client), turn.staff(scene.staff))) == 2
        assert statements(turn.session, lambda: (turn.client(scene.client), turn.staff(scene.staff))) == 0

    on_sqlite.write_now(at(vault, look))


def test_a_client_who_was_changed_is_read_anew(on_sqlite: Database, vault: Vault) -> None:
    def look(scene: Scene) -> None:
        before = scene.turn.client(scene.client)
        scene.turn.change_client(scene.client, "language_chosen", {"language": "es"})
        after = scene.turn.client(scene.client)

        assert before is not None
        assert after is not None
        assert (before.language, after.language) == ("en", "es")

    on_sqlite.write_now(at(vault, look))


@pytest.mark.parametrize("actor", [None, "clock"])
def test_a_clinician_who_was_changed_is_read_anew(on_sqlite: Database, vault: Vault, actor: str | None) -> None:
    def look(scene: Scene) -> None:
        before = scene.turn.staff(scene.staff)
        scene.turn.change_staff(scene.staff, "reachable", {"channel": "ready"}, actor=actor)
        after = scene.turn.staff(scene.staff)

        assert before is not None
        assert after is not None
        assert (before.channel, after.channel) == ("invited", "ready")

    on_sqlite.write_now(at(vault, look))


def test_what_has_just_been_sent_is_among_what_was_sent(on_sqlite: Database, vault: Vault) -> None:
    def look(scene: Scene) -> None:
        turn = scene.turn
        request = request_of("r1", "AF-7777", scene.client, scene.staff, NOW.date())
        case = requests.add_request(turn.session, vault, request, now=NOW, actor="admin")
        staff = turn.staff(scene.staff)
        assert staff is not None
        assert turn.sent("r1") == []

        turn.disclose(case, staff, {"recipient": "Green Valley", "items": []})

        assert [sent.facts["recipient"] for sent in turn.sent("r1")] == ["Green Valley"]

    on_sqlite.write_now(at(vault, look))
