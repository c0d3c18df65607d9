"""The newest event of one name in a chain is found, and nothing of another chain."""

from sqlmodel import Session

from db.engine import Database
from db.events import Event, newest_of
from db.ledger.record import event
from db.vault import Vault
from tests.db.record import NOW


async def test_the_newest_event_of_a_name_is_given_with_what_was_noted(database: Database, vault: Vault) -> None:
    """DP-4: the newest reply of a requester is the one that counts."""

    def write(session: Session) -> None:
        for chain, action, reply in (
            ("request:r1", "requester_replied", "accepted"),
            ("request:r1", "requester_replied", "withdrawn"),
            ("request:r1", "gate_asked", "allow"),
            ("request:r2", "requester_replied", "not_enough"),
        ):
            event(session, vault, chain=chain, at=NOW, actor="staff:s1", action=action, detail={"reply": reply})

    def look(session: Session) -> tuple[Event | None, Event | None]:
        return (
            newest_of(session, vault, "request:r1", "requester_replied"),
            newest_of(session, vault, "request:r3", "requester_replied"),
        )

    await database.write(write)
    found, nothing = await database.read(look)

    assert found is not None
    assert (found.seq, found.detail["reply"]) == (2, "withdrawn")
    assert nothing is None
