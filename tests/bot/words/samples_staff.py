"""The buttons under what staff read, one set for every screen."""

from collections.abc import Mapping

from bot.screens import Button, Press, Screen

BUTTONS: Mapping[Screen, tuple[Button, ...]] = {
    Screen.STAFF_WELCOME: (Button(Press.NEW), Button(Press.OPEN_LIST), Button(Press.CLIENTS)),
    Screen.NEW_CLIENT_PICK: (Button(Press.PICK_CLIENT, "c1"), Button(Press.PICK_CLIENT, "c2"), Button(Press.DROP)),
    Screen.NEW_REQUESTER: (Button(Press.PICK_REQUESTER, "q1"), Button(Press.DROP)),
    Screen.NEW_KIND: (Button(Press.PICK_KIND, "payer_payment"), Button(Press.PICK_KIND, "other"), Button(Press.DROP)),
    Screen.NEW_PERIOD: tuple(Button(Press.PICK_PERIOD, arg) for arg in ("last_3", "last_6", "last_12", "this_year")),
    Screen.NEW_ANSWER_BY: tuple(Button(Press.PICK_ANSWER_BY, arg) for arg in ("none", "week", "two_weeks", "month")),
    Screen.NEW_ENDS: tuple(Button(Press.PICK_ENDS, arg) for arg in ("once", "month", "three_months", "year")),
    Screen.NEW_ITEMS: (Button(Press.DONE), Button(Press.ITEM, "dx"), Button(Press.ITEM, "goals"), Button(Press.DROP)),
    Screen.PREVIEW: tuple(
        Button(press) for press in (Press.SEND, Press.REVIEW_FIRST, Press.ITEMS, Press.EDIT, Press.DROP)
    ),
    Screen.SENT: (Button(Press.STAFF_CASE, "r1"), Button(Press.NEW)),
    Screen.REVIEW: (Button(Press.APPROVE), Button(Press.SEND_BACK)),
    Screen.ALERT_ANSWERED: (Button(Press.CHECK), Button(Press.MARK), Button(Press.WRITE, "c1")),
    Screen.ALERT_STOPPED: (Button(Press.REPLY_TEXT), Button(Press.CLOSE)),
    Screen.ALERT_QUESTION: (Button(Press.ANSWER, "x1"), Button(Press.WILL_CALL, "x1")),
    Screen.ALERT_DANGER: (Button(Press.TAKE_ON, "d1"), Button(Press.WRITE, "c1")),
    Screen.DANGER_TAKEN: (Button(Press.CLOSE),),
    Screen.HIDE: (Button(Press.CLEAR), Button(Press.PAUSE_WORD), Button(Press.MENU)),
    Screen.PAUSED: (),
    Screen.ALERT_UNREACHABLE: (Button(Press.RECORD_NO), Button(Press.CLOSE)),
    Screen.MARK: (
        Button(Press.MARK_ITEM, "1"),
        Button(Press.MARK_WITH, "part2_statement"),
        Button(Press.MARK_WITH, "consent_copy"),
        Button(Press.MARK_DONE),
        Button(Press.BACK),
    ),
    Screen.OPEN_LIST: (Button(Press.STAFF_CASE, "r1"), Button(Press.STAFF_CASE, "r2"), Button(Press.NEW)),
    Screen.STAFF_CASE: (Button(Press.CHECK), Button(Press.MARK), Button(Press.RECORD_NO), Button(Press.WITHDRAW)),
    Screen.CLIENTS: (Button(Press.WRITE, "c1"), Button(Press.NEW)),
    Screen.WITHDRAW_SURE: (Button(Press.TAKE_BACK), Button(Press.FACTS_WRONG), Button(Press.BACK)),
}
