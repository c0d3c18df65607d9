"""Giving a client the accounting they asked for: what they are given is kept, and the file is made of what was kept."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.actions.cases import item_facts
from bot.actions.papers import disclosures_of, gather
from bot.actions.telling import bring, in_person
from bot.actions.turn import Turn, show
from bot.actions.wishing import costs_nothing
from bot.screens import Screen
from consent.counting import ground_of
from consent.purposes import Purpose
from consent.receipts import ConsentRecord, Disclosed
from consent.request import Category, Item, Period
from db import accounts, lookups, suspensions
from db.accounts import Account
from db.ledger.accounts import keep_account
from db.shapes import ClientFacts, StaffMember
from db.wishes import WishFacts


def give(turn: Turn, staff: StaffMember, client: ClientFacts, kept: WishFacts) -> None:
    """Keep the accounting with who handled it, and bring it to the client as a file (HIPAA-528-4, HIPAA-528-6).

    Who wants no facts in the chat is handed a printed one.
    """
    gone = disclosures_of(turn, client)
    id = keep_account(
        turn.session,
        turn.vault,
        client_id=client.id,
        wish_id=kept.id,
        staff_id=staff.id,
        title=staff.role,
        lines=[_line(each) for each in gone],
        free=costs_nothing(turn, client.id),
        now=turn.now,
        actor=turn.actor,
    )
    if gone and not in_person(client):
        bring(turn, client, show(Screen.ACCOUNT_FILE, {**turn.facts(), "account": id}), None, topic="file", wanted=True)


def as_given(turn: Turn, id: str) -> ConsentRecord | None:
    """The facts of an accounting as it was given, whatever has left since; None where there is none."""
    given = accounts.account(turn.session, turn.vault, id)
    pages = [] if given is None else lookups.pages_of_client(turn.session, turn.vault, given.client_id)
    record = gather(turn, pages[0].case.request.code, "accounting") if pages else None
    if given is None or record is None:
        return None
    lines = tuple(_disclosed(each) for each in lines_to_show(turn, given))
    return replace(record, disclosures=lines, made_at=given.given_at)


def lines_to_show(turn: Turn, given: Account) -> list[dict[str, Any]]:
    """The lines of an accounting that the client may read now: not what was suspended since (HIPAA-528-5)."""
    away = suspensions.hidden(turn.session, given.client_id, turn.now)
    return [line for line in given.facts["lines"] if line["id"] not in away]


def _line(gone: Disclosed) -> dict[str, Any]:
    return {
        "id": gone.id,
        "code": gone.code,
        "at": gone.at.isoformat(),
        "by": gone.by,
        "recipient": gone.recipient,
        "purpose": gone.purpose,
        "basis": gone.basis,
        "items": item_facts(gone.items),
        "countable_hipaa": gone.countable_hipaa,
        "countable_part2": gone.countable_part2,
    }


def _disclosed(line: dict[str, Any]) -> Disclosed:
    known = {
        "at": datetime.fromisoformat(line["at"]),
        "purpose": Purpose(line["purpose"]),
        "basis": ground_of(line["basis"]),
        "items": tuple(_item(each) for each in line["items"]),
    }
    return Disclosed(**{**line, **known})


def _item(plain: dict[str, str]) -> Item:
    period = Period(date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"]))
    return Item(Category(plain["category"]), period)
