"""The client reads a request and answers it: open, explain, choose, read back, save."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.actions.arriving import change
from bot.actions.cases import case_facts, client_buttons
from bot.actions.notices import TELLS_WHERE, give_part2, where_to_complain
from bot.actions.pages import apply, page_of
from bot.actions.papers_here import ESIGN_VERSION, agreed
from bot.actions.rules import to_be_said, wants_witness
from bot.actions.telling import in_person, without_facts
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.categories import asked_one_by_one
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Deny, Grant, GrantSome, Reply
from consent.states import State
from consent.steps import explain, open_card
from consent.teaching import TeachBack
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


#: Screens that offer a yes.
OFFERS_A_YES = frozenset({Screen.CARD, Screen.WHAT_HAPPENS})

#: Screens about a request that show no fact of it.
FACTLESS = frozenset({Screen.POSTPONED, Screen.REMINDERS_OFF})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a yes would cover, carried by the messages on the way to it; `seen` is the version that was shown."""

    ticks: list[int]
    ends: str  #: ISO date, in the agency's time zone.
    seen: int
    teach: Mapping[str, Any] | None = None  #: What became of the check whether we were clear, and where (PL-8).
    act: Mapping[str, Any] | None = None  #: How the yes was given, where the check came between it and saving it.

    def plain(self) -> dict[str, Any]:
        """As the facts of a screen; the version is the screen's own."""
        return {"ticks": self.ticks, "ends": self.ends, "teach": self.teach, "act": self.act}

    def evidence(self, last: Mapping[str, Any]) -> dict[str, Any]:
        """How the answer came, for the record; `last` is the act that saves it, which for a typed name is the yes."""
        return {**(self.act or last), **({"teach_back": dict(self.teach)} if self.teach else {})}


def show_case(turn: Turn, client: ClientFacts, page: Page, screen: Screen | None = None, **more: Any) -> None:
    """Show a request to its client as it stands now, or one particular screen of it."""
    screen = screen or STANDS[page.case.standing.state]
    if in_person(client) and screen not in FACTLESS:
        turn.reply(client, without_facts(turn, client, page), case=page.case)
        return
    keys = client_buttons(screen, page)
    if screen in OFFERS_A_YES and wants_witness(turn, page.case.request):
        more, keys = {**more, "witness": True}, _without_a_yes(keys)
    where = where_to_complain(turn) if screen in TELLS_WHERE else {}
    turn.reply(client, show(screen, {**case_facts(turn, page, client), **where, **more}, *keys), case=page.case)


def _without_a_yes(keys: tuple[Button, ...]) -> tuple[Button, ...]:
    """The way to a person stands where the yes would stand; the no stays where it is."""
    talk = (Button(Press.TALK) if each.press is Press.SHARE_ALL else each for each in keys)
    return tuple(each for each in talk if each.press is not Press.SHARE_SOME)


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
    give_part2(turn, client, page)
    show_case(turn, client, page)


def explain_request(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Show what happens on a yes and on a no; the record keeps when it was first shown (DP-5)."""
    page = apply(turn, page, explain(page.case, turn.now, to_be_said(turn, page.case.request)))
    give_part2(turn, client, page)
    show_case(turn, client, page, Screen.WHAT_HAPPENS)


def start_yes(turn: Turn, client: ClientFacts, page: Page, ticks: list[int] | None) -> None:
    """Towards a yes: what happens first, then the list (ticks None) or the read-back. Records no answer."""
    if page.case.standing.explained_at is None or not to_be_said(turn, page.case.request) <= page.case.standing.said:
        explain_request(turn, client, page)
    elif wants_witness(turn, page.case.request):
        refuse(turn, client, page, "ESIG-10")
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


def ask_for_name(turn: Turn, client: ClientFacts, page: Page, chosen: Chosen, *, again: str | None = None) -> None:
    """Ask for the typed name that signs an authorization (ESIG-1); `again`: what was typed does not look like one."""
    change(turn, client, None, awaiting=f"sign:{page.case.request.id}")
    facts = {**case_facts(turn, page, client), **chosen.plain(), "typed": again}
    keys = (Button(Press.BACK), Button(Press.SHARE_NOTHING))
    screen = Screen.SIGN if again is None else Screen.SIGN_AGAIN
    turn.reply(client, show(screen, facts, *keys), case=page.case)


def ask_where_to_sign(turn: Turn, client: ClientFacts, page: Page, chosen: Chosen) -> None:
    """Before the first signature: in the chat, or on paper? Whoever says no never comes here (ESIG-2)."""
    facts = {**case_facts(turn, page, client), **chosen.plain()}
    keys = (Button(Press.SIGN_HERE), Button(Press.WANT_PAPER), Button(Press.SHARE_NOTHING), Button(Press.BACK))
    turn.reply(client, show(Screen.PAPERS_HERE, facts, *keys), case=page.case)


def save(turn: Turn, client: ClientFacts, page: Page, chosen: Chosen, name: str | None = None) -> Page | None:
    """The yes after the read-back; gives the page if it was saved. Where a signature is needed it comes first."""
    request = page.case.request
    if request.needs_signature and name is None:
        (ask_for_name if agreed(turn, client) else ask_where_to_sign)(turn, client, page, chosen)
        return None
    items = frozenset(chosen.ticks)
    ends_on = date.fromisoformat(chosen.ends)
    until = ends_on if ends_on < request.ends_on else None
    checked = TeachBack(chosen.teach["outcome"]) if chosen.teach else None
    whole = items == request.every_item
    give: Reply = Grant(name, until, checked) if whole else GrantSome(items, name, until, checked)
    return answer(turn, client, page, give, chosen.seen, chosen)


def answer(
    turn: Turn, client: ClientFacts, page: Page, reply: Reply, seen: int, chosen: Chosen | None = None
) -> Page | None:
    """Give the client's reply to the judge, write what follows, and answer the client; gives the page if it took."""
    paused = client.yes_paused_until is not None and turn.now < client.yes_paused_until
    there = isinstance(reply, Grant | GrantSome) and wants_witness(turn, page.case.request)
    decision = decide(page.case, reply, seen=seen, now=turn.now, yes_paused=paused, in_person=there, zone=turn.zone)
    name = reply.signed_name if isinstance(reply, Grant | GrantSome) else None
    match decision.effect:
        case Effect.APPLIED:
            detail = {**(how(turn) if chosen is None else chosen.evidence(how(turn))), **_agreed_to(name)}
            after = apply(turn, page, decision, answered_here=True, signature=name, detail=detail)
            show_case(turn, client, after, was=sorted(page.case.standing.granted))
            return after
        case Effect.ALREADY:
            show_case(turn, client, page)
        case Effect.MOVED_ON:
            moved_on(turn, client, page)
        case Effect.REFUSED:
            refuse(turn, client, page, decision.reason)
    return None


def _agreed_to(name: str | None) -> dict[str, str]:
    """To which words about papers in the chat a signature holds (E4)."""
    return {} if name is None else {"esign_disclosure_version": ESIGN_VERSION}


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
    elif reason == "ESIG-10":
        keys = (Button(Press.SHARE_NOTHING), Button(Press.TALK), Button(Press.OPEN))
        turn.reply(client, show(Screen.YES_IN_PERSON, case_facts(turn, page, client), *keys), case=page.case)
    elif reason == "DP-5":
        explain_request(turn, client, page)
    else:
        moved_on(turn, client, page)


def deny(turn: Turn, client: ClientFacts, page: Page, seen: int) -> None:
    """Share nothing: one tap, at once, in any live state."""
    answer(turn, client, page, Deny(), seen)
