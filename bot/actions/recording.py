"""Staff write down an answer given on paper, by phone or in person; a second person vouches; the client may object."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.actions.answering import how, moved_on
from bot.actions.answering import show_case as show_client
from bot.actions.cases import case_facts
from bot.actions.casework import show_case
from bot.actions.names import plain_name, reads_as_signature
from bot.actions.pages import apply
from bot.actions.rules import to_be_said
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.attesting import dispute, vouch, write_down
from consent.deciders import Representative
from consent.decision import Effect
from consent.states import LIVE, State
from consent.word import CLIENT, Helper, Method, Proof, Word
from db import deciders, lookups
from db.shapes import ClientFacts, Page, StaffMember

LONGEST_AGO = 6  #: Days; what was said earlier is asked anew.
#: What is asked, in this order, each with its button.
STEPS: tuple[tuple[str, Press], ...] = (
    ("giver", Press.GIVEN_BY),
    ("method", Press.SAID_BY),
    ("proof", Press.KNOWN_BY),
    ("said_on", Press.SAID_ON),
    ("helper", Press.HELPED_BY),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What staff have said so far about how the answer came."""

    giver: str | None = None
    method: str | None = None
    proof: str | None = None
    said_on: str | None = None
    helper: str | None = None

    def plain(self) -> dict[str, str | None]:
        """As the facts of a screen."""
        return {name: getattr(self, name) for name, _ in STEPS}


def begin(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Ask who answered and how, how they were known, when it was, and who helped (ESIG-4, ESIG-9, HIPAA-PR-1)."""
    _go_on(turn, staff, page, Told(None if _acting(turn, page) else CLIENT))


def answer_step(turn: Turn, staff: StaffMember, page: Page, press: Press, arg: str) -> None:
    """Take one answer of staff, and ask the next thing."""
    told = _told(turn)
    name = next(name for name, asks in STEPS if asks is press)
    value: str | None = arg
    if press is Press.SAID_ON:
        days = _days(turn, page)
        value = days[int(arg)] if arg.isdecimal() and int(arg) < len(days) else None
    _go_on(turn, staff, page, replace(told, **{name: value}))


def pick(turn: Turn, staff: StaffMember, page: Page, ticks: list[int], told: Told | None = None) -> None:
    """What the yes was for, item by item; nothing is ticked at first (GDPR-4-11)."""
    if page.case.standing.state not in LIVE:
        show_case(turn, staff, page)
        return
    rows = tuple(Button(Press.RECORD_ITEM, str(at)) for at in range(len(page.case.request.items)))
    told = told or _told(turn)
    own = told.giver == CLIENT
    save = (Button(Press.RECORD_SAVE),) if ticks else () if own else (Button(Press.RECORD_THEIR_NO),)
    no = (Button(Press.RECORD_NO),) if own else ()
    facts = {**_facts(turn, page), **told.plain(), "ticks": ticks}
    keys = (*rows, *save, *no, Button(Press.BACK))
    turn.reply(staff, show(Screen.RECORD_WHAT, facts, *keys), case=page.case)


def save(turn: Turn, staff: StaffMember, page: Page, ticks: list[int], name: str | None = None) -> None:
    """Write the yes down. Where the law wants a signature, the name on the paper is asked for first (ESIG-1)."""
    told = _told(turn)
    asks_name = page.case.request.needs_signature and page.case.standing.state is State.ASKED
    if asks_name and name is None and ticks:
        ask_for_name(turn, staff, page, ticks)
        return
    word = _word(turn, staff, page, told, frozenset(ticks))
    client = turn.client(page.case.request.client_id)
    if word is None or client is None:
        show_case(turn, staff, page)
        return
    paused = client.yes_paused_until is not None and turn.now < client.yes_paused_until
    said = to_be_said(turn, page.case.request)
    decision = write_down(page.case, word, now=turn.now, zone=turn.zone, said=said, signed_name=name, yes_paused=paused)
    if decision.effect is not Effect.APPLIED:
        _not_written(turn, staff, page, decision.reason)
        return
    news = {"who": staff.name, "said_on": word.said_on.isoformat(), "own": word.giver == CLIENT}
    after = apply(turn, page, decision, signature=name, detail={"by": f"staff_on_{word.method}"}, told=news)
    if ticks:
        _ask_second(turn, staff, after, {**news, "method": word.method, "proof": word.proof})
    show_case(turn, staff, after)


def ask_for_name(turn: Turn, staff: StaffMember, page: Page, ticks: list[int]) -> None:
    """Ask for the name as it stands on the paper."""
    facts = {**_facts(turn, page), **_told(turn).plain(), "ticks": ticks}
    turn.reply(staff, show(Screen.RECORD_NAME, facts, Button(Press.BACK)), case=page.case)


def take_name(turn: Turn, staff: StaffMember, page: Page, typed: str) -> None:
    """The name on the paper was typed, or something that is no name: then it is asked for again."""
    ticks = [int(at) for at in turn.screen.facts.get("ticks", [])] if turn.screen else []
    if reads_as_signature(typed):
        save(turn, staff, page, ticks, plain_name(typed))
    else:
        ask_for_name(turn, staff, page, ticks)


def second(turn: Turn, staff: StaffMember, page: Page) -> None:
    """A second person vouches for what somebody else wrote down; from then on the gate looks at the rest (ESIG-4)."""
    decision = vouch(page.case, staff.id, turn.now)
    after = apply(turn, page, decision, detail={"by": "second_person"})
    show_case(turn, staff, after)


def object_to(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The client says that they never said so: it ends at once, and the agency hears why (HIPAA-B2-v)."""
    decision = dispute(page.case, now=turn.now, zone=turn.zone)
    if decision.effect is not Effect.APPLIED:
        moved_on(turn, client, page)
        return
    wrong = {"disputed": True}
    after = apply(turn, page, decision, answered_here=True, detail={**how(turn), **wrong}, told=wrong)
    show_client(turn, client, after)


def _told(turn: Turn) -> Told:
    """What the message in view holds of it."""
    seen: Mapping[str, Any] = turn.screen.facts if turn.screen else {}
    return Told(**{name: seen.get(name) for name, _ in STEPS})


def _go_on(turn: Turn, staff: StaffMember, page: Page, told: Told) -> None:
    if page.case.standing.state not in LIVE:
        show_case(turn, staff, page)
        return
    facts = {**_facts(turn, page), **told.plain()}
    missing = next((each for each in STEPS if facts[each[0]] is None), None)
    if missing is None:
        pick(turn, staff, page, [], told)
        return
    name, press = missing
    keys = tuple(Button(press, arg) for arg in _choices(turn, page, name))
    facts |= {"step": name, "choices": [{"on": day} for day in _days(turn, page)]}
    facts["givers"] = [{"id": each.id, "authority": each.authority} for each in _acting(turn, page)]
    turn.reply(staff, show(Screen.RECORD_HOW, facts, *keys, Button(Press.BACK)), case=page.case)


def _choices(turn: Turn, page: Page, step: str) -> tuple[str, ...]:
    match step:
        case "method":
            return (Method.PAPER,) if page.case.request.needs_signature else tuple(Method)
        case "giver":
            return (CLIENT, *(each.id for each in _acting(turn, page)))
        case "proof":
            return tuple(Proof)
        case "helper":
            return tuple(Helper)
        case _:
            return tuple(str(at) for at in range(len(_days(turn, page))))


def _acting(turn: Turn, page: Page) -> list[Representative]:
    """Those who may decide for this client today."""
    known = deciders.of_client(turn.session, turn.vault, page.case.request.client_id)
    return list(known.acting_on(turn.now.astimezone(turn.zone).date()))


def _days(turn: Turn, page: Page) -> list[str]:
    """The days on which it can have been said, newest first: not before the question."""
    today = turn.now.astimezone(turn.zone).date()
    asked = page.case.standing.asked_at
    first = today if asked is None else asked.astimezone(turn.zone).date()
    days = (today - timedelta(days=ago) for ago in range(LONGEST_AGO + 1))
    return [day.isoformat() for day in days if day >= first]


def _word(turn: Turn, staff: StaffMember, page: Page, told: Told, granted: frozenset[int]) -> Word | None:
    """None where something is missing, or where the one who answered may not decide any more."""
    if told.method is None or told.proof is None or told.said_on is None:
        return None
    may = {each.id: each.authority for each in _acting(turn, page)}
    if told.giver not in (None, CLIENT, *may):
        return None
    return Word(
        method=Method(told.method),
        proof=Proof(told.proof),
        said_on=date.fromisoformat(told.said_on),
        granted=granted,
        by=staff.id,
        at=turn.now,
        helper=Helper(told.helper or Helper.NOBODY),
        giver=told.giver or CLIENT,
        authority=may.get(told.giver or CLIENT),
    )


def _facts(turn: Turn, page: Page) -> dict[str, Any]:
    return case_facts(turn, page, turn.client(page.case.request.client_id))


def _not_written(turn: Turn, staff: StaffMember, page: Page, reason: str | None) -> None:
    """Say that nothing was written down, and why where a rule stands against it."""
    if reason is None:
        show_case(turn, staff, page)
        return
    facts = {**_facts(turn, page), "reason": reason}
    turn.reply(staff, show(Screen.NOT_RECORDED, facts, Button(Press.CLOSE)), case=page.case)


def _ask_second(turn: Turn, staff: StaffMember, page: Page, news: Mapping[str, Any]) -> None:
    """Tell those who may see the request, and did not write it down themselves."""
    admins = lookups.staff_members(turn.session, turn.vault, role="admin")
    clinician = turn.staff(page.case.request.clinician_id)
    known = {each.id: each for each in (*admins, *((clinician,) if clinician else ()))}
    known.pop(staff.id, None)
    alert = show(Screen.ALERT_VOUCH, {**_facts(turn, page), **news}, Button(Press.VOUCH), Button(Press.CLOSE))
    for other in known.values():
        if other.channel == "ready":
            turn.tell(other, alert, case=page.case)
