"""Requests as the screens need them: opened, ripened by the clock, told to those who have to know."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decision import Decision, Effect
from consent.minimum import PROTOCOL
from consent.notices import AUDIENCE, Audience, Notice
from consent.request import Item
from consent.steps import pass_time
from db import lookups
from db.ledger import requests
from db.shapes import ClientFacts, Page, Sent, StaffMember

MENU_BUTTONS = (Button(Press.CHOICES), Button(Press.HELP))


def item_facts(items: Iterable[Item]) -> list[dict[str, str]]:
    """Items as plain facts: category code and the days of care, ISO dates."""
    return [
        {"category": i.category, "first": i.period.first.isoformat(), "last": i.period.last.isoformat()} for i in items
    ]


def case_facts(turn: Turn, page: Page, client: ClientFacts | None = None) -> dict[str, Any]:
    """The facts of one request and how it stands: what CASE means in the list of screens."""
    request, standing = page.case.request, page.case.standing
    clinician = lookups.staff_member(turn.session, turn.vault, request.clinician_id)
    return {
        **turn.facts(clinician=clinician.name if clinician else ""),
        "alias": client.alias if client else "",
        "code": request.code,
        "requester": request.requester.name,
        "recipient": request.recipient.name,
        "kind": request.kind,
        "purpose": request.purpose,
        "basis": request.legal_basis,
        "refusal": PROTOCOL[request.kind].refusal,
        "items": item_facts(request.items),
        "granted": sorted(standing.granted),
        "ends": (standing.ends_on or request.ends_on).isoformat(),
        "one_time": request.one_time,
        "answer_by": request.answer_by.isoformat() if request.answer_by else None,
        "asked_for_all": request.asked_for_all,
        "explained": standing.explained_at is not None,
        "signature": request.needs_signature,
        "signed": page.signature is not None,
        "state": standing.state,
        "decided_at": standing.decided_at.isoformat() if standing.decided_at else None,
        "sent": sent_facts(lookups.disclosures(turn.session, turn.vault, request_id=request.id)),
    }


def sent_facts(sent: Iterable[Sent]) -> list[dict[str, Any]]:
    """Disclosures as plain facts: recipient, instant (ISO, UTC), items."""
    return [{"recipient": s.facts["recipient"], "at": s.sent_at.isoformat(), "items": s.facts["items"]} for s in sent]


def open_page(turn: Turn, request_id: str | None) -> Page | None:
    """Open a request for writing, with what the clock alone has changed already written."""
    if request_id is None:
        return None
    page = lookups.page(turn.session, turn.vault, request_id, to_write=True)
    return None if page is None else ripen(turn, page)


def page_of(turn: Turn, client: ClientFacts, request_id: str | None) -> Page | None:
    """Open one of this client's own requests; somebody else's does not exist for them."""
    page = open_page(turn, request_id)
    return page if page is not None and page.case.request.client_id == client.id else None


def ripen(turn: Turn, page: Page) -> Page:
    """Write what time alone has done: a lapse, an end."""
    decision = pass_time(page.case, turn.now)
    return page if decision is None else apply(turn, page, decision, actor="clock")


def apply(
    turn: Turn,
    page: Page,
    decision: Decision,
    *,
    actor: str | None = None,
    signature: str | None = None,
    detail: Mapping[str, Any] | None = None,
    answered_here: bool = False,
) -> Page:
    """Write a decision and tell those it names; `answered_here` leaves the client's own message to the caller."""
    if decision.effect is not Effect.APPLIED or decision.event is None:
        return page
    case = requests.write_standing(
        turn.session,
        turn.vault,
        page.case,
        decision.standing,
        now=turn.now,
        actor=actor or turn.actor,
        action=decision.event,
        detail=detail,
        signature=signature,
    )
    after = Page(case, signature or page.signature, page.created_at)
    for notice in decision.notices:
        if not (answered_here and AUDIENCE[notice] is Audience.CLIENT):
            announce(turn, after, notice, detail or {})
    return after


#: Which screen words which notice.
SCREENS: dict[Notice, Screen] = {
    Notice.KNOCK: Screen.KNOCK,
    Notice.RECEIPT: Screen.RECEIPT,
    Notice.RECEIPT_NO: Screen.RECEIPT_NO,
    Notice.REVOKED: Screen.REVOKED,
    Notice.REVOKED_SOME: Screen.REVOKED_SOME,
    Notice.REMINDER: Screen.REMINDER,
    Notice.LAPSED: Screen.LAPSED,
    Notice.EXPIRED: Screen.EXPIRED,
    Notice.WITHDRAWN: Screen.WITHDRAWN,
    Notice.INVALIDATED: Screen.INVALIDATED,
    Notice.RELEASED: Screen.RELEASED,
    Notice.ANSWERED: Screen.ALERT_ANSWERED,
    Notice.STOPPED: Screen.ALERT_STOPPED,
    Notice.STOPPED_SOME: Screen.ALERT_STOPPED_SOME,
    Notice.ASKED_BACK: Screen.ALERT_QUESTION,
    Notice.CLOSED_UNANSWERED: Screen.ALERT_UNANSWERED,
    Notice.ENDED: Screen.ALERT_ENDED,
}


def announce(turn: Turn, page: Page, notice: Notice, detail: Mapping[str, Any]) -> None:
    """Tell the client or the clinician what a notice says, with the facts of the case."""
    request = page.case.request
    client = lookups.client(turn.session, turn.vault, request.client_id)
    if client is None:
        return
    if notice in (Notice.KNOCK, Notice.REMINDER):
        push(turn, client, page, notice)
        return
    facts = {**case_facts(turn, page, client), "at": turn.now.isoformat(), **detail}
    if AUDIENCE[notice] is Audience.CLIENT:
        if client.detail == "in_person" and notice is not Notice.RELEASED:
            tell_in_person(turn, client, page)
            return
        screen = SCREENS[notice]
        turn.tell(client, show(screen, facts, *client_buttons(screen, page)), case=page.case)
        return
    staff = lookups.staff_member(turn.session, turn.vault, request.clinician_id)
    if staff is not None:
        screen = SCREENS[notice]
        turn.tell(staff, show(screen, facts, *staff_buttons(screen, page)), case=page.case)


def push(turn: Turn, client: ClientFacts, page: Page, notice: Notice) -> None:
    """A knock or a reminder: read on lock screens, so it carries no fact of the request (TG-3)."""
    if client.detail == "in_person":
        tell_in_person(turn, client, page)
        return
    reminder = notice is Notice.REMINDER
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "shared": bool(client.shared_phone)}
    screen = SCREENS[notice]
    turn.tell(
        client,
        show(screen, facts, *client_buttons(screen, page)),
        case=page.case,
        promise="reminder" if reminder else "notice",
        silent=reminder,
        not_after=page.case.standing.lapses_at,
    )


def tell_in_person(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The client wants no facts in this chat: only that their clinician has something to say."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.tell(client, show(Screen.KNOCK_IN_PERSON, facts, Button(Press.TALK)), case=page.case)


def client_buttons(screen: Screen, page: Page) -> tuple[Button, ...]:
    """The keyboard under a client's screen about one request; same order every time."""
    standing, request = page.case.standing, page.case.request
    some = (Button(Press.SHARE_SOME),) if len(request.items) > 1 else ()
    yes = (Button(Press.SHARE_ALL), *some)
    stop_some = (Button(Press.STOP_SOME),) if len(standing.granted) > 1 else ()
    keyboards: dict[Screen, tuple[Button, ...]] = {
        Screen.KNOCK: (Button(Press.OPEN), Button(Press.TOMORROW), Button(Press.TALK)),
        Screen.REMINDER: (Button(Press.OPEN), Button(Press.NO_REMINDERS), Button(Press.TALK)),
        Screen.CARD: (
            Button(Press.WHAT_IF),
            *yes,
            Button(Press.SHARE_NOTHING),
            Button(Press.QUESTION),
            Button(Press.LATER),
        ),
        Screen.WHAT_HAPPENS: (
            *yes,
            Button(Press.SHARE_NOTHING),
            Button(Press.QUESTION),
            Button(Press.LATER),
            Button(Press.BACK),
        ),
        Screen.RECEIPT: (Button(Press.STOP), *stop_some, Button(Press.PAPER), Button(Press.CHOICES)),
        Screen.RECEIPT_NO: (Button(Press.CHANGED_MIND), Button(Press.CHOICES)),
        Screen.POSTPONED: (Button(Press.OPEN), Button(Press.TALK)),
        Screen.REVOKED: (Button(Press.UNDO), Button(Press.WHO_GOT), Button(Press.CHOICES)),
        Screen.REVOKED_SOME: (Button(Press.STOP), *stop_some, Button(Press.CHOICES)),
        Screen.RELEASED: ((Button(Press.STOP),) if standing.granted else ()) + (Button(Press.WHO_GOT),),
        Screen.QUESTION_ANSWER: (Button(Press.OPEN), Button(Press.TALK)),
        Screen.QUESTION_SENT: (Button(Press.OPEN),),
        Screen.WILL_CALL: (Button(Press.OPEN),),
        Screen.REMINDERS_OFF: (Button(Press.OPEN),),
        Screen.LAPSED: (Button(Press.CHANGED_MIND), Button(Press.CHOICES)),
        Screen.PAPER: (Button(Press.CHOICES),),
    }
    return keyboards.get(screen, (Button(Press.WHO_GOT), Button(Press.CHOICES)))


def staff_buttons(screen: Screen, page: Page) -> tuple[Button, ...]:
    """The keyboard under an alert: the next step first."""
    id = page.case.request.client_id
    write, close = Button(Press.WRITE, id), Button(Press.CLOSE)
    may_go = bool(page.case.standing.granted)
    if screen is Screen.ALERT_ANSWERED:
        return (Button(Press.CHECK), Button(Press.MARK), write) if may_go else (Button(Press.REPLY_TEXT), close)
    if screen in (Screen.ALERT_STOPPED, Screen.ALERT_STOPPED_SOME):
        return (Button(Press.REPLY_TEXT), close)
    return (close,)


def clinician_of(turn: Turn, client: ClientFacts) -> StaffMember | None:
    """The person who works with this client."""
    return lookups.staff_member(turn.session, turn.vault, client.clinician_id)
