"""What a client typed: every button works in words too, and a text is never taken for more than it says."""

from bot.actions import always, answering, arriving, cases, stopping
from bot.actions.turn import Turn
from bot.handlers.client_presses import press, save
from bot.handlers.pressing import Listen, pressed
from bot.heard import Heard, Word
from bot.screens import Button, Press, Screen
from consent.states import State
from db.shapes import ClientFacts

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
SIGNING = (Screen.SIGN, Screen.SIGN_AGAIN)
SHORTEST_NAME = 3


def command(turn: Turn, client: ClientFacts, heard: Heard) -> None:
    """Answer a command."""
    if heard.text == "privacy":
        always.plain_screen(turn, client, Screen.PRIVACY)
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
    elif isinstance(meant, int):
        press(turn, client, pressed(turn, meant))
    elif client.awaiting and client.awaiting.startswith("question:"):
        arriving.forget_awaiting(turn, client)
        always.take_question(turn, client, client.awaiting.removeprefix("question:"), text)
    elif turn.screen is not None and turn.screen.kind in SIGNING:
        _sign(turn, client, text)
    elif meant is not None:
        said(turn, client, Word(meant))
    else:
        always.unclear(turn, client, Screen.UNCLEAR)


def _sign(turn: Turn, client: ClientFacts, text: str) -> None:
    page = cases.page_of(turn, client, turn.screen.request_id if turn.screen else None)
    name = " ".join(text.split())
    if page is None:
        answering.moved_on(turn, client, None)
    elif len(name) < SHORTEST_NAME or not any(c.isalpha() for c in name):
        facts = turn.screen.facts if turn.screen else {}
        ends = str(facts.get("ends"))
        answering.ask_for_name(turn, client, page, list(facts.get("ticks", [])), ends, again=True)
    else:
        save(turn, client, page, name)


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
            arriving.show_languages(turn, client)
        case Word.TALK:
            always.talk(turn, client)
        case Word.HIDE:
            always.hide(turn, client)
        case Word.WHO_GOT:
            always.show_who_got(turn, client)
        case Word.CHOICES:
            always.show_choices(turn, client)
        case _:
            _about_the_question(turn, client, word)


def _about_the_question(turn: Turn, client: ClientFacts, word: Word) -> None:
    """Yes, no, some, later, a question: about the request in view, or the only one that waits."""
    in_view = turn.screen is not None and turn.screen.request_id is not None
    page = always.page_in_view(turn, client)
    if page is None and word is Word.QUESTION:
        always.prompt_question(turn, client, None)
    elif page is None:
        always.which_question(turn, client)
    elif word is Word.YES and turn.screen is not None and turn.screen.kind == Screen.READ_BACK:
        press(turn, client, Button(Press.SAVE))
    elif in_view and (word in PROTECTS or page.case.standing.state is State.ASKED):
        _press_in_view(turn, client, word)
    elif word is Word.NO:
        answering.deny(turn, client, page, page.case.standing.version)
    else:
        answering.show_case(turn, client, page)


def _press_in_view(turn: Turn, client: ClientFacts, word: Word) -> None:
    """A yes to a knock opens the card: nobody agrees to what they have not read."""
    knock = turn.screen is not None and turn.screen.kind in (Screen.KNOCK, Screen.REMINDER, Screen.POSTPONED)
    opens = knock and word in (Word.YES, Word.SOME)
    press(turn, client, Button(Press.OPEN if opens else WORD_PRESSES[word]))
