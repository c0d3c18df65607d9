"""What staff type for a client is looked at before it leaves: some things are never written in a chat (TG-6)."""

import re
from enum import StrEnum

from bot.actions.telling import in_person
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from db.shapes import ClientFacts, StaffMember


class Unfit(StrEnum):
    """Why words stay here."""

    CODE = "code"  #: The code of a diagnosis.
    NUMBER = "number"  #: A member number, a social security number, or the number of a court case.
    BIRTH_DATE = "birth_date"
    TOPIC = "topic"  #: A private topic, for a client who wants no facts in the chat.


_CODE = re.compile(r"\b(?:ICD|DSM|CPT)\b|\b[A-TV-Z]\d{2}\.\d{1,4}\b")
_NUMBER = re.compile(
    r"\b\d{3}-\d{2}-\d{4}\b"  # Social security.
    r"|\b[A-Z]{1,4}[- ]?\d{6,}\b"  # Members of a plan.
    r"|\b\d{1,4}[-:][A-Z]{2}[-:]\d{3,}\b",  # Court cases.
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](\d{4})\b|\b(\d{4})-\d{2}-\d{2}\b")
#: Beginnings of words, in the languages that are offered; not whole, and no more than a net.
_TOPICS = re.compile(
    r"\b(?:hiv|aids|diagnos|drug|alcohol|addict|rehab|overdos|abus|pregnan|abort|insur|probation|immigra|therap"
    r"|vih|sida|diagnós|drog|adicci|embaraz|seguro médico|terapia|inmigra)"
    r"|إيدز|تشخيص|مخدر|كحول|إدمان|حمل|إجهاض|تأمين|علاج|هجرة",
    re.IGNORECASE,
)
YOUNGEST = 2  #: A date of so many years ago or more is hardly about an appointment.


def unfit(text: str, *, year: int, plain: bool) -> Unfit | None:
    """What speaks against writing this in the chat in this `year`; `plain` where the client wants no facts in it."""
    years = [int(one or other) for one, other in _DATE.findall(text)]
    if _CODE.search(text):
        return Unfit.CODE
    if _NUMBER.search(text):
        return Unfit.NUMBER
    if any(each <= year - YOUNGEST for each in years):
        return Unfit.BIRTH_DATE
    return Unfit.TOPIC if plain and _TOPICS.search(text) else None


def held_back(turn: Turn, staff: StaffMember, client: ClientFacts, text: str) -> bool:
    """Whether words stay here; then staff read why, and can write them anew or call (TG-6)."""
    why = unfit(text, year=turn.now.year, plain=in_person(client))
    if why is None:
        return False
    turn.reply(staff, show(Screen.LETTER_UNFIT, {"alias": client.alias, "what": why}, Button(Press.BACK)))
    return True
