"""Sample facts and buttons for the screens about an answer that was given outside the chat."""

from typing import Any

from bot.screens import Button, Press, Screen


def facts(case: dict[str, Any], partly: dict[str, Any]) -> dict[Screen, dict[str, Any]]:
    """By screen; `case` is an open question, `partly` one with a yes to a part."""
    said = {"who": "Ana Ruiz", "said_on": "2027-07-05", "own": True}
    return {
        Screen.WRITTEN_DOWN: {**partly, **said},
        Screen.RECORD_HOW: {**case, "step": "proof", "choices": [{"on": "2027-07-05"}]},
        Screen.RECORD_WHAT: {**case, "ticks": [1], "careful": True},
        Screen.RECORD_NAME: {**case, "ticks": [1], "again": True},
        Screen.RECORD_WITNESS: {**case, "ticks": [1], "again": True},
        Screen.YES_IN_PERSON: {**case, "witness": True},
        Screen.NOT_RECORDED: {**case, "reason": "SAFE-3"},
        Screen.ALERT_VOUCH: {**partly, **said, "method": "phone", "proof": "known"},
    }


RECORDED: dict[Screen, tuple[Button, ...]] = {
    Screen.WRITTEN_DOWN: tuple(Button(p) for p in (Press.NEVER_SAID, Press.STOP, Press.PAPER, Press.CHOICES)),
    Screen.RECORD_HOW: (*(Button(Press.SAID_BY, arg) for arg in ("paper", "phone", "in_person")), Button(Press.BACK)),
    Screen.RECORD_WHAT: (Button(Press.RECORD_ITEM, "1"), Button(Press.RECORD_SAVE), Button(Press.RECORD_NO)),
    Screen.RECORD_NAME: (Button(Press.BACK),),
    Screen.RECORD_WITNESS: (Button(Press.BACK),),
    Screen.YES_IN_PERSON: (Button(Press.SHARE_NOTHING), Button(Press.TALK), Button(Press.OPEN)),
    Screen.NOT_RECORDED: (Button(Press.CLOSE),),
    Screen.ALERT_OF_AGE: (Button(Press.NEW), Button(Press.CLOSE)),
    Screen.ALERT_VOUCH: (Button(Press.VOUCH), Button(Press.CLOSE)),
}
