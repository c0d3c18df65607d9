"""Sample facts and buttons of the screens about who asks, and about what went to the wrong place."""

from typing import Any

from bot.screens import Button, Press, Screen

CHECKED: dict[str, Any] = {
    "identity": "checked",
    "checked": {"method": "letterhead", "at": "2027-07-01T15:42:00+00:00", "by": "Ana Ruiz"},
    "official": True,
}
OFFICIAL_WAYS = ("badge", "letterhead", "written_statement", "legal_process")
WAYS = ("called_back", "known_to_us", "in_person", "secure_account", "letterhead", "written_statement", "not_yet")


def facts(case: dict[str, Any], partly: dict[str, Any]) -> dict[Screen, dict[str, Any]]:
    """By screen; `case` is an open question, `partly` one with a yes to a part and with a release."""
    gone = partly["sent"][0]
    releases = [{"id": "d1", **gone}, {"id": "d2", **gone, "at": "2027-12-20T15:42:00+00:00"}]
    return {
        Screen.NEW_CHECKED: {"requester": "County Probation", "kind": "probation"},
        Screen.NEW_PAPER: {"method": "badge"},
        Screen.NEW_HELD: {"ends": "2027-12-31"},
        Screen.WHO_ASKS: {**case, **CHECKED},
        Screen.WHICH_PAPER: {**case, "method": "badge"},
        Screen.WENT_WRONG: {**partly, "to": "Oak School", "now_sent": gone["items"], "at": gone["at"]},
        Screen.WRONG_WHICH: {**partly, "releases": releases},
        Screen.WRONG_WHO: {**partly, "release": "d1"},
        Screen.INCIDENT_NOTED: {**partly, "told": "no"},
        Screen.ALERT_INCIDENT: {**partly, "by": "Ana Ruiz", "incident": True, "incident_told": False},
    }


BUTTONS: dict[Screen, tuple[Button, ...]] = {
    Screen.NEW_CHECKED: (*(Button(Press.HOW_CHECKED, way) for way in WAYS), Button(Press.DROP)),
    Screen.NEW_PAPER: (Button(Press.BACK),),
    Screen.NEW_HELD: (
        *(Button(Press.PICK_HELD, e) for e in ("at_any_time", "case_ends", "supervision_ends", "treatment_ends")),
        Button(Press.DROP),
    ),
    Screen.WHO_ASKS: (
        *(Button(Press.CHECKED_BY, way) for way in OFFICIAL_WAYS),
        Button(Press.NOT_THEM),
        Button(Press.BACK),
    ),
    Screen.WHICH_PAPER: (Button(Press.WHO_ASKS),),
    Screen.ALERT_NOT_THEM: (Button(Press.WHO_ASKS), Button(Press.WITHDRAW), Button(Press.CLOSE)),
    Screen.WENT_WRONG: (Button(Press.TALK), Button(Press.WHO_GOT), Button(Press.MENU)),
    Screen.WRONG_WHICH: (Button(Press.WENT_WRONG, "d1"), Button(Press.WENT_WRONG, "d2"), Button(Press.BACK)),
    Screen.WRONG_WHO: (Button(Press.BACK),),
    Screen.INCIDENT_NOTED: (Button(Press.STAFF_CASE, "r1"), Button(Press.OPEN_LIST)),
    Screen.ALERT_INCIDENT: (Button(Press.INCIDENT), Button(Press.CLOSE)),
}
