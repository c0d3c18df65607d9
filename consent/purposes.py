"""What the information is wanted for, as codes; the sentences are in the catalogues."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why the requester wants the information (HIPAA-C1-iv)."""

    PAYMENT = "payment"
    CLAIM = "claim"
    REVIEW_OF_CARE = "review_of_care"
    PAYMENT_DECISION = "payment_decision"
    PLAN_OPERATIONS = "plan_operations"
    COURT_CASE = "court_case"
    WORK = "work"
    SCHOOL = "school"
    TREATMENT = "treatment"
    COORDINATION = "coordination"
    FAMILY_SUPPORT = "family_support"
    FAMILY_REQUEST = "family_request"
    BENEFITS = "benefits"
    RESEARCH = "research"
    CLIENT_REQUEST = "client_request"
    SUPERVISION = "supervision"
    IMMIGRATION_CASE = "immigration_case"
    INVESTIGATION = "investigation"
    WORK_INJURY = "work_injury"
    SAFETY = "safety"
    OTHER = "other"


#: The v3-ActReason code of HL7; None where it has no fitting one.
ACT_REASON: dict[Purpose, str | None] = {
    Purpose.PAYMENT: "HPAYMT",
    Purpose.CLAIM: "CLMATTCH",
    Purpose.REVIEW_OF_CARE: "COVAUTH",
    Purpose.PAYMENT_DECISION: "PMTDS",
    Purpose.PLAN_OPERATIONS: "HOPERAT",
    Purpose.COURT_CASE: "HLEGAL",
    Purpose.WORK: None,
    Purpose.SCHOOL: None,
    Purpose.TREATMENT: "TREAT",
    Purpose.COORDINATION: "COC",
    Purpose.FAMILY_SUPPORT: "SUPNWK",
    Purpose.FAMILY_REQUEST: "FAMRQT",
    Purpose.BENEFITS: "ELIGDTRM",
    Purpose.RESEARCH: "HRESCH",
    Purpose.CLIENT_REQUEST: "PATRQT",
    Purpose.SUPERVISION: None,
    Purpose.IMMIGRATION_CASE: None,
    Purpose.INVESTIGATION: None,
    Purpose.WORK_INJURY: None,
    Purpose.SAFETY: None,
    Purpose.OTHER: None,
}
