"""The gate, asked by the code that people say: for the command line and for machines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.desk import NotSetUp
from bot.actions.pages import open_page
from bot.actions.releasing import OPEN, ask_gate, gate_facts
from bot.actions.turn import Turn
from consent.release import REQUIREMENT, GateCode, Verdict
from db import lookups
from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Asked:
    """What the gate said. `open`: all or part of the request may go out; `facts` are plain."""

    open: bool
    facts: dict[str, Any]


def ask_by_code(session: Session, vault: Vault, now: datetime, code: str) -> Asked:
    """Ask about everything a request names, and record that it was asked. Raises NotSetUp."""
    agency = lookups.agency(session, vault)
    if agency is None:
        raise NotSetUp(NotSetUp.__doc__)
    turn = Turn(session, vault, now, agency, "admin")
    found = lookups.page_by_code(session, vault, code)
    page = None if found is None else open_page(turn, found.case.request.id)
    if page is None:
        return _unknown(code)
    answer, _ = ask_gate(turn, page)
    facts = {"code": page.case.request.code, "state": page.case.standing.state, **gate_facts(answer)}
    return Asked(answer.verdict in OPEN, facts)


def _unknown(code: str) -> Asked:
    """What nobody knows may not go out."""
    reason = {"id": REQUIREMENT[GateCode.UNKNOWN_REQUEST], "code": GateCode.UNKNOWN_REQUEST}
    return Asked(
        open=False,
        facts={
            "code": code,
            "state": None,
            "verdict": Verdict.BLOCK,
            "may_go": [],
            "not_go": [],
            "reasons": [reason],
            "until": None,
            "valid_seconds": 0,
        },
    )
