"""Writing about requests: facts once, every change of standing by compare-and-set with its event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from consent.facts import request_to_dict, standing_to_dict
from consent.request import Case, Request, Standing
from consent.states import STANDING
from db.audit import row_digest_of
from db.errors import NoFreeCode, StaleVersion
from db.ids import new_case_code, new_id
from db.ledger.record import event
from db.prepared import ask, change
from db.read_statements import first, given, table
from db.tables import Disclosure, Question, RequestRow
from db.vault import Vault

_requests, _questions = table(RequestRow), table(Question)
_row = _requests.c
TAKEN = select(_row.id).where(given(_row.code))
ADD_REQUEST = _requests.insert().inline()
ADD_QUESTION = _questions.insert().inline()
ADD_DISCLOSURE = table(Disclosure).insert().inline()
#: What is given besides the two is written, if nobody changed the request since it was opened.
MOVE = (
    _requests.update()
    .where(_row.id == bindparam("of", type_=_row.id.type), _row.version == bindparam("seen", type_=_row.version.type))
    .returning(_row.facts)
)
ANSWER = _questions.update().where(
    _questions.c.id == bindparam("of", type_=_questions.c.id.type), _questions.c.answered_at.is_(None)
)


def free_code(session: Session) -> str:
    """A case code that no request has; longer once short ones grow scarce."""
    for length in (4, 4, 4, 5, 5, 6, 7, 8):
        code = new_case_code(length)
        if first(session, TAKEN, code=code) is None:
            return code
    raise NoFreeCode


def add_request(
    session: Session,
    vault: Vault,
    request: Request,
    *,
    now: datetime,
    actor: str,
    detail: Mapping[str, Any] | None = None,
) -> Case:
    """Write the facts of a new request, in draft, with the first event of its chain."""
    case = Case(request, Standing())
    facts = vault.seal_json(request_to_dict(request), table="request", column="facts", row=request.id)
    standing = _sealed_standing(vault, request.id, case.standing)
    row = {
        "id": request.id,
        "code": request.code,
        "client_id": request.client_id,
        "clinician_id": request.clinician_id,
        "state": case.standing.state,
        "version": case.standing.version,
        "facts": facts,
        "standing": standing,
        "supersedes": request.supersedes,
        "created_at": now,
    }
    change(session, ADD_REQUEST, row)
    _event(session, vault, case, facts, standing, now=now, actor=actor, action="drafted", detail=detail)
    return case


def write_standing(
    session: Session,
    vault: Vault,
    before: Case,
    after: Standing,
    *,
    now: datetime,
    actor: str,
    action: str,
    detail: Mapping[str, Any] | None = None,
    signature: str | None = None,
) -> Case:
    """Write a new standing if nobody changed the request since it was opened. Raises StaleVersion otherwise."""
    request = before.request
    standing = _sealed_standing(vault, request.id, after)
    values: dict[str, Any] = {
        "of": request.id,
        "seen": before.standing.version,
        "state": after.state,
        "version": after.version,
        "standing": standing,
        "next_reminder_at": after.next_reminder_at,
        "lapses_at": after.lapses_at,
        "expiring_at": after.expiring_at,
        "ends_at": after.expires_at if after.state in STANDING else None,
    }
    if signature is not None:
        values["signature"] = vault.seal(signature, table="request", column="signature", row=request.id)
    row = next(iter(ask(session, MOVE, values)), None)
    if row is None:
        raise StaleVersion
    case = Case(request, after)
    _event(session, vault, case, row.facts, standing, now=now, actor=actor, action=action, detail=detail)
    return case


def _sealed_standing(vault: Vault, id: str, standing: Standing) -> bytes:
    return vault.seal_json(standing_to_dict(standing), table="request", column="standing", row=id)


def _event(
    session: Session,
    vault: Vault,
    case: Case,
    facts: bytes,
    standing: bytes,
    *,
    now: datetime,
    actor: str,
    action: str,
    detail: Mapping[str, Any] | None,
) -> None:
    state, version = case.standing.state, case.standing.version
    event(
        session,
        vault,
        chain=f"request:{case.request.id}",
        at=now,
        actor=actor,
        action=action,
        state=state,
        version=version,
        row_digest=row_digest_of(facts, standing, state, version),
        detail=detail,
    )


def note(
    session: Session,
    vault: Vault,
    request_id: str,
    *,
    now: datetime,
    actor: str,
    action: str,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Record something about a request that changes nothing of it, and give the number of the event."""
    return event(session, vault, chain=f"request:{request_id}", at=now, actor=actor, action=action, detail=detail)


def note_unknown(session: Session, vault: Vault, *, now: datetime, actor: str, detail: Mapping[str, Any]) -> int:
    """Record that the gate was asked about a request that is not there: in a chain of its own, "gate" (E7)."""
    return event(session, vault, chain="gate", at=now, actor=actor, action="gate_asked", detail=detail)


def add_question(
    session: Session,
    vault: Vault,
    *,
    client_id: str,
    request_id: str | None,
    text: str,
    language: str,
    now: datetime,
    actor: str,
) -> str:
    """Write a client's question and give back its id; one about no request is an event of the client's chain."""
    id = new_id()
    sealed = vault.seal(text, table="question", column="text", row=id)
    row = {"id": id, "client_id": client_id, "request_id": request_id, "text": sealed, "language": language}
    change(session, ADD_QUESTION, row | {"asked_at": now})
    if request_id is None:
        note_question(session, vault, client_id, id, now=now, actor=actor, action="question_asked")
    return id


def note_question(
    session: Session, vault: Vault, client_id: str, question_id: str, *, now: datetime, actor: str, action: str
) -> None:
    """Record that something became of a question about no open request: in the client's chain, without its words."""
    chain, detail = f"client:{client_id}", {"question": question_id}
    event(session, vault, chain=chain, at=now, actor=actor, action=action, detail=detail)


def answer_question(
    session: Session, vault: Vault, question_id: str, *, answer: str | None, staff_id: str, now: datetime
) -> bool:
    """Write the answer (None: the clinician will call); False if it was answered before."""
    sealed = None if answer is None else vault.seal(answer, table="question", column="answer", row=question_id)
    values = {"of": question_id, "answered_at": now, "answer": sealed, "staff_id": staff_id}
    return change(session, ANSWER, values) == 1


def add_disclosure(
    session: Session, vault: Vault, case: Case, *, staff_id: str, facts: Mapping[str, Any], now: datetime
) -> str:
    """Write one line of the accounting of disclosures (HIPAA-528-1)."""
    id = new_id()
    row = {
        "id": id,
        "request_id": case.request.id,
        "client_id": case.request.client_id,
        "staff_id": staff_id,
        "facts": vault.seal_json(dict(facts), table="disclosure", column="facts", row=id),
        "sent_at": now,
    }
    change(session, ADD_DISCLOSURE, row)
    return id
