"""What an outsider hears: the same words whether a client is known, unknown, said no, or was never asked (P2-13)."""

from enum import StrEnum

from consent.minimum import Kind


class Script(StrEnum):
    """A ready answer that neither confirms nor denies that anybody is a client; it depends on who asks alone."""

    GENERAL = "general"
    PAYER = "payer"
    COURT = "court"
    OFFICER = "officer"
    FAMILY = "family"
    CARE = "care"


_BY_KIND: dict[Kind, Script] = {
    Kind.PAYER_PAYMENT: Script.PAYER,
    Kind.PAYER_REVIEW: Script.PAYER,
    Kind.WORKERS_COMP: Script.PAYER,
    Kind.COURT_ORDER: Script.COURT,
    Kind.SUBPOENA: Script.COURT,
    Kind.OWN_ATTORNEY: Script.COURT,
    Kind.POLICE: Script.OFFICER,
    Kind.IMMIGRATION: Script.OFFICER,
    Kind.PROBATION: Script.OFFICER,
    Kind.PROTECTIVE_SERVICES: Script.OFFICER,
    Kind.FAMILY: Script.FAMILY,
    Kind.PROVIDER: Script.CARE,
}


def script_for(kind: Kind) -> Script:
    """What staff may say to such a person. No fact about any client goes in, so none can come out (P2-13)."""
    return _BY_KIND.get(kind, Script.GENERAL)
