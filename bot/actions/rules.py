"""What an agency is under: the laws that are on, switching them, their meaning for one request; and added questions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.office import OfficeError, UnknownKind
from bot.actions.turn import Turn
from consent.checking import Check, Identity, around_of, identity
from consent.circumstances import Circumstances, Hold, Restriction
from consent.deciders import with_deciders
from consent.minimum import Kind
from consent.packs.rule import Pack
from consent.packs.shelf import PACKS, needs_witness, to_say
from consent.request import Item, Request
from consent.statements import Statement
from consent.understanding import Extra
from consent.wishes import Right, WishState, limit_from_dict
from db import deciders, incidents, lookups, rules
from db.holds import is_held
from db.ledger.rules import switch_extra, switch_packs
from db.notices import notices_at
from db.requesters import checks_of
from db.shapes import Page
from db.vault import Vault
from db.wishes import wishes_of


class UnknownPack(OfficeError):
    """This pack of rules is unknown. Type: askfirst packs list"""


def packs_of(turn: Turn) -> frozenset[Pack]:
    """The packs that are on for the agency of this turn."""
    return rules.packs(turn.session)


def circumstances(turn: Turn, page: Page, holds: frozenset[Hold]) -> Circumstances:
    """What the gate has to know beside the case: packs, limits, who asks, who decides, and whether it was signed."""
    limits = limits_of(turn, page)
    signed = page.signature is not None
    if is_held(turn.session, page.case.request.client_id):
        holds |= {Hold.LEGAL_HOLD}  # G3 of the gate (ETH-7).
    holds, on = holds | incident_hold(turn.session, page.case.request.id, turn.now), packs_of(turn)
    age = notices_at(turn.session, turn.vault, turn.now).child_age if Pack.GDPR in on else None
    around = Circumstances(packs=on, holds=holds, restrictions=limits, signed=signed, child_age=age)
    around = around_of(around, who_asks(turn.session, turn.vault, page, turn.now)[0])
    known = deciders.of_client(turn.session, turn.vault, page.case.request.client_id)
    return with_deciders(around, page.case, known, turn.now.astimezone(turn.zone).date(), zone=turn.zone)


def limits_of(turn: Turn, page: Page) -> tuple[Restriction, ...]:
    """The limits of this request's client that bind the agency now."""
    kept = wishes_of(turn.session, turn.vault, page.case.request.client_id)
    return restrictions((each.state, each.facts) for each in kept if each.right is Right.LIMIT)


def is_limited(turn: Turn, page: Page, items: Iterable[Item]) -> bool:
    """Whether the client had one of these kept from this kind of asker (HIPAA-522-1, P2-26)."""
    limits, kind = limits_of(turn, page), page.case.request.kind
    return any(limit.hits(kind, item) for limit in limits for item in items)


def incident_hold(session: Session, request_id: str, at: datetime) -> frozenset[Hold]:
    """What keeps a request shut while something of it went to the wrong place (HIPAA-BREACH)."""
    found = any(each.is_open(at) for each in incidents.of_request(session, request_id))
    return frozenset({Hold.INCIDENT}) if found else frozenset()


def who_asks(session: Session, vault: Vault, page: Page, at: datetime) -> tuple[Identity, Check | None]:
    """How well it was known at this instant who asks, and on which check that rested (HIPAA-V-1, HIPAA-V-2).

    A request that the client thought over again is still the same one here.
    """
    request, ids, since = page.case.request, [page.case.request.id], page.created_at
    before = request.supersedes
    while before is not None and (older := lookups.page(session, vault, before)) is not None:
        ids, since, before = [*ids, before], older.created_at, older.case.request.supersedes
    known = checks_of(session, vault, request.requester.id, at=at)
    return identity(known, request.kind, ids, since=since, now=at)


def restrictions(wished: Iterable[tuple[WishState, Mapping[str, Any]]]) -> tuple[Restriction, ...]:
    """The limits that bind the gate, of all that a client wished (HIPAA-522-1, P2-26)."""
    limits = ((state, limit_from_dict(facts)) for state, facts in wished)
    return tuple(limit.restriction() for state, limit in limits if limit.binds(state))


def to_be_said(turn: Turn, request: Request) -> frozenset[Statement]:
    """What this request's client is told before the answer counts, under the packs of today (DP-5, REV-8)."""
    said = to_say(packs_of(turn), [i.category for i in request.items], request.kind, request.legal_basis)
    return said if request.held is None else said | {Statement.HELD_UNTIL}


def wants_witness(turn: Turn, request: Request) -> bool:
    """Whether a law wants a witness to the signature: a yes is given in person, the chat takes only a no (ESIG-10).

    Judged under the packs of today, as the gate does.
    """
    categories = [item.category for item in request.items]
    return needs_witness(packs_of(turn), categories, request.kind, request.legal_basis)


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


def switch_question(
    session: Session, vault: Vault, now: datetime, what: Extra, kinds: Iterable[str], *, on: bool
) -> frozenset[Kind]:
    """Switch an added question on or off for these kinds of requests, for all where none is named (PL-8, LEP-3).

    Gives the kinds for which it is on now. Raises OfficeError.
    """
    named = frozenset(kinds)
    if not named <= set(Kind):
        raise UnknownKind
    before, meant = rules.kinds_asked(session, what), frozenset(map(Kind, named or Kind))
    after = before | meant if on else before - meant
    if after != before:
        switch_extra(session, vault, what, after, now=now, actor="admin")
    return after


def question_list(session: Session) -> dict[str, list[str]]:
    """The added questions, each with the kinds of requests for which it is on."""
    return {what: sorted(rules.kinds_asked(session, what)) for what in Extra}
