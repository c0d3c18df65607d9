"""What a client can do at any time: see choices, see who got what, talk to a person, hide, get help."""

from datetime import timedelta
from typing import Any

from bot.actions.answering import moved_on, show_case
from bot.actions.arriving import alert, change
from bot.actions.cases import apply, case_facts, clinician_of, page_of, sent_facts
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Ask
from consent.states import STANDING, State
from db import lookups
from db.ledger import requests
from db.shapes import ClientFacts, Page

YES_PAUSE = timedelta(hours=24)  #: After danger words no yes is taken for a day (SAFE-3, ETH-12).
MOST_CHOICES = 8


def show_choices(turn: Turn, client: ClientFacts) -> None:
    """Every answer this client gave and every question still open, newest first."""
    if _only_in_person(turn, client):
        return
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id)[:MOST_CHOICES]
    facts = {"requests": [choice_line(page) for page in pages]}
    keys = tuple(Button(Press.CHOICE, page.case.request.id) for page in pages)
    turn.reply(client, show(Screen.CHOICES, facts, *keys, Button(Press.MENU)), topic="menu")


def _only_in_person(turn: Turn, client: ClientFacts) -> bool:
    """Whether this client wants no facts in the chat; then they are told whom to ask, and can still stop (TG-2)."""
    if client.detail != "in_person":
        return False
    facts = turn.facts(clinician=turn.clinician_name(client))
    keys = (Button(Press.STOP_SHARING), Button(Press.TALK), Button(Press.MENU))
    turn.reply(client, show(Screen.KNOCK_IN_PERSON, facts, *keys), topic="menu")
    return True


def choice_line(page: Page) -> dict[str, Any]:
    """One line of the list of choices."""
    request, standing = page.case.request, page.case.standing
    return {
        "id": request.id,
        "code": request.code,
        "recipient": request.recipient.name,
        "state": standing.state,
        "ends": (standing.ends_on or request.ends_on).isoformat(),
    }


def show_choice(turn: Turn, client: ClientFacts, request_id: str | None) -> None:
    """One choice in full, with what can be done about it now."""
    page = page_of(turn, client, request_id)
    if page is None:
        moved_on(turn, client, None)
        return
    state = page.case.standing.state
    keys: tuple[Button, ...] = (Button(Press.CHOICES),)
    if state in STANDING:
        some = (Button(Press.STOP_SOME),) if len(page.case.standing.granted) > 1 else ()
        keys = (Button(Press.STOP), *some, Button(Press.PAPER), Button(Press.CHOICES))
    elif state is State.ASKED:
        keys = (Button(Press.OPEN), Button(Press.CHOICES))
    elif state in (State.DENIED, State.REVOKED, State.LAPSED):
        keys = (Button(Press.CHANGED_MIND), Button(Press.CHOICES))
    turn.reply(client, show(Screen.CHOICE, case_facts(turn, page, client), *keys), case=page.case)


def show_paper(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The full copy of what was agreed, as a message of its own to keep (HIPAA-C4)."""
    turn.replaces = None
    facts = {**case_facts(turn, page, client), "read_at": turn.now.isoformat()}
    turn.reply(client, show(Screen.PAPER, facts), topic="paper")


def show_who_got(turn: Turn, client: ClientFacts) -> None:
    """Everything that left the agency about this client (HIPAA-528-3)."""
    if _only_in_person(turn, client):
        return
    sent = sent_facts(lookups.disclosures(turn.session, turn.vault, client_id=client.id))
    keys = (Button(Press.STOP_SHARING), Button(Press.MENU))
    turn.reply(client, show(Screen.WHO_GOT, {**turn.facts(), "sent": sent}, *keys), topic="menu")


def plain_screen(turn: Turn, client: ClientFacts, screen: Screen) -> None:
    """Help, privacy, how to hide: words without a case."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(screen, facts, Button(Press.MENU)), topic="menu")


def hide(turn: Turn, client: ClientFacts) -> None:
    """How to clear this chat; nothing pushes until the client comes back (TG-12)."""
    plain_screen(turn, change(turn, client, "hidden", hidden=True), Screen.HIDE)


def talk(turn: Turn, client: ClientFacts) -> None:
    """The client wants a person: the clinician is told, and the client is told so."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.TALK, facts, Button(Press.MENU)), topic="menu")
    staff = clinician_of(turn, client)
    if staff is not None:
        turn.tell(
            staff, show(Screen.ALERT_TALK, {"alias": client.alias}, Button(Press.WRITE, client.id), Button(Press.CLOSE))
        )


def prompt_question(turn: Turn, client: ClientFacts, page: Page | None) -> None:
    """Ask for the question in one message."""
    request_id = page.case.request.id if page else None
    change(turn, client, None, awaiting=f"question:{request_id or ''}")
    facts = turn.facts(clinician=turn.clinician_name(client))
    prompt = show(Screen.QUESTION_PROMPT, facts, Button(Press.BACK))
    turn.reply(client, prompt, case=page.case if page else None, topic=None if page else "menu")


def take_question(turn: Turn, client: ClientFacts, request_id: str, text: str) -> None:
    """Hand the question to the clinician; reminders rest until it is answered."""
    page = page_of(turn, client, request_id or None)
    asked = None
    if page is not None:
        decision = decide(page.case, Ask(), seen=page.case.standing.version, now=turn.now)
        if decision.effect is Effect.APPLIED:
            apply(turn, page, decision, answered_here=True)
            asked = page.case.request.id
    id = requests.add_question(
        turn.session,
        turn.vault,
        client_id=client.id,
        request_id=asked,
        text=text,
        language=client.language,
        now=turn.now,
    )
    facts = turn.facts(clinician=turn.clinician_name(client))
    keys = (Button(Press.OPEN),) if page is not None else (Button(Press.MENU),)
    sent = show(Screen.QUESTION_SENT, facts, *keys)
    turn.reply(client, sent, case=page.case if page else None, topic=None if page else "menu")
    staff = clinician_of(turn, client)
    if staff is not None:
        about = {"alias": client.alias, "language": client.language, "text": text}
        about["code"] = page.case.request.code if page else ""
        turn.tell(staff, show(Screen.ALERT_QUESTION, about, Button(Press.ANSWER, id), Button(Press.WILL_CALL, id)))


def danger(turn: Turn, client: ClientFacts) -> None:
    """Danger words: crisis lines at once, no yes for a day, the clinician is told without the words (SAFE-2)."""
    changed = change(turn, client, "danger_words", yes_paused_until=turn.now + YES_PAUSE, awaiting=None)
    facts = turn.facts(clinician=turn.clinician_name(changed))
    turn.reply(changed, show(Screen.CRISIS, facts, Button(Press.TALK), Button(Press.MENU)), topic="menu")
    alert(turn, changed, Screen.ALERT_DANGER)


def unclear(turn: Turn, client: ClientFacts, screen: Screen) -> None:
    """Something that is not an answer: say so, and show how things stand."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(screen, facts))
    page = page_in_view(turn, client)
    if page is not None:
        show_case(turn, client, page)
    else:
        turn.reply(client, show(Screen.MENU, facts, Button(Press.CHOICES), Button(Press.HELP)), topic="menu")


def page_in_view(turn: Turn, client: ClientFacts) -> Page | None:
    """The request that the client is looking at: of the newest live message, or the only open one."""
    if turn.screen is not None and turn.screen.request_id is not None:
        return page_of(turn, client, turn.screen.request_id)
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED}))
    return page_of(turn, client, waiting[0].case.request.id) if len(waiting) == 1 else None


def waiting_page(turn: Turn, client: ClientFacts) -> Page | None:
    """The newest question that waits for this client."""
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED}))
    return page_of(turn, client, waiting[0].case.request.id) if waiting else None


def which_question(turn: Turn, client: ClientFacts) -> None:
    """Several questions wait, or none: show them, so that an answer never goes to the wrong one."""
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, frozenset({State.ASKED}))
    if not waiting:
        unclear(turn, client, Screen.UNCLEAR)
        return
    facts = {"requests": [choice_line(page) for page in waiting]}
    keys = tuple(Button(Press.CHOICE, page.case.request.id) for page in waiting)
    turn.reply(client, show(Screen.WHICH_QUESTION, facts, *keys, Button(Press.MENU)), topic="menu")
