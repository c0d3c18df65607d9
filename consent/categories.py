"""The 27 kinds of information, how private each is, and the law and labels that guard it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """A kind of information that can be named in a request, in the order in which lists show it."""

    CONTACT = "contact"
    COVER = "cover"
    ATTEND = "attend"
    SERVICE = "service"
    DX = "dx"
    MEDS = "meds"
    GOALS = "goals"
    PROGRESS = "progress"
    SUMMARY = "summary"
    NOTES = "notes"
    #: Never in it (45 CFR 164.501): medicines (MEDS), start and stop times, kind and frequency of visits (SERVICE,
    #: ATTEND), test results (TESTS), diagnosis (DX), plan (GOALS), how the client does (PROGRESS) (HIPAA-A2-ii).
    PSYNOTES = "psynotes"
    RISK = "risk"
    TESTS = "tests"
    SUD = "sud"
    SUDNOTES = "sudnotes"
    HIV = "hiv"
    STI = "sti"
    REPRO = "repro"
    GENETIC = "genetic"
    ABUSE = "abuse"
    PHYS = "phys"
    FAMILY = "family"
    HOME = "home"
    WORKSCH = "worksch"
    LEGAL = "legal"
    IMMIG = "immig"
    MINORCARE = "minorcare"


class Law(StrEnum):
    """A law, or a family of state laws, that guards a category."""

    HIPAA = "hipaa"
    PSYCHOTHERAPY_NOTES = "psychotherapy_notes"  #: 45 CFR 164.508(a)(2)
    SELF_PAY = "self_pay"  #: 45 CFR 164.522(a)(1)(vi)
    ENTIRE_RECORD = "entire_record"  #: 45 CFR 164.514(d)(5)
    SERIOUS_THREAT = "serious_threat"  #: 45 CFR 164.512(j)
    PART2 = "part2"  #: 42 CFR Part 2
    PART2_NOTES = "part2_notes"  #: 42 CFR 2.31(b)
    PART2_JUSTICE = "part2_justice"  #: 42 CFR 2.12(d), 2.35
    VA7332 = "va7332"  #: 38 USC 7332
    STATE_MENTAL_HEALTH = "state_mental_health"
    STATE_HIV = "state_hiv"
    STATE_STI = "state_sti"
    STATE_SHIELD = "state_shield"
    STATE_GENETIC = "state_genetic"
    STATE_PRIVILEGE = "state_privilege"
    MINOR_CONSENT = "minor_consent"  #: 45 CFR 164.502(g)(3) and state law
    GINA = "gina"
    VAWA = "vawa"
    ADA = "ada"
    FERPA = "ferpa"
    TEST_SECURITY = "test_security"
    THIRD_PARTY = "third_party"  #: Another person's privacy.


#: The v3-ActCode law labels of HL7, where there is one.
LAW_LABEL: dict[Law, str] = {
    Law.PSYCHOTHERAPY_NOTES: "HIPAAPsyNotes",
    Law.SELF_PAY: "HIPAASelfPay",
    Law.PART2: "42CFRPart2",
    Law.PART2_NOTES: "42CFRPart2",
    Law.PART2_JUSTICE: "42CFRPart2",
    Law.VA7332: "Title38Section7332",
}


@dataclass(frozen=True, slots=True)
class Information:
    """What is known about one kind of information.

    `level`: 1 basic, 2 private, 3 sensitive, 4 asked by its own question, 5 asked only in a request of its own.
    """

    level: int
    laws: tuple[Law, ...]
    sensitivity: tuple[str, ...]  #: v3-ActCode; none means that only the local code fits.
    confidentiality: str  #: v3-Confidentiality: N, R or V.
    level_at_risk: int | None = None  #: The level where the place or the program itself is a secret.
    confidentiality_at_risk: str | None = None


_L = Law
_MH = ("MH", "BH")

INFORMATION: dict[Category, Information] = {
    Category.CONTACT: Information(1, (_L.HIPAA, _L.VAWA), ("DEMO",), "N", 4, "R"),
    Category.COVER: Information(1, (_L.HIPAA,), ("IDS",), "N"),
    Category.ATTEND: Information(2, (_L.HIPAA, _L.PART2), (), "N", 4, "R"),
    Category.SERVICE: Information(2, (_L.HIPAA, _L.SELF_PAY), (), "N"),
    Category.DX: Information(3, (_L.STATE_MENTAL_HEALTH, _L.HIPAA), ("DIA", "MH"), "R"),
    Category.MEDS: Information(3, (_L.HIPAA,), (), "R"),
    Category.GOALS: Information(3, (_L.STATE_MENTAL_HEALTH,), _MH, "R"),
    Category.PROGRESS: Information(3, (_L.STATE_MENTAL_HEALTH,), _MH, "R"),
    Category.SUMMARY: Information(3, (_L.STATE_MENTAL_HEALTH,), _MH, "R"),
    Category.NOTES: Information(4, (_L.ENTIRE_RECORD, _L.STATE_MENTAL_HEALTH), _MH, "R"),
    Category.PSYNOTES: Information(5, (_L.PSYCHOTHERAPY_NOTES,), ("PSYTHPN",), "V"),
    Category.RISK: Information(4, (_L.SERIOUS_THREAT, _L.STATE_MENTAL_HEALTH), ("MH", "VIO"), "R"),
    Category.TESTS: Information(3, (_L.TEST_SECURITY,), ("MH",), "R"),
    Category.SUD: Information(4, (_L.PART2, _L.VA7332), ("SUD", "ETH", "ETHUD", "OPIOIDUD"), "R"),
    Category.SUDNOTES: Information(5, (_L.PART2_NOTES, _L.PART2), ("SUD", "PSYTHPN"), "V"),
    Category.HIV: Information(4, (_L.STATE_HIV, _L.VA7332), ("HIV",), "R"),
    Category.STI: Information(4, (_L.STATE_STI, _L.MINOR_CONSENT), ("STD",), "R"),
    Category.REPRO: Information(4, (_L.STATE_SHIELD,), ("SEX", "PREGNANT", "GENDER"), "R"),
    Category.GENETIC: Information(4, (_L.GINA, _L.STATE_GENETIC), ("GDIS",), "R"),
    Category.ABUSE: Information(4, (_L.VAWA, _L.STATE_PRIVILEGE), ("SDV", "VIO", "MST"), "R", None, "V"),
    Category.PHYS: Information(2, (_L.HIPAA, _L.VA7332), (), "N"),
    Category.FAMILY: Information(3, (_L.THIRD_PARTY,), (), "R"),
    Category.HOME: Information(2, (_L.VAWA,), ("LIVARG", "LOCIS"), "N", None, "R"),
    Category.WORKSCH: Information(2, (_L.ADA, _L.FERPA), ("EMPL",), "N"),
    Category.LEGAL: Information(4, (_L.PART2_JUSTICE,), (), "R"),
    Category.IMMIG: Information(4, (), (), "V"),
    Category.MINORCARE: Information(4, (_L.MINOR_CONSENT, _L.PART2), ("ADOL",), "R"),
}

LEVEL: dict[Category, int] = {category: known.level for category, known in INFORMATION.items()}

_OWN_QUESTION = 4
_OWN_REQUEST = 5


def asked_one_by_one(category: Category) -> bool:
    """Whether the client gets a question for this kind of information alone (level 4 and up)."""
    return LEVEL[category] >= _OWN_QUESTION


def stands_alone(category: Category) -> bool:
    """Whether this kind of information needs a request of its own (HIPAA-B3-i, P2-31-b1)."""
    return LEVEL[category] >= _OWN_REQUEST


def mixes_what_stands_alone(categories: Iterable[Category]) -> bool:
    """Whether private notes are put together with anything of another kind (HIPAA-B3-i, HIPAA-B2-iv, P2-31-b1)."""
    kinds = frozenset(categories)
    return len(kinds) > 1 and any(stands_alone(category) for category in kinds)
