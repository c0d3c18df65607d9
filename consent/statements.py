"""What a client has to be told before a yes counts: the statements of the laws, as codes."""

from enum import StrEnum


class Statement(StrEnum):
    """One thing that was said to the client before the answer."""

    MAY_STOP = "may_stop"  #: The yes can be taken back.
    HOW_TO_STOP = "how_to_stop"
    NOT_BACKWARDS = "not_backwards"  #: What was sent before a stop stays sent.
    CARE_STAYS = "care_stays"  #: Care does not depend on the answer.
    AFTER_A_NO = "after_a_no"  #: What follows a refusal.
    SHARED_AGAIN = "shared_again"  #: The recipient may pass it on.
    COPY = "copy"  #: The client gets a copy of what they signed.
    MAY_LOOK = "may_look"  #: The client may see and copy what would be sent.
    SUD_NAMED = "sud_named"  #: The records are about alcohol or drug care.
    NOT_AGAINST_YOU = "not_against_you"  #: No use in proceedings against the client without consent or order.
    HELD_UNTIL = "held_until"  #: The yes cannot be taken back before the stated event.
    DATA_RIGHTS = "data_rights"  #: See, correct, erase, and complain to the authority.


#: What the screen "what happens" says with every question, whatever the agency's packs. That care stays the same is one
#: of them: no consent here is conditioned, so none is ever combined with one that is not (HIPAA-B3-iii).
ALWAYS_SAID = frozenset(
    {
        Statement.MAY_STOP,
        Statement.HOW_TO_STOP,
        Statement.NOT_BACKWARDS,
        Statement.CARE_STAYS,
        Statement.AFTER_A_NO,
        Statement.SHARED_AGAIN,
    }
)

#: The requirement that wants each statement, for the record of what was shown (E2, GDPR-7-1).
WANTED_BY: dict[Statement, str] = {
    Statement.MAY_STOP: "HIPAA-C2-i-a",
    Statement.HOW_TO_STOP: "HIPAA-C2-i-b",
    Statement.NOT_BACKWARDS: "HIPAA-C2-i-b",
    Statement.CARE_STAYS: "HIPAA-C2-ii-a",
    Statement.AFTER_A_NO: "TRUTH-1",
    Statement.SHARED_AGAIN: "HIPAA-C2-iii",
    Statement.COPY: "ST-CA-5611",
    Statement.MAY_LOOK: "ST-MH-IL",
    Statement.SUD_NAMED: "P2-31-a3",
    Statement.NOT_AGAINST_YOU: "P2-31-a4-iii",
    Statement.HELD_UNTIL: "P2-35",
    Statement.DATA_RIGHTS: "GDPR-13",
}
