"""The gate, asked by the code that people say: for the command line and for machines, now or for a day gone by."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.desk import NotSetUp
from bot.actions.pages import open_page
from bot.actions.releasing import OPEN, ask_gate, gate_facts, note_then, note_unknown
from bot.actions.rules import incident_hold, restrictions, who_asks
from bot.actions.turn import Turn
from consent.checking import around_of
from consent.circumstances import Circumstances, Hold
from consent.deciders import with_deciders
from consent.facts import standing_from_dict
from consent.history import Recorded, stood_at, was_allowed
from consent.packs.rule import Pack
from consent.release import REQUIREMENT, GateCode, NextStep, Verdict
from consent.request import Case, Standing
from consent.states import State
from db import deciders, lookups
from db.events import Event, events_of
from db.holds import was_held
from db.notices import notices_at
from db.rules import packs_at
from db.vault import Vault
from db.wishes import limits_at


@dataclass(frozen=True, slots=True)
class Asked:
    """What the gate said. `open`: all or part of the request may go out; `facts` are plain."""

    open: bool
    facts: dict[str, Any]


def ask_by_code(session: Session, vault: Vault, now: datetime, code: str) -> Asked:
    """Ask about everything a request names, and record that it was asked. Raises NotSetUp."""
    turn = _turn(session, vault, now)
    found = lookups.page_by_code(session, vault, code)
    page = None if found is None else open_page(turn, found.case.request.id)
    if page is None:
        note_unknown(turn)
        return _unknown(code)
    answer, _ = ask_gate(turn, page)
    facts = {"code": page.case.request.code, "state": page.case.standing.state, **gate_facts(answer)}
    return Asked(answer.verdict in OPEN, facts)


def ask_about_then(session: Session, vault: Vault, now: datetime, code: str, at: datetime) -> Asked:
    """What was allowed at the instant `at`, from the record alone (E7, GDPR-7-1); the ask is kept. Raises NotSetUp.

    A time without a zone is one on the agency's own clock. The packs are those of that time, and so are the limits,
    those who decided, and how well it was known who asks; for what a person was out of reach is not kept.
    """
    turn = _turn(session, vault, now)
    at = at if at.tzinfo else at.replace(tzinfo=turn.zone)
    found = lookups.page_by_code(session, vault, code)
    if found is None:
        note_unknown(turn)
        return _unknown(code)
    request = found.case.request
    record = [_recorded(each) for each in events_of(session, vault, f"request:{request.id}") if each.state is not None]
    limits = restrictions(limits_at(session, vault, request.client_id, at))
    packs = packs_at(session, vault, at)
    legal = frozenset({Hold.LEGAL_HOLD}) if was_held(session, vault, request.client_id, at) else frozenset()
    age = notices_at(session, vault, at).child_age if Pack.GDPR in packs else None
    around = Circumstances(packs=packs, restrictions=limits, signed=found.signature is not None, child_age=age)
    around = replace(around, holds=legal | incident_hold(session, request.id, at))
    around = around_of(around, who_asks(session, vault, found, min(at, turn.now))[0])
    day, known = at.astimezone(turn.zone).date(), deciders.of_client_at(session, vault, request.client_id, at)
    around = with_deciders(around, Case(request, stood_at(record, at)), known, day, zone=turn.zone)
    answer = was_allowed(request, record, min(at, turn.now), around)
    note_then(turn, found.case, at, answer)
    then = [each for each in record if each.at <= at]
    facts = {"code": request.code, "state": then[-1].standing.state if then else None, "on": at.isoformat()}
    return Asked(answer.verdict in OPEN, {**facts, **gate_facts(answer)})


def _turn(session: Session, vault: Vault, now: datetime) -> Turn:
    agency = lookups.agency(session, vault)
    if agency is None:
        raise NotSetUp(NotSetUp.__doc__)
    return Turn(session, vault, now, agency, "admin")


def _recorded(event: Event) -> Recorded:
    """An event with how things stood after it; an event without it says its state, and lets nothing out."""
    kept = event.detail.get("standing")
    standing = Standing(State(event.state or State.DRAFT)) if kept is None else standing_from_dict(kept)
    return Recorded(event.seq, event.at, standing)


def _unknown(code: str) -> Asked:
    """What nobody knows may not go out."""
    reason = {
        "id": REQUIREMENT[GateCode.UNKNOWN_REQUEST],
        "code": GateCode.UNKNOWN_REQUEST,
        "step": NextStep.CHECK_THE_CODE,
    }
    return Asked(
        open=False,
        facts={
            "code": code,
            "state": None,
            "verdict": Verdict.BLOCK,
            "may_go": [],
            "not_go": [],
            "reasons": [reason],
            "attach": [],
            "until": None,
            "valid_seconds": 0,
        },
    )
