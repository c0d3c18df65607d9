"""Requests as the screens need them: their facts, and the keyboards under them."""

from collections.abc import Iterable
from typing import Any

from bot.actions.turn import Turn
from bot.screens import Button, Press, Screen
from consent.basis import true_refusal
from consent.minimum import PROTOCOL
from consent.received import longer_time, surplus
from consent.request import Item, Period
from consent.statements import ALWAYS_SAID
from consent.states import State
from consent.teaching import TeachBack
from consent.word import CLIENT
from db.shapes import ClientFacts, Page, Sent, StaffMember


def item_facts(items: Iterable[Item]) -> list[dict[str, str]]:
    """Items as plain facts: category code and the days of care, ISO dates."""
    return [
        {"category": i.category, "first": i.period.first.isoformat(), "last": i.period.last.isoformat()} for i in items
    ]


def case_facts(turn: Turn, page: Page, client: ClientFacts | None = None) -> dict[str, Any]:
    """The facts of one request and how it stands: what CASE means in the list of screens."""
    request, standing = page.case.request, page.case.standing
    clinician = turn.staff(request.clinician_id)
    return {
        **turn.facts(clinician=clinician.name if clinician else ""),
        "alias": client.alias if client else "",
        "code": request.code,
        "requester": request.requester.name,
        "recipient": request.recipient.name,
        "kind": request.kind,
        "purpose": request.purpose,
        "basis": request.legal_basis,
        "refusal": true_refusal(request.legal_basis, PROTOCOL[request.kind].refusal),
        "items": item_facts(request.items),
        "granted": sorted(standing.granted),
        "ends": (standing.ends_on or request.ends_on).isoformat(),
        "one_time": request.one_time,
        "answer_by": request.answer_by.isoformat() if request.answer_by else None,
        "asked_for_all": request.asked_for_all,
        "surplus": list(surplus(request)),
        "longer_time": _days(longer_time(request)),
        "new_fact": request.new_fact,
        "explained": standing.explained_at is not None,
        "signature": request.needs_signature,
        "signed": page.signature is not None,
        "explained_again": standing.teach_back is TeachBack.HELPED,
        "helped_by": standing.helped_by,
        "of_age": request.of_age,
        "by_other": said_by_other(page),
        "unvouched": any(not word.counts for word in standing.words),
        "statements": sorted(standing.said - ALWAYS_SAID),
        "held": {"event": request.held.event, "until": request.held.until.isoformat()} if request.held else None,
        "stop_counts_at": standing.stop_counts_at.isoformat() if standing.stop_counts_at else None,
        "state": standing.state,
        "decided_at": standing.decided_at.isoformat() if standing.decided_at else None,
        "sent": sent_facts(turn.sent(request.id)),
    }


def _days(period: Period | None) -> dict[str, str] | None:
    return None if period is None else {"first": period.first.isoformat(), "last": period.last.isoformat()}


def sent_facts(sent: Iterable[Sent]) -> list[dict[str, Any]]:
    """Disclosures as plain facts: recipient, instant (ISO, UTC), items, and whether it was by mistake."""
    return [
        {
            "recipient": each.facts["recipient"],
            "at": each.sent_at.isoformat(),
            "items": each.facts["items"],
            "mistake": bool(each.facts.get("mistake")),
        }
        for each in as_it_went(sent)
    ]


def as_it_went(sent: Iterable[Sent]) -> list[Sent]:
    """What left, and who got it in truth: a line that was wrong gives way to the one that tells of the mistake."""
    known = list(sent)
    wrong = {each.facts.get("of") for each in known}
    return [each for each in known if each.id not in wrong]


def client_buttons(screen: Screen, page: Page) -> tuple[Button, ...]:
    """The keyboard under a client's screen about one request; same order every time (DP-1, DP-2, HIPAA-530g, DP-7)."""
    standing, request = page.case.standing, page.case.request
    some = (Button(Press.SHARE_SOME),) if len(request.items) > 1 else ()
    yes = (Button(Press.SHARE_ALL), *some)
    stop = (Button(Press.STOP),) if standing.granted else ()
    stop_some = (Button(Press.STOP_SOME),) if len(standing.granted) > 1 else ()
    keyboards: dict[Screen, tuple[Button, ...]] = {
        Screen.KNOCK: (Button(Press.OPEN), Button(Press.TOMORROW), Button(Press.TALK)),
        Screen.KNOCK_IN_PERSON: (Button(Press.TALK), Button(Press.SHARE_NOTHING), Button(Press.MENU)),
        Screen.NEWS_IN_PERSON: (*stop, Button(Press.TALK), Button(Press.MENU)),
        Screen.SAVED_IN_PERSON: (Button(Press.TALK), Button(Press.MENU)),
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
        Screen.WRITTEN_DOWN: (*_never_said(page), *stop, Button(Press.PAPER), Button(Press.CHOICES)),
        Screen.EXPIRING: (*stop, Button(Press.PAPER), Button(Press.CHOICES)),
        Screen.RECEIPT_NO: (Button(Press.CHANGED_MIND), Button(Press.CHOICES)),
        Screen.POSTPONED: (Button(Press.OPEN), Button(Press.TALK)),
        Screen.REVOKED: (Button(Press.UNDO), Button(Press.WHO_GOT), Button(Press.CHOICES)),
        Screen.REVOKED_SOME: (Button(Press.STOP), *stop_some, Button(Press.CHOICES)),
        Screen.HELD_OVER: (*stop, Button(Press.TALK), Button(Press.CHOICES)),
        Screen.RELEASED: (*stop, Button(Press.WHO_GOT)),
        Screen.REMINDERS_OFF: (Button(Press.OPEN),),
        Screen.LAPSED: (Button(Press.CHANGED_MIND), Button(Press.CHOICES)),
    }
    return keyboards.get(screen, (Button(Press.WHO_GOT), Button(Press.CHOICES)))


def said_by_other(page: Page) -> bool:
    """Whether somebody else than the client gave the answer that was written down."""
    return any(word.answers and word.giver != CLIENT for word in page.case.standing.words)


def _never_said(page: Page) -> tuple[Button, ...]:
    """The way to object, where staff wrote down that the client themselves said yes."""
    own = any(word.answers and word.giver == CLIENT for word in page.case.standing.words)
    return (Button(Press.NEVER_SAID),) if own else ()


def staff_buttons(screen: Screen, page: Page) -> tuple[Button, ...]:
    """The keyboard under an alert: the next step first; after a stop, the words for the recipient (REV-7)."""
    id = page.case.request.client_id
    write, close = Button(Press.WRITE, id), Button(Press.CLOSE)
    may_go = bool(page.case.standing.granted)
    if screen is Screen.ALERT_ANSWERED:
        return (Button(Press.CHECK), Button(Press.MARK), write) if may_go else (Button(Press.REPLY_TEXT), close)
    if screen in (Screen.ALERT_STOPPED, Screen.ALERT_STOPPED_SOME):
        return (Button(Press.REPLY_TEXT), close)
    if screen is Screen.ALERT_EXPIRING:
        return (Button(Press.CHECK), Button(Press.MARK), close)
    return (close,)


def onward(page: Page | None) -> Button:
    """The way from a message beside a question: to the question while it is open, else to the menu."""
    waits = page is not None and page.case.standing.state is State.ASKED
    return Button(Press.OPEN if waits else Press.MENU)


def clinician_of(turn: Turn, client: ClientFacts) -> StaffMember | None:
    """The person who works with this client."""
    return turn.staff(client.clinician_id)
