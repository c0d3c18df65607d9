"""What laws want said: the statements of the agency's packs to the client, and to staff what would open the gate."""

from bot.words import dates
from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded, lines

#: By the codes of consent.gate_codes and consent.asking: reasons that come from a law or from the circumstances.
LAW_REASON: dict[str, Line] = {
    # TRANSLATORS: Why nothing may go out, for staff.
    "client_not_bound": pgettext("reason", "The chat is no longer known to be the client's."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "requester_unverified": pgettext("reason", "Nobody has checked who asks and by what right."),
    # TRANSLATORS: Why nothing may go out, for staff. Police, courts, probation and the like have to show a paper.
    "official_unproved": pgettext("reason", "An official has to show a paper, and none was noted."),
    # TRANSLATORS: Why nothing may go out, for staff. A release went to somebody else by mistake.
    "incident": pgettext("reason", "Something went to the wrong place, and that is not closed yet."),
    # TRANSLATORS: Why an item may not go out, for staff. Such as: visits the client paid for alone.
    "restricted": pgettext("reason", "The client had the agency promise not to send it there."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "law_consult": pgettext("reason", "A law asks for more than this paper, or forbids it."),
    # TRANSLATORS: Why nothing may go out, for staff. A consent in a criminal case.
    "stop_pending": pgettext("reason", "The client stopped it. By law the stop counts from a later event on."),
    # TRANSLATORS: Why an item may not go out, for staff. Young clients, parents.
    "other_signer": pgettext("reason", "Someone else has to say yes too, for a client of this age."),
    # TRANSLATORS: Why an item may not go out, for staff. A part of the form: signature, date, witness.
    "missing_element": pgettext("reason", "The consent lacks a part that the law asks for."),
    # TRANSLATORS: Why an item may not go out, for staff. A law wants somebody to see the client sign.
    "not_witnessed": pgettext("reason", "The law wants a witness who saw the client sign."),
    # TRANSLATORS: A warning before a request is sent, for staff. The client cannot say yes in the chat.
    "in_person": pgettext("reason", "A yes to this is given in person, on paper, with a witness. The chat takes a no."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "missing_statement": pgettext("reason", "The client was not told something that the law asks for."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "runs_too_long": pgettext("reason", "The consent runs longer than the law allows."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "law_forbids": pgettext("reason", "A law keeps this item from such a requester."),
    # TRANSLATORS: Why nothing may go out, for staff. A paper that has to lie beside it.
    "notice_missing": pgettext("reason", "A notice that has to go with it is missing."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "longer_than_law": pgettext("reason", "The consent would run longer than the law allows."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "law_keeps_it": pgettext("reason", "A law keeps one of the items from such a requester."),
    # TRANSLATORS: Why a request cannot be sent, for staff. A yes that cannot be taken back for a while.
    "held_wrongly": pgettext(
        "reason", "Only a consent for probation, about alcohol or drug care, may hold, and only until its end."
    ),
}

#: By the codes of consent.gate_codes.NextStep: the smallest step that would make it allowed.
STEP: dict[str, Line] = {
    # TRANSLATORS: What would help, for staff.
    "check_the_code": pgettext("step", "Check the code."),
    # TRANSLATORS: What would help, for staff.
    "connect_client_again": pgettext("step", "Invite the client again, in person."),
    # TRANSLATORS: What would help, for staff.
    "verify_requester": pgettext("step", "Record how you checked who is asking."),
    # TRANSLATORS: What would help, for staff. For officials: a badge, a letterhead, a written statement, a court paper.
    "see_a_paper": pgettext("step", "Ask for a badge, a letter with their letterhead or a court paper, and record it."),
    # TRANSLATORS: What would help, for staff. An admin is a person of the agency with that role.
    "close_incident": pgettext("step", "Have an admin look into it and close it."),
    # TRANSLATORS: What would help, for staff.
    "ask_counsel": pgettext("step", "Ask the agency's lawyer."),
    # TRANSLATORS: What would help, for staff.
    "ask_lead": pgettext("step", "Ask the agency's lead."),
    # TRANSLATORS: What would help, for staff. The rest may go out without it.
    "leave_it_out": pgettext("step", "Leave that item out."),
    # TRANSLATORS: What would help, for staff.
    "ask_the_client": pgettext("step", "Send the question to the client first."),
    # TRANSLATORS: What would help, for staff.
    "wait_for_answer": pgettext("step", "Wait for the client's answer."),
    # TRANSLATORS: What would help, for staff: nothing; it is the client's to change.
    "keep_the_no": pgettext("step", "Respect it. Only the client can open this again."),
    # TRANSLATORS: What would help, for staff.
    "ask_anew": pgettext("step", "Ask the client anew, with a new request."),
    # TRANSLATORS: What would help, for staff.
    "ask_for_signature": pgettext("step", "Ask anew, with a signed authorization."),
    # TRANSLATORS: What would help, for staff. A law wants somebody to see the client sign.
    "ask_in_person": pgettext("step", "Meet in person: a signed paper, with a witness. Then write the answer down."),
    # TRANSLATORS: What would help, for staff.
    "ask_alone": pgettext("step", "Ask for these notes in a request of their own."),
    # TRANSLATORS: What would help, for staff. Such as a parent, or the young client.
    "ask_other_signer": pgettext("step", "Ask the other person who has to say yes."),
    # TRANSLATORS: What would help, for staff.
    "ask_shorter": pgettext("step", "Ask anew, with an earlier end."),
    # TRANSLATORS: What would help, for staff.
    "use_named_recipient": pgettext("step", "Send it only to the one the client was told of."),
    # TRANSLATORS: What would help, for staff.
    "name_items": pgettext("step", "Name what you want to send."),
    # TRANSLATORS: What would help, for staff.
    "narrow_period": pgettext("step", "Send only the time that the client said yes to."),
    # TRANSLATORS: What would help, for staff.
    "write_reason": pgettext("step", "Ask anew, with a written reason for that item."),
    # TRANSLATORS: What would help, for staff.
    "explain_first": pgettext("step", "Show the client first what happens after each answer."),
    # TRANSLATORS: What would help, for staff.
    "attach_notice": pgettext("step", "Put the notice beside it."),
    # TRANSLATORS: What would help, for staff.
    "reach_client": pgettext("step", "Reach the client first."),
    # TRANSLATORS: What would help, for staff. The client wrote a bare "stop".
    "ask_what_stop_meant": pgettext("step", "Find out what the client's stop meant."),
    # TRANSLATORS: What would help, for staff. Somebody else than who wrote the answer down.
    "ask_second_person": pgettext("step", "Ask a second person of the agency to confirm it."),
}
# TRANSLATORS: For staff. A list follows of steps that would open the gate.
_WOULD_HELP = pgettext("staff", "What would help:")

#: By the codes of consent.packs.rule.Attachment.
ATTACHMENT: dict[str, Line] = {
    # TRANSLATORS: For staff: a paper to send along. "42 CFR Part 2" is the name of a law and stays as it is.
    "part2_statement": pgettext("attachment", "the notice of 42 CFR Part 2"),
    # TRANSLATORS: For staff: a paper to send along.
    "consent_copy": pgettext("attachment", "a copy of the consent"),
    # TRANSLATORS: For staff: a paper to send along.
    "ny_hiv_statement": pgettext("attachment", "the New York notice on HIV records"),
    # TRANSLATORS: For staff: a paper to send along.
    "il_statement": pgettext("attachment", "the Illinois notice that it may not be passed on"),
    # TRANSLATORS: For staff: a paper to send along. The District of Columbia.
    "dc_statement": pgettext("attachment", "the District of Columbia notice on mental health records"),
}
# TRANSLATORS: For staff. {papers} is a list such as "a copy of the consent and the notice of 42 CFR Part 2".
_SEND_WITH = pgettext("staff", "Send with it: {papers}.")

#: By the codes of consent.statements: what is said to the client beside what every question says.
STATEMENT: dict[str, Line] = {
    # TRANSLATORS: Said to the client before the answer. A law asks for it.
    "copy": pgettext("client", "You can get a copy of what you agree to."),
    # TRANSLATORS: Said to the client before the answer. A law asks for it.
    "may_look": pgettext("client", "You may ask to see what we would send, and get a copy of it."),
    # TRANSLATORS: Said to the client before the answer. A law asks for it.
    "sud_named": pgettext("client", "This would show that you had care for alcohol or drug use."),
    # TRANSLATORS: Said to the client before the answer. A law asks for it: 42 CFR 2.12(d).
    "not_against_you": pgettext(
        "client", "The law guards these facts. No one may use them against you in court, but for your yes or a judge."
    ),
    # TRANSLATORS: Said to the client before the answer. A law asks for it: the data protection law of Europe.
    "data_rights": pgettext(
        "client",
        "You can ask us to see, fix or erase what we hold about you. "
        "You can also tell the data watchdog of your country if we do wrong.",
    ),
}

#: By the codes of consent.request.HeldEvent. Each is followed in a second sentence by the latest day.
_HELD: dict[str, Line] = {
    # TRANSLATORS: Before the yes: it cannot be taken back for a while. {day} is a date.
    "case_ends": pgettext(
        "client",
        "If you say yes, you can not take it back until your case ends. It holds until {day} at most. "
        "Read this with care.",
    ),
    # TRANSLATORS: Before the yes: it cannot be taken back for a while. Probation, parole. {day} is a date.
    "supervision_ends": pgettext(
        "client",
        "If you say yes, you can not take it back until your probation ends. It holds until {day} at most. "
        "Read this with care.",
    ),
    # TRANSLATORS: Before the yes: it cannot be taken back for a while. {day} is a date.
    "treatment_ends": pgettext(
        "client",
        "If you say yes, you can not take it back until your treatment ends. It holds until {day} at most. "
        "Read this with care.",
    ),
}
# TRANSLATORS: Under the line that a yes cannot be taken back for a while. "Stop sharing" is the name of a button.
_STOP_ANYWAY = pgettext(
    "client", "You can still tell us to stop on any day. Tap Stop sharing, or write to us. We write it down at once."
)
# TRANSLATORS: After a stop that a law holds up. {day} is a date. True: it is saved, and the law lets it count later.
_STOP_LATER = pgettext(
    "client",
    "By law, your stop counts from {day} at the latest. Until then we send nothing, unless a law makes us. "
    "We would tell you.",
)


def also_said(voice: Voice, facts: Facts) -> Worded | None:
    """What the laws of the agency want said beside the usual statements (P2-31-a3, P2-31-a4-iii, GDPR-13, ST-MH-IL)."""
    codes = facts.given.get("statements") or ()
    return lines(*(voice.say(STATEMENT[code]) for code in codes if code in STATEMENT)) or None


def held_until(voice: Voice, facts: Facts) -> Worded | None:
    """That a yes cannot be taken back for a while, said before it (P2-35, REV-8)."""
    held = facts.given.get("held")
    if not held:
        return None
    holds = voice.say(_HELD[str(held["event"])], day=dates.day(voice, Facts(held).day("until")))
    return lines(holds, voice.say(_STOP_ANYWAY))


def while_held(voice: Voice, facts: Facts) -> Worded | None:
    """After a yes that is held: what a stop would do, until the event has come; then any day is as good (P2-35)."""
    held = facts.given.get("held")
    if not held or facts.given.get("stop_counts_at"):
        return None
    day = dates.day(voice, Facts(held).day("until"))
    return lines(voice.say(_STOP_ANYWAY), voice.say(_STOP_LATER, day=day))


def stop_counts_later(voice: Voice, facts: Facts) -> Worded | None:
    """That a stop is saved and counts from a later day on (P2-35)."""
    at = facts.instant_or_none("stop_counts_at")
    return voice.say(_STOP_LATER, day=dates.moment(voice, at)) if at else None


def would_help(voice: Voice, facts: Facts) -> Worded | None:
    """The smallest steps that would open the gate, each once."""
    found = dict.fromkeys(str(each.get("step")) for each in _mappings(facts, "reasons"))
    known = [voice.say(STEP[step]) for step in found if step in STEP]
    return lines(voice.say(_WOULD_HELP), voice.numbered(known)) if known else None


def send_with(voice: Voice, facts: Facts) -> Worded | None:
    """What has to go out together with the information (P2-32-a, P2-32-b, ST-HIV-NY)."""
    found = dict.fromkeys(str(each.get("code")) for each in _mappings(facts, "attach"))
    papers = [voice.say(ATTACHMENT[code]) for code in found if code in ATTACHMENT]
    return voice.say(_SEND_WITH, papers=voice.listed(papers)) if papers else None


# TRANSLATORS: For staff, where they say what they sent. Buttons follow, one for each paper.
_CONFIRM = pgettext("staff", "Tap each of these papers that you put with it. Without them it cannot be recorded.")
# TRANSLATORS: For staff. {papers} is a list such as "a copy of the consent and the notice of 42 CFR Part 2".
_LAY_BESIDE = pgettext("staff", "You put with it: {papers}.")


def lay_beside(voice: Voice, facts: Facts) -> Worded | None:
    """Which papers staff confirm to have put with it, where any are wanted (P2-32-a, P2-32-b)."""
    if not _mappings(facts, "attach"):
        return None
    papers = [voice.say(ATTACHMENT[code]) for code in facts.given.get("beside") or () if code in ATTACHMENT]
    return lines(voice.say(_CONFIRM), voice.say(_LAY_BESIDE, papers=voice.listed(papers)) if papers else None)


def _mappings(facts: Facts, key: str) -> list[dict[str, object]]:
    return [each for each in facts.given.get(key) or () if isinstance(each, dict)]
