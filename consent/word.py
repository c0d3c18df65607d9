"""What somebody said outside the chat and staff wrote down: who, how, when, and who vouches for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Method(StrEnum):
    """How the answer came."""

    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Proof(StrEnum):
    """How staff knew who spoke (HIPAA-V-3, ESIG-4)."""

    KNOWN = "known"  #: They know the person by sight or voice.
    DOCUMENT = "document"  #: They saw a document with a picture.
    CALLED_BACK = "called_back"  #: They rang the number in the file.


class Helper(StrEnum):
    """Who helped to read or to speak; the role alone, never a name (ESIG-9, LEP-3)."""

    NOBODY = "nobody"
    INTERPRETER = "interpreter"
    STAFF = "staff"
    FAMILY = "family"


class Authority(StrEnum):
    """What lets somebody decide for the client (HIPAA-C1-vi-b, E5)."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    POWER_OF_ATTORNEY = "power_of_attorney"
    COURT_ORDER = "court_order"


class Agreement(StrEnum):
    """In what way the client agreed: in so many words, or, about family and friends alone, less (HIPAA-510-1)."""

    AGREED = "agreed"
    NOT_OBJECTED = "not_objected"  #: They were told, could object, and did not.
    INFERRED = "inferred"  #: From the circumstances staff judge, as professionals, that the client does not object.


INFORMAL = frozenset({Agreement.NOT_OBJECTED, Agreement.INFERRED})

CLIENT = "client"  #: As `giver`: the client themselves; else the id of somebody who decides beside them.


@dataclass(frozen=True, slots=True)
class Word:
    """One answer given on paper, by phone or in person, as staff wrote it down (E3, E4, REV-4)."""

    method: Method
    proof: Proof
    said_on: date  #: In the agency's time zone.
    granted: frozenset[int]  #: The positions of the items; none is a no.
    by: str  #: The person of the agency who heard or saw it.
    at: datetime  #: When it was written down, UTC.
    giver: str = CLIENT
    authority: Authority | None = None  #: By what right the giver decides, as it was known then; None for the client.
    helper: Helper = Helper.NOBODY
    answers: bool = False  #: It was the answer itself, and not a word beside one.
    second: str | None = None  #: Another person of the agency who vouches for it.
    second_at: datetime | None = None
    witness: str | None = None  #: Who saw them sign, by the name on the paper, where a law wants a witness (ESIG-10).
    agreement: Agreement = Agreement.AGREED

    @property
    def counts(self) -> bool:
        """A no counts at once; a yes counts once two people vouch for it."""
        return not self.granted or self.second is not None

    @property
    def informal(self) -> bool:
        """Whether it is less than a yes in so many words (HIPAA-510-1)."""
        return bool(self.granted) and self.agreement in INFORMAL


def witnessed(words: Iterable[Word]) -> bool:
    """Whether the answer was a yes signed before a witness (ST-MH-IL, ESIG-10)."""
    answers = [each for each in words if each.answers and each.granted]
    return bool(answers) and all((each.witness or "").strip() for each in answers)
