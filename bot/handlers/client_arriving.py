"""A client on the way in: only the language, the code, the settings and a way out work; no case is shown."""

from bot.actions import always, arriving, notices, zones
from bot.actions.turn import Turn
from bot.handlers.pressing import Listen, pressed, said_in
from bot.heard import Heard, Sort, Word
from bot.screens import Button, Press, Screen
from db.shapes import ClientFacts

PLAIN = {"help": always.show_help, "privacy": notices.show_privacy}
STEP = {Press.PHONE: "phone", Press.WINDOW: "window", Press.DETAIL: "detail"}


def reply_arriving(turn: Turn, heard: Heard, client: ClientFacts, listen: Listen) -> None:
    """Answer one act of a client who is not in yet."""
    if heard.sort is Sort.TAP:
        _press(turn, client, pressed(turn, heard.index))
    elif heard.sort is Sort.TEXT:
        _typed(turn, heard, client, listen)
    elif listen(said_in(heard), None, client.language) is Word.DANGER:
        always.danger(turn, client)
    elif heard.sort is Sort.COMMAND and heard.text == "language":
        notices.show_languages(turn, client)
    elif heard.sort is Sort.COMMAND and heard.text in PLAIN and client.language_chosen:
        PLAIN[heard.text](turn, client)
    else:
        arriving.resume(turn, client)


def _typed(turn: Turn, heard: Heard, client: ClientFacts, listen: Listen) -> None:
    meant = listen(heard.text, turn.screen, client.language)
    if meant is Word.DANGER:
        always.danger(turn, client)
    elif client.channel == "code" and client.language_chosen and any(c.isdecimal() for c in heard.text):
        arriving.try_code(turn, client, heard.text)  # A digit is a piece of the code here, never a button.
    elif isinstance(meant, int):
        _press(turn, client, pressed(turn, meant))
    elif meant is Word.LANGUAGE:
        notices.show_languages(turn, client)
    elif meant is Word.TALK:
        always.talk(turn, client)
    elif meant is Word.HELP and client.language_chosen:
        always.plain_screen(turn, client, Screen.HELP)
    elif client.channel == "code" and client.language_chosen:
        arriving.prompt_code(turn, client)
    else:
        arriving.resume(turn, client)


def _press(turn: Turn, client: ClientFacts, button: Button | None) -> None:
    match button:
        case Button(Press.LANGUAGE, str(code)):
            arriving.resume(turn, arriving.choose_language(turn, client, code))
        case Button(Press.NO_LANGUAGE):
            notices.no_language(turn, client)
        case Button(Press.NOT_ME):
            arriving.not_me(turn, client)
        case Button(Press.TALK):
            always.talk(turn, client)
        case Button(Press.CODE_HINT):
            arriving.prompt_code(turn, client)
        case Button(Press.PHONE | Press.WINDOW | Press.DETAIL as what, str(choice)) if client.channel == "settings":
            arriving.choose_setting(turn, client, STEP[what], choice)
        case Button(Press.ZONE_MENU) if client.channel == "settings":
            zones.show_zones(turn, client)
        case Button(Press.ZONE, str(choice)) if client.channel == "settings":
            zones.choose_zone(turn, client, choice)
        case Button(Press.LIMITS_READ) if client.channel == "settings":
            arriving.limits_read(turn, client)
        case Button(Press.LIMITS_QUESTION):
            always.plain_screen(turn, client, Screen.TALK)
            arriving.alert(turn, client, Screen.ALERT_TALK)
        case _:
            arriving.resume(turn, client)
