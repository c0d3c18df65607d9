"""What a client can always reach: choices, stopping, who got what, help, and an answer to anything typed."""

from bot.screens import Screen
from bot.words import dates
from bot.words.client_answered import NUMBER, and_more, sent_before
from bot.words.decided_for import STANDS_FOR_YOU, by_other
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.own_words import own_words
from bot.words.screen import Simple, Spoken
from bot.words.terms import items_and_time, named
from bot.words.voice import Voice, Worded, blocks, fitting, lines
from consent.states import State

# TRANSLATORS: Shown at once after words about danger. {emergency} is a phone number. Calm, no judgement.
_DANGER_NOW = pgettext("client", "If you are in danger now, call {emergency}.")
# TRANSLATORS: {crisis} is a phone number of a crisis line.
_DANGER_TALK = pgettext(
    "client", "If you may hurt yourself, call {crisis}. You can talk there with a person, day and night."
)

# TRANSLATORS: Until then nothing goes out.
_UNTIL_TOLD = pgettext("client", "Until you tell us, we write nothing more and send nothing to anyone.")

SIMPLE: Simple = {
    Screen.NOTHING_TO_STOP: (
        # TRANSLATORS: The client wants to stop sharing, and no yes is open.
        pgettext("client", "You have no open yes with us. So there is nothing to stop."),
    ),
    Screen.MENU: (
        # TRANSLATORS: Above the buttons of the menu.
        pgettext("client", "What would you like to do?"),
    ),
    Screen.STOP_WORD: (
        # TRANSLATORS: The client wrote only "stop". Four buttons follow.
        pgettext("client", "You wrote that you want to stop. What shall stop?"),
        _UNTIL_TOLD,
    ),
    Screen.MESSAGES_STOPPED: (
        # TRANSLATORS: After "Stop messages only". What was said yes to stays.
        pgettext("client", "I will not write to you first any more. What you said before stays as it is."),
        # TRANSLATORS: Under it. {clinician} is a name. "Stop sharing" is the name of a button.
        pgettext("client", "You can turn messages on again, tap Stop sharing, or ask {clinician} at any time."),
    ),
    Screen.MESSAGES_ON: (
        # TRANSLATORS: Messages are on again.
        pgettext("client", "Messages are on again. I write to you here when there is a question."),
    ),
    Screen.TALK: (
        # TRANSLATORS: {clinician} is a name. No promise of when.
        pgettext("client", "I told {clinician} that you want to talk."),
        # TRANSLATORS: {emergency} is a phone number such as 911.
        pgettext("client", "No one reads this chat day and night. If you are in danger, call {emergency}."),
    ),
    Screen.HIDE: (
        # TRANSLATORS: How to hide the chat in the Telegram app. Use the words of the app in your language.
        pgettext("client", "To hide this chat: go to your list of chats, press and hold this one, and pick Archive."),
        # TRANSLATORS: How to clear the chat in the Telegram app. Use the words of the app in your language.
        pgettext("client", "To clear it: press and hold it, and pick Clear history."),
        # TRANSLATORS: What hiding and clearing cannot do.
        pgettext("client", "We cannot erase screen photos, or what Telegram keeps. Your answers stay saved with us."),
    ),
    Screen.HELP: (
        # TRANSLATORS: {agency} is a name.
        pgettext(
            "client",
            "I am the message helper of {agency}, a computer program. I tell you when someone asks for facts "
            "about you.",
        ),
        # TRANSLATORS: The typed words work as buttons do; use the words that are in the "listen" entries.
        pgettext("client", "You can tap a button, or write: yes, no, some, stop sharing, question."),
        # TRANSLATORS: {clinician} is a name, {emergency} a phone number, {crisis} a phone number or two.
        pgettext(
            "client",
            "No one reads this chat day and night. For a person, ask {clinician}. If you are in danger, call "
            "{emergency}.",
        ),
        # TRANSLATORS: {crisis} is a phone number of a crisis line, such as 988.
        pgettext("client", "If you may hurt yourself, call {crisis}."),
    ),
    Screen.CRISIS: (
        _DANGER_NOW,
        _DANGER_TALK,
        # TRANSLATORS: No promise that someone answers. {clinician} is a name.
        pgettext(
            "client",
            "I am a computer program and cannot get help for you. I told {clinician} that you may need to talk.",
        ),
        # TRANSLATORS: A no stays possible; a yes waits.
        pgettext("client", "Nothing has changed in what we share. You can say no or stop at any time."),
    ),
    Screen.CRISIS_GUEST: (_DANGER_NOW, _DANGER_TALK),
    Screen.EDIT_NOT_COUNTED: (
        # TRANSLATORS: The client changed an old message of theirs. How things stand follows.
        pgettext(
            "client",
            "You changed a message. A changed message does not count as an answer. Your answer stays as it was.",
        ),
        # TRANSLATORS: The way out.
        pgettext("client", "To change it, tap a button or write a new message."),
    ),
    Screen.FORWARD_NOT_COUNTED: (
        # TRANSLATORS: The client forwarded a message, or another bot wrote it.
        pgettext(
            "client", "Someone else wrote that message, so it does not count as your answer. Nothing has changed."
        ),
        # TRANSLATORS: The way out.
        pgettext("client", "Please tap a button or write it yourself."),
    ),
    Screen.ONLY_WORDS: (
        # TRANSLATORS: The client sent a voice message, picture, sticker or the like.
        pgettext("client", "I can only read words. A picture, a sticker or a voice message is not an answer."),
        # TRANSLATORS: The way out.
        pgettext("client", "Nothing has changed. Please tap a button, or write a few words."),
    ),
    Screen.UNCLEAR: (
        # TRANSLATORS: Typed words were not understood. Use the words that are in the "listen" entries.
        pgettext("client", "I did not understand that. Nothing has changed."),
        # TRANSLATORS: The way out. Use the words that are in the "listen" entries.
        pgettext("client", "You can tap a button, or write: yes, no, some, stop sharing, question."),
    ),
    Screen.BACK_AGAIN: (
        # TRANSLATORS: The client had blocked the bot and let it in again.
        pgettext("client", "Messages work again. What you decided before stays as it is."),
    ),
    Screen.GROUP: (
        # TRANSLATORS: The bot was put into a group.
        pgettext("client", "I only talk with one person at a time, in a private chat. So I leave this group now."),
    ),
    Screen.SOMETHING_BROKE: (
        # TRANSLATORS: The program could not read a message.
        pgettext("client", "I could not read that. Nothing is lost, and nothing has changed. Please try again."),
    ),
}

#: How a request stands, as one line of a list for the client.
_STANDS: dict[State, Line] = {
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. No answer yet.
    State.ASKED: pgettext("client", "{recipient}: still open. We share nothing."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name, {ends} is a date.
    State.GRANTED: pgettext("client", "{recipient}: you said yes, until {ends}."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name, {ends} is a date.
    State.PARTLY_GRANTED: pgettext("client", "{recipient}: you said yes to a part, until {ends}."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name.
    State.DENIED: pgettext("client", "{recipient}: you said no. We share nothing."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. Nobody answered in time.
    State.LAPSED: pgettext("client", "{recipient}: closed with no answer. We share nothing."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. By the agency or those who asked.
    State.WITHDRAWN: pgettext("client", "{recipient}: the question was taken back. We share nothing."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. Somebody stopped it.
    State.REVOKED: pgettext("client", "{recipient}: stopped. We share nothing now."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name, {ends} is a date.
    State.EXPIRED: pgettext("client", "{recipient}: your yes ended on {ends}. We share nothing now."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. A one-time yes was used.
    State.USED_UP: pgettext("client", "{recipient}: sent one time. Your yes has ended."),
    # TRANSLATORS: One line of the list "your choices". {recipient} is a name. A fact was wrong.
    State.INVALIDATED: pgettext("client", "{recipient}: a fact was wrong, so your answer does not count."),
}
# TRANSLATORS: Heading of the list of choices.
_CHOICES = pgettext("client", "Your choices:")
# TRANSLATORS: The list of choices is empty.
_NO_CHOICES = pgettext("client", "There are no choices yet. Nobody has asked us for facts about you here.")


def choices(voice: Voice, facts: Facts) -> Worded:
    """All questions so far, one line each."""
    requests = facts.each("requests")
    if not requests:
        return voice.say(_NO_CHOICES)
    return blocks(voice.bold(voice.say(_CHOICES)), voice.numbered(_stands(voice, request) for request in requests))


def _stands(voice: Voice, facts: Facts) -> Worded:
    ends = facts.day_or_none("ends")
    shown = dates.day(voice, ends) if ends else ""
    state = State(facts.text("state"))
    line = STANDS_FOR_YOU.get(state, _STANDS[state]) if by_other(facts) else _STANDS[state]
    return voice.say(line, recipient=facts.text("recipient"), ends=shown)


# TRANSLATORS: Heading over what a yes covers now, in the list of choices.
_YES_COVERS = pgettext("client", "You said yes to:")


def choice(voice: Voice, facts: Facts) -> Worded:
    """One choice in full: how it stands, what it covers, and what went out."""
    given = facts.chosen("granted")
    return blocks(
        voice.bold(_stands(voice, facts)),
        lines(voice.say(_YES_COVERS), items_and_time(voice, given)) if given else None,
        sent_before(voice, facts),
        voice.say(NUMBER, code=facts.text("code")),
    )


# TRANSLATORS: The client wants to stop sharing and has more than one yes; one button each.
_STOP_WHICH = pgettext("client", "What would you like to stop? A tap works at once.")
# TRANSLATORS: One line of a list: a recipient and the number of the question.
_CODE_AND_NAME = pgettext("client", "{recipient}, number {code}.")


def stop_which(voice: Voice, facts: Facts) -> Worded:
    """Which of several consents to stop."""
    rows = (voice.say(_CODE_AND_NAME, **request.names()) for request in facts.each("requests"))
    return blocks(voice.say(_STOP_WHICH), voice.numbered(rows), voice.say(_UNTIL_TOLD))


# TRANSLATORS: One button per item. {recipient} is a name.
_STOP_ITEMS = pgettext("client", "What shall we no longer share with {recipient}? A tap works at once.")


def stop_items(voice: Voice, facts: Facts) -> Worded:
    """Which items of one consent to stop (REV-9)."""
    shared = items_and_time(voice, facts.chosen("granted"))
    return blocks(voice.say(_STOP_ITEMS, recipient=facts.text("recipient")), shared)


# TRANSLATORS: Everything is stopped.
_STOPPED_ALL = pgettext("client", "Stopped. Every yes you gave here has now ended.")


def stopped_all(voice: Voice, facts: Facts) -> Worded:
    """After everything was stopped: what went out before."""
    return blocks(voice.bold(voice.say(_STOPPED_ALL)), sent_before(voice, facts, to_whom=True))


# TRANSLATORS: Heading of the list of what was sent.
_WHO_GOT = pgettext("client", "This is what we sent:")
# TRANSLATORS: The list of what was sent is empty.
_NOBODY_GOT = pgettext("client", "So far nothing was sent after a question here.")
# TRANSLATORS: One line of the list. {day} is a date, {recipient} a name, {items} like "the dates of your visits and
# ...".
_WHO_LINE = pgettext("client", "{recipient}, on {day}: {items}.")

# TRANSLATORS: The same, where it went to somebody by a mistake of ours. {day} is a date, {recipient} a name.
_WRONG_LINE = pgettext("client", "By mistake to {recipient}, on {day}: {items}.")


def who_got(voice: Voice, facts: Facts) -> Worded:
    """Who got what, and when."""
    sendings = facts.each("sent")
    if not sendings:
        return voice.say(_NOBODY_GOT)
    rows, left = fitting(_who_line(voice, sending) for sending in reversed(sendings))
    return blocks(voice.bold(voice.say(_WHO_GOT)), voice.numbered(rows), and_more(voice, left))


def _who_line(voice: Voice, sending: Facts) -> Worded:
    day = dates.local_day(voice, sending.instant("at"))
    items = named(voice, sending.parts())
    line = _WRONG_LINE if sending.flag("mistake") else _WHO_LINE
    return voice.say(line, recipient=sending.text("recipient"), day=day, items=items)


# TRANSLATORS: More than one question is open, and a typed answer could mean any.
_WHICH = pgettext("client", "More than one question is open. Please open one first.")
# TRANSLATORS: One line of a list. {code} is like AF-7K2Q.
_QUESTION_CODE = pgettext("client", "Question {code}.")


def which_question(voice: Voice, facts: Facts) -> Worded:
    """Which of several open questions is meant; codes only."""
    rows = (voice.say(_QUESTION_CODE, code=request.text("code")) for request in facts.each("requests"))
    return blocks(voice.say(_WHICH), voice.numbered(rows))


# TRANSLATORS: A message of the clinician follows. {clinician} is a name.
_WRITES = pgettext("client", "{clinician} writes to you:")


def from_clinician(voice: Voice, facts: Facts) -> Worded:
    """A message of the clinician, word for word."""
    said = voice.quote(facts.text("text"), most=3500)
    return lines(voice.say(_WRITES, **facts.names()), said, own_words(voice, facts))


SPOKEN: Spoken = {
    Screen.CHOICES: choices,
    Screen.CHOICE: choice,
    Screen.STOP_WHICH: stop_which,
    Screen.STOP_ITEMS: stop_items,
    Screen.STOPPED_ALL: stopped_all,
    Screen.WHO_GOT: who_got,
    Screen.WHICH_QUESTION: which_question,
    Screen.FROM_CLINICIAN: from_clinician,
}
