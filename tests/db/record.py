"""A small record to test on: people, requests with their chains, and hands that tamper with them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from db.audit import append, next_seq, row_digest_of
from db.tables import Client, RequestRow, Staff
from db.verify import name_all, verify

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
STATES = ("draft", "asked", "granted")
UNLOCK = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_replace"),
    "postgresql": ("DROP TRIGGER audit_no_change ON audit",),
}


def write_people(session: Session) -> None:
    """Add one clinician and one client."""
    session.add(Staff(id="s1", role="clinician", name=b"sealed", language="en", created_at=NOW))
    session.flush()
    session.add(Client(id="c1", alias=b"sealed", clinician_id="s1", language="es", created_at=NOW))
    session.flush()


def write_request(session: Session, id_: str) -> None:
    """Add a request that was drafted, asked and granted, with one event for each and one that moves nothing."""
    facts = f"facts of {id_}".encode()
    row = RequestRow(
        id=id_,
        code=id_,
        client_id="c1",
        clinician_id="s1",
        state="draft",
        version=0,
        facts=facts,
        standing=b"",
        created_at=NOW,
    )
    session.add(row)
    for version, state in enumerate(STATES, start=1):
        row.state, row.version, row.standing = state, version, f"standing {version} of {id_}".encode()
        _record(session, row, action=state, moves=True)
    _record(session, row, action="opened", moves=False)
    session.flush()


def _record(session: Session, row: RequestRow, *, action: str, moves: bool) -> None:
    chain = f"request:{row.id}"
    append(
        session,
        chain=chain,
        at=NOW + timedelta(minutes=row.version),
        actor="client:c1",
        action=action,
        state=row.state if moves else None,
        version=row.version if moves else None,
        row_digest=row_digest_of(row.facts, row.standing, row.state, row.version) if moves else None,
        detail=f"sealed for {chain}:{next_seq(session, chain)}".encode(),
    )


def write_record(session: Session) -> None:
    """Add three requests, and a chain of the agency that belongs to none."""
    write_people(session)
    for id_ in ("r1", "r2", "r3"):
        write_request(session, id_)
    for action in ("agency made", "staff added"):
        append(session, chain="agency", at=NOW, actor="admin", action=action)


def tamper(session: Session, *statements: str) -> None:
    """Do what somebody with the database in their hands can do: take the locks off, then change it."""
    connection = session.connection()
    for statement in (*UNLOCK[connection.dialect.name], *statements):
        connection.execute(text(statement))


def findings(session: Session) -> list[tuple[str, int, str]]:
    """Give what is found, and make sure that the fast look and the exact one agree on whether all is well."""
    found = list(verify(session))
    assert found == list(name_all(session))
    return [(one.chain, one.seq, str(one.what)) for one in found]
