"""Every button of the agency's people, brought to its action."""

from bot.actions import (
    alarming,
    arriving,
    casework,
    checking,
    drafting,
    excepting,
    granting,
    holding,
    introducing,
    receiving,
    recording,
    releasing,
    replying,
    reporting,
    requesting,
    reviewing,
)
from bot.actions.turn import Turn, show
from bot.handlers.pressing import beside_in_view, ticks_in_view
from bot.screens import Button, Press, Screen
from consent.packs.rule import Attachment
from consent.received import RequesterReply
from db.shapes import Page, StaffMember


def press(turn: Turn, staff: StaffMember, button: Button | None, page: Page | None = None) -> None:
    """Answer one tap; `page` where a command named the request."""
    if button is None:
        turn.reply(staff, show(Screen.STAFF_UNCLEAR, None, Button(Press.NEW), Button(Press.OPEN_LIST)))
    elif not (_lists(turn, staff, button) or _draft(turn, staff, button)):
        _about_request(turn, staff, button, page)


def _lists(turn: Turn, staff: StaffMember, button: Button) -> bool:
    """Buttons that need neither a draft nor a request; False if it is none of them."""
    match button:
        case Button(Press.NEW):
            requesting.begin(turn, staff)
        case Button(Press.OPEN_LIST):
            casework.show_open(turn, staff)
        case Button(Press.CLIENTS):
            casework.show_clients(turn, staff)
        case Button(Press.CLOSE):
            casework.close(turn, staff)
        case Button(Press.WRITE, str(client_id)):
            casework.prompt_letter(turn, staff, client_id)
        case Button(Press.TAKE_ON, str(alert_id)):
            alarming.take(turn, staff, alert_id)
        case Button(Press.RESUME, str(alert_id)):
            alarming.let_decide(turn, staff, alert_id)
        case Button(Press.ANSWER, str(question_id)):
            casework.prompt_answer(turn, staff, question_id)
        case Button(Press.WILL_CALL, str(question_id)):
            casework.answer(turn, staff, question_id, None)
        case Button(Press.LANGUAGE, str(code)):
            arriving.choose_staff_language(turn, staff, code)
        case _:
            return _wish(turn, staff, button)
    return True


def _wish(turn: Turn, staff: StaffMember, button: Button) -> bool:
    """Buttons about what a client wished; False if it is none of them."""
    match button:
        case Button(Press.WISH, str(id)):
            granting.show_wish(turn, staff, id)
        case Button(Press.RIGHT_YES, str(id)):
            granting.agree(turn, staff, id)
        case Button(Press.RIGHT_NO, str(id)):
            granting.prompt_reason(turn, staff, id)
        case Button(Press.RIGHT_LATER, str(id)):
            granting.prompt_longer(turn, staff, id)
        case _:
            return False
    return True


def _draft(turn: Turn, staff: StaffMember, button: Button) -> bool:
    """Buttons of the half-written request; False if it is none of them."""
    draft = requesting.draft_of(turn, staff)
    here = turn.screen is not None and turn.screen.topic == "draft"
    if button.press is Press.DROP:
        requesting.drop(turn, staff)
    elif button.press not in DRAFT_PRESSES or (button.press in BOTH and not here):
        return False
    elif draft is None:  # It was sent, or dropped: an old button makes no new one.
        casework.show_open(turn, staff)
    elif not requesting.has_reached(draft, NEEDS.get(button.press, "client")):
        drafting.go_on(turn, staff, draft)
    elif button.press is Press.ONE_BACK:
        drafting.step_back(turn, staff, draft, str(button.arg))
    elif button.press in (Press.SEND, Press.REVIEW_FIRST):
        drafting.send_draft(turn, staff, draft, review_first=button.press is Press.REVIEW_FIRST)
    else:
        _fill(turn, staff, draft, button)
    return True


BOTH = frozenset({Press.BACK, Press.DONE})
#: Which question of the draft a button belongs to: it counts only once the draft has come that far.
NEEDS: dict[Press, str] = {
    Press.PICK_CLIENT: "client",
    Press.PICK_REQUESTER: "requester",
    Press.PICK_KIND: "kind",
    Press.HOW_CHECKED: "checked",
    Press.PICK_PERIOD: "period",
    Press.ITEMS: "period",
    Press.ITEM: "period",
    Press.RECEIVED: "period",
    Press.RECEIVED_ITEM: "period",
    Press.RECEIVED_ALL: "period",
    Press.RECEIVED_DONE: "period",
    Press.NEW_FACT: "ends",
    Press.PICK_ANSWER_BY: "answer_by",
    Press.PICK_ENDS: "ends",
    Press.PICK_HELD: "held",
    Press.EDIT: "ends",
    Press.ONE_BACK: "requester",
    Press.SEND: "ends",
    Press.REVIEW_FIRST: "ends",
}
DRAFT_PRESSES = BOTH | NEEDS.keys()


def _fill(turn: Turn, staff: StaffMember, draft: requesting.Draft, button: Button) -> None:
    match button:
        case Button(Press.RECEIVED | Press.RECEIVED_ITEM | Press.RECEIVED_ALL, arg):
            receiving.note_received(turn, staff, draft, arg, everything=button.press is Press.RECEIVED_ALL)
            return
        case Button(Press.NEW_FACT):
            receiving.ask_new_fact(turn, staff)
            return
        case Button(Press.ITEMS):
            requesting.ask_items(turn, staff, draft)
            return
        case Button(Press.ITEM, str(code)):
            if not requesting.toggle_item(turn, staff, draft, code):
                requesting.keep(turn, staff, draft)
                requesting.ask_items(turn, staff, draft)
            return
        case Button(Press.HOW_CHECKED, str(way)):
            if introducing.pick_way(turn, staff, draft, way):
                return
        case Button(Press.EDIT):
            drafting.edit(turn, staff, draft)
            return
        case Button(Press.PICK_CLIENT, str(id)):
            requesting.pick_client(turn, staff, draft, id)
        case Button(Press.PICK_REQUESTER, str(id)):
            requesting.pick_requester(turn, draft, id)
        case Button(Press.PICK_KIND, str(code)):
            requesting.pick_kind(turn, draft, code)
        case Button(Press.PICK_PERIOD, str(code)):
            requesting.pick_period(turn, draft, code)
        case Button(Press.PICK_ANSWER_BY, str(code)):
            requesting.pick_answer_by(turn, draft, code)
        case Button(Press.PICK_ENDS, str(code)):
            requesting.pick_ends(turn, draft, code)
        case Button(Press.PICK_HELD, str(code)):
            holding.pick_event(draft, code)
        case _:
            pass
    drafting.go_on(turn, staff, draft)


def _about_request(turn: Turn, staff: StaffMember, button: Button, page: Page | None) -> None:
    id = button.arg if button.press is Press.STAFF_CASE else turn.screen.request_id if turn.screen else None
    page = page or casework.page_for(turn, staff, id)
    if page is None:
        casework.show_open(turn, staff)
    elif not any(each(turn, staff, page, button) for each in (_gate, _asker, _word)):
        _case(turn, staff, page, button)


def _gate(turn: Turn, staff: StaffMember, page: Page, button: Button) -> bool:
    """Buttons about releasing; False if it is none of them."""
    ticks = ticks_in_view(turn)
    match button:
        case Button(Press.CHECK):
            releasing.check(turn, staff, page)
        case Button(Press.MARK):
            releasing.mark(turn, staff, page, None)
        case Button(Press.MARK_ITEM, str(position)):
            releasing.mark(turn, staff, page, sorted(set(ticks) ^ {int(position)}), beside_in_view(turn))
        case Button(Press.MARK_WITH, str(code)):
            releasing.mark(turn, staff, page, ticks, beside_in_view(turn) ^ {Attachment(code)})
        case Button(Press.MARK_DONE) if turn.newest is not None and turn.newest.kind != Screen.MARK:
            casework.show_case(turn, staff, page)  # A second tap: it is recorded already.
        case Button(Press.MARK_DONE):
            releasing.mark_done(turn, staff, page, ticks, beside_in_view(turn))
        case _:
            return False
    return True


def _asker(turn: Turn, staff: StaffMember, page: Page, button: Button) -> bool:
    """Buttons about who asks, and who got it by mistake; False if it is none of them."""
    match button:
        case Button(Press.WHO_ASKS):
            checking.show_asker(turn, staff, page)
        case Button(Press.CHECKED_BY, str(way)):
            checking.take_way(turn, staff, page, way)
        case Button(Press.NOT_THEM):
            checking.not_them(turn, staff, page)
        case Button(Press.WRONG_PLACE):
            reporting.ask_which(turn, staff, page)
        case Button(Press.WENT_WRONG, str(release)):
            reporting.ask_who(turn, staff, page, release)
        case Button(Press.INCIDENT):
            reporting.close_it(turn, staff, page)
        case _:
            return False
    return True


def _word(turn: Turn, staff: StaffMember, page: Page, button: Button) -> bool:
    """Buttons about an answer given outside the chat; False if it is none of them."""
    ticks = ticks_in_view(turn)
    match button:
        case Button(Press.RECORD):
            recording.begin(turn, staff, page)
        case Button(Press.RECORD_THEIR_NO):
            recording.save(turn, staff, page, [])
        case Button(
            Press.GIVEN_BY | Press.AGREED_BY | Press.SAID_BY | Press.KNOWN_BY | Press.SAID_ON | Press.HELPED_BY as step,
            str(arg),
        ):
            recording.answer_step(turn, staff, page, step, arg)
        case Button(Press.RECORD_ITEM, str(position)):
            recording.pick(turn, staff, page, sorted(set(ticks) ^ {int(position)}))
        case Button(Press.RECORD_SAVE):
            recording.save(turn, staff, page, ticks)
        case Button(Press.VOUCH):
            recording.second(turn, staff, page)
        case Button(Press.COSIGN, str(seq)):
            if not (seq.isdecimal() and excepting.agree(turn, staff, page, int(seq))):
                casework.show_case(turn, staff, page)
        case _:
            return False
    return True


def _case(turn: Turn, staff: StaffMember, page: Page, button: Button) -> None:
    match button.press:
        case Press.APPROVE:
            reviewing.approve(turn, staff, page)
        case Press.SEND_BACK:
            reviewing.send_back(turn, staff, page)
        case Press.RECORD_NO:
            casework.record_no(turn, staff, page)
        case Press.WITHDRAW:
            casework.ask_withdraw(turn, staff, page)
        case Press.TAKE_BACK | Press.FACTS_WRONG:
            casework.take_back(turn, staff, page, wrong=button.press is Press.FACTS_WRONG)
        case Press.REQUESTER_SAID:
            replying.ask_reply(turn, staff, page)
        case Press.REPLIED:
            casework.show_case(turn, staff, replying.take_reply(turn, page, RequesterReply(str(button.arg))))
        case Press.REPLY_TEXT:
            casework.reply_text(turn, staff, page)
        case _:
            casework.show_case(turn, staff, page)
