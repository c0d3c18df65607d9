"""What a client typed: every button works in words too (A11Y-3), and a text is never taken for more than it says."""

from bot.actions import (
    always,
    answering,
    arriving,
    meaning,
    needing,
    notices,
    pausing,
    signing,
    stopping,
    understanding,
    wishing,
)
from bot.actions.telling import in_person
from bot.actions.turn import Turn
from bot.handlers.client_presses import press
from bot.handlers.pressing import Listen, pressed, ticks_in_view
from bot.heard import Heard, Word
from bot.screens import Button, Press, Screen
from consent.states import State
from consent.understanding import Said
from consent.word import Helper
from db.shapes import ClientFacts, Page

COMMANDS: dict[str, Word] = {
    "start": Word.MENU,
    "menu": Word.MENU,
    "choices": Word.CHOICES,
    "requests": Word.CHOICES,
    "stop": Word.STOP_SHARING,
    "revoke": Word.STOP_SHARING,
    "language": Word.LANGUAGE,
    "talk": Word.TALK,
    "hide": Word.HIDE,
    "who": Word.WHO_GOT,
    "help": Word.HELP,
    "yes": Word.YES,
    "no": Word.NO,
    "part": Word.SOME,
    "later": Word.LATER,
    "question": Word.QUESTION,
}

#: What a word presses, where a request is in view.
WORD_PRESSES = {
    Word.YES: Press.SHARE_ALL,
    Word.SOME: Press.SHARE_SOME,
    Word.NO: Press.SHARE_NOTHING,
    Word.LATER: Press.LATER,
    Word.QUESTION: Press.QUESTION,
}

PROTECTS = (Word.NO, Word.QUESTION)
KNOCKS = (Screen.KNOCK, Screen.REMINDER, Screen.POSTPONED, Screen.KNOCK_IN_PERSON, Screen.TALK)


def command(turn: Turn, client: ClientFacts, heard: Heard) -> None:
    """Answer a command."""
    if heard.text == "privacy":
        notices.show_privacy(turn, client)
    elif heard.text == "settings":
        arriving.show_settings(turn, client)
    elif heard.text == "rights":
        wishing.show_rights(turn, client)
    elif heard.text in COMMANDS:
        said(turn, client, COMMANDS[heard.text])
    else:
        always.unclear(turn, client, Screen.UNCLEAR)


def typed(turn: Turn, client: ClientFacts, text: str, listen: Listen) -> None:
    """Answer a typed text: danger and stop words first, then what we asked for, then buttons and words."""
    meant = listen(text, turn.screen, client.language)
    if meant is Word.DANGER:
        always.danger(turn, client)
    elif meant in (Word.STOP, Word.STOP_SHARING, Word.NO):
        said(turn, client, Word(meant))
    elif pausing.is_word(turn, client, text):
        pausing.pause(turn, client)
    elif isinstance(meant, int):
        press(turn, client, pressed(turn, meant))
    elif meant is Word.MENU:
        said(turn, client, Word.MENU)
    elif client.awaiting == "word:" and meant is None:
        arriving.forget_awaiting(turn, client)
        pausing.take_word(turn, client, text)
    elif client.awaiting and client.awaiting.startswith("question:"):
        arriving.forget_awaiting(turn, client)
        always.take_question(turn, client, client.awaiting.removeprefix("question:"), text)
    elif client.awaiting and client.awaiting.startswith("reach:"):
        arriving.forget_awaiting(turn, client)
        wishing.take_reach(turn, client, text)
    elif client.awaiting and client.awaiting.startswith("sign:") and meant in (None, Word.YES):
        signing.take_name(turn, client, client.awaiting.removeprefix("sign:"), text, is_name=meant is None)
    elif meant is not None:
        said(turn, client, Word(meant))
    else:
        _unclear(turn, client)


def said(turn: Turn, client: ClientFacts, word: Word) -> None:
    """Answer a word that we understood."""
    arriving.forget_awaiting(turn, client)
    match word:
        case Word.STOP:
            stopping.ask_what_stop_means(turn, client)
        case Word.STOP_SHARING:
            stopping.stop_sharing(turn, client)
        case Word.DANGER:
            always.danger(turn, client)
        case Word.HELP:
            always.plain_screen(turn, client, Screen.HELP)
        case Word.MENU:
            arriving.show_menu(turn, client)
        case Word.LANGUAGE:
            notices.show_languages(turn, client)
        case Word.TALK:
            always.talk(turn, client)
        case Word.NEEDS:
            needing.show_needs(turn, client)
        case Word.HIDE:
            always.hide(turn, client)
        case Word.WHO_GOT:
            always.show_who_got(turn, client)
        case Word.CHOICES:
            always.show_choices(turn, client)
        case Word.EVERYTHING:
            always.unclear(turn, client, Screen.UNCLEAR)
        case _:
            _about_the_question(turn, client, word)


def _unclear(turn: Turn, client: ClientFacts) -> None:
    """What was typed is no answer; under the check before a yes, the check stays what it was."""
    checked = turn.screen is not None and turn.screen.kind == Screen.TEACH_BACK
    page = meaning.page_in_view(turn, client) if checked else None
    open_still = page is not None and page.case.standing.state is State.ASKED
    if page is not None and open_still and not in_person(client):
        understanding.check_again(turn, client, page)
    else:
        always.unclear(turn, client, Screen.UNCLEAR)


def _about_the_question(turn: Turn, client: ClientFacts, word: Word) -> None:
    """Yes, no, some, later, a question: about the request that is meant, and if that is not clear, about none."""
    if turn.screen is not None and turn.screen.kind == Screen.WHO_HELPED and word in (Word.NO, Word.YES):
        _about_help(turn, client, word)
        return
    meant = meaning.page_meant(turn, client)
    unsure = meaning.perhaps_in_view(turn, client, meant) if word is Word.NO and isinstance(meant, list) else None
    if unsure is not None:
        answering.deny(turn, client, unsure, unsure.case.standing.version)
    elif word is Word.QUESTION and isinstance(meant, list):
        always.prompt_question(turn, client, None)
    elif isinstance(meant, list):
        always.no_question_meant(turn, client, meant)
    elif turn.screen is not None and turn.screen.request_id == meant.case.request.id:
        _press_in_view(turn, client, meant, word)
    elif word is Word.NO:
        answering.deny(turn, client, meant, meant.case.standing.version)
    else:
        meaning.show_anew(turn, client, meant)


def _about_help(turn: Turn, client: ClientFacts, word: Word) -> None:
    """Under "did somebody help you?" a bare no says that nobody did, and takes back no yes; a yes does not say who."""
    page = meaning.page_in_view(turn, client)
    if word is Word.NO or page is None:
        press(turn, client, Button(Press.WHO_HELPED, Helper.NOBODY))
    else:
        understanding.who_helped(turn, client, page)


def _press_in_view(turn: Turn, client: ClientFacts, page: Page, word: Word) -> None:
    """A word does what the button in view does. A yes agrees to nothing but what is read back (DP-5)."""
    kind = turn.screen.kind if turn.screen else None
    if word not in PROTECTS and page.case.standing.state is not State.ASKED:
        answering.show_case(turn, client, page)
    elif kind in KNOCKS and word in (Word.YES, Word.SOME):
        press(turn, client, Button(Press.OPEN))
    elif word is Word.YES and kind in (Screen.READ_BACK, Screen.TEACH_AGAIN):
        press(turn, client, Button(Press.SAVE))
    elif word is Word.YES and kind == Screen.TEACH_BACK:
        press(turn, client, Button(Press.TEACH, Said.HELP))  # A yes names nobody: it is said once more.
    elif kind == Screen.ALONE and word in (Word.YES, Word.NO):
        at = str(turn.screen.facts["at"]) if turn.screen else None
        press(turn, client, Button(Press.ONE_YES if word is Word.YES else Press.ONE_NO, at))
    elif word is Word.YES and kind == Screen.PICKER:
        press(turn, client, Button(Press.DONE) if ticks_in_view(turn) else Button(Press.SHARE_SOME))
    elif word is Word.YES and kind == Screen.PICK_END:
        press(turn, client, Button(Press.BACK))
    else:
        press(turn, client, Button(WORD_PRESSES[word]))
