"""What an agency decides for itself, within what the laws leave open: each policy, its usual value, what it may be."""

from enum import StrEnum


class Policy(StrEnum):
    """One thing that an agency can set."""

    DANGER_MINUTES = "danger_minutes"  #: After how many minutes the next person hears of words about danger (SAFE-5).
    ASK_PAYERS = "ask_payers"  #: Whether health plans get something only with the client's yes (ETH-5).
    REVIEWED_WORDS = "reviewed_words"  #: Whether consent is asked only in words that people have reviewed (LEP-2).


ON, OFF = "on", "off"

#: What holds until an agency sets something else.
USUAL: dict[Policy, str] = {Policy.DANGER_MINUTES: "15", Policy.ASK_PAYERS: ON, Policy.REVIEWED_WORDS: OFF}
LONGEST_MINUTES = 120  #: Help that is two hours late is none.


def fits(policy: Policy, value: str) -> bool:
    """Whether a policy can have this value."""
    match policy:
        case Policy.DANGER_MINUTES:
            return value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= LONGEST_MINUTES
        case Policy.ASK_PAYERS | Policy.REVIEWED_WORDS:
            return value in (ON, OFF)
