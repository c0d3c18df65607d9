"""Sample facts and buttons for the screens about whether our words were clear, and who helped to read them."""

from typing import Any

from bot.screens import Button, Press, Screen


def facts(case: dict[str, Any]) -> dict[Screen, dict[str, Any]]:
    """By screen; `case` is an open question."""
    return {
        Screen.TEACH_BACK: {**case, "ticks": [1]},
        Screen.TEACH_AGAIN: {**case, "ticks": [1]},
        Screen.HELPER_NOTED: {"helper": "family"},
        Screen.NEED_TOLD: {"clinician": "Ana Ruiz", "emergency": "911", "need": "read"},
        Screen.ALERT_NEED: {"alias": "M.R.", "code": "AF-7K2Q", "language": "es", "need": "interpreter"},
    }


BUTTONS: dict[Screen, tuple[Button, ...]] = {
    Screen.TEACH_BACK: (
        *(Button(Press.TEACH, said) for said in ("worker", "nobody", "recipient", "help")),
        Button(Press.SHARE_NOTHING),
        Button(Press.TEACH, "skip"),
    ),
    Screen.TEACH_AGAIN: tuple(Button(p) for p in (Press.SAVE, Press.CHANGE, Press.NEEDS, Press.SHARE_NOTHING)),
    Screen.WHO_HELPED: tuple(
        Button(Press.WHO_HELPED, who) for who in ("nobody", "staff", "interpreter", "family", "skip")
    ),
    Screen.HELPER_NOTED: (Button(Press.NEED, "interpreter"), Button(Press.CHOICES)),
    Screen.NEEDS: (
        *(Button(Press.NEED, need) for need in ("interpreter", "read", "large", "meet")),
        Button(Press.TALK),
        Button(Press.OPEN),
    ),
    Screen.NEED_TOLD: (Button(Press.OPEN), Button(Press.MENU)),
    Screen.ALERT_NEED: (Button(Press.WRITE, "c1"), Button(Press.CLOSE)),
}
