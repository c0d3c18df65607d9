"""What staff read when they ask: the release check, one request, lists, answers, help."""

from bot.screens import Screen
from bot.words import codes
from bot.words.asked import beside_it
from bot.words.facts import Facts
from bot.words.incidents import still_open
from bot.words.lines import Counted, Line, npgettext, pgettext
from bot.words.screen import Simple, Spoken
from bot.words.staff_alerts import already_sent, and_more, head, may_go, not_go, not_yet, to_whom
from bot.words.staff_help import help_given
from bot.words.terms import named_shortly
from bot.words.voice import Voice, Worded, blocks, fitting, lines
from bot.words.who_asks import how_checked

SIMPLE: Simple = {
    Screen.STAFF_WELCOME: (
        # TRANSLATORS: For staff. {name} is the staff member, {agency} the agency.
        pgettext(
            "staff",
            "Hello, {name}. This is the message helper of {agency}. Your clients are asked here before anything "
            "is shared.",
        ),
        # TRANSLATORS: For staff. Codes and initials only.
        pgettext("staff", "I write codes and initials, never names. New request: /new. All commands: /help"),
    ),
    Screen.STAFF_HELP: (
        # TRANSLATORS: For staff. Keep the commands as they are.
        pgettext(
            "staff",
            "/new – ask a client\n/open – open requests\n/check AF-7K2Q – may I release this?\n/clients – my "
            "clients\n/language – change the language",
        ),
        # TRANSLATORS: For staff.
        pgettext("staff", "Before anything goes out, run the check. Please write no names and no health facts here."),
    ),
    Screen.WRITE_PROMPT: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext(
            "staff", "Write your message to {alias} now. It is passed on word for word, and it is not translated."
        ),
    ),
    Screen.ANSWER_SENT: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext("staff", "{alias} · your message is on its way."),
    ),
    Screen.CALL_NOTED: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext("staff", "{alias} · noted. I told the client that you will call."),
    ),
    Screen.STAFF_UNCLEAR: (
        # TRANSLATORS: For staff.
        pgettext("staff", "I did not understand that. Tap a button, or type /help"),
    ),
    Screen.NO_SUCH_CODE: (
        # TRANSLATORS: For staff. {code} is what was typed.
        pgettext("staff", "I know no request with the code {code}. A code looks like AF-7K2Q."),
    ),
}

# TRANSLATORS: For staff. {count} is a number.
_OPEN: Counted = npgettext("staff", "{count} open request:", "{count} open requests:")
# TRANSLATORS: For staff.
_NONE_OPEN = pgettext("staff", "No open requests. New request: /new")
# TRANSLATORS: For staff, one line of a list. {code} is like AF-7K2Q, {alias} are initials, {state} is like PARTLY
# YES.
_ROW = pgettext("staff", "{code} · {alias} · {state}")


def open_list(voice: Voice, facts: Facts) -> Worded:
    """The open requests."""
    requests = facts.each("requests")
    if not requests:
        return voice.say(_NONE_OPEN)
    rows = (voice.say(_ROW, state=codes.state(voice, row.text("state")), **row.names()) for row in requests)
    return lines(voice.bold(voice.say(_OPEN, count=len(requests))), voice.numbered(rows))


def staff_case(voice: Voice, facts: Facts) -> Worded:
    """One request for staff: how it stands, what may go out, what went out."""
    given = facts.chosen("granted")
    green = (may_go(voice, given), not_go(voice, facts.left("granted")), to_whom(voice, facts)) if given else ()
    asked = voice.say(_ASKED_FOR, items=named_shortly(voice, facts.parts()), **facts.names())
    return lines(
        head(voice, facts),
        asked,
        still_open(voice, facts),
        not_yet(voice, facts),
        how_checked(voice, facts),
        beside_it(voice, facts),
        *green,
        help_given(voice, facts),
        already_sent(voice, facts),
    )


# TRANSLATORS: For staff. {requester} is a name, {items} is a list in short words, with periods.
_ASKED_FOR = pgettext("staff", "{requester} asks for: {items}.")

# TRANSLATORS: For staff. {count} is a number.
_CLIENTS: Counted = npgettext("staff", "{count} client:", "{count} clients:")
# TRANSLATORS: For staff, one line of a list. {alias} are initials, {channel} says if the client can be reached here,
# TRANSLATORS: {language} is a language, {open} is like "2 open".
_CLIENT = pgettext("staff", "{alias} · {channel} · reads {language} · {open}")
# TRANSLATORS: For staff, how many requests of a client are open. {count} is a number.
_OPEN_COUNT: Counted = npgettext("staff", "{count} open", "{count} open")
# TRANSLATORS: For staff. The command is typed on the agency's computer; do not translate it.
_NO_CLIENTS = pgettext("staff", "You have no clients here yet. Invite one first: askfirst client invite")

#: Whether and how a client can be reached.
_CHANNEL: dict[str, Line] = {
    # TRANSLATORS: For staff: the client got an invitation and has not come yet.
    "invited": pgettext("channel", "invited"),
    # TRANSLATORS: For staff: the client opened the link and has not typed the code yet.
    "code": pgettext("channel", "has the link, no code yet"),
    # TRANSLATORS: For staff: too many wrong codes, a new invitation is needed.
    "locked": pgettext("channel", "needs a new invitation"),
    # TRANSLATORS: For staff: the client is reading the first messages.
    "settings": pgettext("channel", "on the way in"),
    # TRANSLATORS: For staff: messages reach the client.
    "ready": pgettext("channel", "connected"),
    # TRANSLATORS: For staff: messages do not reach the client.
    "unreachable": pgettext("channel", "cannot be reached"),
    # TRANSLATORS: For staff: the wrong person had the link.
    "not_me": pgettext("channel", "wrong person, invite again"),
}


def channel(voice: Voice, code: str) -> Worded:
    """Whether and how a client can be reached."""
    return voice.say(_CHANNEL[code])


def client_list(voice: Voice, facts: Facts, language_names: dict[str, str]) -> Worded:
    """The clients of one clinician."""
    clients = facts.each("clients")
    if not clients:
        return voice.say(_NO_CLIENTS)
    rows, left = fitting(_client(voice, client, language_names) for client in clients)
    return lines(voice.bold(voice.say(_CLIENTS, count=len(clients))), voice.numbered(rows), and_more(voice, left))


def _client(voice: Voice, client: Facts, language_names: dict[str, str]) -> Worded:
    language = client.text_or_none("language") or ""
    return voice.say(
        _CLIENT,
        alias=client.text("alias"),
        channel=channel(voice, client.text("channel")),
        language=language_names.get(language, language) or "–",
        open=voice.say(_OPEN_COUNT, count=int(client.given["open"])),
    )


# TRANSLATORS: For staff. {alias} are initials, {language} is a language. The client's question follows.
_THEY_ASKED = pgettext("staff", "{alias} asked, in {language}:")
# TRANSLATORS: For staff. The next message is passed on.
_WRITE_ANSWER = pgettext(
    "staff", "Write your answer in one message now. It is passed on word for word, and it is not translated."
)


def answer_prompt(voice: Voice, facts: Facts, language: str) -> Worded:
    """Asking for the answer to a client's question."""
    asked = voice.say(_THEY_ASKED, alias=facts.text("alias"), language=language)
    return blocks(lines(asked, voice.quote(facts.text("text"), most=3000)), voice.say(_WRITE_ANSWER))


#: What never belongs into a chat, by the codes of bot.actions.outgoing.
_UNFIT: dict[str, Line] = {
    # TRANSLATORS: For staff, why their message was not passed on.
    "code": pgettext("staff", "It holds the code of a diagnosis."),
    # TRANSLATORS: For staff, why their message was not passed on.
    "number": pgettext("staff", "It holds a number that looks like a member number or a case number."),
    # TRANSLATORS: For staff, why their message was not passed on.
    "birth_date": pgettext("staff", "It holds a date that looks like a birth date."),
    # TRANSLATORS: For staff, why their message was not passed on.
    "topic": pgettext("staff", "It names a private topic, and this client wants no facts in the chat."),
}
# TRANSLATORS: For staff. {alias} are initials, {why} is a sentence. Their message was not passed on.
_NOT_PASSED_ON = pgettext("staff", "{alias} · NOT SENT. {why} Write it again without that, or call.")


def letter_unfit(voice: Voice, facts: Facts) -> Worded:
    """Why a typed message stays here (TG-6)."""
    return voice.say(_NOT_PASSED_ON, alias=facts.text("alias"), why=voice.say(_UNFIT[facts.text("what")]))


# TRANSLATORS: For staff. {code} is like AF-7K2Q.
_CLOSED = pgettext("staff", "{code} · closed here. It stays in the records.")
# TRANSLATORS: For staff, where the message was about no single request.
_CLOSED_ANY = pgettext("staff", "Closed here. It stays in the records.")


def closed(voice: Voice, facts: Facts) -> Worded:
    """An alert was put away."""
    code = facts.text_or_none("code")
    return voice.say(_CLOSED, code=code) if code else voice.say(_CLOSED_ANY)


# TRANSLATORS: For staff, over a text to copy and send to those who asked.
_COPY_THIS = pgettext("staff", "You can send them this:")
# TRANSLATORS: A letter to those who asked, after a no. It confirms nothing about any person. At most 250 letters.
_REPLY_NO = pgettext(
    "reply", "Thank you for your request. We are not able to send the information you asked for. Our reference: {code}."
)
# TRANSLATORS: A letter to those who asked, after a stop. It confirms nothing about any person. At most 250 letters.
_REPLY_STOP = pgettext(
    "reply",
    "From today we can no longer send information under our reference {code}. "
    "Please stop using the earlier permission for new requests.",
)
_AFTER_A_YES = ("revoked", "expired", "used_up", "withdrawn", "invalidated", "partly_granted", "granted")


def reply_text(voice: Voice, facts: Facts) -> Worded:
    """Neutral words for the requester."""
    return lines(voice.say(_COPY_THIS), voice.framed(reply(voice, facts)))


def reply(voice: Voice, facts: Facts) -> Worded:
    """The letter itself."""
    after_a_yes = facts.text_or_none("state") in _AFTER_A_YES
    return voice.say(_REPLY_STOP if after_a_yes else _REPLY_NO, code=facts.text("code"))


# TRANSLATORS: For staff. Two buttons follow: take back, or a fact is wrong.
_WITHDRAW = pgettext("staff", "Take this request back? Nothing may go out from then on.")
#: Whether the client would hear of it.
_WOULD_HEAR: dict[str, Line] = {
    # TRANSLATORS: For staff, before a request is taken back.
    "yes": pgettext("staff", "The client would be told."),
    # TRANSLATORS: For staff, before a request is taken back: the client hid the chat or cannot be reached now.
    "later": pgettext("staff", "The client would be told once they are back here."),
    # TRANSLATORS: For staff, before a request is taken back: never asked, or messages are off.
    "no": pgettext("staff", "The client would not be told here."),
}


def withdraw_sure(voice: Voice, facts: Facts) -> Worded:
    """Taking a request back, or saying that a fact in it is wrong (TRUTH-2)."""
    return lines(head(voice, facts), voice.say(_WITHDRAW), voice.say(_WOULD_HEAR[facts.text("told")]))


SPOKEN: Spoken = {
    Screen.LETTER_UNFIT: letter_unfit,
    Screen.CLOSED: closed,
    Screen.OPEN_LIST: open_list,
    Screen.STAFF_CASE: staff_case,
    Screen.REPLY_TEXT: reply_text,
    Screen.WITHDRAW_SURE: withdraw_sure,
}
