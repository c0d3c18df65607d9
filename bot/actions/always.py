"""What a client can do at any time: see choices, see who got what, talk to a person, hide, get help."""

from datetime import timedelta

from bot.actions.alarming import sound
from bot.actions.answering import moved_on, open_request, show_case
from bot.actions.arriving import change
from bot.actions.cases import case_facts, clinician_of, onward, sent_facts
from bot.actions.meaning import choice_line, page_in_view, show_anew
from bot.actions.notices import where_to_complain
from bot.actions.pages import apply, open_page, page_of
from bot.actions.telling import in_person
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Ask
from consent.states import LIVE, STANDING, State
from consent.wishes import Right
from db import lookups
from db.ledger import requests
from db.shapes import ClientFacts, Page

YES_PAUSE = timedelta(hours=24)  #: After danger words no yes is taken for a day (SAFE-3, ETH-12).
MOST_CHOICES = 8


def show_choices(turn: Turn, client: ClientFacts) -> None:
    """Every answer this client gave and every question still open, newest first."""
    if only_in_person(turn, client):
        return
    _let_time_pass(turn, client)
    pages = lookups.pages_of_client(turn.session, turn.vault, client.id)[:MOST_CHOICES]
    facts = {"requests": [choice_line(page) for page in pages]}
    keys = tuple(Button(Press.CHOICE, page.case.request.id) for page in pages)
    turn.reply(client, show(Screen.CHOICES, facts, *keys, Button(Press.MENU)), topic="menu")
    turn.ripened.clear()


def _let_time_pass(turn: Turn, client: ClientFacts) -> None:
    """The list shows what the clock has ended already, also where no tick has come yet."""
    for page in lookups.pages_of_client(turn.session, turn.vault, client.id, LIVE):
        open_page(turn, page.case.request.id)


def only_in_person(turn: Turn, client: ClientFacts) -> bool:
    """Whether this client wants no facts in the chat; then they are told whom to ask, and can still stop (TG-2)."""
    if not in_person(client):
        return False
    facts = {**turn.facts(clinician=turn.clinician_name(client)), "tapped": True}
    keys = (Button(Press.STOP_SHARING), Button(Press.SETTINGS), Button(Press.TALK), Button(Press.MENU))
    turn.reply(client, show(Screen.NEWS_IN_PERSON, facts, *keys), topic="menu")
    return True


def show_choice(turn: Turn, client: ClientFacts, request_id: str | None) -> None:
    """One choice in full, with what can be done about it now; an open question is opened."""
    page = page_of(turn, client, request_id)
    if page is None:
        moved_on(turn, client, None)
    elif page.case.standing.state is State.ASKED:
        open_request(turn, client, request_id)
    elif in_person(client):
        show_case(turn, client, page)
    else:
        facts = case_facts(turn, page, client)
        turn.reply(client, show(Screen.CHOICE, facts, *_choice_keys(page)), case=page.case)


def _choice_keys(page: Page) -> tuple[Button, ...]:
    state = page.case.standing.state
    if state in STANDING:
        some = (Button(Press.STOP_SOME),) if len(page.case.standing.granted) > 1 else ()
        return (Button(Press.STOP), *some, Button(Press.PAPER), Button(Press.CHOICES))
    if state in (State.DENIED, State.REVOKED, State.LAPSED):
        return (Button(Press.CHANGED_MIND), Button(Press.CHOICES))
    return (Button(Press.CHOICES),)


def show_paper(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The full copy of what was agreed, as a message of its own to keep (HIPAA-C4)."""
    if only_in_person(turn, client):
        return
    turn.replaces = None
    facts = {**case_facts(turn, page, client), "read_at": turn.now.isoformat(), **where_to_complain(turn)}
    turn.reply(
        client, show(Screen.PAPER, facts, Button(Press.PDF, page.case.request.id)), topic="paper", case=page.case
    )
    turn.shown.add(page.case.request.id)


def show_who_got(turn: Turn, client: ClientFacts) -> None:
    """Everything that left the agency about this client (HIPAA-528-3)."""
    if only_in_person(turn, client):
        return
    sent = sent_facts(turn.sent_about(client.id))
    keys = (Button(Press.STOP_SHARING), Button(Press.RIGHT, Right.ACCOUNT), Button(Press.MENU))
    turn.reply(client, show(Screen.WHO_GOT, {**turn.facts(), "sent": sent}, *keys), topic="menu")


def plain_screen(turn: Turn, client: ClientFacts, screen: Screen) -> None:
    """Help, how to hide: words without a case."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(screen, facts, Button(Press.MENU)), topic="menu")


def show_help(turn: Turn, client: ClientFacts) -> None:
    """What this chat is, and whom to turn to."""
    plain_screen(turn, client, Screen.HELP)


def hide(turn: Turn, client: ClientFacts) -> None:
    """How to clear this chat; nothing pushes until the client comes back (TG-12)."""
    client = change(turn, client, "hidden", hidden=True)
    facts = turn.facts(clinician=turn.clinician_name(client))
    keys = (Button(Press.CLEAR), Button(Press.PAUSE_WORD), Button(Press.MENU))
    turn.reply(client, show(Screen.HIDE, facts, *keys), topic="menu")


def talk(turn: Turn, client: ClientFacts) -> None:
    """The client wants a person: the clinician is told, and the client is told so; an open question stays at hand."""
    page = page_in_view(turn, client) if client.channel == "ready" else None
    waits = page is not None and page.case.standing.state is State.ASKED
    needs = (Button(Press.NEEDS),) if client.channel == "ready" else ()
    keys = (*needs, Button(Press.OPEN), Button(Press.MENU)) if waits else (*needs, Button(Press.MENU))
    said = show(Screen.TALK, turn.facts(clinician=turn.clinician_name(client)), *keys)
    turn.reply(client, said, topic=None if waits else "menu", case=page.case if page and waits else None)
    staff = clinician_of(turn, client)
    if staff is not None:
        told = show(Screen.ALERT_TALK, {"alias": client.alias}, Button(Press.WRITE, client.id), Button(Press.CLOSE))
        turn.tell(staff, told)


def prompt_question(turn: Turn, client: ClientFacts, page: Page | None) -> None:
    """Ask for the question in one message (TG-14)."""
    request_id = page.case.request.id if page else None
    change(turn, client, None, awaiting=f"question:{request_id or ''}")
    facts = {**turn.facts(clinician=turn.clinician_name(client)), **_basis(page)}
    prompt = show(Screen.QUESTION_PROMPT, facts, Button(Press.NEEDS), Button(Press.BACK))
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
        actor=turn.actor,
    )
    facts = {**turn.facts(clinician=turn.clinician_name(client)), **_basis(page)}
    sent = show(Screen.QUESTION_SENT, facts, onward(page))
    turn.reply(client, sent, case=page.case if page else None, topic=None if page else "menu")
    staff = clinician_of(turn, client)
    if staff is not None:
        about = {"alias": client.alias, "language": client.language, "text": text}
        about["code"] = page.case.request.code if page else ""
        turn.tell(staff, show(Screen.ALERT_QUESTION, about, Button(Press.ANSWER, id), Button(Press.WILL_CALL, id)))


def _basis(page: Page | None) -> dict[str, str]:
    """The legal basis of the question in hand, so that nothing is promised that a law may undo (TRUTH-1)."""
    return {} if page is None else {"basis": page.case.request.legal_basis}


def danger(turn: Turn, client: ClientFacts) -> None:
    """Danger words: crisis lines at once, no yes for a day, the clinician is told without the words (SAFE-2)."""
    until = turn.now + YES_PAUSE
    if client.channel == "ready":
        changed = change(turn, client, "danger_words", yes_paused_until=until, awaiting=None)
    else:  # What is awaited on the way in is the next step of it.
        changed = change(turn, client, "danger_words", yes_paused_until=until)
    facts = turn.facts(clinician=turn.clinician_name(changed))
    turn.reply(changed, show(Screen.CRISIS, facts, Button(Press.TALK), Button(Press.MENU)), topic="menu")
    sound(turn, changed)


def unclear(turn: Turn, client: ClientFacts, screen: Screen) -> None:
    """Something that is not an answer: say so, and show how things stand."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(screen, facts))
    page = page_in_view(turn, client)
    if page is not None:
        show_anew(turn, client, page)
    else:
        turn.reply(client, show(Screen.MENU, facts, Button(Press.CHOICES), Button(Press.HELP)), topic="menu")


def no_question_meant(turn: Turn, client: ClientFacts, pages: list[Page]) -> None:
    """Several questions could be meant, or none: show them, so that an answer never goes to the wrong one."""
    if not pages:
        unclear(turn, client, Screen.UNCLEAR)
        return
    if len(pages) == 1:
        turn.reply(client, show(Screen.UNCLEAR, turn.facts(clinician=turn.clinician_name(client))))
        show_anew(turn, client, pages[0])
        return
    facts = {"requests": [choice_line(page) for page in pages]}
    keys = tuple(Button(Press.CHOICE, page.case.request.id) for page in pages)
    all_open = all(page.case.standing.state is State.ASKED for page in pages)
    screen = Screen.WHICH_QUESTION if all_open or in_person(client) else Screen.CHOICES
    turn.reply(client, show(screen, facts, *keys, Button(Press.MENU)), topic="menu")
