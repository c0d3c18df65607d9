"""The client reads a request and answers it: open, explain, choose, read back, save."""

from datetime import date, datetime, time, timedelta
from typing import Any

from bot.actions.arriving import change
from bot.actions.cases import case_facts, client_buttons
from bot.actions.pages import apply, page_of
from bot.actions.rules import to_be_said
from bot.actions.telling import in_person, without_facts
from bot.actions.turn import Turn, show, wants_silence
from bot.screens import Button, Press, Screen
from consent.categories import asked_one_by_one
from consent.decide import decide
from consent.decision import Effect
from consent.quiet import WINDOWS, next_open_instant
from consent.replies import Deny, Grant, GrantSome, NoMoreReminders, Postpone, Reply
from consent.states import State
from consent.steps import explain, open_card
from db.shapes import ClientFacts, Page

#: The screen that shows how a request stands now.
STANDS: dict[State, Screen] = {
    State.ASKED: Screen.CARD,
    State.GRANTED: Screen.RECEIPT,
    State.PARTLY_GRANTED: Screen.RECEIPT,
    State.DENIED: Screen.RECEIPT_NO,
    State.LAPSED: Screen.LAPSED,
    State.WITHDRAWN: Screen.WITHDRAWN,
    State.REVOKED: Screen.REVOKED,
    State.EXPIRED: Screen.EXPIRED,
    State.USED_UP: Screen.CHOICE,
    State.INVALIDATED: Screen.INVALIDATED,
}

#: Shorter ends that a client may choose, in days from today.
SHORTER = {"week": 7, "month": 30, "three_months": 91}


#: Screens about a request that show no fact of it.
FACTLESS = frozenset({Screen.POSTPONED, Screen.REMINDERS_OFF})


def show_case(turn: Turn, client: ClientFacts, page: Page, screen: Screen | None = None, **more: Any) -> None:
    """Show a request to its client as it stands now, or one particular screen of it."""
    screen = screen or STANDS[page.case.standing.state]
    if in_person(client) and screen not in FACTLESS:
        turn.reply(client, without_facts(turn, client, page), case=page.case)
        return
    facts = {**case_facts(turn, page, client), **more}
    turn.reply(client, show(screen, facts, *client_buttons(screen, page)), case=page.case)


def moved_on(turn: Turn, client: ClientFacts, page: Page | None) -> None:
    """An old button: say that the question has moved on, and show how things stand."""
    turn.replaces = None
    turn.reply(client, show(Screen.MOVED_ON))
    if page is not None:
        show_case(turn, client, page)


def open_request(turn: Turn, client: ClientFacts, request_id: str | None) -> None:
    """The client opens the question; from then on the next reminder waits its full spacing again."""
    page = page_of(turn, client, request_id)
    if page is None:
        moved_on(turn, client, None)
        return
    page = apply(turn, page, open_card(page.case, turn.now))
    show_case(turn, client, page)


def explain_request(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Show what happens on a yes and on a no; the record keeps when it was first shown (DP-5)."""
    page = apply(turn, page, explain(page.case, turn.now, to_be_said(turn, page.case.request)))
    show_case(turn, client, page, Screen.WHAT_HAPPENS)


def start_yes(turn: Turn, client: ClientFacts, page: Page, ticks: list[int] | None) -> None:
    """Towards a yes: what happens first, then the list (ticks None) or the read-back. Records no answer."""
    if page.case.standing.explained_at is None:
        explain_request(turn, client, page)
    elif ticks is None:
        pick(turn, client, page, [])
    else:
        one_by_one(turn, client, page, ticks, [])


def one_by_one(turn: Turn, client: ClientFacts, page: Page, ticks: list[int], settled: list[int]) -> None:
    """Each private item by its own question before the read-back; `settled` are those asked so far (EDPB-GRAN)."""
    items = page.case.request.items
    open_still = [at for at in sorted(ticks) if asked_one_by_one(items[at].category) and at not in settled]
    if open_still and len(items) > 1:
        at = open_still[0]
        facts = {**case_facts(turn, page, client), "ticks": sorted(ticks), "settled": settled, "at": at}
        keys = (Button(Press.ONE_YES, str(at)), Button(Press.ONE_NO, str(at)))
        rest = (Button(Press.SHARE_NOTHING), Button(Press.BACK))
        turn.reply(client, show(Screen.ALONE, facts, *keys, *rest), case=page.case)
    else:
        done_picking(turn, client, page, ticks)


def settle(turn: Turn, client: ClientFacts, page: Page, at: int, *, share: bool) -> None:
    """One private item is answered: on to the next, or to the read-back. A no to the last one is a no."""
    seen = turn.screen.facts if turn.screen else {}
    ticks, settled = [int(i) for i in seen.get("ticks", [])], [int(i) for i in seen.get("settled", [])]
    left = ticks if share else [i for i in ticks if i != at]
    one_by_one(turn, client, page, left, [*settled, at])


def pick(turn: Turn, client: ClientFacts, page: Page, ticks: list[int]) -> None:
    """One row for each item; the ticks live in the message alone, so leaving it records nothing."""
    rows = tuple(Button(Press.PICK, str(i)) for i in range(len(page.case.request.items)))
    rest = (Button(Press.DONE), Button(Press.SHARE_NOTHING), Button(Press.BACK))
    facts = {**case_facts(turn, page, client), "ticks": sorted(ticks)}
    turn.reply(client, show(Screen.PICKER, facts, *rows, *rest), case=page.case)


def done_picking(turn: Turn, client: ClientFacts, page: Page, ticks: list[int]) -> None:
    """The picks are made: none of them means share nothing, said so on the screen."""
    if ticks:
        read_back(turn, client, page, ticks, None)
    else:
        deny(turn, client, page, page.case.standing.version)


def read_back(turn: Turn, client: ClientFacts, page: Page, ticks: list[int], ends: str | None) -> None:
    """What a yes would mean, item by item, before it is saved (GDPR-9-2a)."""
    facts = {**case_facts(turn, page, client), "ticks": sorted(ticks)}
    if ends is not None:
        facts["ends"] = ends
    shorten = (Button(Press.SHORTEN),) if end_choices(turn, page) else ()
    keys = (Button(Press.SAVE), Button(Press.CHANGE), *shorten, Button(Press.SHARE_NOTHING))
    turn.reply(client, show(Screen.READ_BACK, facts, *keys), case=page.case)


def end_choices(turn: Turn, page: Page) -> list[dict[str, str]]:
    """The shorter ends that lie before the one asked for."""
    today = turn.now.astimezone(turn.zone).date()
    last = page.case.request.ends_on
    days = {key: today + timedelta(days=count) for key, count in SHORTER.items()}
    return [{"key": key, "on": day.isoformat()} for key, day in days.items() if day < last]


def shorten(turn: Turn, client: ClientFacts, page: Page, ticks: list[int], chosen: str | None) -> None:
    """Let the client choose an earlier end; `chosen` is the one they chose before."""
    choices = end_choices(turn, page)
    keys = (*(Button(Press.END, str(i)) for i in range(len(choices))), Button(Press.BACK))
    facts = {**case_facts(turn, page, client), "ticks": ticks, "choices": choices, "chosen": chosen}
    turn.reply(client, show(Screen.PICK_END, facts, *keys), case=page.case)


def ask_for_name(
    turn: Turn, client: ClientFacts, page: Page, ticks: list[int], ends: str, *, again: str | None = None
) -> None:
    """Ask for the typed name that signs an authorization (ESIG-1); `again`: what was typed does not look like one."""
    change(turn, client, None, awaiting=f"sign:{page.case.request.id}")
    facts = {**case_facts(turn, page, client), "ticks": ticks, "ends": ends, "typed": again}
    keys = (Button(Press.BACK), Button(Press.SHARE_NOTHING))
    screen = Screen.SIGN if again is None else Screen.SIGN_AGAIN
    turn.reply(client, show(screen, facts, *keys), case=page.case)


def save(
    turn: Turn, client: ClientFacts, page: Page, ticks: list[int], ends: str, seen: int, name: str | None = None
) -> None:
    """The yes after the read-back. Where a signature is needed it comes first."""
    request = page.case.request
    if request.needs_signature and name is None:
        ask_for_name(turn, client, page, ticks, ends)
        return
    chosen = frozenset(ticks)
    ends_on = date.fromisoformat(ends)
    until = ends_on if ends_on < request.ends_on else None
    whole = chosen == request.every_item
    give: Reply = Grant(name, until) if whole else GrantSome(chosen, name, until)
    answer(turn, client, page, give, seen)


def answer(turn: Turn, client: ClientFacts, page: Page, reply: Reply, seen: int) -> None:
    """Give the client's reply to the judge, write what follows, and answer the client."""
    paused = client.yes_paused_until is not None and turn.now < client.yes_paused_until
    decision = decide(page.case, reply, seen=seen, now=turn.now, yes_paused=paused, zone=turn.zone)
    name = reply.signed_name if isinstance(reply, Grant | GrantSome) else None
    match decision.effect:
        case Effect.APPLIED:
            after = apply(turn, page, decision, answered_here=True, signature=name, detail=how(turn))
            show_case(turn, client, after, was=sorted(page.case.standing.granted))
        case Effect.ALREADY:
            show_case(turn, client, page)
        case Effect.MOVED_ON:
            moved_on(turn, client, page)
        case Effect.REFUSED:
            refuse(turn, client, page, decision.reason)


def how(turn: Turn) -> dict[str, Any]:
    """How the answer came, for the record: the kind of act, its time at Telegram, the words seen (REV-3, ESIG-3)."""
    heard = turn.heard
    if heard is None:
        return {}
    told = heard.at.isoformat() if heard.at else None
    return {
        "by": heard.sort,
        "said": heard.text,
        "telegram_time": told,
        "screen": turn.screen.ref if turn.screen else None,
    }


def refuse(turn: Turn, client: ClientFacts, page: Page, reason: str | None) -> None:
    """A yes that lacks something: say what, and keep the question open."""
    if reason == "SAFE-3":
        facts = turn.facts(clinician=turn.clinician_name(client))
        keys = (Button(Press.SHARE_NOTHING), Button(Press.TALK), Button(Press.OPEN))
        turn.reply(client, show(Screen.YES_PAUSED, facts, *keys), case=page.case)
    elif reason == "DP-5":
        explain_request(turn, client, page)
    else:
        moved_on(turn, client, page)


def deny(turn: Turn, client: ClientFacts, page: Page, seen: int) -> None:
    """Share nothing: one tap, at once, in any live state."""
    answer(turn, client, page, Deny(), seen)


def later(turn: Turn, client: ClientFacts, page: Page, *, tomorrow: bool) -> None:
    """Not now: nothing is decided, and the next knock waits (PL-12)."""
    until = _tomorrow(turn, client) if tomorrow else None
    decision = decide(page.case, Postpone(until), seen=page.case.standing.version, now=turn.now)
    if decision.effect is not Effect.APPLIED:
        moved_on(turn, client, page)
        return
    page = apply(turn, page, decision)
    promised = until if until is not None and _will_knock(client, page, until) else None
    show_case(turn, client, page, Screen.POSTPONED, until=promised.isoformat() if promised else None)


def _will_knock(client: ClientFacts, page: Page, at: datetime) -> bool:
    """Whether somebody will really be reminded then: no hour is promised at which nobody writes."""
    standing = page.case.standing
    lapses = standing.lapses_at is not None and standing.lapses_at <= at
    silent = client.messages_stopped or wants_silence(client)
    return standing.next_reminder_at == at and not (lapses or silent)


def _tomorrow(turn: Turn, client: ClientFacts) -> datetime:
    """Tomorrow at ten, or when the client's own window opens."""
    zone = turn.client_zone(client)
    opens = WINDOWS[client.window][0] if client.window in WINDOWS else time(10)
    day = turn.now.astimezone(zone).date() + timedelta(days=1)
    return next_open_instant(datetime.combine(day, opens, tzinfo=zone), turn.quiet(client), zone)


def no_more_reminders(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The question stays open, and nobody nudges."""
    decision = decide(page.case, NoMoreReminders(), seen=page.case.standing.version, now=turn.now)
    if decision.effect is not Effect.APPLIED:
        moved_on(turn, client, page)
        return
    page = apply(turn, page, decision)
    show_case(turn, client, page, Screen.REMINDERS_OFF)
