"""Forgetting a client, as far as the law lets the agency: what goes at once, what stays, and until when."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.actions.always import only_in_person
from bot.actions.turn import Turn, show
from bot.actions.wishing import keys, wish, wish_facts
from bot.screens import Button, Press, Screen
from consent.states import STANDING, State
from consent.wishes import Right, WishState, keep_until
from db import lookups, wishes
from db.ledger.erasure import forget_client, forget_updates
from db.ledger.wishes import move_wish, put_off
from db.shapes import ClientFacts, Page
from db.wishes import WishFacts

#: A yes that the client did not end themselves: its last day is the end that was agreed, or none (HIPAA-530j).
CLOSED_BY_OTHERS = frozenset({State.EXPIRED, State.WITHDRAWN, State.INVALIDATED})
LAST_WORDS = timedelta(days=1)  #: What was on its way is out by then.
AT_ONCE = 20  #: Erasures in one unit of work.


def explain(turn: Turn, client: ClientFacts) -> None:
    """Before the client asks: what can be erased, what the law keeps, and until when (TG-13)."""
    if only_in_person(turn, client):
        return
    until = kept_until(turn, client)
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "until": until and until.isoformat()}
    turn.reply(client, show(Screen.ERASE_WHAT, facts, Button(Press.ERASE), Button(Press.RIGHTS)), topic="menu")


def ask(turn: Turn, client: ClientFacts) -> None:
    """The client asks to be forgotten: the admins, who alone can do it, are told as well as the clinician."""
    until = kept_until(turn, client)
    known = {each.id for each in wishes.wishes_of(turn.session, turn.vault, client.id)}
    wish(turn, client, Right.ERASE, {"until": until and until.isoformat()})
    for kept in wishes.wishes_of(turn.session, turn.vault, client.id):
        for admin in lookups.staff_members(turn.session, turn.vault, role="admin") if kept.id not in known else ():
            if admin.id != client.clinician_id:
                said = show(Screen.ALERT_RIGHT, wish_facts(client, kept), *keys(admin, kept))
                turn.tell(admin, said, topic="rights")


def kept_until(turn: Turn, client: ClientFacts) -> date | None:
    """The last day on which the law keeps anything about this client; None where nothing is kept (HIPAA-530j)."""
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id)
    return keep_until(day for page in pages for day in _counted(turn, page))


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
    yield from (sent.sent_at.date() for sent in turn.sent(page.case.request.id))


def carry_out(turn: Turn, client: ClientFacts, kept: WishFacts) -> None:
    """Erase now what no law keeps; the rest goes on the day after the law's last, by the clock (TG-13).

    What is said last, that it will be done, goes out first: nothing is erased before a day has passed.
    """
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
