"""The gate, asked from the command line: its answer as lines to read and as facts for machines."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from bot.actions.cases import open_page
from bot.actions.desk import NotSetUp
from bot.actions.releasing import OPEN, ask_gate, gate_facts
from bot.actions.turn import Turn
from consent.release import REQUIREMENT, GateCode, Verdict
from db import lookups
from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate says about one request. `open`: all or part of it may go out."""

    open: bool
    facts: dict[str, Any]
    lines: list[str]


def may_go_out(session: Session, vault: Vault, code: str) -> Gate:
    """Ask the gate about everything the request names, and record that it was asked. Raises NotSetUp."""
    agency = lookups.agency(session, vault)
    if agency is None:
        raise NotSetUp(NotSetUp.__doc__)
    turn = Turn(session, vault, datetime.now(UTC), agency, "admin")
    found = lookups.page_by_code(session, vault, code)
    page = None if found is None else open_page(turn, found.case.request.id)
    if page is None:
        return _unknown(code)
    answer, _ = ask_gate(turn, page)
    facts = {"code": page.case.request.code, "state": page.case.standing.state, **gate_facts(answer)}
    return Gate(answer.verdict in OPEN, facts, _lines(facts))


def _unknown(code: str) -> Gate:
    reason = {"id": REQUIREMENT[GateCode.UNKNOWN_REQUEST], "code": GateCode.UNKNOWN_REQUEST}
    facts = {"code": code, "state": None, "verdict": Verdict.BLOCK, "may_go": [], "not_go": [], "reasons": [reason]}
    return Gate(False, facts, [f"There is no request {code}. Nothing may go out."])


def _lines(facts: dict[str, Any]) -> list[str]:
    lines = [f"{facts['code']}: {facts['verdict']} ({facts['state']})"]
    lines += [f"  may go out: {_item(item)}" for item in facts["may_go"]]
    lines += [f"  do not send: {_item(item)}" for item in facts["not_go"]]
    lines += [f"  because: {reason['code']} ({reason['id']})" for reason in facts["reasons"]]
    if facts["may_go"]:
        lines.append(f"  ask again after {facts['valid_seconds'] // 60} minutes; the consent ends {facts['until']}")
    return lines


def _item(item: dict[str, str]) -> str:
    return f"{item['category']}, {item['first']} to {item['last']}"
