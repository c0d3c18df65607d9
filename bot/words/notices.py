"""What clients read about notices and rights: privacy, where to complain, more rights, papers here or on paper."""

import html
from collections.abc import Mapping

from bot.screens import Press, Screen
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.outcomes import CARE_STAYS
from bot.words.screen import Simple, Spoken
from bot.words.voice import Voice, Worded, blocks, lines

#: The Office for Civil Rights of the health department of the United States takes complaints under HIPAA.
HHS = {"name": "hhs.gov/ocr/complaints", "address": "", "phone": "1-800-368-1019"}

SIMPLE: Simple = {
    Screen.PAPERS_HERE: (
        # TRANSLATORS: Before the first signature in the chat (ESIG-2). The client may sign in the chat or on paper.
        pgettext("client", "You can sign here in the chat, or on paper with us. Both count the same."),
        # TRANSLATORS: Under it. What is needed, and that a copy comes as a file.
        pgettext("client", "To sign here you need only this phone. You can get a copy as a file."),
        # TRANSLATORS: Under it. Two buttons follow: sign here, sign on paper.
        pgettext("client", "You can go back to paper at any time, at no cost. How do you want to do it?"),
    ),
    Screen.PAPER_CHOSEN: (
        # TRANSLATORS: The client wants paper instead of the chat (ESIG-2). {clinician} is a name.
        pgettext("client", "From now on we ask you in person and on paper. I told {clinician}."),
        # TRANSLATORS: Under it. A no needs no paper.
        pgettext("client", "To say no or to stop, a tap or a word here is still enough."),
        # TRANSLATORS: Under it. "Settings" and "Write it here" are names of buttons.
        pgettext("client", "To sign here again, tap Settings and pick Write it here."),
    ),
    Screen.ALERT_PAPER: (
        # TRANSLATORS: For staff. {alias} are the client's initials.
        pgettext(
            "staff",
            "{alias} · wants papers ON PAPER. From now on, ask in person and write the answer down: /open. "
            "A no or a stop in the chat still counts.",
        ),
    ),
    Screen.ALERT_LANGUAGE: (
        # TRANSLATORS: For staff. {alias} are the client's initials. A law wants a trained interpreter (LEP-3).
        pgettext(
            "staff",
            "{alias} · NEEDS ANOTHER LANGUAGE than those on offer. Please call a trained interpreter, at no cost to "
            "the client. No child and no relative interprets.",
        ),
    ),
}

LABEL: dict[Press, Line] = {
    # TRANSLATORS: Button under the words about privacy: a longer page about data protection.
    Press.MORE_RIGHTS: pgettext("button", "More about my rights"),
    # TRANSLATORS: Button under the words about privacy: the limits of confidentiality.
    Press.LIMITS_AGAIN: pgettext("button", "What stays private"),
    # TRANSLATORS: Button: agree to get and sign papers in this chat.
    Press.SIGN_HERE: pgettext("button", "Sign here in the chat"),
    # TRANSLATORS: Button: no papers in this chat any more, only on paper.
    Press.WANT_PAPER: pgettext("button", "I want paper"),
}

# TRANSLATORS: How the messages and answers are kept.
_KEPT = pgettext(
    "client", "We keep your answers and the words you saw, in locked form. Only staff who need them can read them."
)
# TRANSLATORS: Telegram is not fully private.
_TELEGRAM = pgettext("client", "Telegram keeps these messages too. They stay on its computers.")
# TRANSLATORS: {agency} is a name.
_ASK = pgettext(
    "client",
    "You can ask {agency} to show you what we keep, or to erase it. Some of it we keep because a law says so.",
)
# TRANSLATORS: A link follows. {version} is like 2027-1, {link} is a web address (HIPAA-520-1).
_NPP = pgettext("client", "Our notice on privacy, version {version}: {link}")
# TRANSLATORS: A link follows. {version} is like 2027-1, {link} is a web address (TG-13).
_POLICY = pgettext("client", "How this chat uses your data, version {version}: {link}")
# TRANSLATORS: Where to complain (HIPAA-COMPL). {contact} is a name with a street or phone number.
_OURS = pgettext("client", "If you think we did wrong, you can tell {contact}.")
# TRANSLATORS: Where to complain, in the United States (HIPAA-COMPL). {contact} is a web address and a phone number.
_HHS = pgettext("client", "You can also tell the health office of the country: {contact}.")
# TRANSLATORS: Where to complain, in Europe (GDPR-13). {contact} is a name with a street or phone number.
_AUTHORITY = pgettext("client", "You can also tell the data watchdog: {contact}.")
# TRANSLATORS: After where to complain. True whatever the client does (HIPAA-530g).
_NO_WORSE = pgettext("client", "No one will treat you worse for it.")
# TRANSLATORS: One short line at the end of a receipt. {contact} is a name with a phone number (HIPAA-COMPL).
_TO_COMPLAIN = pgettext("client", "To complain: {contact}.")


def privacy(voice: Voice, facts: Facts) -> Worded:
    """How things are kept, the notices with their links, and where to complain; what is not there leaves no gap."""
    return blocks(
        lines(voice.say(_KEPT), voice.say(_TELEGRAM), voice.say(_ASK, **facts.names())),
        lines(*(_paper(voice, line, facts.given.get(key)) for key, line in (("npp", _NPP), ("policy", _POLICY)))),
        complaints(voice, facts),
    )


def complaints(voice: Voice, facts: Facts) -> Worded | None:
    """Whom to complain to, and that nobody is treated worse for it (HIPAA-COMPL, HIPAA-530g)."""
    whom = (
        (_OURS, facts.given.get("complaints")),
        (_HHS, HHS if facts.flag("hhs") else None),
        (_AUTHORITY, facts.given.get("authority")),
    )
    said = [voice.say(line, contact=_contact(contact)) for line, contact in whom if contact]
    return lines(*said, voice.say(_NO_WORSE)) if said else None


def to_complain(voice: Voice, facts: Facts) -> Worded | None:
    """One short line for a receipt: our own person, else the health department; nothing where neither is known."""
    own = facts.given.get("complaints")
    whom = {**own, "address": "" if own["phone"] else own["address"]} if own else HHS if facts.flag("hhs") else None
    return voice.say(_TO_COMPLAIN, contact=_contact(whom)) if whom else None


# TRANSLATORS: Heading of the page on data protection, for clients in Europe (GDPR-13).
_MORE = pgettext("client", "More about your rights")
# TRANSLATORS: Who is responsible for the data. {agency} is a name, {contact} a name with a street or phone number.
_IN_CHARGE = pgettext("client", "Who is in charge: {agency}.")
# TRANSLATORS: The data protection officer. {contact} is a name with a street or phone number.
_OFFICER = pgettext("client", "Who looks after data with us: {contact}.")
# TRANSLATORS: What the data are used for.
_PURPOSES = pgettext("client", "What for: to ask you before others get your facts, and to show later what you said.")
# TRANSLATORS: The legal basis, in plain words.
_BASIS = pgettext("client", "Why we may: you said yes, or a law lets us or makes us. We tell you which.")
# TRANSLATORS: Who gets the data.
_RECIPIENTS = pgettext("client", "Who gets it: our staff who need it, and those you said yes to.")
# TRANSLATORS: Where the data come from (GDPR-14).
_SOURCE = pgettext("client", "Where it comes from: from you, from our work with you, and from those who ask us.")
# TRANSLATORS: Transfers outside Europe.
_ABROAD = pgettext("client", "Where it goes: Telegram keeps this chat on computers that may stand outside Europe.")
# TRANSLATORS: How long the data are kept.
_RETENTION = pgettext("client", "How long: six years after the end of your yes, or longer if a law says so.")
# TRANSLATORS: The rights. "My rights" is the name of a button.
_RIGHTS = pgettext(
    "client", "You can ask to see, fix, move or erase it, or to keep it from someone. Tap My rights, or ask us."
)
# TRANSLATORS: Taking back a yes. "Stop sharing" is the name of a button.
_WITHDRAW = pgettext("client", "You can take back a yes on any day. Tap Stop sharing. What was sent before stays sent.")
# TRANSLATORS: Whether an answer is obligatory: never.
_NEVER = pgettext("client", "You never have to answer.")
# TRANSLATORS: Where to complain, in Europe. {contact} is a name with a street or phone number.
_WATCHDOG = pgettext("client", "If you think we did wrong, you can tell the data watchdog: {contact}.")
# TRANSLATORS: Where to complain, in Europe, where no name is known.
_ANY_WATCHDOG = pgettext("client", "If you think we did wrong, you can tell the data watchdog of your country.")


def more_rights(voice: Voice, facts: Facts) -> Worded:
    """Who, what for, on what basis, to whom, where, how long, which rights, and that no answer is a duty (GDPR-13)."""
    officer, authority = facts.given.get("officer"), facts.given.get("authority")
    watchdog = voice.say(_WATCHDOG, contact=_contact(authority)) if authority else voice.say(_ANY_WATCHDOG)
    return blocks(
        voice.bold(voice.say(_MORE)),
        lines(_in_charge(voice, facts), voice.say(_OFFICER, contact=_contact(officer)) if officer else None),
        lines(voice.say(_PURPOSES), _own(voice, facts, "basis", _BASIS), voice.say(_RECIPIENTS)),
        lines(_own(voice, facts, "source", _SOURCE), voice.say(_ABROAD), _own(voice, facts, "retention", _RETENTION)),
        lines(voice.say(_RIGHTS), voice.say(_WITHDRAW), voice.say(_NEVER), voice.say(CARE_STAYS)),
        lines(watchdog, voice.say(_NO_WORSE)),
        _paper(voice, _POLICY, facts.given.get("policy")),
    )


def _in_charge(voice: Voice, facts: Facts) -> Worded:
    contact = facts.given.get("complaints")
    said = voice.say(_IN_CHARGE, agency=facts.text("agency"))
    return lines(said, voice.variable(_contact(contact)) if contact else None)


def _own(voice: Voice, facts: Facts, key: str, usual: Line) -> Worded:
    """The agency's own words in this language, else the usual ones; never those of another language (LEP-6)."""
    own = facts.text_or_none(key)
    return voice.variable(own) if own else voice.say(usual)


# TRANSLATORS: A notice that a law wants given (P2-22). {agency} is a name.
_PART2 = pgettext(
    "client", "Some facts have more protection by law. {agency} gives you this notice about it. You can read it first."
)
# TRANSLATORS: Under it. {version} is like 2027-1, {link} is a web address.
_PART2_LINK = pgettext("client", "The notice, version {version}: {link}")


def part2_notice(voice: Voice, facts: Facts) -> Worded:
    """The link to the Part 2 notice; it names no kind of care (P2-22, TG-6)."""
    return lines(voice.say(_PART2, **facts.names()), _paper(voice, _PART2_LINK, facts.given["part2"]))


def _paper(voice: Voice, line: Line, paper: Mapping[str, str] | None) -> Worded | None:
    return voice.say(line, version=paper["version"], link=_link(voice, paper["url"])) if paper else None


def _link(voice: Voice, url: str) -> Worded:
    """An address to tap; it is the text too, so that the record shows where it led."""
    if not voice.markup:
        return voice.variable(url)
    return Worded(f'<a href="{html.escape(url)}">{voice.variable(url)}</a>')


def _contact(contact: Mapping[str, str]) -> str:
    return ", ".join(contact[key] for key in ("name", "address", "phone") if contact[key])


SPOKEN: Spoken = {
    Screen.PRIVACY: privacy,
    Screen.MORE_RIGHTS: more_rights,
    Screen.PART2_NOTICE: part2_notice,
}
