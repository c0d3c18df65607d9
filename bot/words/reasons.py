"""Why the gate is shut, or why something cannot be asked: words for staff, with the requirement's id."""

from collections.abc import Mapping
from typing import Any

from bot.words.asked import ASKED_REASON
from bot.words.lines import Line, pgettext
from bot.words.rules import LAW_REASON
from bot.words.voice import Voice, Worded

#: By the codes of consent.release and consent.asking.
REASON: dict[str, Line] = {
    **LAW_REASON,
    **ASKED_REASON,
    # --- the gate
    # TRANSLATORS: Why nothing may go out, for staff.
    "unknown_request": pgettext("reason", "This request is not known."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "legal_hold": pgettext("reason", "It is held for a lawyer's look."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "under_review": pgettext("reason", "The agency is still looking at it."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "unknown_kind": pgettext("reason", "No rule is known for this kind of request."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "not_asked": pgettext("reason", "The client was not asked yet."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "unanswered": pgettext("reason", "The client has not answered. Silence is not a yes."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "denied": pgettext("reason", "The client said no."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "lapsed": pgettext("reason", "The question closed with no answer."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "withdrawn": pgettext("reason", "The request was taken back."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "revoked": pgettext("reason", "Sharing was stopped."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "expired": pgettext("reason", "The consent has ended."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "used_up": pgettext("reason", "The consent was for one time, and that has happened."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "invalidated": pgettext("reason", "A fact in the request was wrong, so the answer does not count."),
    # TRANSLATORS: Why nothing may go out, for staff. The client said yes on paper, by phone or in person.
    "not_vouched": pgettext("reason", "The yes was written down by one person. A second one has to confirm it."),
    # TRANSLATORS: Why nothing may go out, for staff. A parent or another person decided for the client.
    "no_authority": pgettext("reason", "It is not known by what right somebody said yes for the client."),
    # TRANSLATORS: Why nothing may go out, for staff. Such as a young client and a parent.
    "deciders_disagree": pgettext("reason", "Those who decide do not say the same."),
    # TRANSLATORS: Why nothing may go out, for staff. A parent had decided; now the client is 18.
    "of_age_now": pgettext("reason", "The yes was given for the client as a child. Now they decide alone."),
    # TRANSLATORS: Why nothing may go out, for staff. An authorization needs a signature.
    "weak_basis": pgettext("reason", "This needs a signed authorization; the consent is of a weaker kind."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "mixed_notes": pgettext("reason", "Private notes stand together with other items."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "not_informed": pgettext("reason", "The client was not shown what happens after a yes and a no."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "other_recipient": pgettext("reason", "It would go to someone else than the client was told."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "other_purpose": pgettext("reason", "It is for another purpose than the client was told."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "empty_packet": pgettext("reason", "There is nothing to send."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "unreachable": pgettext("reason", "The client cannot be reached."),
    # TRANSLATORS: Why nothing may go out, for staff. The client wrote "stop" and has not said yet what shall stop.
    "stop_word": pgettext("reason", "The client wrote “stop”. It is held until they say what shall stop."),
    # TRANSLATORS: Why nothing may go out, for staff.
    "unknown_category": pgettext("reason", "No rule is known for this kind of information."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "not_named": pgettext("reason", "The request does not name this item."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "not_granted": pgettext("reason", "The client did not say yes to this item."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "outside_period": pgettext("reason", "It is about another time than the client said yes to."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "beyond_minimum": pgettext("reason", "It is more than this kind of request may get."),
    # TRANSLATORS: Why an item may not go out, for staff.
    "without_reason": pgettext("reason", "It goes beyond the minimum, and no reason was written."),
    # --- before asking
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "no_items": pgettext("reason", "No facts are named."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "no_requester": pgettext("reason", "It is not said who asks."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "no_recipient": pgettext("reason", "It is not said who would get it."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "consult": pgettext("reason", "Please ask the agency first; no rule fits."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "ends_in_the_past": pgettext("reason", "The end of the consent is in the past."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "answer_date_over": pgettext("reason", "Their date for an answer is over."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "blocked_category": pgettext("reason", "This kind of request may not ask for one of the items."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "needs_reason": pgettext("reason", "An item goes beyond the minimum and needs a written reason."),
    # TRANSLATORS: Why a request cannot be sent, for staff. Psychotherapy notes.
    "needs_own_request": pgettext(
        "reason", "Private notes need a request of their own: keep only them in this one, or take them off the list."
    ),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "period_reversed": pgettext("reason", "The time of the records ends before it begins."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "period_in_the_future": pgettext("reason", "The time of the records is in the future."),
    # TRANSLATORS: Why a request cannot be sent, for staff.
    "named_twice": pgettext("reason", "One item is named twice."),
    # TRANSLATORS: Why a request cannot be sent, for staff. No asking again and again.
    "refused_recently": pgettext("reason", "The client said no to this a short time ago."),
    # TRANSLATORS: A warning before a request is sent, for staff.
    "long": pgettext("reason", "The consent would run for more than a year."),
    # TRANSLATORS: A warning before a request is sent, for staff.
    "period_not_over": pgettext("reason", "The time of the records is not over yet."),
    # TRANSLATORS: A warning before a request is sent, for staff.
    "already_open": pgettext("reason", "The same was asked already and is still open."),
    # TRANSLATORS: A warning before a request is sent, for staff.
    "review_first": pgettext("reason", "This kind of request needs the agency's own look first."),
    # TRANSLATORS: A warning for staff before a request is sent: the file tells about others too (ETH-13).
    "others_in_it": pgettext(
        "reason", "It tells about other people too. Leave their part out, or ask each of them for their own yes."
    ),
    # TRANSLATORS: A warning for staff before a request is sent: what never belongs to psychotherapy notes.
    "notes_mean": pgettext(
        "reason",
        "Private notes never hold medicines, times or kinds of visits, test results, the diagnosis, goals or progress. "
        "Those are items of their own.",
    ),
    # TRANSLATORS: Why a request cannot be sent, for staff. The agency asks only in words that people have reviewed.
    "draft_words": pgettext(
        "reason", "The words in the client's language are a draft that nobody has reviewed. Please ask in person."
    ),
}
# TRANSLATORS: Why something may not go out or be asked, for staff, where no words are known for the code.
_OTHER = pgettext("reason", "A rule stands against it: {code}.")
# TRANSLATORS: For staff: a reason with the id of the requirement. {why} is a sentence, {id} is like HIPAA-C1-i.
_WITH_ID = pgettext("reason", "{why} ({id})")


def reason(voice: Voice, given: Any) -> Worded:
    """One reason: a code, or a code with the id of its requirement."""
    requirement, code = _read(given)
    why = voice.say(REASON[code]) if code in REASON else voice.say(_OTHER, code=code or requirement)
    return voice.say(_WITH_ID, why=why, id=requirement) if requirement else why


def _read(given: Any) -> tuple[str, str]:
    """The id and the code, from {"id", "code"}, a pair, "id:code" or a code alone."""
    if isinstance(given, Mapping):
        return str(given.get("id") or ""), str(given.get("code") or "")
    if isinstance(given, str):
        requirement, _, code = given.rpartition(":")
        return requirement, code
    requirement, code = given
    return str(requirement), str(code)
