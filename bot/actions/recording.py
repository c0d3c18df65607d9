"""Staff write down an answer given on paper, by phone or in person; a second person vouches; the client may object."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.actions import told as how_it_came
from bot.actions.answering import how, moved_on
from bot.actions.answering import show_case as show_client
from bot.actions.cases import case_facts
from bot.actions.casework import show_case
from bot.actions.names import plain_name, reads_as_signature
from bot.actions.pages import apply
from bot.actions.rules import to_be_said, wants_witness
from bot.actions.told import STEPS, Told, acting, careful, days, told_so_far, word_of
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.attesting import dispute, vouch, write_down
from consent.decision import Effect
from consent.involved import items_for
from consent.states import LIVE, State
from consent.word import CLIENT, Agreement, Word
from db import lookups
from db.shapes import ClientFacts, Page, StaffMember


@dataclass(frozen=True, slots=True)
class Names:
    """The names on a signed paper, as far as staff have typed them."""

    signed: str | None = None
    witness: str | None = None


NO_NAMES = Names()


def begin(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Ask who answered and how, how they were known, when it was, and who helped (ESIG-4, ESIG-9, HIPAA-PR-1)."""
    _go_on(turn, staff, page, Told())


def answer_step(turn: Turn, staff: StaffMember, page: Page, press: Press, arg: str) -> None:
    """Take one answer of staff, and ask the next thing."""
    name = next(name for name, asks in STEPS if asks is press)
    value: str | None = arg
    if press is Press.SAID_ON:
        known = days(turn, page)
        value = known[int(arg)] if arg.isdecimal() and int(arg) < len(known) else None
    _go_on(turn, staff, page, replace(told_so_far(turn), **{name: value}))


def _go_on(turn: Turn, staff: StaffMember, page: Page, told: Told) -> None:
    if page.case.standing.state not in LIVE:
        show_case(turn, staff, page)
        return
    step = how_it_came.missing(turn, page, told)
    if step is None:
        pick(turn, staff, page, [], told)
        return
    name, press = step
    keys = tuple(Button(press, arg) for arg in how_it_came.choices(turn, page, told, name))
    facts = {**_facts(turn, page), **told.plain(), "step": name}
    facts["choices"] = [{"on": day} for day in days(turn, page)]
    facts["givers"] = [{"id": each.id, "authority": each.authority} for each in acting(turn, page)]
    turn.reply(staff, show(Screen.RECORD_HOW, facts, *keys, Button(Press.BACK)), case=page.case)


def pick(turn: Turn, staff: StaffMember, page: Page, ticks: list[int], told: Told | None = None) -> None:
    """What the yes was for, item by item; nothing is ticked at first (GDPR-4-11)."""
    if page.case.standing.state not in LIVE:
        show_case(turn, staff, page)
        return
    told = told or told_so_far(turn)
    can_be = sorted(items_for(page.case.request, Agreement(told.agreement or Agreement.AGREED)))
    rows = tuple(Button(Press.RECORD_ITEM, str(at)) for at in can_be)
    own = told.giver in (None, CLIENT)
    save = (Button(Press.RECORD_SAVE),) if ticks else () if own else (Button(Press.RECORD_THEIR_NO),)
    no = (Button(Press.RECORD_NO),) if own else ()
    facts = {**_facts(turn, page), **told.plain(), "ticks": ticks}
    keys = (*rows, *save, *no, Button(Press.BACK))
    turn.reply(staff, show(Screen.RECORD_WHAT, facts, *keys), case=page.case)


def save(turn: Turn, staff: StaffMember, page: Page, ticks: list[int], names: Names = NO_NAMES) -> None:
    """Write the yes down. Where the law wants a signature, or a witness, the names on the paper come first (ESIG-1)."""
    told, request = told_so_far(turn), page.case.request
    asks_name = request.needs_signature and page.case.standing.state is State.ASKED
    if ticks and asks_name and names.signed is None:
        _ask_name(turn, staff, page, Screen.RECORD_NAME, ticks, names)
        return
    if ticks and names.witness is None and wants_witness(turn, request):
        _ask_name(turn, staff, page, Screen.RECORD_WITNESS, ticks, names)
        return
    word = word_of(turn, staff, page, told, frozenset(ticks), names.witness)
    if word is None:
        show_case(turn, staff, page)
    else:
        _write(turn, staff, page, word, names.signed)


def _write(turn: Turn, staff: StaffMember, page: Page, word: Word, signed: str | None) -> None:
    client = turn.client(page.case.request.client_id)
    until = client.yes_paused_until if client is not None else None
    decision = write_down(
        page.case,
        word,
        now=turn.now,
        zone=turn.zone,
        said=to_be_said(turn, page.case.request),
        signed_name=signed,
        yes_paused=until is not None and turn.now < until,
        witness_wanted=wants_witness(turn, page.case.request),
        careful=careful(turn, page),
    )
    if decision.effect is not Effect.APPLIED:
        _not_written(turn, staff, page, decision.reason)
        return
    news = {"who": staff.name, "said_on": word.said_on.isoformat(), "own": word.giver == CLIENT}
    news |= {"agreement": word.agreement}
    detail = {"by": f"staff_on_{word.method}", "agreement": word.agreement}
    after = apply(turn, page, decision, signature=signed, detail=detail, told=news)
    if word.granted:
        _ask_second(turn, staff, after, {**news, "method": word.method, "proof": word.proof})
    show_case(turn, staff, after)


def _ask_name(
    turn: Turn, staff: StaffMember, page: Page, screen: Screen, ticks: list[int], names: Names, *, again: bool = False
) -> None:
    """Ask for a name as it stands on the paper; `again`: what was typed cannot be that name."""
    facts = {**_facts(turn, page), **told_so_far(turn).plain(), "ticks": ticks}
    facts |= {"signed_name": names.signed, "again": again}
    turn.reply(staff, show(screen, facts, Button(Press.BACK)), case=page.case)


def take_name(turn: Turn, staff: StaffMember, page: Page, typed: str) -> None:
    """A name on the paper was typed, or something that is no name: then it is asked for again.

    Nobody is the witness of their own signature (ESIG-10).
    """
    seen: Mapping[str, Any] = turn.screen.facts if turn.screen else {}
    ticks, names = [int(at) for at in seen.get("ticks", [])], Names(seen.get("signed_name"))
    of_witness = turn.screen is not None and turn.screen.kind == Screen.RECORD_WITNESS
    name = plain_name(typed) if reads_as_signature(typed) else None
    own = of_witness and name is not None and name.casefold() == (names.signed or "").casefold()
    if name is None or own:
        screen = Screen.RECORD_WITNESS if of_witness else Screen.RECORD_NAME
        _ask_name(turn, staff, page, screen, ticks, names, again=True)
    else:
        save(turn, staff, page, ticks, Names(names.signed, name) if of_witness else Names(name))


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


def _facts(turn: Turn, page: Page) -> dict[str, Any]:
    client = turn.client(page.case.request.client_id)
    return {**case_facts(turn, page, client), "careful": careful(turn, page)}


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
