"""The words of printed papers about who stood by: who said it, how it came, who confirmed it, what was asked."""

from bot.words.lines import Line, pgettext
from consent.received import RequesterReply
from consent.word import Authority, Helper, Method, Proof

# TRANSLATORS: On a printed paper, who said yes for the client. {alias} are the client's initials, {name} is a name,
# {right} is like "a parent".
SAID_FOR = pgettext("paper", "Said yes for {alias}: {name} ({right}).")
# TRANSLATORS: On a printed paper: which paper shows that somebody may decide for the client. {proof} is free text.
RIGHT_SHOWN = pgettext("paper", "What shows their right: {proof}.")
#: By what right somebody decides for the client (HIPAA-C1-vi-b).
RIGHT: dict[Authority, Line] = {
    # TRANSLATORS: On a printed paper, in brackets after a name: who that is to the client.
    Authority.PARENT: pgettext("authority", "a parent"),
    # TRANSLATORS: On a printed paper, in brackets after a name: who that is to the client. A legal guardian.
    Authority.GUARDIAN: pgettext("authority", "a guardian"),
    # TRANSLATORS: On a printed paper, in brackets after a name: by what right they decide for the client.
    Authority.POWER_OF_ATTORNEY: pgettext("authority", "with a power of attorney"),
    # TRANSLATORS: On a printed paper, in brackets after a name: by what right they decide for the client.
    Authority.COURT_ORDER: pgettext("authority", "named by a court"),
}
#: How the answer came.
CAME: dict[Method, Line] = {
    # TRANSLATORS: On a printed paper. {day} is a date.
    Method.PAPER: pgettext("paper", "The answer came on paper, on {day}."),
    # TRANSLATORS: On a printed paper. {day} is a date.
    Method.PHONE: pgettext("paper", "The answer came by phone, on {day}."),
    # TRANSLATORS: On a printed paper: it was said in the room. {day} is a date.
    Method.IN_PERSON: pgettext("paper", "The answer came in person, on {day}."),
}
# TRANSLATORS: On a printed paper: the answer was tapped or typed in the private chat.
CAME_HERE = pgettext("paper", "The answer came in the private chat of {alias}.")
#: How staff knew who spoke. {who} is the name of a person of the agency.
KNOWN: dict[Proof, Line] = {
    # TRANSLATORS: On a printed paper. {who} is the name of a person of the agency.
    Proof.KNOWN: pgettext("paper", "{who} wrote it down, and knew by sight or voice who it was."),
    # TRANSLATORS: On a printed paper. {who} is the name of a person of the agency. A document with a picture.
    Proof.DOCUMENT: pgettext("paper", "{who} wrote it down, and saw an identity card or the like."),
    # TRANSLATORS: On a printed paper. {who} is the name of a person of the agency. The number in the client's file.
    Proof.CALLED_BACK: pgettext("paper", "{who} wrote it down, and had called the number in the file."),
}
# TRANSLATORS: On a printed paper: a second person of the agency confirmed the answer. {who} is a name.
CONFIRMED = pgettext("paper", "{who} confirmed it.")
# TRANSLATORS: On a printed paper: no second person of the agency has confirmed the answer, so it does not count yet.
NOT_CONFIRMED = pgettext("paper", "No second person has confirmed it yet. Until then we share nothing.")
#: Who helped to read or to speak; nothing is said where nobody did (ESIG-9).
HELPED: dict[Helper, Line] = {
    # TRANSLATORS: On a printed paper: who helped the client to understand the question.
    Helper.INTERPRETER: pgettext("paper", "An interpreter helped."),
    # TRANSLATORS: On a printed paper: who helped the client to read or to speak.
    Helper.STAFF: pgettext("paper", "One of us helped to read or to speak."),
    # TRANSLATORS: On a printed paper: who helped the client to read or to speak.
    Helper.FAMILY: pgettext("paper", "Family or a friend helped to read or to speak."),
}
# TRANSLATORS: On the signed paper: the name was signed by hand on a paper outside the chat.
BY_HAND = pgettext("paper", "The name was signed by hand, on paper.")
# TRANSLATORS: On the signed paper. A law asks for it: the signature serves no other purpose.
FOR_THIS_ALONE = pgettext("paper", "The signature is for this yes, and for nothing else.")

# TRANSLATORS: On the question. A list follows of what they also asked for and what we keep.
ASKED_TOO = pgettext("client", "They also asked for this. We would not send it:")
# TRANSLATORS: On a printed paper: they asked for all records. The list of the question is on the paper.
ASKED_ALL = pgettext("paper", "They asked for all records. We asked you about this list only.")
# TRANSLATORS: On a printed paper: a second person looked at what was asked beyond the usual. {who} is a name.
LOOKED_AT = pgettext("paper", "{who} looked at this list before we asked you, and agreed to it.")
#: What the requester said once the answer went back to them.
REPLIED: dict[RequesterReply, Line] = {
    # TRANSLATORS: On a printed paper: what the requester said to the answer.
    RequesterReply.ACCEPTED: pgettext("paper", "They told us that this is enough."),
    # TRANSLATORS: On a printed paper: what the requester said to the answer.
    RequesterReply.NOT_ENOUGH: pgettext("paper", "They told us that this is not enough. Your answer stays the same."),
    # TRANSLATORS: On a printed paper: what the requester said to the answer.
    RequesterReply.WITHDRAWN: pgettext("paper", "They told us that they do not need it any more."),
}

# TRANSLATORS: On a printed paper: the state or country of the agency. {place} is like "United States (NY)".
WE_WORK_IN = pgettext("paper", "Where we work: {place}.")
# TRANSLATORS: On a printed paper: the state or country of the client. {place} is like "United States (NY)".
YOU_LIVE_IN = pgettext("paper", "Where you live: {place}.")
# TRANSLATORS: A part of a country. {country} is a name, {part} is a short code such as NY.
PLACE = pgettext("place", "{country} ({part})")

# TRANSLATORS: On a printed paper: whom to complain to. {name} is a person or an office.
TELL = pgettext("paper", "To complain, turn to {name}.")
# TRANSLATORS: On a printed paper, after whom to complain to. {address} is free text.
AT_ADDRESS = pgettext("paper", "Their address: {address}.")
# TRANSLATORS: On a printed paper, after whom to complain to. {phone} is a phone number.
BY_PHONE = pgettext("paper", "Their phone: {phone}.")
# TRANSLATORS: On a printed paper. {url} is a web address, {version} is a version such as 2027-01-01.
NOTICE = pgettext("paper", "How we guard your information: {url} (version {version}).")
# TRANSLATORS: On a printed paper: the notice about records of alcohol or drug care. {url} is a web address.
NOTICE_PART2 = pgettext("paper", "How we guard alcohol and drug records: {url} (version {version}).")
