"""Gathers the whole of one decision for papers and exports, and records that a paper was made."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.actions.cases import as_it_went
from bot.actions.counting import ground, kept_flags
from bot.actions.desk import NotSetUp
from bot.actions.pages import open_page
from bot.actions.releasing import holds_of
from bot.actions.replying import reply_of
from bot.actions.rules import circumstances, packs_of, who_asks
from bot.actions.suspending import is_suspended
from bot.actions.turn import Turn
from bot.screens import Screen
from consent.checking import Identity
from consent.circumstances import Hold
from consent.deciders import Authority, Deciders, Representative
from consent.purposes import Purpose
from consent.receipts import ConsentRecord, Disclosed, Discloser, Happening, Shown, Subject, Verified
from consent.release import what_may_go
from consent.request import Category, Item, Period
from consent.testimony import Desk, NoticeRef, Published, Said, Testimony
from consent.word import CLIENT, Word
from db import deciders, evidence, incidents, lookups, notices, places
from db.ledger import requests
from db.shapes import ClientFacts, Page, Sent
from db.vault import Vault

FOR_THE_AGENCY = frozenset({"record", "fhir"})  #: These alone tell all; every other paper is for the client too.
FOR_THE_CLIENT = frozenset({"my_data", "receipt", "authorization", "revocation", "accounting"})  #: Handed to them.
STAFF_NOTES = "exception"  #: How the events about sharing without a yes begin.
LOOK_BACK = timedelta(days=6 * 365 + 2)  #: An accounting tells six years (45 CFR 164.528(a)(1)).


def at_the_office(session: Session, vault: Vault, now: datetime) -> Turn:
    """A unit of work at the agency's command line. Raises NotSetUp."""
    agency = lookups.agency(session, vault)
    if agency is None:
        raise NotSetUp(NotSetUp.__doc__)
    return Turn(session, vault, now, agency, "admin")


def gather(turn: Turn, code: str, paper: str, *, jurisdiction: str | None = None) -> ConsentRecord | None:
    """Everything about the request with this code as it stands now, or None; that it was read is recorded (E11).

    `paper` names what it is for; `jurisdiction` is the agency's, where the request does not say it.
    Raises Tampered when something kept cannot be opened.
    """
    found = lookups.page_by_code(turn.session, turn.vault, code)
    page = None if found is None else open_page(turn, found.case.request.id)
    client = None if page is None else lookups.client(turn.session, turn.vault, page.case.request.client_id)
    if page is None or client is None:
        return None
    record = _record(turn, page, client, jurisdiction, paper)
    id = page.case.request.id
    requests.note(turn.session, turn.vault, id, now=turn.now, actor=turn.actor, action=f"paper_made_{paper}")
    return record


def _record(turn: Turn, page: Page, client: ClientFacts, jurisdiction: str | None, paper: str) -> ConsentRecord:
    request, whole = page.case.request, paper in FOR_THE_AGENCY
    # How the requester was checked is asked when something goes out; the consent stands or falls without it.
    around = replace(circumstances(turn, page, holds_of(client)), verified=True, proved=True)
    if paper in FOR_THE_CLIENT and not _knows_of_an_incident(turn, request.id):
        around = replace(around, holds=around.holds - {Hold.INCIDENT})
    covered = what_may_go(page.case, turn.now, around=around).allowed
    link, code, account = evidence.bound(turn.session, client.id)
    place = request.places.program or jurisdiction or places.of_agency(turn.session)
    return ConsentRecord(
        agency=Discloser(turn.agency.name, turn.agency.timezone, place),
        client=Subject(client.id, client.alias, client.language, link, code, account),
        clinician=_name_of(turn, request.clinician_id),
        case=page.case,
        created_at=page.created_at,
        made_at=turn.now,
        covered=frozenset(at for at, item in enumerate(request.items) if item in covered),
        signature=page.signature,
        history=_history(turn, request.id, whole=whole),
        shown=_shown(turn, page, client, whole=whole),
        disclosures=disclosures_of(turn, client, whole=whole),
        verified=_verified(turn, page),
        people=_people(turn, page),
        packs=packs_of(turn),
        published=_published(turn, page),
        holds=around.holds,
        renews=_renews(turn, page),
    )


def _knows_of_an_incident(turn: Turn, request_id: str) -> bool:
    """Whether they were told of one that is open: no paper of theirs tells it before anybody may (HIPAA-BREACH)."""
    found = incidents.of_request(turn.session, request_id)
    return any(each.is_open(turn.now) and each.told_at is not None for each in found)


def _renews(turn: Turn, page: Page) -> bool:
    """Whether the request before this one was once answered with a yes (REC-27560-2)."""
    before = page.case.request.supersedes
    events = () if before is None else evidence.happenings(turn.session, turn.vault, before)
    return any(each.detail.get("granted") for each in events)


def _published(turn: Turn, page: Page) -> Published:
    """The notices as they were at the answer, and whom to complain to now (HIPAA-COMPL, HIPAA-520-1, P2-22)."""
    then = notices.notices_at(turn.session, turn.vault, page.case.standing.decided_at or turn.now)
    desk = notices.notices_at(turn.session, turn.vault, turn.now).complaints
    npp, part2 = then.npp, then.part2
    return Published(
        privacy=None if npp is None else NoticeRef(npp.version, npp.url),
        part2=None if part2 is None else NoticeRef(part2.version, part2.url),
        complaints=None if desk is None else Desk(desk.name, desk.address, desk.phone),
    )


def _people(turn: Turn, page: Page) -> Testimony:
    """Who said it outside the chat, who vouched, who agreed to additions, and what the requester replied (E1, E4)."""
    request, standing = page.case.request, page.case.standing
    known = deciders.of_client(turn.session, turn.vault, request.client_id)
    second = standing.seconded_by
    return Testimony(
        said=tuple(_said(turn, known, word) for word in standing.words),
        agreed_to_additions=None if second is None else _name_of(turn, second),
        reply=reply_of(turn.session, turn.vault, request.id),
    )


def _said(turn: Turn, known: Deciders, word: Word) -> Said:
    vouched = None if word.second is None else _name_of(turn, word.second)
    return Said(word, _giver(known, word), _name_of(turn, word.by), vouched)


def _giver(known: Deciders, word: Word) -> Representative | None:
    """Never None for somebody else than the client, even where nothing more is known of them."""
    if word.giver == CLIENT:
        return None
    right = word.authority or Authority.COURT_ORDER
    return known.named(word.giver) or Representative(word.giver, "", right, "")


def _verified(turn: Turn, page: Page) -> Verified | None:
    """How it was checked who asks, as it counts now (E1)."""
    known, check = who_asks(turn.session, turn.vault, page, turn.now)
    if known is not Identity.CHECKED or check is None or check.method is None:
        return None
    return Verified(check.method, check.document, _name_of(turn, check.by), check.at)


def _history(turn: Turn, request_id: str, *, whole: bool) -> tuple[Happening, ...]:
    """Every event; the client's own copy has no notes of staff about what left without a yes (D-3, HIPAA-528-5)."""
    found = evidence.happenings(turn.session, turn.vault, request_id)
    return found if whole else tuple(each for each in found if not each.action.startswith(STAFF_NOTES))


def _shown(turn: Turn, page: Page, client: ClientFacts, *, whole: bool) -> tuple[Shown, ...]:
    """Every message about it; while something of it is suspended, not the one that told of it (HIPAA-528-5)."""
    found = evidence.shown_to(turn.session, turn.vault, page.case.request.id, client.id)
    if whole or not is_suspended(turn, page):
        return found
    return tuple(each for each in found if each.kind != Screen.SHARED_WITHOUT)


def disclosures_of(turn: Turn, client: ClientFacts, *, whole: bool = False) -> tuple[Disclosed, ...]:
    """Everything that left about this client in the last six years, oldest first; for whatever request.

    What an official had suspended is there only for the `whole` of the agency's own record (HIPAA-528-5).
    """
    known = lookups.sent_about_client(turn.session, turn.vault, client.id) if whole else turn.sent_about(client.id)
    sent = as_it_went(known)
    lately = [each for each in sent if each.sent_at >= turn.now - LOOK_BACK]
    return tuple(line for line in (_disclosed(turn, each) for each in lately) if line is not None)


def _disclosed(turn: Turn, sent: Sent) -> Disclosed | None:
    page = lookups.page(turn.session, turn.vault, sent.request_id)
    if page is None:
        return None
    return Disclosed(
        id=sent.id,
        code=page.case.request.code,
        at=sent.sent_at,
        by=_name_of(turn, sent.staff_id),
        recipient=str(sent.facts["recipient"]),
        purpose=Purpose(sent.facts["purpose"]),
        basis=ground(sent, page),
        items=tuple(_item(plain) for plain in sent.facts["items"]),
        mistake=bool(sent.facts.get("mistake")),
        **kept_flags(turn, sent, page),
    )


def _item(plain: dict[str, Any]) -> Item:
    period = Period(date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"]))
    return Item(Category(plain["category"]), period)


def _name_of(turn: Turn, staff_id: str) -> str:
    found = turn.staff(staff_id)
    return "" if found is None else found.name
