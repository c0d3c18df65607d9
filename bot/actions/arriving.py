"""A person comes in by a one-time link: language, spoken code, settings, the limits of confidentiality."""

from typing import Any

from bot.actions.cases import clinician_of
from bot.actions.notices import show_languages
from bot.actions.pages import apply, open_page
from bot.actions.papers_here import agree, end, void
from bot.actions.policies import offered_to
from bot.actions.telling import show_waiting
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.states import STANDING
from consent.steps import invalidate
from db import lookups
from db.ids import CHAT_KEY
from db.ledger import messages, people
from db.ledger.pauses import forget_word
from db.shapes import ClientFacts, InvitationFacts, StaffMember

MOST_TRIES = 5

SETTINGS: dict[str, tuple[Screen, Press, tuple[str, ...]]] = {
    "phone": (Screen.SETTING_PHONE, Press.PHONE, ("mine", "shared", "skip")),
    "window": (Screen.SETTING_WINDOW, Press.WINDOW, ("any", "morning", "afternoon", "evening", "skip")),
    "detail": (Screen.SETTING_DETAIL, Press.DETAIL, ("chat", "in_person", "skip")),
}
#: What the wrong person chose is not the client's choice.
SETTINGS_AT_FIRST: dict[str, Any] = {
    "shared_phone": None,
    "window": None,
    "timezone": None,
    "detail": "chat",
    "hidden": False,
    "messages_stopped": False,
    "stop_word_at": None,
}
FOLLOWING = {"phone": "window", "window": "detail", "detail": "limits"}


def change(turn: Turn, client: ClientFacts, action: str | None, **changes: Any) -> ClientFacts:
    """Change a client and read them again."""
    turn.change_client(client.id, action, changes)
    again = turn.client(client.id)
    if again is None:
        raise LookupError("client")
    return again


def enter(turn: Turn, token: str, user_id: int, known: ClientFacts | StaffMember | None) -> None:
    """Somebody opened a link: bind the chat, or say why the link does not work."""
    link = lookups.invitation(turn.session, turn.vault, token)
    key = turn.vault.key_for(CHAT_KEY, str(user_id))
    if link is None:
        turn.to_guest(show(Screen.LINK_EXPIRED))
    elif link.used_at is not None:
        _again(turn, link, key, known)
    elif turn.now >= link.expires_at:
        turn.to_guest(show(Screen.LINK_EXPIRED))
    elif known is not None and known.id != link.person_id:
        turn.to_guest(show(Screen.LINK_USED))
    else:
        people.use_invitation(turn.session, link.id, now=turn.now, by=key)
        _bind(turn, link, user_id)


def _again(turn: Turn, link: InvitationFacts, key: bytes, known: ClientFacts | StaffMember | None) -> None:
    """A link works once; the person it let in only sees where they are."""
    if link.used_by == key and isinstance(known, ClientFacts):
        resume(turn, known)
    elif link.used_by == key and isinstance(known, StaffMember):
        welcome_staff(turn, known)
    else:
        turn.to_guest(show(Screen.LINK_USED))


def _bind(turn: Turn, link: InvitationFacts, user_id: int) -> None:
    columns = people.chat_columns(turn.vault, link.audience, link.person_id, user_id)
    turn.actor = f"{link.audience}:{link.person_id}"
    if link.audience == "staff":
        changes = {**columns, "channel": "ready"}
        turn.change_staff(link.person_id, "joined", changes)
        staff = turn.staff(link.person_id)
        if staff is not None:
            welcome_staff(turn, staff)
        return
    client = turn.client(link.person_id)
    if client is not None:
        messages.drop_waiting(turn.session, "other_chat", person_id=client.id)
        resume(turn, change(turn, client, "joined", **columns, channel="code", language_chosen=False))


def welcome_staff(turn: Turn, staff: StaffMember) -> None:
    """Greet a person of the agency."""
    facts = {**turn.facts(), "name": staff.name}
    turn.reply(staff, show(Screen.STAFF_WELCOME, facts, Button(Press.NEW), Button(Press.OPEN_LIST)))


def resume(turn: Turn, client: ClientFacts) -> None:
    """Show the step at which this client stands on the way in; a client who is in sees the menu."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    if not client.language_chosen:
        show_languages(turn, client, first=client.language)
    elif client.channel == "code":
        keys = (Button(Press.CODE_HINT), Button(Press.NOT_ME), Button(Press.TALK))
        turn.reply(client, show(Screen.WELCOME, facts, *keys), topic="arriving")
    elif client.channel == "locked":
        turn.reply(client, show(Screen.CODE_LOCKED, facts, Button(Press.NOT_ME)), topic="arriving")
    elif client.channel == "settings":
        show_setting(turn, client, client.awaiting or "phone")
    else:
        show_menu(turn, client)


def show_menu(turn: Turn, client: ClientFacts) -> None:
    """What can be done at any time."""
    presses = (
        Press.CHOICES,
        Press.STOP_SHARING,
        Press.WHO_GOT,
        Press.RIGHTS,
        Press.LANGUAGE_MENU,
        Press.SETTINGS,
        Press.TALK,
        Press.NEEDS,
        Press.HIDE,
        Press.HELP,
    )
    back = (Press.MESSAGES_ON,) if client.messages_stopped or client.stop_word_at is not None else ()
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.MENU, facts, *(Button(p) for p in (*back, *presses))), topic="menu")


def prompt_code(turn: Turn, client: ClientFacts) -> None:
    """Ask for the six digits once more, in plain words."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    keys = (Button(Press.NOT_ME), Button(Press.TALK))
    turn.reply(client, show(Screen.CODE_PROMPT, facts, *keys), topic="arriving")


def try_code(turn: Turn, client: ClientFacts, typed: str) -> None:
    """The code that the clinician said in the room binds this chat to the client (HIPAA-V-3)."""
    digits = "".join(str(int(c)) for c in typed if c.isdecimal())
    facts = turn.facts(clinician=turn.clinician_name(client))
    if len(digits) != 6:
        prompt_code(turn, client)
    elif people.code_is_right(turn.session, turn.vault, client.id, digits):
        show_setting(turn, change(turn, client, "code_confirmed", channel="settings", awaiting="phone"), "phone")
    elif lookups.code_tries(turn.session, client.id) < MOST_TRIES:
        keys = (Button(Press.NOT_ME), Button(Press.TALK))
        turn.reply(client, show(Screen.CODE_WRONG, facts, *keys), topic="arriving")
    else:
        locked = change(turn, client, "code_locked", channel="locked")
        turn.reply(locked, show(Screen.CODE_LOCKED, facts, Button(Press.NOT_ME)), topic="arriving")
        alert(turn, locked, Screen.ALERT_CODE)


def show_setting(turn: Turn, client: ClientFacts, step: str) -> None:
    """Ask for one setting, or show the limits of confidentiality, which come last."""
    facts = turn.facts(clinician=turn.clinician_name(client))
    if step == "limits":
        keys = (Button(Press.LIMITS_READ), Button(Press.LIMITS_QUESTION))
        turn.reply(client, show(Screen.LIMITS, facts, *keys), topic="arriving")
        return
    screen, press, choices = SETTINGS[step]
    zone = (Button(Press.ZONE_MENU),) if step == "window" else ()
    own = (Button(Press.PAUSE_WORD),) if step == "phone" and client.channel == "ready" else ()
    turn.reply(client, show(screen, facts, *(Button(press, each) for each in choices), *zone, *own), topic="arriving")


def show_settings(turn: Turn, client: ClientFacts) -> None:
    """The settings again, one after the other; skipping keeps each as it is."""
    show_setting(turn, client, "phone")


def choose_setting(turn: Turn, client: ClientFacts, step: str, choice: str) -> None:
    """Keep one setting and show the next; skipping keeps the careful default."""
    column = {"phone": "shared_phone", "window": "window", "detail": "detail"}[step]
    value: object = choice == "shared" if step == "phone" else choice
    following = FOLLOWING[step]
    kept = {} if choice == "skip" else {column: value}
    action = f"setting_{step}" if kept else None
    coming_in = client.channel == "settings"
    if coming_in:
        kept = {**kept, "awaiting": following}
    changed = change(turn, client, action, **kept) if kept else client
    if step == "detail" and choice != "skip":
        (agree if choice == "chat" else end)(turn, changed)
    if coming_in or following != "limits":
        show_setting(turn, changed, following)
    else:
        show_menu(turn, changed)
        show_waiting(turn, changed)


def limits_read(turn: Turn, client: ClientFacts) -> None:
    """The client read the limits of confidentiality: from now on they can be asked (ETH-4)."""
    if client.channel == "settings":
        client = change(turn, client, "limits_read", channel="ready", awaiting=None, limits_read_at=turn.now)
        alert(turn, client, Screen.ALERT_ARRIVED)
    facts = turn.facts(clinician=turn.clinician_name(client))
    turn.reply(client, show(Screen.READY, facts, Button(Press.MENU)), topic="arriving")
    show_waiting(turn, client)


def forget_awaiting(turn: Turn, client: ClientFacts) -> ClientFacts:
    """No typed answer is waited for any more."""
    return client if client.awaiting is None else change(turn, client, None, awaiting=None)


def choose_language(turn: Turn, client: ClientFacts, code: str) -> ClientFacts:
    """Keep the language the client chose; everything from now on is worded in it."""
    if code not in offered_to(turn, client):
        return client
    return change(turn, client, "language_chosen", language=code, language_chosen=True)


def choose_staff_language(turn: Turn, staff: StaffMember, code: str) -> None:
    """Keep the language of a person of the agency."""
    if code not in turn.languages:
        return
    turn.change_staff(staff.id, "language_chosen", {"language": code})
    welcome_staff(turn, staff)


def not_me(turn: Turn, client: ClientFacts) -> None:
    """The wrong person: say so once, forget the chat, tell the clinician (TG-10).

    Whoever says so after the code may have seen facts, and whatever was agreed to in this chat is void (TG-11).
    Their pause word goes too: else the client could be shut out by a word that they have never known (SAFE-7).
    """
    was_in = client.channel in ("ready", "unreachable")
    messages.drop_waiting(turn.session, "wrong_person", person_id=client.id)
    turn.reply(client, show(Screen.NOT_ME_DONE), topic="arriving")
    for page in lookups.pages_of_client(turn.session, turn.vault, client.id, STANDING) if was_in else ():
        opened = open_page(turn, page.case.request.id)
        if opened is not None:
            apply(turn, opened, invalidate(opened.case, turn.now), answered_here=True, detail={"why": "wrong_person"})
    void(turn, client)
    forget_word(turn.session, turn.vault, client.id, now=turn.now, actor=turn.actor)
    forgotten = {"chat": None, "chat_key": None, "awaiting": None, **SETTINGS_AT_FIRST}
    change(turn, client, "not_me", channel="not_me", **forgotten)
    turn.ripened.clear()
    alert(turn, client, Screen.ALERT_NOT_ME_LATE if was_in else Screen.ALERT_NOT_ME)


def alert(turn: Turn, client: ClientFacts, screen: Screen) -> None:
    """Tell the clinician something about a client, by initials only."""
    staff = clinician_of(turn, client)
    if staff is not None:
        facts = {"alias": client.alias, "language": client.language, "at": turn.now.isoformat(), "code": None}
        keys = (Button(Press.NEW),) if screen is Screen.ALERT_ARRIVED else (Button(Press.CLOSE),)
        turn.tell(staff, show(screen, facts, *keys))
