"""The files that a client can have in the chat: a decision as PDF, and everything that is kept about them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.actions.accounting import lines_to_show
from bot.actions.always import only_in_person
from bot.actions.erasing import kept_until
from bot.actions.papers import gather
from bot.actions.turn import Turn, show
from bot.screens import Screen
from consent.gate_codes import REQUIREMENT, GateCode
from consent.receipts import ConsentRecord, Happening
from db import accounts, holds, lookups, wishes
from db.accounts import Account
from db.incidents import CLOSED, MAY_BE_TOLD, TOLD, WENT_WRONG
from db.notices import Given, all_given_to
from db.shapes import ClientFacts, Page
from db.wishes import WishFacts

SCHEMA = "askfirst-my-data-1"
NOTES = ("note", "delay")  #: What staff wrote about a release that went to the wrong place, for the agency alone.


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything about one client: plain facts, and the whole record of each request that they were asked."""

    plain: Mapping[str, Any]
    requests: tuple[ConsentRecord, ...]


def send_pdf(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The receipt as a file to keep, because the client asked for it (HIPAA-C4)."""
    if only_in_person(turn, client):
        return
    turn.replaces = None
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "code": page.case.request.code}
    turn.reply(client, show(Screen.PAPER_FILE, facts), topic="file")


def send_data(turn: Turn, client: ClientFacts) -> None:
    """Everything that is kept about the client, for machines and to read (GDPR-15)."""
    if only_in_person(turn, client):
        return
    turn.replaces = None
    facts = turn.facts(clinician=turn.clinician_name(client))
    for screen in (Screen.DATA_FILE, Screen.DATA_TEXT):
        turn.reply(client, show(screen, facts), topic="file")


def gather_all(turn: Turn, client_id: str) -> Kept | None:
    """Everything about this client as it stands now; that it was gathered is in each request's record (GDPR-15)."""
    client = turn.client(client_id)
    if client is None:
        return None
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id)
    shown = [page for page in pages if page.case.standing.asked_at is not None]
    records = (gather(turn, page.case.request.code, "my_data") for page in shown)
    wished, until = wishes.wishes_of(turn.session, turn.vault, client.id), kept_until(turn, client)
    plain = {
        "schema": SCHEMA,
        "made_at": turn.now.isoformat(),
        "agency": turn.agency.name,
        "clinician": turn.clinician_name(client),
        "me": _settings(client),
        "given": [_given(each) for each in all_given_to(turn.session, client.id)],
        "wishes": [_wish(each) for each in wished],
        "kept_until": until and until.isoformat(),
        "legal_hold": holds.is_held(turn.session, client.id),
        "accountings": [_account(turn, each) for each in accounts.accounts_of(turn.session, turn.vault, client.id)],
    }
    return Kept(plain, tuple(_readable(each) for each in records if each is not None))


def _readable(kept: ConsentRecord) -> ConsentRecord:
    """Without what an official has forbidden to tell the client of by now (HIPAA-BREACH); it comes once they may.

    Notes that are for the agency alone never come.
    """
    told = {each.detail.get("of") for each in kept.history if each.action in (MAY_BE_TOLD, TOLD)}
    delayed = {each.seq for each in kept.history if each.action == WENT_WRONG and each.detail.get("delay")} - told
    history = (each for each in kept.history if each.seq not in delayed and not (delayed and _hints(each)))
    return replace(kept, history=tuple(_without_notes(each) for each in history))


def _without_notes(each: Happening) -> Happening:
    if each.action not in (WENT_WRONG, CLOSED):
        return each
    return replace(each, detail={name: said for name, said in each.detail.items() if name not in NOTES})


def _hints(each: Happening) -> bool:
    return REQUIREMENT[GateCode.INCIDENT] in each.detail.get("reasons", ())


def _given(each: Given) -> dict[str, Any]:
    """A notice that the client got, or words that they agreed to (P2-22, ESIG-2)."""
    return {"kind": each.kind, "version": each.version, "method": each.method, "at": each.at.isoformat()}


def _settings(client: ClientFacts) -> dict[str, Any]:
    return {
        "initials": client.alias,
        "language": client.language,
        "telegram_id": client.chat,
        "phone_is_shared": client.shared_phone,
        "when_to_write": client.window,
        "timezone": client.timezone,
        "where_to_tell": client.detail,
        "hidden": client.hidden,
        "messages_stopped": client.messages_stopped,
        "limits_read_at": client.limits_read_at and client.limits_read_at.isoformat(),
    }


def _wish(wished: WishFacts) -> dict[str, Any]:
    return {
        "asked_for": wished.right,
        "state": wished.state,
        "facts": dict(wished.facts),
        "asked_at": wished.asked_at.isoformat(),
        "due_at": wished.due_at.isoformat(),
        "answered_at": wished.answered_at and wished.answered_at.isoformat(),
        "reason": wished.reason,
        "extended_at": wished.extended_at and wished.extended_at.isoformat(),
        "extension_reason": wished.extension,
    }


def _account(turn: Turn, given: Account) -> dict[str, Any]:
    """An accounting that was given: its reference, when, who handled it, and the digest of its lines (HIPAA-528-6)."""
    return {
        "id": given.id,
        "given_at": given.given_at.isoformat(),
        "handled_by": given.facts["title"],
        "free": given.facts["free"],
        "sha256": given.digest,
        "lines": lines_to_show(turn, given),
    }
