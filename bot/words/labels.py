"""What stands on the buttons of clients: one short label per press, verb first, the same every time (A11Y-2, DP-6)."""

from collections.abc import Callable
from dataclasses import replace

from bot.screens import Button, Press, Screen
from bot.words import dates
from bot.words.facts import Facts
from bot.words.lines import Counted, Line, npgettext, pgettext
from bot.words.terms import short
from bot.words.voice import Voice, Worded

#: A label that depends on the facts: voice, screen, facts, button, and how many like it came before.
Naming = Callable[[Voice, Screen, Facts, Button, int], Worded]

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button on the first message: the wrong person got it.
    Press.NOT_ME: pgettext("button", "I am not this person"),
    # TRANSLATORS: Button, on most messages.
    Press.TALK: pgettext("button", "Talk to a person"),
    # TRANSLATORS: Button on the first message: shows how to type the code.
    Press.CODE_HINT: pgettext("button", "Type the code"),
    # TRANSLATORS: Button under "when may I write?": leads to a question about the time where the client is.
    Press.ZONE_MENU: pgettext("button", "Set my time of day"),
    # TRANSLATORS: Button under the limits of confidentiality.
    Press.LIMITS_READ: pgettext("button", "I have read this"),
    # TRANSLATORS: Button: ask the clinician something.
    Press.LIMITS_QUESTION: pgettext("button", "I have a question"),
    # TRANSLATORS: Button on the first push: opens the question.
    Press.OPEN: pgettext("button", "Open"),
    # TRANSLATORS: Button on the first push: ask me again tomorrow.
    Press.TOMORROW: pgettext("button", "Tomorrow"),
    # TRANSLATORS: Button on the question: shows what follows a yes and a no.
    Press.WHAT_IF: pgettext("button", "What happens if…"),
    # TRANSLATORS: Button on the question: yes to some items.
    Press.SHARE_SOME: pgettext("button", "Share only some"),
    # TRANSLATORS: Button on the question: no. Works at once. As plain as the yes.
    Press.SHARE_NOTHING: pgettext("button", "Share nothing"),
    # TRANSLATORS: Button: ask the clinician something.
    Press.QUESTION: pgettext("button", "I have a question"),
    # TRANSLATORS: Button on the question: not now.
    Press.LATER: pgettext("button", "Decide later"),
    # TRANSLATORS: Button: finished picking.
    Press.DONE: pgettext("button", "Done"),
    # TRANSLATORS: Button: one step back, nothing is saved.
    Press.BACK: pgettext("button", "Back"),
    # TRANSLATORS: Button: choose an earlier end of the sharing.
    Press.SHORTEN: pgettext("button", "End it sooner"),
    # TRANSLATORS: Button under the read-back: go back to picking.
    Press.CHANGE: pgettext("button", "Change it"),
    # TRANSLATORS: Button: stop only some of the items.
    Press.STOP_SOME: pgettext("button", "Stop only a part"),
    # TRANSLATORS: Button: stop everything that is shared.
    Press.STOP_ALL: pgettext("button", "Stop everything"),
    # TRANSLATORS: Button after a stop: leads to the read-back of a yes.
    Press.UNDO: pgettext("button", "Undo"),
    # TRANSLATORS: Button after a no: opens the question anew.
    Press.CHANGED_MIND: pgettext("button", "I changed my mind"),
    # TRANSLATORS: Button: the full receipt as text.
    Press.PAPER: pgettext("button", "Send me the paper"),
    # TRANSLATORS: Button: the list of all answers so far.
    Press.CHOICES: pgettext("button", "My choices"),
    # TRANSLATORS: Button: the list of what was sent to whom.
    Press.WHO_GOT: pgettext("button", "Who got what"),
    # TRANSLATORS: Button: choose the language.
    Press.LANGUAGE_MENU: pgettext("button", "Language"),
    # TRANSLATORS: Button: who sees the phone, when to write, facts here or in person.
    Press.SETTINGS: pgettext("button", "Settings"),
    # TRANSLATORS: Button: how to hide the chat on the phone.
    Press.HIDE: pgettext("button", "Hide this chat"),
    # TRANSLATORS: Button: take away what the helper wrote in this chat.
    Press.CLEAR: pgettext("button", "Clear this chat"),
    # TRANSLATORS: Button: choose a word of one's own that makes the chat show nothing.
    Press.PAUSE_WORD: pgettext("button", "Choose a pause word"),
    # TRANSLATORS: Button.
    Press.HELP: pgettext("button", "Help"),
    # TRANSLATORS: Button: the list of what one can do.
    Press.MENU: pgettext("button", "Menu"),
    # TRANSLATORS: Button on a reminder.
    Press.NO_REMINDERS: pgettext("button", "No more reminders"),
    # TRANSLATORS: Button after a bare "stop": no more messages, sharing stays as it is.
    Press.STOP_MESSAGES: pgettext("button", "Stop messages only"),
    # TRANSLATORS: Button: take back what was said yes to.
    Press.STOP_SHARING: pgettext("button", "Stop sharing"),
    # TRANSLATORS: Button after a bare "stop": messages and sharing.
    Press.STOP_BOTH: pgettext("button", "Stop both"),
    # TRANSLATORS: Button after a bare "stop": go on as before.
    Press.STOP_NEITHER: pgettext("button", "Stop neither"),
    # TRANSLATORS: Button: messages again.
    Press.MESSAGES_ON: pgettext("button", "Turn messages on"),
}

#: Labels of presses that carry a choice.
CHOICE: dict[Press, dict[str, Line]] = {
    Press.PHONE: {
        # TRANSLATORS: Button: who sees this phone?
        "mine": pgettext("button", "Only I see it"),
        # TRANSLATORS: Button: who sees this phone?
        "shared": pgettext("button", "Others see it too"),
        # TRANSLATORS: Button: no answer to this setting.
        "skip": pgettext("button", "Skip this"),
    },
    Press.WINDOW: {
        # TRANSLATORS: Button: when may I write?
        "any": pgettext("button", "At any time of day"),
        # TRANSLATORS: Button: when may I write?
        "morning": pgettext("button", "In the morning"),
        # TRANSLATORS: Button: when may I write?
        "afternoon": pgettext("button", "In the afternoon"),
        # TRANSLATORS: Button: when may I write?
        "evening": pgettext("button", "In the evening"),
        # TRANSLATORS: Button: no answer to this setting.
        "skip": pgettext("button", "Skip this"),
    },
    Press.DETAIL: {
        # TRANSLATORS: Button: facts may be written in this chat.
        "chat": pgettext("button", "Write it here"),
        # TRANSLATORS: Button: no facts in this chat, only in person.
        "in_person": pgettext("button", "Tell me in person"),
        # TRANSLATORS: Button: no answer to this setting.
        "skip": pgettext("button", "Skip this"),
    },
}

# TRANSLATORS: Button on the question: yes to every item. {count} is how many.
_SHARE_ALL: Counted = npgettext("button", "Share this", "Share all {count}")
# TRANSLATORS: Button under the read-back: saves the yes.
_SAVE = pgettext("button", "Yes, save this")
# TRANSLATORS: Button under the read-back where a signature is needed. The act of signing, not "OK".
_SIGN = pgettext("button", "I agree and sign")
# TRANSLATORS: Button for an item that is not picked. {what} is like "visit dates".
_ADD = pgettext("button", "Add: {what}")
# TRANSLATORS: Button for an item that is picked. {what} is like "visit dates".
_REMOVE = pgettext("button", "Remove: {what}")
# TRANSLATORS: Button that stops one item or one recipient at once. {what} is like "visit dates", or a name.
_STOP = pgettext("button", "Stop: {what}")
# TRANSLATORS: Button that opens one question. {code} is like AF-7K2Q.
_OPEN_ONE = pgettext("button", "Open {code}")
# TRANSLATORS: Button that shows one choice. {number} is its place in the list above, {what} is a name.
_SEE = pgettext("button", "See {number}: {what}")
# TRANSLATORS: Button for an earlier end. {day} is a date.
_UNTIL = pgettext("button", "Until {day}")

# TRANSLATORS: Button under a receipt: copies its number, such as AF-7K2Q, on the phone.
COPY_NUMBER = pgettext("button", "Copy the number")

_NAME_MOST = 28


def short_name(name: str) -> str:
    """A name that fits on a button."""
    return name if len(name) <= _NAME_MOST else name[: _NAME_MOST - 1].rstrip() + "…"


def row_of(facts: Facts, key: str, button: Button, nth: int) -> Facts | None:
    """The row of a list that a button is about: by its id or code, else by its place."""
    rows = facts.each(key) if facts.given.get(key) is not None else ()
    for row in rows:
        if button.arg is not None and button.arg in (row.text_or_none("id"), row.text_or_none("code")):
            return row
    return rows[nth] if nth < len(rows) else None


def item_at(voice: Voice, facts: Facts, button: Button) -> Worded:
    """The short name of the item at the button's position."""
    return short(voice, facts.parts()[int(button.arg or 0)].category)


def _pick(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    on = int(button.arg or 0) in facts.positions("ticks")
    return voice.say(_REMOVE if on else _ADD, what=item_at(voice, facts, button))


def _stop_item(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_STOP, what=item_at(voice, facts, button))


def _stop(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "requests", button, nth)
    if row is None:
        return voice.say(LABEL[Press.STOP_SHARING])
    return voice.say(_STOP, what=short_name(row.text("recipient")))


def _open(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "requests", button, nth)
    return voice.say(_OPEN_ONE, code=row.text("code")) if row else voice.say(LABEL[Press.OPEN])


def _choice(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    row = row_of(facts, "requests", button, nth)
    if row is None:
        return voice.say(LABEL[Press.CHOICES])
    if screen is Screen.WHICH_QUESTION:
        return voice.say(_OPEN_ONE, code=row.text("code"))
    return voice.say(_SEE, number=nth + 1, what=short_name(row.text("recipient")))


def _share_all(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_SHARE_ALL, count=len(facts.parts()))


def _save(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    return voice.say(_SIGN if facts.flag("signature") else _SAVE)


def _end(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    choices = facts.each("choices")
    at = int(button.arg) if button.arg and button.arg.isdecimal() else nth
    return voice.say(_UNTIL, day=dates.day(voice, choices[at].day("on")))


def _zone(voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
    """The time of day in this zone; the zone itself is nothing a client needs to know."""
    row = row_of(facts, "zones", button, nth) if button.arg != "skip" else None
    if row is None:
        return voice.say(CHOICE[Press.WINDOW]["skip"])
    return voice.variable(dates.clock(replace(voice, zone=row.text("id")), row.instant("at")))


def toggle(voice: Voice, what: Worded, *, on: bool) -> Worded:
    """A label that adds what is off, and removes what is on."""
    return voice.say(_REMOVE if on else _ADD, what=what)


NAMING: dict[Press, Naming] = {
    Press.PICK: _pick,
    Press.MARK_ITEM: _pick,
    Press.STOP_ITEM: _stop_item,
    Press.STOP: _stop,
    Press.OPEN: _open,
    Press.CHOICE: _choice,
    Press.SHARE_ALL: _share_all,
    Press.SAVE: _save,
    Press.END: _end,
    Press.ZONE: _zone,
}
