"""Sample facts and buttons for the screens about a client's rights; all names are invented."""

from collections.abc import Mapping
from typing import Any

from bot.screens import Button, Press, Screen

ALIAS = "M.R."
COMMON: dict[str, Any] = {
    "agency": "Riverside Center",
    "clinician": "Ana Ruiz",
    "emergency": "911",
    "crisis": "988",
}
DUE = {"due": "2027-08-04T15:42:00+00:00"}
LIMIT = {"whom": "work", "category": "dx", "first": None, "last": None}
PAID = {"whom": "plan", "category": None, "first": "2027-07-01", "last": "2027-07-31"}
WISH: dict[str, Any] = {
    "id": "w1",
    "alias": ALIAS,
    "code": None,
    "right": "limit",
    **DUE,
    "state": "waiting",
    "limit": LIMIT,
    "text": None,
    "until": None,
    "extended": False,
    "free": False,
    "held": False,
}
OWED = {**DUE, "right": "account"}
ANSWER = {**COMMON, "right": "limit", "granted": False, "reason": "The law wants it.", "paid": False, "until": None}

FACTS: Mapping[Screen, Mapping[str, Any]] = {
    Screen.LIMIT_WHAT: {**COMMON, "whom": "work"},
    Screen.LIMITS_NOW: {
        **COMMON,
        "limits": [{"id": "w1", "state": "waiting", **LIMIT}, {"id": "w2", "state": "agreed", **PAID}],
    },
    Screen.ERASE_WHAT: {**COMMON, "until": "2033-12-31", "held": False},
    Screen.ERASE_HELD: COMMON,
    Screen.RIGHT_LATER: {**COMMON, **OWED, "reason": "The file is on paper."},
    Screen.RIGHT_ASKED: {**COMMON, **DUE, "right": "limit", "paid": False, "agreed": False, "free": False},
    Screen.RIGHT_ANSWERED: ANSWER,
    Screen.ALERT_RIGHT: WISH,
    Screen.RIGHT_REASON: WISH,
    Screen.RIGHT_NOTED: {**WISH, "state": "agreed", "told": "yes"},
    Screen.RIGHTS_OPEN: {"wishes": [WISH, {**WISH, "id": "w2", "alias": "T.K.", "right": "copy", "limit": None}]},
}
BUTTONS: Mapping[Screen, tuple[Button, ...]] = {
    Screen.RIGHTS: (
        Button(Press.WHO_GOT),
        Button(Press.RIGHT, "copy"),
        Button(Press.RIGHT, "account"),
        Button(Press.RIGHT, "limit"),
        Button(Press.LIMITS),
        Button(Press.RIGHT, "reach"),
        Button(Press.RIGHT, "data"),
        Button(Press.RIGHT, "erase"),
        Button(Press.MENU),
    ),
    Screen.LIMIT_WHOM: (
        Button(Press.LIMIT_PAID),
        *(Button(Press.LIMIT_WHOM, arg) for arg in ("plan", "work", "school", "court", "family", "care", "anyone")),
        Button(Press.RIGHTS),
    ),
    Screen.LIMIT_WHAT: (Button(Press.LIMIT_WHAT, "all"), Button(Press.LIMIT_WHAT, "dx"), Button(Press.RIGHTS)),
    Screen.LIMIT_DAYS: tuple(Button(Press.LIMIT_DAYS, arg) for arg in ("this_month", "last_3", "last_12", "from_now")),
    Screen.LIMITS_NOW: (Button(Press.LIFT, "w1"), Button(Press.LIFT, "w2"), Button(Press.RIGHTS)),
    Screen.ERASE_WHAT: (Button(Press.ERASE), Button(Press.RIGHTS)),
    Screen.RIGHT_ASKED: (Button(Press.LIMITS), Button(Press.RIGHTS), Button(Press.MENU)),
    Screen.ERASE_HELD: (Button(Press.TALK), Button(Press.RIGHTS)),
    Screen.RIGHT_LATER: (Button(Press.RIGHTS), Button(Press.TALK)),
    Screen.ALERT_RIGHT: (
        Button(Press.RIGHT_YES, "w1"),
        Button(Press.RIGHT_NO, "w1"),
        Button(Press.RIGHT_LATER, "w1"),
        Button(Press.WRITE, "c1"),
    ),
    Screen.RIGHT_REASON: (Button(Press.BACK),),
    Screen.RIGHTS_OPEN: (Button(Press.WISH, "w1"), Button(Press.WISH, "w2"), Button(Press.OPEN_LIST)),
}
