"""What the agency has set for itself: shown, set, and read where it counts."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.actions.office import OfficeError
from bot.actions.turn import Turn
from consent.policies import ON, USUAL, Policy, fits
from db.ledger.policies import set_policy
from db.policies import value_of
from db.shapes import ClientFacts, StaffMember
from db.vault import Vault


class UnknownPolicy(OfficeError):
    """There is no such policy. Type: askfirst policy list"""


class UnfitValue(OfficeError):
    """A policy cannot have this value: danger_minutes is 1 to 120, the others are on or off."""


def policy_list(session: Session) -> list[dict[str, str]]:
    """Every policy, what holds now, and what holds where nothing is set."""
    return [{"name": each, "value": value_of(session, each), "usual": USUAL[each]} for each in Policy]


def set_to(session: Session, vault: Vault, now: datetime, name: str, value: str) -> None:
    """Set one policy from now on. Raises OfficeError."""
    if name not in set(Policy):
        raise UnknownPolicy
    if not fits(Policy(name), value):
        raise UnfitValue
    if value_of(session, Policy(name)) != value:
        set_policy(session, vault, Policy(name), value, now=now, actor="admin")


def danger_wait(turn: Turn) -> timedelta:
    """How long an alert about danger waits for one person before the next hears of it (SAFE-5)."""
    return timedelta(minutes=int(value_of(turn.session, Policy.DANGER_MINUTES)))


def payers_need_a_yes(session: Session) -> bool:
    """Whether health plans get something only with the client's yes, also where the law would let them (ETH-5)."""
    return value_of(session, Policy.ASK_PAYERS) == ON


def only_reviewed_words(turn: Turn) -> bool:
    """Whether consent may be asked only in words that people have reviewed (LEP-2)."""
    return value_of(turn.session, Policy.REVIEWED_WORDS) == ON


def offered_to(turn: Turn, person: ClientFacts | StaffMember) -> tuple[str, ...]:
    """The languages that somebody can choose; clients only reviewed ones, where the agency wants that and one is there.

    Else an open question could be turned into words that nobody has reviewed (LEP-2).
    """
    only = isinstance(person, ClientFacts) and turn.reviewed and only_reviewed_words(turn)
    return tuple(code for code in turn.languages if code in turn.reviewed) if only else turn.languages
