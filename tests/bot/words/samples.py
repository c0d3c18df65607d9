"""One set of sample facts and buttons for every screen, as the actions give them; all names are invented."""

from collections.abc import Mapping
from typing import Any

from bot.screens import Button, Press, Screen, Show
from tests.bot.words import samples_asked as asked
from tests.bot.words import (
    samples_checked,
    samples_notices,
    samples_recorded,
    samples_rights,
    samples_staff,
    samples_understanding,
)

ANA = "Ana Ruiz"
RIVERSIDE = "Riverside Center"
GREEN_VALLEY = "Green Valley Health Plan"
CODE = "AF-7K2Q"
ALIAS = "M.R."

ITEMS = [
    {"category": "dx", "first": "2027-01-01", "last": "2027-06-30"},
    {"category": "attend", "first": "2027-01-01", "last": "2027-06-30"},
]
SENT = [{"recipient": GREEN_VALLEY, "at": "2027-12-04T15:42:00+00:00", "items": ITEMS[1:]}]

COMMON: dict[str, Any] = {"agency": RIVERSIDE, "clinician": ANA, "emergency": "911", "crisis": "988"}

CASE: dict[str, Any] = {
    **COMMON,
    "alias": ALIAS,
    "code": CODE,
    "requester": GREEN_VALLEY,
    "recipient": GREEN_VALLEY,
    "kind": "payer_payment",
    "purpose": "payment",
    "basis": "policy_consent",
    "refusal": "stops_may_cost",
    "items": ITEMS,
    "granted": [],
    "ends": "2027-12-31",
    "one_time": False,
    "answer_by": "2027-07-15",
    "asked_for_all": True,
    **asked.IN_A_CASE,
    "explained": True,
    "signature": False,
    "signed": False,
    "state": "asked",
    "decided_at": "2027-07-05T15:42:00+00:00",
    "sent": [],
}

REQUESTS = [
    {"id": "r1", "code": CODE, "alias": ALIAS, "recipient": GREEN_VALLEY}
    | {"state": "partly_granted", "ends": "2027-12-31"},
    {
        "id": "r2",
        "code": "AF-9M4T",
        "alias": "T.K.",
        "recipient": "Oak School",
        "state": "denied",
        "ends": "2027-12-31",
    },
]
CLIENTS = [
    {"id": "c1", "alias": ALIAS, "channel": "ready", "language": "es", "open": 2},
    {"id": "c2", "alias": "T.K.", "channel": "invited", "language": "ar", "open": 0},
]
REASONS = [{"id": "EDPB-GRAN", "code": "not_granted"}, {"id": "HIPAA-C1-i", "code": "outside_period"}]
GATE = {
    "verdict": "allow_redacted",
    "may_go": ITEMS[1:],
    "not_go": ITEMS[:1],
    "reasons": REASONS,
    "until": "2028-01-01T06:00:00+00:00",
}
PAPERS = [{"id": "P2-32-a", "code": "part2_statement"}, {"id": "P2-32-b", "code": "consent_copy"}]
PARTLY = {**CASE, "state": "partly_granted", "granted": [1], "sent": SENT}
BOTH = {**CASE, "state": "granted", "granted": [0, 1], "sent": SENT}
AT = {"at": "2027-12-05T16:42:00+00:00"}
DRAFT = {**CASE, "code": "AF-____", "state": "draft"}

OUTAGE = {"since": "2027-07-05T15:42:00+00:00", "until": "2027-07-05T17:10:00+00:00"}
ZONES = [
    {"id": zone, "at": "2027-07-05T15:42:00+00:00"}
    for zone in ("America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles")
]
ROW = {"code": CODE, "alias": ALIAS}
DIGEST: dict[str, Any] = {
    "questions": [{"id": "x1", **ROW}, {"id": "x2", "code": None, "alias": "T.K."}],
    "reviews": [ROW],
    "waiting": [ROW, {"code": "AF-9M4T", "alias": "T.K."}],
    "ending": [{**ROW, "ends": "2027-12-31"}],
    "wishes": [{"id": "w1", "alias": ALIAS, "right": "account", "due": "2027-12-31T15:42:00+00:00"}],
    "draft": True,
    "missing": ["npp", "complaints"],
    "stale": True,
}

FACTS: Mapping[Screen, Mapping[str, Any]] = {
    **samples_recorded.facts(CASE, PARTLY),
    **samples_understanding.facts(CASE),
    **samples_checked.facts(CASE, PARTLY),
    Screen.PICKER: {**CASE, "ticks": [1]},
    Screen.PICK_END: {
        **CASE,
        "ticks": [1],
        "choices": [{"key": "month", "on": "2027-08-05"}, {"key": "three_months", "on": "2027-10-05"}],
    },
    Screen.READ_BACK: {**CASE, "ticks": [1]},
    Screen.SIGN: {**CASE, "ticks": [1], "signature": True},
    Screen.SIGN_AGAIN: {**CASE, "ticks": [1], "signature": True},
    Screen.RECEIPT: PARTLY,
    Screen.POSTPONED: {**CASE, "until": "2027-07-06T15:00:00+00:00"},
    Screen.QUESTION_ANSWER: {**COMMON, "question": "¿Quién va a leer esto?", "answer": "Two people at the plan."},
    Screen.KNOCK: {**COMMON, "shared": False},
    Screen.REMINDER: {**COMMON, "shared": False},
    Screen.WITHDRAWN: {**CASE, "state": "withdrawn", "sent": SENT},
    Screen.INVALIDATED: {**CASE, "state": "invalidated", "sent": SENT},
    Screen.RELEASED: {**PARTLY, "now_sent": ITEMS[1:], "used_up": True},
    Screen.REVOKED: {**CASE, "state": "revoked", "sent": SENT},
    Screen.REVOKED_SOME: {**PARTLY, "stopped": [0]},
    Screen.CHOICES: {"requests": REQUESTS},
    Screen.CHOICE: PARTLY,
    Screen.STOP_WHICH: {"requests": REQUESTS},
    Screen.STOP_ITEMS: BOTH,
    Screen.STOPPED_ALL: {**COMMON, "sent": SENT},
    Screen.WHO_GOT: {**COMMON, "sent": SENT},
    Screen.WHICH_QUESTION: {"requests": REQUESTS},
    Screen.FROM_CLINICIAN: {
        **COMMON,
        "other_language": False,
        "text": "See you on Monday.\nBring a snack & a friend <3",
    },
    Screen.PAPER: {**PARTLY, "signed": True, "read_at": "2027-07-05T15:50:00+00:00"},
    Screen.STAFF_WELCOME: {**COMMON, "name": ANA},
    Screen.NEW_CLIENT_PICK: {"clients": CLIENTS},
    Screen.NEW_REQUESTER: {"alias": ALIAS, "requesters": [{"id": "q1", "name": GREEN_VALLEY}]},
    Screen.NEW_KIND: {"requester": GREEN_VALLEY},
    Screen.NEW_PERIOD: {
        "alias": ALIAS,
        "requester": GREEN_VALLEY,
        "kind": "payer_payment",
        "items": ["contact", "dx", "attend"],
    },
    Screen.NEW_ITEMS: {"items": ["dx", "attend"], "addable": ["goals", "meds"]},
    Screen.NEW_REASON: {"category": "goals"},
    **asked.FACTS,
    Screen.ALONE: {**CASE, **asked.ALONE},
    Screen.PREVIEW: {
        **DRAFT,
        "client_language": "es",
        "blockers": [{"id": "HIPAA-MN-2", "code": "needs_reason"}],
        "warnings": [{"id": "HIPAA-C1-v", "code": "long"}],
    },
    Screen.REVIEW: {**CASE, "state": "in_review", "by": "Sam Lee"},
    Screen.ALERT_ANSWERED: PARTLY,
    Screen.ALERT_STOPPED: {**CASE, **AT, "state": "revoked", "sent": SENT},
    Screen.ALERT_STOPPED_SOME: {**PARTLY, **AT, "stopped": [0]},
    Screen.ALERT_QUESTION: {"code": CODE, "alias": ALIAS, "language": "es", "text": "¿Quién va a leer esto?"},
    Screen.ALERT_ENDED: {**CASE, **AT, "state": "expired"},
    Screen.ALERT_UNREACHABLE: {"code": CODE, "alias": ALIAS, "standing": True},
    Screen.ALERT_ARRIVED: {"alias": ALIAS, "language": "ar", **AT, "code": None},
    Screen.ALERT_REOPENED: {**CASE, "old_code": "AF-9M4T"},
    Screen.ALERT_DANGER: {"alias": ALIAS, "again": True, **AT},
    Screen.LETTER_UNFIT: {"alias": ALIAS, "what": "number"},
    Screen.DANGER_TAKEN: {"alias": ALIAS, "who": ANA, **AT},
    Screen.CHECK: {**PARTLY, **GATE},
    Screen.MARK: {**PARTLY, **GATE, "ticks": [1], "attach": PAPERS, "beside": ["consent_copy"]},
    Screen.MARKED: {**PARTLY, "now_sent": ITEMS[1:], "used_up": True, "told": "yes"},
    Screen.NOT_RELEASED: {**CASE, **GATE, "verdict": "block"},
    Screen.OPEN_LIST: {"requests": REQUESTS},
    Screen.STAFF_CASE: {**PARTLY, **asked.REPLIED, **samples_checked.CHECKED},
    Screen.CLIENTS: {"clients": CLIENTS},
    Screen.ANSWER_PROMPT: {"alias": ALIAS, "language": "es", "text": "¿Quién va a leer esto?"},
    Screen.REPLY_TEXT: {**CASE, "state": "denied"},
    Screen.CLOSED: {"code": CODE},
    Screen.NO_SUCH_CODE: {"code": "AF-OOPS"},
    Screen.SETTING_ZONE: {"zones": ZONES},
    Screen.AWAY: OUTAGE,
    Screen.EXPIRING: PARTLY,
    Screen.HELD_OVER: PARTLY,
    Screen.SHARED_WITHOUT: {**CASE, "now_sent": ITEMS[1:], "at": "2027-12-04T15:42:00+00:00", "why": "emergency"},
    Screen.ALERT_WITHOUT_YES: {**CASE, "to_tell": True, "to_review": True, "to_name": True},
    Screen.ALERT_COSIGN: {**CASE, "who": ANA, "way": "EX-COURT", "law": "45 CFR 164.512(e)", "now_sent": ITEMS[1:]},
    Screen.COSIGNED: {**CASE, "opens": True, "now_sent": ITEMS[1:]},
    Screen.WITHDRAW_SURE: {**CASE, "told": "yes"},
    Screen.ALERT_EXPIRING: PARTLY,
    Screen.ALERT_REPLIES_MISSING: OUTAGE,
    Screen.ALERT_DEAD_LETTER: {"number": 17, "reason": "unreadable"},
    Screen.ALERT_NOT_DELIVERED: {"code": CODE, "screen": "receipt_no", "reason": "no_answer"},
    Screen.DIGEST: DIGEST,
    **samples_rights.FACTS,
    **samples_notices.facts(COMMON, CASE),
}

_MENU = (Button(Press.CHOICES), Button(Press.HELP))
_ANSWERS = tuple(
    Button(press) for press in (Press.SHARE_ALL, Press.SHARE_SOME, Press.SHARE_NOTHING, Press.QUESTION, Press.LATER)
)
BUTTONS: Mapping[Screen, tuple[Button, ...]] = {
    **samples_recorded.RECORDED,
    **samples_understanding.BUTTONS,
    **samples_checked.BUTTONS,
    Screen.WELCOME: (Button(Press.CODE_HINT), Button(Press.NOT_ME), Button(Press.TALK)),
    Screen.CODE_WRONG: (Button(Press.NOT_ME), Button(Press.TALK)),
    Screen.CODE_LOCKED: (Button(Press.NOT_ME),),
    Screen.SETTING_PHONE: tuple(Button(Press.PHONE, arg) for arg in ("mine", "shared", "skip")),
    Screen.SETTING_WINDOW: (
        *(Button(Press.WINDOW, arg) for arg in ("any", "morning", "afternoon", "evening", "skip")),
        Button(Press.ZONE_MENU),
    ),
    Screen.SETTING_ZONE: (*(Button(Press.ZONE, zone["id"]) for zone in ZONES), Button(Press.ZONE, "skip")),
    Screen.AWAY: (Button(Press.OPEN),),
    Screen.SHARED_WITHOUT: (Button(Press.TALK), Button(Press.WHO_GOT), Button(Press.MENU)),
    Screen.ALERT_WITHOUT_YES: (Button(Press.CLOSE),),
    Screen.ALERT_COSIGN: (Button(Press.COSIGN, "7"), Button(Press.CLOSE)),
    Screen.COSIGNED: (Button(Press.CLOSE),),
    Screen.EXPIRING: (Button(Press.STOP), Button(Press.PAPER), Button(Press.CHOICES)),
    Screen.ALERT_EXPIRING: (Button(Press.CHECK), Button(Press.MARK), Button(Press.CLOSE)),
    Screen.ALERT_NOT_DELIVERED: (Button(Press.STAFF_CASE, "r1"), Button(Press.CLOSE)),
    Screen.DIGEST: (
        *(Button(Press.ANSWER, id) for id in ("x1", "x2")),
        *(Button(Press.WISH, "w1"), Button(Press.OPEN_LIST)),
    ),
    Screen.SETTING_DETAIL: tuple(Button(Press.DETAIL, arg) for arg in ("chat", "in_person", "skip")),
    Screen.LIMITS: (Button(Press.LIMITS_READ), Button(Press.LIMITS_QUESTION)),
    Screen.READY: (Button(Press.MENU),),
    Screen.KNOCK: (Button(Press.OPEN), Button(Press.TOMORROW), Button(Press.TALK)),
    Screen.REMINDER: (Button(Press.OPEN), Button(Press.NO_REMINDERS), Button(Press.TALK)),
    Screen.CARD: (Button(Press.WHAT_IF), *_ANSWERS),
    Screen.WHAT_HAPPENS: (*_ANSWERS, Button(Press.BACK)),
    Screen.PICKER: (
        Button(Press.PICK, "0"),
        Button(Press.PICK, "1"),
        Button(Press.DONE),
        Button(Press.SHARE_NOTHING),
        Button(Press.BACK),
    ),
    Screen.PICK_END: (Button(Press.END, "0"), Button(Press.END, "1"), Button(Press.BACK)),
    Screen.READ_BACK: (
        Button(Press.SAVE),
        Button(Press.CHANGE),
        Button(Press.SHORTEN),
        Button(Press.SHARE_NOTHING),
    ),
    Screen.SIGN: (Button(Press.BACK), Button(Press.SHARE_NOTHING)),
    Screen.SIGN_AGAIN: (Button(Press.BACK), Button(Press.SHARE_NOTHING)),
    Screen.RECEIPT: (Button(Press.STOP), Button(Press.STOP_SOME), Button(Press.PAPER), Button(Press.CHOICES)),
    Screen.RECEIPT_NO: (Button(Press.CHANGED_MIND), Button(Press.CHOICES)),
    Screen.REVOKED: (Button(Press.UNDO), Button(Press.WHO_GOT), Button(Press.CHOICES)),
    Screen.MENU: tuple(
        Button(press)
        for press in (
            Press.CHOICES,
            Press.STOP_SHARING,
            Press.WHO_GOT,
            Press.RIGHTS,
            Press.LANGUAGE_MENU,
            Press.SETTINGS,
            Press.TALK,
            Press.NEEDS,
            Press.HIDE,
            Press.HELP,
        )
    ),
    Screen.KNOCK_IN_PERSON: (Button(Press.TALK), Button(Press.SHARE_NOTHING), Button(Press.MENU)),
    Screen.NEWS_IN_PERSON: (Button(Press.STOP), Button(Press.TALK), Button(Press.MENU)),
    Screen.SAVED_IN_PERSON: (Button(Press.TALK), Button(Press.MENU)),
    Screen.YES_PAUSED: (Button(Press.SHARE_NOTHING), Button(Press.TALK), Button(Press.OPEN)),
    Screen.CHOICES: (Button(Press.CHOICE, "r1"), Button(Press.CHOICE, "r2"), Button(Press.MENU)),
    Screen.STOP_WHICH: (Button(Press.STOP, "r1"), Button(Press.STOP, "r2"), Button(Press.STOP_ALL)),
    Screen.STOP_ITEMS: (Button(Press.STOP_ITEM, "0"), Button(Press.STOP_ITEM, "1"), Button(Press.STOP)),
    Screen.STOP_WORD: tuple(
        Button(press) for press in (Press.STOP_MESSAGES, Press.STOP_SHARING, Press.STOP_BOTH, Press.STOP_NEITHER)
    ),
    Screen.MESSAGES_STOPPED: (Button(Press.MESSAGES_ON),),
    Screen.WHICH_QUESTION: (Button(Press.CHOICE, "r1"), Button(Press.CHOICE, "r2"), Button(Press.MENU)),
    **samples_staff.BUTTONS,
    **asked.BUTTONS,
    **samples_rights.BUTTONS,
    **samples_notices.BUTTONS,
}


def sample(screen: Screen, **changes: Any) -> Show:
    """One screen as an action would show it; `changes` replace single facts."""
    return Show(screen, {**FACTS.get(screen, CASE), **changes}, BUTTONS.get(screen, _MENU))


def is_for_staff(screen: Screen) -> bool:
    """Whether staff read this screen: everything from the staff welcome on."""
    order = list(Screen)
    return order.index(screen) >= order.index(Screen.STAFF_WELCOME)
