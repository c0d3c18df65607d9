"""Sample facts and buttons of the screens about being asked for more than is needed; all names are invented."""

from collections.abc import Mapping
from typing import Any

from bot.screens import Button, Press, Screen

DECADE = {"first": "2017-01-01", "last": "2027-06-30"}
IN_A_CASE: dict[str, Any] = {"surplus": ["notes", "family"], "longer_time": None, "new_fact": None}
REPLIED: dict[str, Any] = {"replied": "not_enough", "new_fact": "The plan changed its form."}
ALONE: dict[str, Any] = {"ticks": [0, 1], "settled": [], "at": 1}
FACTS: Mapping[Screen, Mapping[str, Any]] = {
    Screen.NEW_ALL_RECORDS: {"gaps": ["facts", "recipient", "end"]},
    Screen.NEW_RECEIVED: {
        "items": ["dx"],
        "received": ["dx", "notes"],
        "asked_for_all": True,
        "received_period": DECADE,
    },
    Screen.NEW_FACT: {},
}
BUTTONS: Mapping[Screen, tuple[Button, ...]] = {
    Screen.ALONE: (
        Button(Press.ONE_YES, "1"),
        Button(Press.ONE_NO, "1"),
        Button(Press.SHARE_NOTHING),
        Button(Press.BACK),
    ),
    Screen.NEW_RECEIVED: (
        Button(Press.RECEIVED_DONE),
        Button(Press.RECEIVED_ALL),
        Button(Press.RECEIVED_ITEM, "dx"),
        Button(Press.RECEIVED_ITEM, "hiv"),
    ),
    Screen.NEW_FACT: (Button(Press.BACK),),
    Screen.REQUESTER_SAID: (
        *(Button(Press.REPLIED, reply) for reply in ("accepted", "not_enough", "withdrawn")),
        Button(Press.BACK),
    ),
}
