"""The laws an agency is under: which are on, switching them, and what they mean for one request."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.office import OfficeError
from bot.actions.turn import Turn
from consent.circumstances import Circumstances, Hold, Restriction
from consent.deciders import with_deciders
from consent.packs.rule import Pack
from consent.packs.shelf import PACKS, to_say
from consent.request import Request
from consent.statements import Statement
from consent.wishes import Right, WishState, limit_from_dict
from db import deciders, rules
from db.holds import is_held
from db.ledger.rules import switch_packs
from db.shapes import Page
from db.vault import Vault
from db.wishes import wishes_of


class UnknownPack(OfficeError):
    """This pack of rules is unknown. Type: askfirst packs list"""


def packs_of(turn: Turn) -> frozenset[Pack]:
    """The packs that are on for the agency of this turn."""
    return rules.packs(turn.session)


def circumstances(turn: Turn, page: Page, holds: frozenset[Hold]) -> Circumstances:
    """What the gate has to know beside the case: packs, limits, who decides, and whether the yes was signed."""
    kept = wishes_of(turn.session, turn.vault, page.case.request.client_id)
    limits = restrictions((each.state, each.facts) for each in kept if each.right is Right.LIMIT)
    signed = page.signature is not None
    if is_held(turn.session, page.case.request.client_id):
        holds |= {Hold.LEGAL_HOLD}  # G3 of the gate (ETH-7).
    around = Circumstances(packs=packs_of(turn), holds=holds, restrictions=limits, signed=signed)
    known = deciders.of_client(turn.session, turn.vault, page.case.request.client_id)
    return with_deciders(around, page.case, known, turn.now.astimezone(turn.zone).date())


def restrictions(wished: Iterable[tuple[WishState, Mapping[str, Any]]]) -> tuple[Restriction, ...]:
    """The limits that bind the gate, of all that a client wished (HIPAA-522-1, P2-26)."""
    limits = ((state, limit_from_dict(facts)) for state, facts in wished)
    return tuple(limit.restriction() for state, limit in limits if limit.binds(state))


def to_be_said(turn: Turn, request: Request) -> frozenset[Statement]:
    """What this request's client is told before the answer counts, under the packs of today (DP-5, REV-8)."""
    said = to_say(packs_of(turn), [i.category for i in request.items], request.kind, request.legal_basis)
    return said if request.held is None else said | {Statement.HELD_UNTIL}


def switch(session: Session, vault: Vault, now: datetime, code: str, *, on: bool) -> frozenset[Pack]:
    """Switch one pack on or off from now on; running consents meet it at the gate. Raises OfficeError."""
    if code not in set(Pack):
        raise UnknownPack
    before = rules.packs(session)
    after = before | {Pack(code)} if on else before - {Pack(code)}
    if after != before:
        switch_packs(session, vault, after, now=now, actor="admin")
    return after


def pack_list(session: Session) -> list[dict[str, Any]]:
    """Every pack with its law, its version, and whether it is on (ST-0)."""
    on = rules.packs(session)
    return [
        {
            "code": pack.code,
            "on": pack.code in on,
            "version": pack.version,
            "law": pack.cite,
            "jurisdiction": pack.jurisdiction,
        }
        for pack in PACKS.values()
    ]
