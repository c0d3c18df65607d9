"""Every button of a client, brought to its action. The message in view says which request it is about."""

from collections.abc import Callable

from bot.actions import (
    always,
    answering,
    arriving,
    erasing,
    exporting,
    meaning,
    needing,
    notices,
    pages,
    papers_here,
    pausing,
    postponing,
    recording,
    reopening,
    stopping,
    telling,
    understanding,
    wishing,
    zones,
)
from bot.actions.turn import Turn
from bot.handlers.pressing import ticks_in_view
from bot.screens import Button, Press, Screen
from consent.states import State
from consent.understanding import Need, Said
from consent.wishes import Right
from db.shapes import ClientFacts, Page

#: Buttons that are about no request.
FREE: dict[Press, Callable[[Turn, ClientFacts], None]] = {
    Press.TALK: always.talk,
    Press.CHOICES: always.show_choices,
    Press.WHO_GOT: always.show_who_got,
    Press.LANGUAGE_MENU: notices.show_languages,
    Press.SETTINGS: arriving.show_settings,
    Press.ZONE_MENU: zones.show_zones,
    Press.HIDE: always.hide,
    Press.CLEAR: pausing.clear,
    Press.PAUSE_WORD: pausing.prompt_word,
    Press.MENU: arriving.show_menu,
    Press.STOP_SHARING: stopping.stop_sharing,
    Press.STOP_ALL: stopping.stop_all,
    Press.STOP_MESSAGES: stopping.stop_messages,
    Press.MESSAGES_ON: stopping.messages_on,
    Press.NOT_ME: arriving.not_me,
    Press.NO_LANGUAGE: notices.no_language,
    Press.MORE_RIGHTS: notices.show_more,
    Press.LIMITS_AGAIN: notices.show_limits,
    Press.WANT_PAPER: papers_here.want_paper,
    Press.LIMITS_READ: arriving.limits_read,
    Press.RIGHTS: wishing.show_rights,
    Press.LIMITS: wishing.show_limits,
    Press.LIMIT_PAID: wishing.choose_days,
    Press.ERASE: erasing.ask,
    Press.NEEDS: needing.show_needs,
}

#: What a client can ask for on the strength of a right.
RIGHTS: dict[str, Callable[[Turn, ClientFacts], None]] = {
    Right.COPY: wishing.ask_for_copy,
    Right.ACCOUNT: wishing.ask_for_account,
    Right.LIMIT: wishing.choose_whom,
    Right.REACH: wishing.prompt_reach,
    Right.ERASE: erasing.explain,
    "data": exporting.send_data,
}

#: Buttons that ask for a yes or for more time: they count only for the question as it was shown (ESIG-8).
FRESH_ONLY = frozenset(
    {
        Press.OPEN,
        Press.TOMORROW,
        Press.WHAT_IF,
        Press.SHARE_ALL,
        Press.SHARE_SOME,
        Press.PICK,
        Press.DONE,
        Press.ONE_YES,
        Press.ONE_NO,
        Press.SHORTEN,
        Press.END,
        Press.SAVE,
        Press.TEACH,
        Press.SIGN_HERE,
        Press.CHANGE,
        Press.LATER,
        Press.NO_REMINDERS,
    }
)

#: What a client who wants no facts in the chat can still do about a request.
IN_PERSON = frozenset(
    {
        Press.SHARE_NOTHING,
        Press.STOP,
        Press.STOP_ITEM,
        Press.NEVER_SAID,
        Press.QUESTION,
        Press.LATER,
        Press.TOMORROW,
        Press.NO_REMINDERS,
        Press.CHANGED_MIND,
    }
)


def press(turn: Turn, client: ClientFacts, button: Button | None) -> None:
    """Answer one tap of a client."""
    if button is None:
        _points_nowhere(turn, client)
    elif button.press in FREE:
        FREE[button.press](turn, client)
    elif not _menu(turn, client, button):
        _about_request(turn, client, button)


def _points_nowhere(turn: Turn, client: ClientFacts) -> None:
    """A button that is not ours, or not theirs: it changes nothing, and lays nothing open."""
    answering.moved_on(turn, client, None)
    page = meaning.page_in_view(turn, client)
    if page is not None:
        meaning.show_anew(turn, client, page)


def _menu(turn: Turn, client: ClientFacts, button: Button) -> bool:
    """Buttons with an argument or an order of their own that need no open request; False if it is none of them."""
    match button:
        case Button(Press.LANGUAGE, str(code)):
            _redraw(turn, arriving.choose_language(turn, client, code))
        case Button(Press.CHOICE, str(id)):
            always.show_choice(turn, client, id)
        case Button(Press.HELP):
            always.plain_screen(turn, client, Screen.HELP)
        case Button(Press.STOP_BOTH):
            stopping.stop_messages(turn, client, lift=False)
            stopping.stop_all(turn, client)
        case Button(Press.STOP_NEITHER):
            stopping.lift_stop_word(turn, client)
            arriving.show_menu(turn, client)
        case Button(Press.PHONE | Press.WINDOW | Press.DETAIL as what, str(choice)):
            arriving.choose_setting(turn, client, what.value, choice)
        case Button(Press.NEED, str(need)):
            needing.tell_need(turn, client, Need(need))
        case Button(Press.ZONE, str(choice)):
            zones.choose_zone(turn, client, choice)
        case _:
            return _right(turn, client, button)
    return True


def _right(turn: Turn, client: ClientFacts, button: Button) -> bool:
    """Buttons of the client's own rights; False if it is none of them."""
    match button:
        case Button(Press.RIGHT, str(right)):
            RIGHTS[right](turn, client)
        case Button(Press.LIMIT_WHOM, str(whom)):
            wishing.choose_what(turn, client, whom)
        case Button(Press.LIMIT_WHAT, str(what)):
            wishing.limit_what(turn, client, what)
        case Button(Press.LIMIT_DAYS, str(paid)):
            wishing.limit_paid(turn, client, paid)
        case Button(Press.LIFT, str(id)):
            wishing.lift(turn, client, id)
        case _:
            return False
    return True


def _redraw(turn: Turn, client: ClientFacts) -> None:
    """After a new language: the living card again, in its words."""
    page = meaning.page_in_view(turn, client) or meaning.newest_waiting(turn, client)
    if page is None:
        arriving.show_menu(turn, client)
    else:
        meaning.show_anew(turn, client, page)


def _about_request(turn: Turn, client: ClientFacts, button: Button) -> None:
    id = button.arg if button.press is Press.STOP and button.arg else turn.screen.request_id if turn.screen else None
    page = pages.page_of(turn, client, id)
    if page is None:
        _without_request(turn, client, button)
        return
    seen = turn.screen.request_version if turn.screen else None
    open_still = page.case.standing.state is State.ASKED
    if button.press is Press.OPEN and not open_still and _is_sign(turn):
        always.show_choice(turn, client, id)
    elif button.press in FRESH_ONLY and not (open_still and seen == page.case.standing.version):
        answering.moved_on(turn, client, page)
    elif telling.in_person(client) and button.press not in IN_PERSON:
        answering.show_case(turn, client, page)
    elif not _ending(turn, client, page, button):
        _towards_an_answer(turn, client, page, button)


def _is_sign(turn: Turn) -> bool:
    """Whether the message in view only said that there is something to read, on a phone that others see."""
    screen = turn.screen
    return screen is not None and screen.kind == Screen.KNOCK and len(screen.buttons) == 1


def _without_request(turn: Turn, client: ClientFacts, button: Button) -> None:
    if button.press is Press.QUESTION:
        always.prompt_question(turn, client, None)
    elif button.press is Press.BACK:
        arriving.show_menu(turn, client)
    else:
        answering.moved_on(turn, client, None)


def _ending(turn: Turn, client: ClientFacts, page: Page, button: Button) -> bool:
    """Buttons that protect or look back: they work whatever was shown. False if it is none of them."""
    match button:
        case Button(Press.SHARE_NOTHING):
            answering.deny(turn, client, page, page.case.standing.version)
        case Button(Press.STOP):
            stopping.stop_request(turn, client, page)
        case Button(Press.STOP_SOME):
            stopping.choose_item(turn, client, page)
        case Button(Press.STOP_ITEM, str(position)):
            stopping.stop_item(turn, client, page, int(position))
        case Button(Press.NEVER_SAID):
            recording.object_to(turn, client, page)
        case Button(Press.UNDO):
            reopening.change_of_mind(turn, client, page, undo=True)
        case Button(Press.CHANGED_MIND):
            reopening.change_of_mind(turn, client, page, undo=False)
        case Button(Press.PAPER):
            always.show_paper(turn, client, page)
        case Button(Press.PDF):
            exporting.send_pdf(turn, client, page)
        case Button(Press.QUESTION):
            always.prompt_question(turn, client, page)
        case Button(Press.WHO_HELPED, str(helper)):
            understanding.take_helper(turn, client, page, helper)
        case _:
            return False
    return True


def _towards_an_answer(turn: Turn, client: ClientFacts, page: Page, button: Button) -> None:
    ticks = ticks_in_view(turn)
    match button:
        case Button(Press.OPEN):
            answering.open_request(turn, client, page.case.request.id)
        case Button(Press.WHAT_IF):
            answering.explain_request(turn, client, page)
        case Button(Press.SHARE_ALL):
            answering.start_yes(turn, client, page, sorted(page.case.request.every_item))
        case Button(Press.SHARE_SOME | Press.CHANGE):
            answering.start_yes(turn, client, page, None)
        case Button(Press.PICK, str(position)):
            answering.pick(turn, client, page, sorted(set(ticks) ^ {int(position)}))
        case Button(Press.ONE_YES | Press.ONE_NO as what, str(position)):
            answering.settle(turn, client, page, int(position), share=what is Press.ONE_YES)
        case Button(Press.DONE):
            answering.done_picking(turn, client, page, ticks)
        case Button(Press.SHORTEN):
            answering.shorten(turn, client, page, ticks, _ends_in_view(turn))
        case Button(Press.END, str(position)):
            answering.read_back(turn, client, page, ticks, end_in_view(turn, int(position)))
        case Button(Press.SAVE):
            understanding.agree(turn, client, page)
        case Button(Press.TEACH, str(said)):
            understanding.take_check(turn, client, page, Said(said))
        case Button(Press.SIGN_HERE):
            papers_here.agree(turn, client)
            understanding.agree(turn, client, page)
        case Button(Press.LATER | Press.TOMORROW as when):
            postponing.later(turn, client, page, tomorrow=when is Press.TOMORROW)
        case Button(Press.NO_REMINDERS):
            postponing.no_more_reminders(turn, client, page)
        case _:
            back(turn, client, page)


def back(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Back: to the read-back from a list of ends, else to the card. Records nothing."""
    if turn.screen is not None and turn.screen.kind == Screen.PICK_END:
        answering.read_back(turn, client, page, ticks_in_view(turn), turn.screen.facts.get("chosen"))
    else:
        answering.show_case(turn, client, page)


def _ends_in_view(turn: Turn) -> str | None:
    """The end that is read back on the message in view."""
    return str(turn.screen.facts["ends"]) if turn.screen and turn.screen.facts.get("ends") else None


def end_in_view(turn: Turn, position: int) -> str | None:
    """The end that was chosen on the message in view."""
    choices = turn.screen.facts.get("choices", []) if turn.screen else []
    return str(choices[position]["on"]) if 0 <= position < len(choices) else None
