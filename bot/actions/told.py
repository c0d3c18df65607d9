"""How an answer came that was given outside the chat: asked of staff one thing at a time, kept in the message alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.actions.rules import wants_witness
from bot.actions.turn import Turn
from bot.screens import Press
from consent.deciders import Representative
from consent.involved import COMES_BY, agreements
from consent.minimum import Kind
from consent.word import CLIENT, Agreement, Helper, Method, Proof, Word
from db import deciders
from db.shapes import ClientFacts, Page, StaffMember

LONGEST_AGO = 6  #: Days; what was said earlier is asked anew.
#: What is asked, in this order, each with its button.
STEPS: tuple[tuple[str, Press], ...] = (
    ("giver", Press.GIVEN_BY),
    ("agreement", Press.AGREED_BY),
    ("method", Press.SAID_BY),
    ("proof", Press.KNOWN_BY),
    ("said_on", Press.SAID_ON),
    ("helper", Press.HELPED_BY),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What staff have said so far about how the answer came."""

    giver: str | None = None
    agreement: str | None = None
    method: str | None = None
    proof: str | None = None
    said_on: str | None = None
    helper: str | None = None

    def plain(self) -> dict[str, str | None]:
        """As the facts of a screen."""
        return {name: getattr(self, name) for name, _ in STEPS}


def told_so_far(turn: Turn) -> Told:
    """What the message in view holds of it."""
    seen: Mapping[str, Any] = turn.screen.facts if turn.screen else {}
    return Told(**{name: seen.get(name) for name, _ in STEPS})


def missing(turn: Turn, page: Page, told: Told) -> tuple[str, Press] | None:
    """What is to be asked next. Where there is but one answer to something, it is not asked."""
    open_still = (each for each in STEPS if told.plain()[each[0]] is None)
    return next((each for each in open_still if _is_asked(turn, page, told, each[0])), None)


def _is_asked(turn: Turn, page: Page, told: Told, step: str) -> bool:
    match step:
        case "giver":
            return bool(acting(turn, page))
        case "agreement":
            return len(choices(turn, page, told, step)) > 1
        case _:
            return True


def choices(turn: Turn, page: Page, told: Told, step: str) -> tuple[str, ...]:
    """What can be answered at a step, given what was said before it."""
    match step:
        case "giver":
            return (CLIENT, *(each.id for each in acting(turn, page)))
        case "agreement":
            own = told.giver in (None, CLIENT)
            return agreements(page.case.request, careful=careful(turn, page)) if own else (Agreement.AGREED,)
        case "method":
            return tuple(method for method in Method if _can_come_by(turn, page, told, method))
        case "proof":
            return tuple(Proof)
        case "helper":
            return tuple(Helper)
        case _:
            return tuple(str(at) for at in range(len(days(turn, page))))


def _can_come_by(turn: Turn, page: Page, told: Told, method: Method) -> bool:
    signed = method is Method.PAPER or not page.case.request.needs_signature
    there = method is not Method.PHONE or not wants_witness(turn, page.case.request)
    return signed and there and method in COMES_BY[Agreement(told.agreement or Agreement.AGREED)]


def careful(turn: Turn, page: Page) -> bool:
    """Whether family may hear of this client only after a talk alone: others see the phone, or it is hidden (SAFE-6).

    Only where family or a friend asks.
    """
    client = turn.client(page.case.request.client_id)
    return page.case.request.kind is Kind.FAMILY and client is not None and _others_look(client)


def _others_look(client: ClientFacts) -> bool:
    return bool(client.shared_phone) or client.hidden


def acting(turn: Turn, page: Page) -> list[Representative]:
    """Those who may decide for this client today."""
    known = deciders.of_client(turn.session, turn.vault, page.case.request.client_id)
    return list(known.acting_on(turn.now.astimezone(turn.zone).date()))


def days(turn: Turn, page: Page) -> list[str]:
    """The days on which it can have been said, newest first: not before the question."""
    today = turn.now.astimezone(turn.zone).date()
    asked = page.case.standing.asked_at
    first = today if asked is None else asked.astimezone(turn.zone).date()
    found = (today - timedelta(days=ago) for ago in range(LONGEST_AGO + 1))
    return [day.isoformat() for day in found if day >= first]


def word_of(
    turn: Turn, staff: StaffMember, page: Page, told: Told, granted: frozenset[int], witness: str | None
) -> Word | None:
    """The word as it is kept; None where something is missing, or where who answered may not decide any more."""
    if told.method is None or told.proof is None or told.said_on is None:
        return None
    may = {each.id: each.authority for each in acting(turn, page)}
    if told.giver not in (None, CLIENT, *may):
        return None
    return Word(
        method=Method(told.method),
        proof=Proof(told.proof),
        said_on=date.fromisoformat(told.said_on),
        granted=granted,
        by=staff.id,
        at=turn.now,
        giver=told.giver or CLIENT,
        authority=may.get(told.giver or CLIENT),
        helper=Helper(told.helper or Helper.NOBODY),
        witness=witness,
        agreement=Agreement(told.agreement or Agreement.AGREED),
    )
