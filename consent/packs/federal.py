"""The federal packs of the United States: HIPAA, and 42 CFR Part 2 as of the 2024 rule."""

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind
from consent.packs.rule import Attachment, Bar, Clause, Element, Pack, RulePack, Signer, SignerRule, wants
from consent.statements import Statement

AUTHORIZED = frozenset({LegalBasis.AUTHORIZATION_REQUIRED})
CONSENTED = frozenset(LegalBasis) - {LegalBasis.REQUIRED_BY_LAW}
ADULT = 18

_NOT_BY_MINORS = frozenset(Category) - {Category.MINORCARE}

# The attestation of 2024 for reproductive health care is not asked for: the rule was vacated in 2025 (ST-REPRO).
HIPAA = RulePack(
    Pack.HIPAA,
    "2026-11-22",
    "45 CFR 164.502, 164.508, 164.524",
    "US",
    (
        Clause(
            wants(
                {
                    Element.DESCRIPTION: "HIPAA-C1-i",
                    Element.DISCLOSER: "HIPAA-C1-ii",
                    Element.RECIPIENT: "HIPAA-C1-iii",
                    Element.PURPOSE: "HIPAA-C1-iv",
                    Element.EXPIRY: "HIPAA-C1-v",
                    Element.SIGNATURE: "HIPAA-C1-vi-a",
                    Element.SIGNED_ON: "HIPAA-C1-vi-a",
                    Element.AUTHORITY: "HIPAA-C1-vi-b",
                    Statement.MAY_STOP: "HIPAA-C2-i-a",
                    Statement.HOW_TO_STOP: "HIPAA-C2-i-b",
                    Statement.NOT_BACKWARDS: "HIPAA-C2-i-b",
                    Statement.CARE_STAYS: "HIPAA-C2-ii-a",
                    Statement.SHARED_AGAIN: "HIPAA-C2-iii",
                }
            ),
            bases=AUTHORIZED,
        ),
        Clause(
            wants({Element.SIGNATURE: "HIPAA-524-2", Element.RECIPIENT: "HIPAA-524-2"}),
            bases=frozenset({LegalBasis.CLIENT_ACCESS}),
        ),
        Clause(
            wants({Bar.ALONE: "HIPAA-B3-i", Bar.AUTHORIZATION: "HIPAA-A2-i"}),
            categories=frozenset({Category.PSYNOTES}),
        ),
        Clause(
            wants({}, SignerRule(Signer.GUARDIAN, "HIPAA-PR-1", below=ADULT)),
            categories=_NOT_BY_MINORS,
        ),
        Clause(
            wants({}, SignerRule(Signer.CLIENT, "HIPAA-PR-2", below=ADULT)),
            categories=frozenset({Category.MINORCARE}),
        ),
    ),
)

#: Every consented disclosure of Part 2 records: 42 CFR 2.31, 2.32.
_PART2_CONSENT = wants(
    {
        Bar.AUTHORIZATION: "P2-31-a8",
        Element.CLIENT: "P2-31-a1",
        Element.DISCLOSER: "P2-31-a2",
        Element.DESCRIPTION: "P2-31-a3",
        Statement.SUD_NAMED: "P2-31-a3",
        Element.RECIPIENT: "P2-31-a4-i",
        Statement.NOT_AGAINST_YOU: "P2-31-a4-iii",
        Element.PURPOSE: "P2-31-a5",
        Statement.MAY_STOP: "P2-31-a6",
        Statement.HOW_TO_STOP: "P2-31-a6",
        Statement.NOT_BACKWARDS: "P2-31-a6",
        Element.EXPIRY: "P2-31-a7",
        Element.SIGNATURE: "P2-31-a8",
        Element.SIGNED_ON: "P2-31-a9",
        Statement.SHARED_AGAIN: "P2-31-a10",
        Statement.AFTER_A_NO: "P2-31-a10",
        Attachment.PART2_STATEMENT: "P2-32-a",
        Attachment.CONSENT_COPY: "P2-32-b",
    },
    SignerRule(Signer.CLIENT, "P2-14", below=ADULT),
    SignerRule(Signer.GUARDIAN, "P2-14", below=ADULT),
)
#: An order alone does not compel, a subpoena alone does not allow, and the police have no way round: 42 CFR 2.61.
_PART2_COURT = wants({Bar.CONSULT: "P2-61"})
_COURTS = frozenset({Kind.COURT_ORDER, Kind.POLICE})
_NOTES = wants({Bar.ALONE: "P2-31-b1", Bar.AUTHORIZATION: "P2-31-b1", Statement.CARE_STAYS: "P2-31-b3"})

#: P2-13: whoever asks, and whatever they know already. P2-31-d needs no demand: a request has one purpose only, and the
#: gate lets nothing out for another.
_SUD = frozenset({Category.SUD, Category.SUDNOTES})

PART2 = RulePack(
    Pack.PART2,
    "2026-11-22",
    "42 CFR 2.14, 2.31, 2.32, 2.61",
    "US",
    (
        Clause(_PART2_CONSENT, categories=_SUD, bases=CONSENTED),
        Clause(_PART2_COURT, categories=_SUD, kinds=_COURTS),
        Clause(_NOTES, categories=frozenset({Category.SUDNOTES})),
    ),
)

PART2_PROGRAM = RulePack(
    Pack.PART2_PROGRAM,
    "2026-11-22",
    "42 CFR 2.11, 2.12(a), 2.13",
    "US",
    (
        Clause(_PART2_CONSENT, bases=CONSENTED),
        Clause(_PART2_COURT, kinds=_COURTS),
        Clause(_NOTES, categories=frozenset({Category.SUDNOTES})),
    ),
)
