"""Sample facts and buttons for the screens about notices, rights, languages and papers."""

from collections.abc import Mapping
from typing import Any

from bot.screens import Button, Press, Screen

NPP = {"version": "2027-1", "url": "https://riverside.example.org/privacy?a=1&b=2"}
LEE = {"name": "Lee Moss", "address": "1 River Road, Albany", "phone": "518-555-0100"}
WATCHDOG = {"name": "Data Protection Commission", "address": "Dublin", "phone": ""}
HELP = ["Мовна допомога для вас безкоштовна.", "کمک زبانی برای شما رایگان است."]
WHERE: dict[str, Any] = {"complaints": LEE, "hhs": True}


def facts(common: Mapping[str, Any], case: Mapping[str, Any]) -> dict[Screen, Mapping[str, Any]]:
    """The facts of each screen."""
    return {
        Screen.LANGUAGES: {"help": HELP},
        Screen.NO_LANGUAGE: {"help": HELP},
        Screen.PRIVACY: {**common, **WHERE, "npp": NPP, "policy": NPP, "authority": WATCHDOG},
        Screen.MORE_RIGHTS: {
            **common,
            **{"retention": None, "basis": None, "source": None},
            **{"complaints": LEE, "officer": LEE, "authority": WATCHDOG, "policy": NPP},
        },
        Screen.PART2_NOTICE: {**common, "part2": NPP},
        Screen.PAPERS_HERE: {**case, "ticks": [1], "signature": True},
        Screen.ALERT_LANGUAGE: {"alias": "M.R."},
        Screen.ALERT_PAPER: {"alias": "M.R."},
    }


BUTTONS: Mapping[Screen, tuple[Button, ...]] = {
    Screen.LANGUAGES: (
        *(Button(Press.LANGUAGE, code) for code in ("en", "es", "ar")),
        Button(Press.NO_LANGUAGE),
    ),
    Screen.NO_LANGUAGE: tuple(Button(Press.LANGUAGE, code) for code in ("en", "es", "ar")),
    Screen.PRIVACY: (Button(Press.MORE_RIGHTS), Button(Press.LIMITS_AGAIN), Button(Press.MENU)),
    Screen.MORE_RIGHTS: (Button(Press.RIGHTS), Button(Press.STOP_SHARING), Button(Press.MENU)),
    Screen.PAPERS_HERE: tuple(
        Button(press) for press in (Press.SIGN_HERE, Press.WANT_PAPER, Press.SHARE_NOTHING, Press.BACK)
    ),
    Screen.PAPER_CHOSEN: (Button(Press.SHARE_NOTHING), Button(Press.TALK), Button(Press.MENU)),
}
