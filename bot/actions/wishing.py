"""What a client asks for on the strength of their rights: a copy, a limit, another way to be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.actions.always import only_in_person
from bot.actions.arriving import change
from bot.actions.cases import clinician_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import Category
from consent.deadlines import due, due_after_extension, is_free
from consent.wishes import Limit, Paid, Right, Whom, WishState, limit_to_dict, paid_days
from db import accounts, holds, rules, wishes
from db.ledger.wishes import add_wish, move_wish
from db.shapes import ClientFacts, StaffMember
from db.wishes import WishFacts

#: What clients most often want kept from somebody; anything else they write to the person who works with them.
OFTEN = (
    Category.DX,
    Category.MEDS,
    Category.PROGRESS,
    Category.SUMMARY,
    Category.SUD,
    Category.HIV,
    Category.REPRO,
    Category.ABUSE,
    Category.FAMILY,
)
LIVE = (WishState.WAITING, WishState.AGREED)
LONGEST = 1500
_BACK = Button(Press.RIGHTS)


def show_rights(turn: Turn, client: ClientFacts) -> None:
    """Everything a client can ask for about their own information; no fact of theirs is on it."""
    presses = (
        Button(Press.WHO_GOT),
        *(Button(Press.RIGHT, each) for each in (Right.COPY, Right.ACCOUNT, Right.LIMIT)),
        Button(Press.LIMITS),
        *(Button(Press.RIGHT, each) for each in (Right.REACH, "data", Right.ERASE)),
        Button(Press.WANT_PAPER),
        Button(Press.MENU),
    )
    turn.reply(client, show(Screen.RIGHTS, turn.facts(), *presses), topic="menu")


def ask_for_copy(turn: Turn, client: ClientFacts) -> None:
    """The client wants a copy of their records: it is answered within 30 days (HIPAA-524-1, GDPR-15)."""
    wish(turn, client, Right.COPY, {})


def ask_for_account(turn: Turn, client: ClientFacts) -> None:
    """The client wants an accounting of all that left: it is given within 60 days (HIPAA-528-4)."""
    wish(turn, client, Right.ACCOUNT, {})


def choose_whom(turn: Turn, client: ClientFacts) -> None:
    """First question about a limit: from whom shall it be kept?"""
    if only_in_person(turn, client):
        return
    keys = (Button(Press.LIMIT_PAID), *(Button(Press.LIMIT_WHOM, each) for each in Whom), _BACK)
    turn.reply(client, show(Screen.LIMIT_WHOM, turn.facts(), *keys), topic="menu")


def choose_what(turn: Turn, client: ClientFacts, whom: str) -> None:
    """Second question about a limit: everything, or one kind of information?"""
    offered = tuple(Button(Press.LIMIT_WHAT, category) for category in OFTEN)
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "whom": Whom(whom)}
    keys = (Button(Press.LIMIT_WHAT, "all"), *offered, Button(Press.QUESTION), _BACK)
    turn.reply(client, show(Screen.LIMIT_WHAT, facts, *keys), topic="menu")


def choose_days(turn: Turn, client: ClientFacts) -> None:
    """Which visits does the client pay in full, without the health plan? (HIPAA-522-1)"""
    keys = (*(Button(Press.LIMIT_DAYS, each) for each in Paid), _BACK)
    turn.reply(client, show(Screen.LIMIT_DAYS, turn.facts(), *keys), topic="menu")


def limit_paid(turn: Turn, client: ClientFacts, paid: str) -> None:
    """Visits paid in full: kept from the health plan from this moment, unless the agency says no (HIPAA-522-1)."""
    today = turn.now.astimezone(turn.client_zone(client)).date()
    wish(turn, client, Right.LIMIT, limit_to_dict(Limit(Whom.PLAN, paid=paid_days(Paid(paid), today))))


def limit_what(turn: Turn, client: ClientFacts, what: str) -> None:
    """A limit on one kind of information, or on all: it binds once the agency agreed (P2-26)."""
    whom = turn.screen.facts.get("whom") if turn.screen else None
    if whom is None:
        choose_whom(turn, client)
        return
    category = None if what == "all" else Category(what)
    wish(turn, client, Right.LIMIT, limit_to_dict(Limit(Whom(whom), category)))


def prompt_reach(turn: Turn, client: ClientFacts) -> None:
    """Ask in one message how the client wants to be reached; nobody asks why (HIPAA-522-3)."""
    change(turn, client, None, awaiting="reach:")
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.REACH_PROMPT, facts, Button(Press.SETTINGS), _BACK), topic="menu")


def take_reach(turn: Turn, client: ClientFacts, text: str) -> None:
    """The client wrote how they want to be reached."""
    wish(turn, client, Right.REACH, {"text": text[:LONGEST]})


def wish(turn: Turn, client: ClientFacts, right: Right, facts: Mapping[str, Any]) -> None:
    """Write a wish once, tell the agency, and tell the client by when there is an answer (GDPR-12)."""
    same = _same(turn, client, right, facts)
    last = same.due_at if same else due(right, turn.now, rules.packs(turn.session))
    if same is None:
        _write(turn, client, right, facts, last)
    said = {**turn.facts(clinician=turn.clinician_name(client)), "right": right, "due": last.isoformat()}
    said |= {"paid": bool(facts.get("first")), "agreed": same is not None and same.state is WishState.AGREED}
    said |= {"free": right is Right.ACCOUNT and costs_nothing(turn, client.id)}
    more = (Button(Press.LIMITS),) if right is Right.LIMIT else ()
    turn.reply(client, show(Screen.RIGHT_ASKED, said, *more, _BACK, Button(Press.MENU)), topic="menu")


def _write(turn: Turn, client: ClientFacts, right: Right, facts: Mapping[str, Any], last: datetime) -> None:
    id = add_wish(
        turn.session,
        turn.vault,
        client_id=client.id,
        right=right,
        facts=facts,
        now=turn.now,
        due_at=last,
        actor=turn.actor,
    )
    kept, staff = wishes.wish(turn.session, turn.vault, id), clinician_of(turn, client)
    if kept is not None and staff is not None:
        turn.tell(
            staff, show(Screen.ALERT_RIGHT, wish_facts(turn, client, kept), *keys(turn, staff, kept)), topic="rights"
        )


def _same(turn: Turn, client: ClientFacts, right: Right, facts: Mapping[str, Any]) -> WishFacts | None:
    """The wish that stands already: a second tap makes no second one, and a limit that was agreed is not asked anew."""
    states = LIVE if right in (Right.LIMIT, Right.ERASE) else (WishState.WAITING,)
    found = (each for each in wishes.wishes_of(turn.session, turn.vault, client.id) if each.right is right)
    return next((each for each in found if each.state in states and dict(each.facts) == dict(facts)), None)


def costs_nothing(turn: Turn, client_id: str) -> bool:
    """Whether an accounting would be the first of this client in twelve months (HIPAA-528-4)."""
    before = accounts.accounts_of(turn.session, turn.vault, client_id)
    return is_free((each.given_at for each in before), turn.now)


def wish_facts(turn: Turn, client: ClientFacts, kept: WishFacts) -> dict[str, Any]:
    """A wish as staff read it: initials, what is wished, by when, and whether a legal hold stands in its way."""
    plain = {"alias": client.alias, "code": None, "right": kept.right, "due": kept.due_at.isoformat()}
    return {**plain, "state": kept.state, "limit": dict(kept.facts) if kept.right is Right.LIMIT else None} | {
        "text": kept.facts.get("text"),
        "until": kept.facts.get("until"),
        "extended": kept.extended_at is not None,
        "free": kept.right is Right.ACCOUNT and costs_nothing(turn, client.id),
        "held": kept.right is Right.ERASE and holds.is_held(turn.session, client.id),
    }


def longer(turn: Turn, kept: WishFacts) -> datetime | None:
    """Until when it may take, if more time is taken now; None where the law has no more (HIPAA-524-1, HIPAA-528-4)."""
    return due_after_extension(kept.right, kept.due_at, turn.now, extended_at=kept.extended_at)


def keys(turn: Turn, staff: StaffMember, kept: WishFacts) -> tuple[Button, ...]:
    """What this person of the agency can do about a wish; only an admin erases."""
    if kept.state is not WishState.WAITING or (kept.right is Right.ERASE and staff.role != "admin"):
        return (Button(Press.CLOSE),)
    later = () if longer(turn, kept) is None else (Button(Press.RIGHT_LATER, kept.id),)
    answers = (Button(Press.RIGHT_YES, kept.id), Button(Press.RIGHT_NO, kept.id))
    return (*answers, *later, Button(Press.WRITE, kept.client_id))


def show_limits(turn: Turn, client: ClientFacts) -> None:
    """The limits that are asked for or agreed; each can be lifted by the client, and by nobody else (HIPAA-522-2)."""
    if only_in_person(turn, client):
        return
    standing = [each for each in wishes.wishes_of(turn.session, turn.vault, client.id) if each.right is Right.LIMIT]
    standing = [each for each in standing if each.state in LIVE]
    rows = [{"id": each.id, "state": each.state, **each.facts} for each in standing]
    lift = tuple(Button(Press.LIFT, each.id) for each in standing)
    keys = (*lift, Button(Press.RIGHT, Right.LIMIT), _BACK, Button(Press.MENU))
    turn.reply(client, show(Screen.LIMITS_NOW, {**turn.facts(), "limits": rows}, *keys), topic="menu")


def lift(turn: Turn, client: ClientFacts, id: str) -> None:
    """Take back a limit; only the client whose limit it is can do so (HIPAA-522-2)."""
    kept = wishes.wish(turn.session, turn.vault, id)
    if kept is not None and kept.client_id == client.id and kept.right is Right.LIMIT and kept.state in LIVE:
        moved = move_wish(
            turn.session,
            turn.vault,
            id,
            client_id=client.id,
            was=kept.state,
            state=WishState.LIFTED,
            now=turn.now,
            actor=turn.actor,
        )
        staff = clinician_of(turn, client)
        if moved and staff is not None:
            told = {**wish_facts(turn, client, kept), "state": WishState.LIFTED}
            turn.tell(staff, show(Screen.ALERT_RIGHT, told, Button(Press.CLOSE)), topic="rights")
    show_limits(turn, client)
