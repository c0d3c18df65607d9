"""What staff do about their requests: the lists, taking back, wrong facts, a no told by voice, answers and letters."""

import re

from bot.actions import incidents, replying
from bot.actions.cases import case_facts, onward, sent_facts
from bot.actions.introducing import checked_facts
from bot.actions.outgoing import held_back
from bot.actions.pages import apply, open_page
from bot.actions.requesting import awaiting
from bot.actions.reviewing import KEYS, may_review
from bot.actions.sending import cannot_ask
from bot.actions.telling import bring
from bot.actions.turn import Turn, hears, show
from bot.screens import Button, Press, Screen
from consent.decide import decide
from consent.decision import Effect
from consent.replies import Deny
from consent.states import LIVE, PREPARED, STANDING, State
from consent.steps import answer_question, invalidate, withdraw
from db import deciders, lookups
from db.ledger import requests
from db.shapes import AskedQuestion, ClientFacts, Page, StaffMember

MOST_OPEN = 12
FOR_A_CLIENT = ("answer", "write", "refuse", "extend")
LONGEST_WAIT = 3600.0  #: Seconds; what is typed later was hardly meant for a client.
REACHED_HERE = ("ready", "unreachable")
CODE = re.compile("AF-[A-Z0-9]{4,8}")
LONGEST_CODE = 20  #: Of what was typed as a code, as much as is said back.


def page_for(turn: Turn, staff: StaffMember, request_id: str | None) -> Page | None:
    """Open a request for staff: their own, or any for an admin. Others do not exist for them (TG-18)."""
    page = open_page(turn, request_id)
    if page is None or (page.case.request.clinician_id != staff.id and staff.role != "admin"):
        return None
    return page


def looks_like_code(text: str) -> bool:
    """Whether a text is written as our case codes are."""
    return CODE.fullmatch(text.strip().upper()) is not None


def page_by_code(turn: Turn, staff: StaffMember, code: str) -> Page | None:
    """The same by the code that people say, with or without its AF-."""
    wanted = code.strip().upper()[:LONGEST_CODE]
    wanted = wanted if wanted.startswith("AF-") else f"AF-{wanted}"
    found = lookups.page_by_code(turn.session, turn.vault, wanted)
    return None if found is None else page_for(turn, staff, found.case.request.id)


def show_open(turn: Turn, staff: StaffMember) -> None:
    """The requests that wait or stand, newest first."""
    lines, keys = [], []
    own = lookups.pages_of_clinician(turn.session, turn.vault, staff.id, limit=MOST_OPEN)
    known = {page.case.request.id for page in own}
    to_look_at = lookups.pages_in_review(turn.session, turn.vault) if staff.role == "admin" else []
    for page in (*(page for page in to_look_at if page.case.request.id not in known), *own):
        request = page.case.request
        client = lookups.client(turn.session, turn.vault, request.client_id)
        alias = client.alias if client else ""
        lines.append({"id": request.id, "code": request.code, "alias": alias, "state": page.case.standing.state})
        keys.append(Button(Press.STAFF_CASE, request.id))
    turn.reply(staff, show(Screen.OPEN_LIST, {"requests": lines}, *keys, Button(Press.NEW)), topic="list")


def show_case(turn: Turn, staff: StaffMember, page: Page) -> None:
    """One request for staff, with what can be done about it."""
    request = page.case.request
    client = lookups.client(turn.session, turn.vault, request.client_id)
    replied = {"replied": replying.reply_of(turn.session, turn.vault, request.id)}
    beside = {**replied, **checked_facts(turn, page), **incidents.incident_facts(turn, page)}
    # What an official had suspended is out of the client's view, never of ours (HIPAA-528-5).
    beside["sent"] = sent_facts(lookups.sent_for_request(turn.session, turn.vault, request.id))
    closing = (Button(Press.INCIDENT),) if beside["incident_told"] and staff.role == "admin" else ()
    look = KEYS if may_review(turn, staff, page) else ()
    keys = (*look, *closing, *_case_keys(turn, staff, page), Button(Press.OPEN_LIST))
    turn.reply(staff, show(Screen.STAFF_CASE, {**case_facts(turn, page, client), **beside}, *keys), case=page.case)


def _case_keys(turn: Turn, staff: StaffMember, page: Page) -> tuple[Button, ...]:
    """What can be done about a request in the state in which it is."""
    request, state = page.case.request, page.case.standing.state
    gate = (Button(Press.CHECK), Button(Press.MARK)) if state in STANDING else ()
    today = turn.now.astimezone(turn.zone).date()
    others = state in STANDING and deciders.of_client(turn.session, turn.vault, request.client_id).acting_on(today)
    asked = (Button(Press.RECORD),) if state is State.ASKED or others else ()
    live = (*asked, Button(Press.RECORD_NO), Button(Press.WITHDRAW)) if state in LIVE else ()
    waits = any(not word.counts and word.by != staff.id for word in page.case.standing.words)
    second = (Button(Press.VOUCH),) if state in STANDING and waits else ()
    back = (Button(Press.WITHDRAW),) if state in PREPARED else ()
    reply = (Button(Press.REPLY_TEXT),) if state not in LIVE | PREPARED else ()
    said = (Button(Press.REQUESTER_SAID),) if state not in PREPARED else ()
    wrong = (Button(Press.WRONG_PLACE),) if incidents.releases(turn, page) else ()
    write = Button(Press.WRITE, request.client_id)
    return (*second, *gate, write, *reply, *said, Button(Press.WHO_ASKS), *wrong, *live, *back)


def show_clients(turn: Turn, staff: StaffMember) -> None:
    """One's own clients, by initials."""
    found = lookups.clients_of(turn.session, turn.vault, staff.id)
    counts = lookups.open_counts(turn.session, [c.id for c in found])
    lines = [
        {"id": c.id, "alias": c.alias, "channel": c.channel, "language": c.language, "open": counts.get(c.id, 0)}
        for c in found
    ]
    keys = tuple(Button(Press.WRITE, c.id) for c in found if c.channel == "ready")
    turn.reply(staff, show(Screen.CLIENTS, {"clients": lines}, *keys, Button(Press.NEW)), topic="list")


def no_such_code(turn: Turn, staff: StaffMember, code: str) -> None:
    """There is no such request for this person."""
    turn.reply(staff, show(Screen.NO_SUCH_CODE, {"code": code[:LONGEST_CODE]}, Button(Press.OPEN_LIST)))


def ask_withdraw(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Taking back has two meanings: not needed any more, or a fact was wrong."""
    if page.case.standing.state not in LIVE | PREPARED:
        show_case(turn, staff, page)
        return
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    keys = (Button(Press.TAKE_BACK), Button(Press.FACTS_WRONG), Button(Press.BACK))
    told = "no" if page.case.standing.asked_at is None else hears(client)
    turn.reply(
        staff, show(Screen.WITHDRAW_SURE, {**case_facts(turn, page, client), "told": told}, *keys), case=page.case
    )


def take_back(turn: Turn, staff: StaffMember, page: Page, *, wrong: bool) -> None:
    """Take the request back, or say that a fact in it was wrong: either way nothing may go out any more."""
    asked = page.case.standing.state not in PREPARED
    decision = (invalidate if wrong and asked else withdraw)(page.case, turn.now)
    if decision.effect is not Effect.APPLIED:
        show_case(turn, staff, page)
        return
    after = apply(turn, page, decision)
    turn.reply(staff, show(Screen.CLOSED, {"code": after.case.request.code}, Button(Press.OPEN_LIST)), case=after.case)


def record_no(turn: Turn, staff: StaffMember, page: Page) -> None:
    """The client said no or stop by voice or on paper: it counts at once, and the client is told (REV-4)."""
    decision = decide(page.case, Deny(), seen=page.case.standing.version, now=turn.now, zone=turn.zone)
    if decision.effect is not Effect.APPLIED:
        show_case(turn, staff, page)
        return
    after = apply(turn, page, decision, detail={"by": "staff_on_oral", "staff": staff.id})
    show_case(turn, staff, after)


def reply_text(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Neutral words for the requester, to copy: they neither confirm nor deny anything."""
    client = lookups.client(turn.session, turn.vault, page.case.request.client_id)
    turn.reply(staff, show(Screen.REPLY_TEXT, case_facts(turn, page, client), Button(Press.CLOSE)), case=page.case)


def close(turn: Turn, staff: StaffMember) -> None:
    """Put an alert away: its buttons go, the record stays."""
    code = turn.screen.facts.get("code") if turn.screen else None
    turn.reply(staff, show(Screen.CLOSED, {"code": code or ""}, Button(Press.OPEN_LIST)))


def wait_for(turn: Turn, staff: StaffMember, what: str, id: str) -> None:
    """The next typed message of this person is about this; awaited_words tells."""
    awaiting(turn, staff, f"{what}:{id}@{int(turn.now.timestamp())}")


def awaited_words(turn: Turn, staff: StaffMember) -> tuple[str, str] | None:
    """Whose words are waited for, "answer" and a question or "write" and a client; None after an hour."""
    what, _, rest = (staff.awaiting or "").partition(":")
    id, _, since = rest.partition("@")
    if what not in FOR_A_CLIENT or not since.isdecimal():
        return None
    return (what, id) if turn.now.timestamp() - int(since) < LONGEST_WAIT else None


def prompt_answer(turn: Turn, staff: StaffMember, question_id: str) -> None:
    """Ask for the answer to a client's question in one message."""
    question = lookups.question(turn.session, turn.vault, question_id)
    client = own_client(turn, staff, question.client_id) if question else None
    if question is None or client is None or question.answered_at is not None:
        close(turn, staff)
        return
    wait_for(turn, staff, "answer", question.id)
    facts = {"alias": client.alias, "text": question.text, "language": question.language}
    turn.reply(staff, show(Screen.ANSWER_PROMPT, facts, Button(Press.BACK)), topic="answer")


def answer(turn: Turn, staff: StaffMember, question_id: str, text: str | None) -> None:
    """Bring the answer to the client (None: the clinician will call), and let the question rest."""
    question = lookups.question(turn.session, turn.vault, question_id)
    client = own_client(turn, staff, question.client_id) if question else None
    if client is not None and text is not None and held_back(turn, staff, client, text):
        return
    awaiting(turn, staff, None)
    if question is None or client is None or question.answered_at is not None:
        close(turn, staff)
        return
    if client.channel not in REACHED_HERE:
        cannot_ask(turn, staff, client)
        return
    first = requests.answer_question(
        turn.session, turn.vault, question.id, answer=text, staff_id=staff.id, now=turn.now
    )
    done = Screen.ANSWER_SENT if text is not None else Screen.CALL_NOTED
    turn.reply(staff, show(done, {"alias": client.alias}, Button(Press.OPEN_LIST)), topic="answer")
    if first:
        _bring(turn, staff, client, question, text)


def _bring(turn: Turn, staff: StaffMember, client: ClientFacts, question: AskedQuestion, text: str | None) -> None:
    page = open_page(turn, question.request_id)
    decision = None if page is None else answer_question(page.case, turn.now)
    if page is not None and decision is not None and decision.effect is Effect.APPLIED:
        page = apply(turn, page, decision)
    else:
        _note_answer(turn, client, question)
    facts = {**turn.facts(clinician=staff.name), "question": question.text, "answer": text or ""}
    facts["other_language"] = staff.language != client.language
    screen = Screen.WILL_CALL if text is None else Screen.QUESTION_ANSWER
    said = show(screen, facts, onward(page), Button(Press.TALK))
    bring(turn, client, said, page, topic=None if page else "menu", wanted=True)


def _note_answer(turn: Turn, client: ClientFacts, question: AskedQuestion) -> None:
    """The record of the request does not tell of this answer, so the client's own does."""
    by = turn.actor
    requests.note_question(
        turn.session, turn.vault, client.id, question.id, now=turn.now, actor=by, action="question_answered"
    )


def prompt_letter(turn: Turn, staff: StaffMember, client_id: str) -> None:
    """Ask for the words of a message to a client."""
    client = own_client(turn, staff, client_id)
    if client is None:
        close(turn, staff)
        return
    if client.channel != "ready" or client.messages_stopped:
        cannot_ask(turn, staff, client)
        return
    wait_for(turn, staff, "write", client.id)
    turn.reply(staff, show(Screen.WRITE_PROMPT, {"alias": client.alias}, Button(Press.BACK)), topic="answer")


def letter(turn: Turn, staff: StaffMember, client_id: str, text: str) -> None:
    """Bring a message of the clinician to the client."""
    client = own_client(turn, staff, client_id)
    if client is not None and held_back(turn, staff, client, text):
        return
    awaiting(turn, staff, None)
    if client is None:
        close(turn, staff)
        return
    facts = {**turn.facts(clinician=staff.name), "text": text, "other_language": staff.language != client.language}
    said = show(Screen.FROM_CLINICIAN, facts, Button(Press.QUESTION), Button(Press.MENU))
    if client.channel != "ready" or not bring(turn, client, said, None, topic="letter"):
        cannot_ask(turn, staff, client)
        return
    turn.reply(staff, show(Screen.ANSWER_SENT, {"alias": client.alias}, Button(Press.OPEN_LIST)), topic="answer")


def own_client(turn: Turn, staff: StaffMember, client_id: str) -> ClientFacts | None:
    """A client of this person, or any for an admin; others do not exist for them."""
    client = lookups.client(turn.session, turn.vault, client_id)
    own = client is not None and (client.clinician_id == staff.id or staff.role == "admin")
    return client if own else None
