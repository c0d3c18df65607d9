"""What a person of the agency did, brought to the action that answers it."""

from dataclasses import replace

from bot.actions import (
    arriving,
    casework,
    checking,
    drafting,
    granting,
    introducing,
    notices,
    reaching,
    receiving,
    recording,
    releasing,
    reporting,
    requesting,
)
from bot.actions.turn import Turn, show
from bot.handlers.clinician_presses import press
from bot.handlers.pressing import Listen, pressed
from bot.heard import Heard, Sort, Word
from bot.screens import Button, Press, Screen
from db.shapes import StaffMember

#: What is waited for only until something else is done.
FLEETING = ("answer", "write", "refuse", "extend", "reason", "new_fact", "paper", receiving.RECEIVED_PERIOD)
#: Screens whose answer is typed, and belongs to the request that they show.
TYPED_THERE = (Screen.RECORD_NAME, Screen.RECORD_WITNESS, Screen.WHICH_PAPER, Screen.WRONG_WHO)
PROMPTS = (Screen.ANSWER_PROMPT, Screen.WRITE_PROMPT, Screen.RIGHT_REASON, Screen.LETTER_UNFIT)


def reply(turn: Turn, heard: Heard, staff: StaffMember, listen: Listen) -> None:
    """Answer one act of a person of the agency."""
    if heard.sort is Sort.BLOCKED:
        reaching.lost_staff(turn, staff.id)
        return
    if staff.channel == "unreachable":
        staff = reaching.found_staff(turn, staff)
    if heard.sort in (Sort.TAP, Sort.COMMAND):
        staff = _doing_something_else(turn, staff)
    if heard.sort is Sort.UNBLOCKED:
        arriving.welcome_staff(turn, staff)
        casework.show_open(turn, staff)
    elif heard.sort is Sort.TAP:
        press(turn, staff, pressed(turn, heard.index))
    elif heard.sort is Sort.COMMAND:
        _command(turn, staff, heard)
    elif heard.sort is Sort.TEXT:
        _typed(turn, staff, heard.text, listen)
    else:
        _unclear(turn, staff)


def _unclear(turn: Turn, staff: StaffMember) -> None:
    turn.reply(staff, show(Screen.STAFF_UNCLEAR, None, Button(Press.NEW), Button(Press.OPEN_LIST)))


def _doing_something_else(turn: Turn, staff: StaffMember) -> StaffMember:
    """Whoever turns to something else no longer writes to a client: what is typed next must not go there."""
    if not (staff.awaiting or "").startswith(FLEETING):
        return staff
    requesting.awaiting(turn, staff, None)
    return replace(staff, awaiting=None)


def _command(turn: Turn, staff: StaffMember, heard: Heard) -> None:
    match heard.text:
        case "new":
            requesting.begin(turn, staff)
        case "open":
            casework.show_open(turn, staff)
        case "check":
            _check(turn, staff, heard.argument)
        case "clients":
            casework.show_clients(turn, staff)
        case "rights":
            granting.show_waiting(turn, staff)
        case "start":
            arriving.welcome_staff(turn, staff)
        case "language":
            notices.show_languages(turn, staff)
        case "cancel":
            requesting.drop(turn, staff)
        case "help":
            turn.reply(staff, show(Screen.STAFF_HELP, turn.facts()))
        case _:
            _unclear(turn, staff)


def _check(turn: Turn, staff: StaffMember, code: str) -> None:
    if not code:
        casework.show_open(turn, staff)
        return
    page = casework.page_by_code(turn, staff, code)
    if page is None:
        releasing.note_unknown(turn)
        casework.no_such_code(turn, staff, code)
    else:
        press(turn, staff, Button(Press.CHECK), page)


def _typed(turn: Turn, staff: StaffMember, text: str, listen: Listen) -> None:
    """A typed text answers what we asked for; else it is a button in words, or a case code."""
    text = text.strip()
    meant = listen(text, turn.screen, staff.language)
    awaited = casework.awaited_words(turn, staff)
    draft = requesting.draft_of(turn, staff)
    what = (staff.awaiting or "").partition(":")[0]
    if casework.looks_like_code(text):
        _code_or_unclear(turn, _doing_something_else(turn, staff), text)
    elif turn.screen is not None and turn.screen.kind in TYPED_THERE and meant is None:
        _typed_there(turn, staff, text)
    elif awaited is not None and not _leaves(turn, meant, text):
        _to_client(turn, staff, *awaited, text)
    elif isinstance(meant, int):
        press(turn, _doing_something_else(turn, staff), pressed(turn, meant))
    elif draft is not None and meant is Word.EVERYTHING:
        requesting.asked_for_all(turn, staff, draft)
    elif draft is not None and what and _draft_words(turn, staff, draft, what, text):
        return
    elif meant is Word.HELP:
        turn.reply(staff, show(Screen.STAFF_HELP, turn.facts()))
    else:
        _code_or_unclear(turn, staff, text)


def _typed_there(turn: Turn, staff: StaffMember, text: str) -> None:
    """The name on a paper, the paper that proves who asks, or who got something by mistake."""
    page = casework.page_for(turn, staff, turn.screen.request_id if turn.screen else None)
    if page is None:
        casework.show_open(turn, staff)
    elif turn.screen is not None and turn.screen.kind == Screen.WHICH_PAPER:
        checking.take_paper(turn, staff, page, text)
    elif turn.screen is not None and turn.screen.kind == Screen.WRONG_WHO:
        reporting.take_who(turn, staff, page, text)
    else:
        recording.take_name(turn, staff, page, text)


def _leaves(turn: Turn, meant: int | Word | None, text: str) -> bool:
    """Whether a text at the prompt for a letter is its own button, in words; a number may be part of the letter."""
    at_prompt = turn.screen is not None and turn.screen.kind in PROMPTS
    return at_prompt and isinstance(meant, int) and not text.isdecimal()


def _code_or_unclear(turn: Turn, staff: StaffMember, text: str) -> None:
    page = casework.page_by_code(turn, staff, text) if len(text) <= len("AF-12345678") else None
    if page is not None:
        casework.show_case(turn, staff, page)
    elif casework.looks_like_code(text):
        casework.no_such_code(turn, staff, text)
    else:
        _unclear(turn, staff)


def _to_client(turn: Turn, staff: StaffMember, what: str, id: str, text: str) -> None:
    if what == "answer":
        casework.answer(turn, staff, id, text)
    elif what == "refuse":
        granting.refuse(turn, staff, id, text)
    elif what == "extend":
        granting.extend(turn, staff, id, text)
    else:
        casework.letter(turn, staff, id, text)


def _draft_words(turn: Turn, staff: StaffMember, draft: requesting.Draft, what: str, text: str) -> bool:
    """A typed answer to a question about the draft; False if the text does not fit it."""
    if what == "requester":
        requesting.type_requester(turn, draft, text)
    elif what == "reason" and draft.get("wants_reason"):
        requesting.add_reason(turn, staff, draft, text)
        return True
    elif what == receiving.RECEIVED_PERIOD:
        if not receiving.add_period(turn, draft, text):
            return False
        receiving.note_received(turn, staff, draft, None)
        return True
    elif what == "new_fact":
        receiving.add_new_fact(draft, text)
    elif what == "paper":
        introducing.type_paper(draft, text, requesting.LONGEST_REASON)
    elif not requesting.type_dates(turn, draft, what, text):
        return False
    drafting.go_on(turn, staff, draft)
    return True
