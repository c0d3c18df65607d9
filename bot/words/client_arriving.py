"""What a client reads on the way in: who writes, what this chat is, and the limits of what stays private."""

from bot.screens import Screen
from bot.words.lines import pgettext
from bot.words.screen import Simple, Spoken

SIMPLE: Simple = {
    Screen.WELCOME: (
        # TRANSLATORS: First message after the language. {agency} is a name. The helper is a program.
        pgettext("client", "Hello. I am the message helper of {agency}. I am a computer program, not a person."),
        # TRANSLATORS: Second line. {clinician} is a name; do not guess "he" or "she".
        pgettext("client", "{clinician} works with you and asked me to write here."),
        # TRANSLATORS: Third line: what this chat is for. "Facts about you" is our plain word for records.
        pgettext("client", "Sometimes other people ask us for facts about you. I tell you first, and you can decide."),
        # TRANSLATORS: Fourth line. {clinician} said a code in person.
        pgettext("client", "To begin, please type the code you got from {clinician}."),
        # TRANSLATORS: Last line. {emergency} is a phone number such as 911.
        pgettext("client", "I cannot help in an emergency. If you are in danger, call {emergency}."),
    ),
    Screen.CODE_PROMPT: (
        # TRANSLATORS: {clinician} is a name. The code has six digits.
        pgettext("client", "Please type the 6 numbers you got from {clinician}, in one message."),
    ),
    Screen.CODE_WRONG: (
        # TRANSLATORS: The typed code was wrong. {clinician} is a name.
        pgettext(
            "client", "That is not the code I know. Please look at it and type it again, or ask {clinician} for help."
        ),
    ),
    Screen.CODE_LOCKED: (
        # TRANSLATORS: Too many wrong codes. {clinician} is a name.
        pgettext(
            "client",
            "The code was wrong too many times, so I closed this link. Nothing was shown. "
            "Please ask {clinician} for a new link.",
        ),
    ),
    Screen.SETTING_PHONE: (
        # TRANSLATORS: The warning that has to come before anything else (TG-1, ETH-9).
        pgettext(
            "client",
            "This chat is not fully private. Telegram keeps messages on its own computers. "
            "Someone who sees your phone may read them.",
        ),
        # TRANSLATORS: The other way, always open.
        pgettext("client", "You can also do all of this in person or on paper. Just tell us."),
        # TRANSLATORS: A question with three buttons: only me, others too, skip.
        pgettext("client", "Who sees this phone?"),
    ),
    Screen.SETTING_WINDOW: (
        # TRANSLATORS: A question with buttons for times of day, and one to skip.
        pgettext("client", "When may I write to you? You can skip this."),
    ),
    Screen.SETTING_DETAIL: (
        # TRANSLATORS: A question with two buttons. {clinician} is a name. The client may prefer to hear facts in
        # person.
        pgettext(
            "client",
            "When someone asks for facts about you, may I write here who asks and why? "
            "Or shall I only write “ask {clinician}”? Then we tell you in person.",
        ),
        # TRANSLATORS: Under it (ESIG-2). "Write it here" is the name of the button.
        pgettext(
            "client",
            "“Write it here” also means: you agree to get and sign papers in this chat. You need only this phone. "
            "You can go back to paper at any time.",
        ),
    ),
    Screen.LIMITS: (
        # TRANSLATORS: The limits of confidentiality, five short lines. First line.
        pgettext(
            "client",
            "Most of what you tell us stays private. But the law can make us tell someone, even if you say no:",
        ),
        # TRANSLATORS: A limit of confidentiality.
        pgettext("client", "1. If a child or an older adult is being hurt."),
        # TRANSLATORS: A limit of confidentiality.
        pgettext("client", "2. If you may hurt yourself or someone else."),
        # TRANSLATORS: A limit of confidentiality.
        pgettext("client", "3. If a judge or a law orders it."),
        # TRANSLATORS: After the limits that the law sets.
        pgettext("client", "If we can do it safely, we tell you before we tell anyone."),
        # TRANSLATORS: The limit of confidentiality that payment sets. We ask first.
        pgettext("client", "To be paid, we may need to tell your health plan a few facts. We ask you first."),
        # TRANSLATORS: After the limits (ETH-10): as little as possible, enough time, no pressure.
        pgettext(
            "client", "When others ask about you, we share as little as we can. You can take your time, and say no."
        ),
    ),
    Screen.READY: (
        # TRANSLATORS: Everything is set up. {agency} is a name.
        pgettext(
            "client",
            "All is set. There is nothing to do now. When someone asks {agency} for facts about you, I write to "
            "you here.",
        ),
        # TRANSLATORS: Nobody watches the chat (SAFE-1). {clinician} is a name.
        pgettext("client", "No one reads this chat day and night. You can always ask {clinician} in person."),
    ),
    Screen.NOT_ME_DONE: (
        # TRANSLATORS: The wrong person was written to, and said so.
        pgettext(
            "client", "Thank you for telling us. I showed you nothing about anyone. I will not write to you again."
        ),
    ),
    Screen.LINK_USED: (
        # TRANSLATORS: An invitation link that was used already.
        pgettext(
            "client",
            "This link was used before, so it does not open again. Please ask the person who works with you for a "
            "new one.",
        ),
    ),
    Screen.LINK_EXPIRED: (
        # TRANSLATORS: An invitation link that is too old or unknown.
        pgettext(
            "client",
            "This link is too old, or a part of it is missing. Please ask the person who works with you for a new one.",
        ),
    ),
    Screen.STRANGER: (
        # TRANSLATORS: Someone wrote who has no invitation. No fact about the agency is told.
        pgettext(
            "client",
            "Hello. I am a computer program. I only talk with people who got a link from us. "
            "Please ask the person who works with you for one. I cannot help in an emergency.",
        ),
    ),
}


SPOKEN: Spoken = {}
