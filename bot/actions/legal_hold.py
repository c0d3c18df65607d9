"""A legal hold on a client: nothing is erased and nothing goes out, until the agency's admin lifts it."""

from bot.actions.deciding import Whose, client_named
from bot.actions.office import OfficeError
from bot.actions.owning_up import person_named
from bot.actions.telling import bring, in_person
from bot.actions.turn import Turn, show
from bot.actions.wishing import wish_facts
from bot.screens import Button, Press, Screen
from consent.wishes import Right, WishState
from db import holds, lookups, wishes
from db.holds import Hold
from db.ledger.holds import lift_hold, set_hold
from db.ledger.wishes import put_off
from db.shapes import ClientFacts
from db.wishes import WishFacts


class NoReason(OfficeError):
    """Type after --reason why everything has to be kept, such as the number of a court case."""


class HeldAlready(OfficeError):
    """There is a legal hold on this client already."""


class NotHeld(OfficeError):
    """There is no legal hold on this client."""


class OnlyAdmins(OfficeError):
    """Only an admin sets and lifts a legal hold. Type the name of one after --by."""


def hold(turn: Turn, whose: Whose, by: str, reason: str) -> None:
    """Keep everything about a client, and shut the gate for a lawyer's look (ETH-7, E13). Raises OfficeError.

    An erasure that was agreed to rests; the client who waits for it and the agency are told so.
    """
    client, admin = client_named(turn.session, turn.vault, whose), _admin(turn, by)
    if not reason.strip():
        raise NoReason
    if holds.is_held(turn.session, client.id):
        raise HeldAlready
    facts = {"reason": reason.strip(), "by": admin}
    set_hold(turn.session, turn.vault, client.id, facts, now=turn.now, actor=f"staff:{admin}")
    for kept in _agreed_erasures(turn, client):
        _tell(turn, client, kept)


def lift(turn: Turn, whose: Whose, by: str) -> None:
    """Lift it: the gate works as before, and an erasure that rested is looked at anew at once. Raises OfficeError."""
    client, admin = client_named(turn.session, turn.vault, whose), _admin(turn, by)
    if not lift_hold(turn.session, turn.vault, client.id, {"by": admin}, now=turn.now, actor=f"staff:{admin}"):
        raise NotHeld
    for kept in _agreed_erasures(turn, client):
        put_off(turn.session, kept.id, turn.now)


def shown(turn: Turn, whose: Whose) -> Hold:
    """The legal hold on a client: since when, and why, for the agency alone. Raises OfficeError."""
    found = holds.hold_on(turn.session, turn.vault, client_named(turn.session, turn.vault, whose).id)
    if found is None:
        raise NotHeld
    return found


def _agreed_erasures(turn: Turn, client: ClientFacts) -> list[WishFacts]:
    kept = wishes.wishes_of(turn.session, turn.vault, client.id)
    return [each for each in kept if each.right is Right.ERASE and each.state is WishState.AGREED]


def _tell(turn: Turn, client: ClientFacts, kept: WishFacts) -> None:
    facts = turn.facts(clinician=turn.clinician_name(client))
    said = show(Screen.ERASE_HELD, facts, Button(Press.TALK), Button(Press.RIGHTS))
    if in_person(client):
        said = show(Screen.NEWS_IN_PERSON, {**facts, "shared": bool(client.shared_phone)}, Button(Press.TALK))
    bring(turn, client, said, None, topic="rights", wanted=True)
    alert = show(Screen.ALERT_RIGHT, wish_facts(turn, client, kept), Button(Press.CLOSE))
    for each in lookups.staff_members(turn.session, turn.vault):
        if each.role == "admin" or each.id == client.clinician_id:
            turn.tell(each, alert, topic="rights")


def _admin(turn: Turn, name: str) -> str:
    found = person_named(turn, name)
    if found.role != "admin":
        raise OnlyAdmins
    return found.id
