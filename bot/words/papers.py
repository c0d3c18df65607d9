"""The words of the papers that are printed: receipt, signed yes, stop, and who got what."""

from bot.words.lines import pgettext
from consent.basis import LegalBasis
from consent.states import State

# TRANSLATORS: Heading of the full receipt that a client keeps.
RECEIPT = pgettext("paper", "Your answer, to keep")
# TRANSLATORS: On the full receipt. {agency} is a name.
SENDS = pgettext("paper", "Who sends: {agency}.")
# TRANSLATORS: On the full receipt. {recipient} is a name.
GETS = pgettext("paper", "Who gets it: {recipient}.")
# TRANSLATORS: On the full receipt. {requester} is a name, {kind} says who that is.
ASKED_BY = pgettext("paper", "Who asked: {requester} ({kind}).")
# TRANSLATORS: On the full receipt. {purpose} is like "to decide if they pay for your visits".
WHAT_FOR = pgettext("paper", "What for: {purpose}.")
# TRANSLATORS: On the full receipt. The list follows.
YES_TO = pgettext("paper", "You said yes to:")
# TRANSLATORS: On the full receipt. The list follows.
NO_TO = pgettext("paper", "You said no to:")
# TRANSLATORS: On the full receipt, after a yes to everything that was asked.
NO_ELSE = pgettext("paper", "Nothing else is shared.")
# TRANSLATORS: On the full receipt. {moment} is a day and a time.
MADE_ON = pgettext("paper", "This copy was made on {moment}.")
# TRANSLATORS: On the full receipt. {clinician} is a name.
ASK_US = pgettext("paper", "For questions, ask {clinician}.")
# TRANSLATORS: {code} is like AF-7K2Q.
NUMBER = pgettext("client", "Number: {code}.")
# TRANSLATORS: The day and time of the answer. {moment} is a day and a time.
ANSWERED_ON = pgettext("client", "You answered on {moment}.")
# TRANSLATORS: When a yes ends. {ends} is a date.
ENDS = pgettext("client", "Your yes ends on {ends}.")
# TRANSLATORS: A yes for one sending. {ends} is a date.
ENDS_ONCE = pgettext("client", "We send it one time, by {ends} at the latest.")
# TRANSLATORS: One kind of information with its period, in a list. {what} is like "The dates of your visits".
WITH_PERIOD = pgettext("category", "{what}: {period}")

#: How it stands, where no yes stands.
STANDS = {
    # TRANSLATORS: On a printed receipt: the question is open.
    State.ASKED: pgettext("paper", "There is no answer yet. We share nothing."),
    # TRANSLATORS: On a printed receipt: the answer was no.
    State.DENIED: pgettext("paper", "You said no. We share nothing."),
    # TRANSLATORS: On a printed receipt: nobody answered in time.
    State.LAPSED: pgettext("paper", "There was no answer. We share nothing."),
    # TRANSLATORS: On a printed receipt: the agency took the question back.
    State.WITHDRAWN: pgettext("paper", "We took this question back. We share nothing."),
    # TRANSLATORS: On a printed receipt: the yes reached its end date.
    State.EXPIRED: pgettext("paper", "Your yes has ended, as planned. We share nothing now."),
    # TRANSLATORS: On a printed receipt: a yes for one sending, which has happened.
    State.USED_UP: pgettext("paper", "It was for one time. Your yes has now ended."),
    # TRANSLATORS: On a printed receipt: a fact in the question was wrong.
    State.INVALIDATED: pgettext("paper", "A fact in the question was wrong. So the answer no longer counts."),
}
#: What is true beside that, where a no may not be the end of it (TRUTH-1).
STILL_POSSIBLE = {
    # TRANSLATORS: After a no, where a law or a judge may order it.
    LegalBasis.REQUIRED_BY_LAW: pgettext("client", "A judge or a law may still make us send it. We would tell you."),
    # TRANSLATORS: After a no, where the law would let us send it anyway.
    LegalBasis.PERMITTED_NO_CONSENT: pgettext(
        "client", "The law lets us send it without a yes. We would talk with you before that."
    ),
}
# TRANSLATORS: On a printed paper, in a frame at the top. {moment} is a day and a time.
STOPPED_ON = pgettext("paper", "You stopped it on {moment}. From then on we share nothing.")
# TRANSLATORS: On a printed paper, in a frame at the top: only some of it was stopped. {moment} is a day and a time.
STOPPED_PART = pgettext("paper", "You stopped a part of it on {moment}.")
# TRANSLATORS: On a printed paper. The list of what the client stopped follows.
NO_LONGER = pgettext("paper", "We no longer share:")
# TRANSLATORS: On a printed paper. The list of what is left of a yes follows.
STILL = pgettext("paper", "We still share:")
# TRANSLATORS: On a printed paper: the yes is not in use, for a reason that staff know.
NOT_IN_USE = pgettext("paper", "We share nothing on this yes now. Ask us why.")

# TRANSLATORS: A heading on a printed paper. The list of what left follows.
SENT = pgettext("paper", "What was sent")
# TRANSLATORS: On a printed paper, under the heading "What was sent".
SENT_NOTHING = pgettext("paper", "Nothing was sent so far.")
# TRANSLATORS: On paper: who got it, where that was a mistake of ours. {recipient} is a name.
BY_MISTAKE = pgettext("paper", "{recipient} (by mistake)")
# TRANSLATORS: On a printed paper. {day} is a date, {items} is a list, {recipient} is a name.
SENT_LINE = pgettext("paper", "{day}: {items}. It went to {recipient}.")
# TRANSLATORS: A heading on a printed paper, over what is true for every answer.
GOOD_TO_KNOW = pgettext("paper", "Good to know")
# TRANSLATORS: On a printed paper: where to complain (45 CFR 164.520).
COMPLAIN = pgettext(
    "paper",
    "Did we do something wrong? You can tell us, or the U.S. health privacy office: hhs.gov/ocr. "
    "No one may treat you worse for it.",
)
# TRANSLATORS: On a printed paper about care for alcohol or drug use (42 CFR Part 2).
PART2 = pgettext(
    "paper",
    "The law gives extra care to alcohol and drug records. No one may use them against you in court, unless you agree "
    "or a judge says so.",
)
# TRANSLATORS: At the end of a printed paper. {agency} is a name.
SEALED = pgettext("paper", "This paper has a digital seal. It shows that the paper is from {agency}. Ask us how.")

# TRANSLATORS: Heading of the printed authorization with a signature.
SIGNED_YES = pgettext("paper", "Your signed yes")
# TRANSLATORS: On the signed paper. {agency} and {recipient} are names. The list follows.
AGREED = pgettext("paper", "You agreed that {agency} may send this to {recipient}:")
# TRANSLATORS: A heading on the signed paper.
SIGNATURE = pgettext("paper", "Signature")
# TRANSLATORS: On the signed paper. {name} is the name that the client typed.
SIGNED_BY = pgettext("paper", "Signed by: {name}.")
# TRANSLATORS: On the signed paper. {moment} is a day and a time.
SIGNED_ON = pgettext("paper", "Signed on {moment}.")
# TRANSLATORS: On the signed paper. {alias} are the client's initials.
TYPED = pgettext("paper", "The name was typed in the private chat of {alias}.")
# TRANSLATORS: On the signed paper: how we know whose chat it is. {moment} is a day and a time.
LINKED = pgettext("paper", "That chat was opened with a one-time link on {moment}.")
# TRANSLATORS: On the signed paper: how we know whose chat it is. {moment} is a day and a time.
CODE = pgettext("paper", "A code that was said in person was typed there on {moment}.")
# TRANSLATORS: A heading on the signed paper. The message as it was shown follows.
WORDS_SEEN = pgettext("paper", "The words you saw")

# TRANSLATORS: Heading of the printed paper after a stop.
STOPPED = pgettext("paper", "You stopped sharing")
# TRANSLATORS: On the paper after a stop. The list of what a yes had covered follows.
WAS_YES = pgettext("paper", "Before that, you had said yes to:")
# TRANSLATORS: A heading on the paper after a stop. The client's own message follows.
YOU_WROTE = pgettext("paper", "What you wrote")
# TRANSLATORS: A heading on the paper after a stop. The list of what left before follows.
SENT_BEFORE = pgettext("paper", "What was sent before")

# TRANSLATORS: Heading of the printed list of everything that left.
WHO_GOT = pgettext("paper", "Who got your information")
# TRANSLATORS: On the printed list. {alias} are the client's initials.
ABOUT = pgettext("paper", "About: {alias}.")
# TRANSLATORS: On the printed list. {first} and {last} are dates.
FROM_TO = pgettext("paper", "For the time from {first} to {last}.")
# TRANSLATORS: Head of a column on the printed list.
COLUMNS = (
    # TRANSLATORS: Head of a column on the printed list: the day of sending.
    pgettext("paper", "Day"),
    # TRANSLATORS: Head of a column on the printed list: the name of who got it.
    pgettext("paper", "Who got it"),
    # TRANSLATORS: Head of a column on the printed list: the kinds of information.
    pgettext("paper", "What"),
    # TRANSLATORS: Head of a column on the printed list: the purpose.
    pgettext("paper", "What for"),
    # TRANSLATORS: Head of a column on the printed list: which law has us count this line.
    pgettext("paper", "Counted by"),
)
# TRANSLATORS: Under the printed list.
ALL_SHOWN = pgettext("paper", "We show you all that we sent. The last column names the law that has us count it.")
# TRANSLATORS: In the last column of the printed list, where no law has us count this line.
NOT_COUNTED = pgettext("paper", "none")

# TRANSLATORS: The name of the paper in law, under its plain heading. {law} names the rule: 45 CFR 164.508.
LAW_AUTHORIZATION = pgettext("law", "Authorization to share health information ({law})")
# TRANSLATORS: The name of the paper in law, under its plain heading. {law} names the rule.
LAW_REVOCATION = pgettext("law", "Revocation of an authorization ({law})")
# TRANSLATORS: The name of the paper in law, under its plain heading. {law} names the rules.
LAW_ACCOUNTING = pgettext("law", "Accounting of disclosures ({law})")
# TRANSLATORS: Small print under a message as it was shown. {language} is a name of a language.
LAW_SHOWN = pgettext("law", "Language: {language}. Version of the words: {version}. SHA-256: {digest}")
# TRANSLATORS: Small print at the end. {key} names the agency's public key.
LAW_KEY = pgettext("law", "Key of the seal: {key}")
