"""Forgetting a client, as far as the law lets the agency: what goes at once, what stays, and until when."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.actions.always import only_in_person
from bot.actions.turn import Turn, show
from bot.actions.wishing import keys, wish, wish_facts
from bot.screens import Button, Press, Screen
from consent.states import STANDING, State
from consent.wishes import Right, WishState, keep_until
from db import accounts, holds, lookups, wishes
from db.ledger.erasure import forget_client, forget_updates
from db.ledger.wishes import move_wish, put_off
from db.shapes import ClientFacts, Page
from db.wishes import WishFacts

#: A yes that the client did not end themselves: its last day is the end that was agreed, or none (HIPAA-530j).
CLOSED_BY_OTHERS = frozenset({State.EXPIRED, State.WITHDRAWN, State.INVALIDATED})
LAST_WORDS = timedelta(days=1)  #: What was on its way is out by then.
AT_ONCE = 1  #: Erasures in one unit of work: each reads every message to staff since the client came.
LOOK_AGAIN = timedelta(days=30)  #: So long an erasure rests that a legal hold stands against, unless it is lifted.


def explain(turn: Turn, client: ClientFacts) -> None:
    """Before the client asks: what can be erased, what the law keeps, and until when (TG-13)."""
    if only_in_person(turn, client):
        return
    until = kept_until(turn, client)
    held = holds.is_held(turn.session, client.id)
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "until": until and until.isoformat(), "held": held}
    turn.reply(client, show(Screen.ERASE_WHAT, facts, Button(Press.ERASE), Button(Press.RIGHTS)), topic="menu")


def ask(turn: Turn, client: ClientFacts) -> None:
    """The client asks to be forgotten: the admins, who alone can do it, are told as well as the clinician."""
    until = kept_until(turn, client)
    known = {each.id for each in wishes.wishes_of(turn.session, turn.vault, client.id)}
    wish(turn, client, Right.ERASE, {"until": until and until.isoformat()})
    for kept in wishes.wishes_of(turn.session, turn.vault, client.id):
        for admin in lookups.staff_members(turn.session, turn.vault, role="admin") if kept.id not in known else ():
            if admin.id != client.clinician_id:
                said = show(Screen.ALERT_RIGHT, wish_facts(turn, client, kept), *keys(turn, admin, kept))
                turn.tell(admin, said, topic="rights")


def kept_until(turn: Turn, client: ClientFacts) -> date | None:
    """The last day on which the law keeps anything about this client; None where nothing is kept (HIPAA-530j)."""
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id)
    given = accounts.accounts_of(turn.session, turn.vault, client.id)
    wished = wishes.wishes_of(turn.session, turn.vault, client.id)
    limits = (each.answered_at for each in wished if each.right is Right.LIMIT)
    days = (at.date() for at in (*limits, *(each.given_at for each in given)) if at is not None)
    return keep_until((*days, *(day for page in pages for day in _counted(turn, page))))


def _counted(turn: Turn, page: Page) -> Iterator[date]:
    """The days on which something of this request counted."""
    standing = page.case.standing
    yield page.created_at.date()
    if standing.decided_at is not None:
        yield standing.decided_at.date()
    if standing.state in STANDING or (standing.state in CLOSED_BY_OTHERS and standing.decided_at is not None):
        yield standing.ends_on or page.case.request.ends_on
    if standing.stop_counts_at is not None:
        yield standing.stop_counts_at.date()
    sent = lookups.sent_for_request(turn.session, turn.vault, page.case.request.id)
    yield from (each.sent_at.date() for each in sent)


def carry_out(turn: Turn, client: ClientFacts, kept: WishFacts) -> None:
    """Erase now what no law keeps; the rest goes on the day after the law's last, by the clock (TG-13).

    Under a legal hold nothing goes, not even what no law keeps; once it is lifted the clock looks anew (E13). What is
    said last, that it will be done, goes out first: nothing is erased before a day has passed.
    """
    if holds.is_held(turn.session, client.id):
        put_off(turn.session, kept.id, turn.now + LOOK_AGAIN)
        return
    until = kept_until(turn, client)
    forget_updates(turn.session, client.id)
    if until is not None and turn.now.astimezone(turn.zone).date() <= until:
        put_off(turn.session, kept.id, datetime.combine(until + timedelta(days=1), time(), turn.zone))
        return
    agreed_at = kept.answered_at or turn.now
    if turn.now < agreed_at + LAST_WORDS:
        put_off(turn.session, kept.id, agreed_at + LAST_WORDS)
        return
    forget_client(turn.session, turn.vault, client.id, now=turn.now, actor=turn.actor)
    move_wish(
        turn.session,
        turn.vault,
        kept.id,
        client_id=client.id,
        was=WishState.AGREED,
        state=WishState.DONE,
        now=turn.now,
        actor=turn.actor,
    )


def is_due(turn: Turn) -> bool:
    """Whether an erasure that was agreed to waits for nothing any more."""
    return bool(wishes.to_erase(turn.session, turn.vault, turn.now, most=1))


def erase_due(turn: Turn) -> None:
    """Carry out the erasures whose day has come; one that the law holds up anew is put off again."""
    for kept in wishes.to_erase(turn.session, turn.vault, turn.now, most=AT_ONCE):
        client = turn.client(kept.client_id)
        if client is not None:
            carry_out(turn, client, kept)
