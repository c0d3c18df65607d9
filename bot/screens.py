"""The list of everything that can be shown and pressed: codes only, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.presses import Press

__all__ = ["Button", "Press", "Screen", "Show"]


class Screen(StrEnum):
    """One kind of message; the comment names the facts it is worded from. Client screens first, then staff screens."""

    # --- client: arriving. Common facts: agency, clinician (names)
    LANGUAGES = "languages"  #: help: [sentence] for clients; the names of the languages in their own script
    WELCOME = "welcome"  #: agency, clinician, emergency
    CODE_PROMPT = "code_prompt"  #: clinician; please type the 6 numbers
    CODE_WRONG = "code_wrong"  #: clinician
    CODE_LOCKED = "code_locked"  #: clinician (too many wrong codes: a new invitation is needed)
    SETTING_PHONE = "setting_phone"  #: "This chat is not fully private" and: who else sees this phone?
    SETTING_WINDOW = "setting_window"  #: when may I write?
    SETTING_ZONE = "setting_zone"  #: zones: [{id (IANA), at (instant, ISO)}]; what time is it where you are?
    SETTING_DETAIL = "setting_detail"  #: clinician; facts here, or only "ask Ana"?
    LIMITS = "limits"  #: the limits of confidentiality in five short lines
    READY = "ready"  #: agency, clinician; set up, nothing to do now, the menu is there
    NOT_ME_DONE = "not_me_done"  #: wrong person: we stop, nothing was shown
    LINK_USED = "link_used"  #: guest: the invitation was used already
    LINK_EXPIRED = "link_expired"  #: guest: the invitation is too old or unknown
    STRANGER = "stranger"  #: guest: we do not know you; ask the person who works with you for a link
    # --- client: one request. Common facts (see CASE below): the whole case
    KNOCK = "knock"  #: agency, shared; no fact of the request
    KNOCK_IN_PERSON = "knock_in_person"  #: agency, clinician; detail mode "in person": only "please ask Ana"
    NEWS_IN_PERSON = "news_in_person"  #: agency, clinician, shared, tapped (by themselves); in person only
    SAVED_IN_PERSON = "saved_in_person"  #: clinician; a no or a stop is saved, without saying about what
    REMINDER = "reminder"  #: agency, shared
    CARD = "card"  #: CASE + witness (bool: a yes is given in person, before a witness); the question itself
    WHAT_HAPPENS = "what_happens"  #: CASE; if you share / if you do not, equal, true for `basis`
    PICKER = "picker"  #: CASE + ticks: [positions]
    ALONE = "alone"  #: CASE + ticks, at, settled: one private item, asked by its own question
    PICK_END = "pick_end"  #: CASE + choices: [{"key", "on"}] shorter ends
    READ_BACK = "read_back"  #: CASE + ticks (what a yes would share), ends (chosen end)
    TEACH_BACK = "teach_back"  #: CASE + ticks, ends; who would get it if you say yes? Before the yes is saved
    TEACH_AGAIN = "teach_again"  #: CASE + ticks, ends; we were not clear: the same explained once more
    WHO_HELPED = "who_helped"  #: -; after a yes: did somebody help you to read this? (buttons)
    HELPER_NOTED = "helper_noted"  #: helper (code or null: skipped)
    NEEDS = "needs"  #: agency; what would help you to read or to understand? (buttons)
    NEED_TOLD = "need_told"  #: clinician, need (code), emergency; we told her
    SIGN = "sign"  #: CASE + ticks, ends; type your full name to sign
    RECEIPT = "receipt"  #: CASE + granted, decided_at, complaints: CONTACT or null, hhs; saved
    WRITTEN_DOWN = "written_down"  #: CASE + granted, who, said_on, own, agreement; staff wrote down a yes
    RECEIPT_NO = "receipt_no"  #: CASE, decided_at, complaints, hhs; saved, we share nothing
    POSTPONED = "postponed"  #: CASE, until (date-time or null)
    QUESTION_PROMPT = "question_prompt"  #: clinician; write your question in one message
    QUESTION_SENT = "question_sent"  #: clinician
    QUESTION_ANSWER = "question_answer"  #: clinician, question, answer (free text of the clinician)
    WILL_CALL = "will_call"  #: clinician
    REMINDERS_OFF = "reminders_off"  #: -
    LAPSED = "lapsed"  #: CASE; closed, we shared nothing
    EXPIRED = "expired"  #: CASE; the yes ended, nothing more goes out
    WITHDRAWN = "withdrawn"  #: CASE + by_requester (bool); the question was taken back, sent
    INVALIDATED = "invalidated"  #: CASE; a fact was wrong, your answer no longer counts, sent
    HELD_OVER = "held_over"  #: CASE; the event has come up to which a yes could not be taken back
    RELEASED = "released"  #: CASE + now_sent: [{"category","first","last"}], used_up: bool
    REVOKED = "revoked"  #: CASE + sent; stopped from now on, what went out before
    REVOKED_SOME = "revoked_some"  #: CASE + stopped: [positions], granted, sent
    NOTHING_TO_STOP = "nothing_to_stop"  #: we share nothing about you now
    MOVED_ON = "moved_on"  #: this question has moved on; the current card follows
    YES_IN_PERSON = "yes_in_person"  #: CASE; a yes to this is given in person, before a witness; no works
    YES_PAUSED = "yes_paused"  #: clinician; a yes is not taken today after a hard message; no works
    SIGN_AGAIN = "sign_again"  #: the typed name was empty or too short
    # --- client: always there
    MENU = "menu"  #: agency
    CHOICES = "choices"  #: requests: [{code, recipient, state, ends, ref position}]; empty list allowed
    CHOICE = "choice"  #: CASE + granted, sent; one past or present choice in full
    STOP_WHICH = "stop_which"  #: requests: [{code, recipient}] consents that stand, one button each
    STOP_ITEMS = "stop_items"  #: CASE + granted: one button per item
    STOP_WORD = "stop_word"  #: a bare "stop": messages, sharing, both, neither? Releases are held meanwhile
    MESSAGES_STOPPED = "messages_stopped"  #: clinician
    MESSAGES_ON = "messages_on"  #: -
    STOPPED_ALL = "stopped_all"  #: sent: [...]; everything stopped
    WHO_GOT = "who_got"  #: sent: [{recipient, at, items:[...]}]; empty list allowed
    TALK = "talk"  #: clinician, emergency; we told her
    HIDE = "hide"  #: how to hide or clear this chat; what we cannot erase
    CLEARED = "cleared"  #: removes, blanks: [message numbers]; what we wrote here was taken away (TG-8)
    PAUSE_WORD_PROMPT = "pause_word_prompt"  #: clinician; write a word of your own
    PAUSE_WORD_UNFIT = "pause_word_unfit"  #: -; this cannot be the word
    PAUSE_WORD_KEPT = "pause_word_kept"  #: clinician; the word is saved, and how it works
    PAUSED = "paused"  #: removes, blanks; a harmless screen, for whoever reads along (SAFE-7)
    HELP = "help"  #: agency, clinician, emergency, crisis
    PRIVACY = "privacy"  #: agency, npp, policy: {version, url} or null, complaints, authority: CONTACT or null, hhs
    MORE_RIGHTS = "more_rights"  #: agency, complaints, officer, authority, policy; own words or null: retention, basis,
    #: source
    PART2_NOTICE = "part2_notice"  #: agency, part2: {version, url}; given once in each version
    PAPERS_HERE = "papers_here"  #: CASE + ticks, ends; sign in the chat, or on paper?
    PAPER_CHOSEN = "paper_chosen"  #: clinician; from now on in person and on paper
    NO_LANGUAGE = "no_language"  #: help: [sentence]; the client's language is not on offer, staff were told
    CRISIS = "crisis"  #: emergency, crisis, clinician; danger words (SAFE-2)
    CRISIS_GUEST = "crisis_guest"  #: guest: emergency, crisis; danger words of somebody we do not know
    EDIT_NOT_COUNTED = "edit_not_counted"  #: an edited message is not an answer; how things stand follows
    FORWARD_NOT_COUNTED = "forward_not_counted"  #: forwarded or via another bot
    ONLY_WORDS = "only_words"  #: voice, sticker, photo...: not an answer, please tap or write
    UNCLEAR = "unclear"  #: we did not understand; the open card or the menu
    WHICH_QUESTION = "which_question"  #: requests: [{code}] more than one is open; open one first
    FROM_CLINICIAN = "from_clinician"  #: clinician, text; "Write to client"
    PAPER = "paper"  #: CASE + granted, decided_at, signed (bool), read_at; the full receipt as text, to keep
    BACK_AGAIN = "back_again"  #: the client unblocked the bot; messages work again
    AWAY = (
        "away"  #: since, until (instants, ISO); we could not hear you then: what got no answer, do again. Button: OPEN
    )
    SHARED_WITHOUT = "shared_without"  #: CASE + now_sent, at, why (code): shared without a yes; recipient: who got it
    WENT_WRONG = "went_wrong"  #: CASE + to, now_sent, at: something went to the wrong place by mistake
    EXPIRING = "expiring"  #: CASE; the yes ends soon (ends); nothing to do, it ends by itself
    GROUP = "group"  #: we do not talk in groups
    # --- client: rights
    RIGHTS = "rights"  #: -; what a client can ask for about their own information
    LIMIT_WHOM = "limit_whom"  #: -; from whom shall something be kept? (buttons)
    LIMIT_WHAT = "limit_what"  #: whom, clinician; everything, or one kind? (buttons)
    LIMIT_DAYS = "limit_days"  #: -; which visits does the client pay in full? (buttons)
    LIMITS_NOW = "limits_now"  #: limits: [{id, whom, category, first, last, state}]; empty list allowed
    REACH_PROMPT = "reach_prompt"  #: clinician; write in one message how to reach you
    ERASE_WHAT = "erase_what"  #: clinician, until (ISO date or null: no law keeps anything), held (bool)
    RIGHT_ASKED = "right_asked"  #: clinician, right, due (instant), paid (bool), agreed (bool), free (bool)
    RIGHT_ANSWERED = "right_answered"  #: clinician, right, granted, reason, paid, held (bool), until (ISO date or null)
    RIGHT_LATER = "right_later"  #: clinician, right, due (instant), reason; it takes longer, once
    ERASE_HELD = "erase_held"  #: clinician; a legal hold keeps what the client wanted erased
    ACCOUNT_FILE = "account_file"  #: account (id); the list of who got what, as it was given
    PAPER_FILE = "paper_file"  #: code; the receipt as a PDF file, because the client asked for it
    DATA_FILE = "data_file"  #: -; everything kept about the client, for machines
    DATA_TEXT = "data_text"  #: -; every message about a request, to read
    FILE_FAILED = "file_failed"  #: clinician; the file could not be made or sent
    SOMETHING_BROKE = "something_broke"  #: we could not read that; nothing was lost or changed
    # --- staff
    STAFF_WELCOME = "staff_welcome"  #: name, agency
    STAFF_HELP = "staff_help"  #: -
    NEW_CLIENT_PICK = "new_client_pick"  #: clients: [{id, alias}]; empty list allowed
    NEW_REQUESTER = "new_requester"  #: requesters: [{id, name}]; tap one or type a name
    NEW_KIND = "new_kind"  #: requester; kinds (buttons)
    NEW_CHECKED = "new_checked"  #: requester, kind; how did you check that it is really them? (buttons)
    NEW_PAPER = "new_paper"  #: method; write which paper it was
    NEW_PERIOD = "new_period"  #: alias, requester, kind, items: [category]
    NEW_ANSWER_BY = "new_answer_by"  #: -
    NEW_ENDS = "new_ends"  #: -
    NEW_HELD = "new_held"  #: ends (ISO date); can the yes be taken back at any time, or does a law hold it?
    NEW_ITEMS = "new_items"  #: items: [category], addable: [category]; change the list
    NEW_REASON = "new_reason"  #: category; write why it is needed
    NEW_RECEIVED = "new_received"  #: items, received, received_period, asked_for_all; what they asked for
    NEW_FACT = "new_fact"  #: write what is new since they were answered
    NEW_ALL_RECORDS = "new_all_records"  #: gaps: [code]; what a request for everything lacks
    PREVIEW = "preview"  #: CASE + alias, client_language, blockers: [code], warnings: [code]; the client's card
    DRAFT_DROPPED = "draft_dropped"  #: -
    SENT = "sent"  #: code, alias; the client will be asked
    SENT_TO_REVIEW = "sent_to_review"  #: code, alias
    NO_REVIEWER = "no_reviewer"  #: nobody at the agency can look at it now; the draft is kept
    REVIEW = "review"  #: for admins: CASE + alias, by
    ALERT_ANSWERED = "alert_answered"  #: CASE + alias, state, granted: yes / partly yes / no
    ALERT_STOPPED = "alert_stopped"  #: CASE + alias, at, sent
    ALERT_STOPPED_SOME = "alert_stopped_some"  #: CASE + alias, at, granted, stopped, sent
    ALERT_QUESTION = "alert_question"  #: code or null, alias, language, text
    ALERT_UNANSWERED = "alert_unanswered"  #: code, alias; closed, nobody answered, send nothing
    ALERT_ENDED = "alert_ended"  #: code, alias, state (expired, used_up, withdrawn, invalidated)
    ALERT_UNREACHABLE = "alert_unreachable"  #: code or null, alias
    ALERT_REACHABLE = "alert_reachable"  #: alias
    ALERT_NOT_ME = "alert_not_me"  #: alias
    ALERT_NOT_ME_LATE = "alert_not_me_late"  #: alias; the wrong person, after the code: facts may have been seen
    ALERT_REOPENED = "alert_reopened"  #: CASE + alias, old_code; the client thinks about a past question again
    ALERT_ARRIVED = "alert_arrived"  #: alias, language; the client has connected
    ALERT_TALK = "alert_talk"  #: alias; wants to talk to a person
    ALERT_NEED = "alert_need"  #: code or null, alias, language, need (code); needs help to read or to understand
    ALERT_DANGER = "alert_danger"  #: alias, at, again (bool): nobody took it on yet; danger words, without the words
    DANGER_RESUMED = "danger_resumed"  #: alias; the client can say yes again
    DANGER_TAKEN = "danger_taken"  #: alias, who, at; somebody takes on an alert about danger
    LETTER_UNFIT = "letter_unfit"  #: what (code), alias; a letter that was not passed on
    ALERT_LANGUAGE = "alert_language"  #: alias; speaks a language that is not on offer
    ALERT_PAPER = "alert_paper"  #: alias; wants papers on paper
    ALERT_CODE = "alert_code"  #: alias; too many wrong codes
    ALERT_MESSAGES_STOPPED = "alert_messages_stopped"  #: alias
    ALERT_EXPIRING = "alert_expiring"  #: CASE + alias, granted; a standing consent ends soon (ends)
    ALERT_WITHOUT_YES = (
        "alert_without_yes"  #: CASE + alias, to_tell, to_review, to_name: what waits after a sharing without a yes
    )
    ALERT_REPLIES_MISSING = "alert_replies_missing"  #: since, until (instants, ISO); answers may be missing
    ALERT_DEAD_LETTER = "alert_dead_letter"  #: for admins: number (inbox row), reason (code)
    ALERT_NOT_DELIVERED = "alert_not_delivered"  #: for admins: code or null, screen (what it was), reason (code)
    DIGEST = "digest"  #: DIGEST below; never sent empty
    CHECK = "check"  #: CASE + alias, verdict, may_go: [items], not_go: [items], reasons: [ids+codes], until
    MARK = "mark"  #: CASE + alias, ticks, attach, beside: [codes]; what was sent, and what lay beside it? (buttons)
    MARKED = "marked"  #: CASE + alias, now_sent, used_up, told (TOLD)
    NOT_RELEASED = "not_released"  #: CASE + alias, reasons; the gate said no at the last moment
    WHO_ASKS = "who_asks"  #: CASE + CHECKED; how it was checked who asks, and the ways to check it (buttons)
    WHICH_PAPER = "which_paper"  #: CASE + method; write which paper it was
    ALERT_NOT_THEM = "alert_not_them"  #: CASE; it was not them who asked: the gate is shut
    WRONG_WHICH = "wrong_which"  #: CASE + releases: [{id, at, items}]; which of them went to the wrong place?
    WRONG_WHO = "wrong_who"  #: CASE + release (its id); write who got it instead
    INCIDENT_NOTED = "incident_noted"  #: CASE + told (TOLD); it is written down, and shut
    ALERT_INCIDENT = "alert_incident"  #: CASE + by, incident_told; something went to the wrong place
    OPEN_LIST = "open_list"  #: requests: [{code, alias, state}]; empty list allowed
    STAFF_CASE = "staff_case"  #: CASE + CHECKED + replied, incident, incident_told; one request for staff
    CLIENTS = "clients"  #: clients: [{id, alias, channel, language, open}]; empty list allowed
    ANSWER_PROMPT = "answer_prompt"  #: alias, text, language; write the answer in one message
    ANSWER_SENT = "answer_sent"  #: alias
    WRITE_PROMPT = "write_prompt"  #: alias
    CALL_NOTED = "call_noted"  #: alias
    REPLY_TEXT = "reply_text"  #: CASE; neutral words to copy and send to the requester after a no or a stop
    CLOSED = "closed"  #: code
    STAFF_UNCLEAR = "staff_unclear"  #: -
    NO_SUCH_CODE = "no_such_code"  #: code (as typed)
    RECORD_HOW = "record_how"  #: CASE + alias, careful, step (giver, agreement, method...), choices: [{"on"}]
    RECORD_WHAT = "record_what"  #: CASE + alias, careful, ticks, agreement, method...; what was the yes for?
    RECORD_NAME = "record_name"  #: CASE + alias, ticks..., again (bool); type the name as it stands on the paper
    RECORD_WITNESS = "record_witness"  #: the same + signed_name; type the name of the witness
    NOT_RECORDED = "not_recorded"  #: CASE + alias, reason (requirement id); nothing was written down
    ALERT_OF_AGE = "alert_of_age"  #: CASE + alias, anew (code or null); a yes given for a minor ended, they are of age
    ALERT_VOUCH = "alert_vouch"  #: CASE + alias, who, said_on, method, agreement; a second person has to vouch
    ALERT_COSIGN = "alert_cosign"  #: CASE + alias, who, way, law, now_sent, recipient: a second person has to agree
    COSIGNED = "cosigned"  #: the same + opens: the second person has agreed
    ALERT_RIGHT = "alert_right"  #: WISH; a client asked for something, or lifted a limit
    RIGHT_REASON = "right_reason"  #: WISH, longer (instant, if it takes longer); write why, in words for the client
    RIGHT_NOTED = "right_noted"  #: WISH + told (TOLD); the answer is saved
    RIGHTS_OPEN = "rights_open"  #: wishes: [WISH + id]; empty list allowed
    REQUESTER_SAID = "requester_said"  #: CASE + alias; what did they say to the answer? (buttons)
    WITHDRAW_SURE = "withdraw_sure"  #: CASE + alias, told (TOLD); take back, or facts wrong?


#: CONTACT is: name, address, phone; the last two may be empty.
#: CASE is this set of facts: code, requester, recipient, kind, purpose, basis, items: [{category, first, last}],
#: ends (ISO date), one_time, answer_by (ISO date or null), asked_for_all, agency, clinician, explained (bool),
#: signature (bool), state, surplus: [category], longer_time ({first, last} or null), new_fact (words or null), replied
#: (code or null), of_age (bool: asked anew because the client is 18 now), by_other (bool: somebody else said yes for
#: the client), explained_again (bool), helped_by (code or null).
#: CHECKED is: identity (checked, unproved, unchecked), checked ({method, at, by} or null), official (bool).
#: TOLD says whether the client hears of it: "yes", "later" (once they can or want to be reached) or "no" (never asked,
#: or wants no messages).
#: WISH is: alias, code (null), right, due (instant), state, limit ({whom, category, first, last} or null), text (the
#: client's own words, or null), until (ISO date to which the law keeps the record, or null), extended,
#: free and held (bool).
#: DIGEST is: questions: [{id, alias, code or null}], reviews: [{code, alias}], waiting: [{code, alias}],
#: ending: [{code, alias, ends}], wishes: [WISH + id], draft (bool); for admins also missing: [code of a notice] and
#: stale (bool).


@dataclass(frozen=True, slots=True)
class Button:
    """One row of a keyboard: what it does, and to which thing of the screen."""

    press: Press
    arg: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """One message to be said: its kind, its facts and its buttons; the mouth words it later."""

    screen: Screen
    facts: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
