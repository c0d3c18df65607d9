"""Sample state packs: HIV records in New York, mental health records in Illinois and the District, and California."""

from datetime import timedelta

from consent.categories import Category
from consent.minimum import PAYERS, Kind
from consent.packs.federal import ADULT, AUTHORIZED, CONSENTED
from consent.packs.rule import Attachment, Bar, Clause, Element, Limit, Pack, RulePack, Signer, SignerRule, wants
from consent.statements import Statement

_YEAR = timedelta(days=365)


def _these(names: str) -> frozenset[Category]:
    return frozenset(Category(name) for name in names.split())


#: Whatever shows that somebody is, or was, in mental health care, and what was said there.
MENTAL_HEALTH = _these("attend service dx meds goals progress summary notes psynotes risk tests family")
#: What a plan may have in the District: administrative facts and the diagnosis; a prognosis only as a span of time.
PAYER_MAY_HAVE = _these("contact cover attend service dx")

NY_HIV = RulePack(
    Pack.NY_HIV,
    "2026-11-22",
    "NY Public Health Law 2780(5), 2782, 2785",
    "US-NY",
    (
        Clause(
            wants(
                {
                    Bar.AUTHORIZATION: "ST-HIV-NY",
                    Element.DESCRIPTION: "ST-HIV-NY",
                    Element.RECIPIENT: "ST-HIV-NY",
                    Element.PURPOSE: "ST-HIV-NY",
                    Element.EXPIRY: "ST-HIV-NY",
                    Element.SIGNATURE: "ST-HIV-NY",
                    Element.SIGNED_ON: "ST-HIV-NY",
                    Attachment.NY_HIV_STATEMENT: "ST-HIV-NY",
                }
            ),
            categories=frozenset({Category.HIV}),
            bases=CONSENTED,
        ),
        Clause(
            wants({Bar.CONSULT: "ST-HIV-NY"}),
            categories=frozenset({Category.HIV}),
            kinds=frozenset({Kind.COURT_ORDER, Kind.SUBPOENA, Kind.POLICE}),
        ),
    ),
)

IL_MENTAL_HEALTH = RulePack(
    Pack.IL_MENTAL_HEALTH,
    "2026-11-22",
    "740 ILCS 110/4, 110/5",
    "US-IL",
    (
        Clause(
            wants(
                {
                    Bar.AUTHORIZATION: "ST-MH-IL",
                    Element.RECIPIENT: "ST-MH-IL",
                    Element.PURPOSE: "ST-MH-IL",
                    Element.DESCRIPTION: "ST-MH-IL",
                    Element.EXPIRY: "ST-MH-IL",
                    Element.SIGNATURE: "ST-MH-IL",
                    Element.WITNESS: "ST-MH-IL",
                    Statement.MAY_LOOK: "ST-MH-IL",
                    Statement.AFTER_A_NO: "ST-MH-IL",
                    Statement.MAY_STOP: "ST-MH-IL",
                    Attachment.IL_STATEMENT: "ST-MH-IL",
                },
                SignerRule(Signer.CLIENT, "ST-MH-IL", below=ADULT, at_least=12),
            ),
            categories=MENTAL_HEALTH,
            bases=CONSENTED,
        ),
    ),
)

DC_MENTAL_HEALTH = RulePack(
    Pack.DC_MENTAL_HEALTH,
    "2026-11-22",
    "DC Code 7-1201.04, 7-1202.02, 7-1202.07",
    "US-DC",
    (
        Clause(
            wants(
                {
                    Bar.AUTHORIZATION: "ST-MH-DC",
                    Element.DESCRIPTION: "ST-MH-DC",
                    Element.DISCLOSER: "ST-MH-DC",
                    Element.RECIPIENT: "ST-MH-DC",
                    Element.PURPOSE: "ST-MH-DC",
                    Element.EXPIRY: "ST-MH-DC",
                    Element.SIGNATURE: "ST-MH-DC",
                    Element.SIGNED_ON: "ST-MH-DC",
                    Statement.MAY_LOOK: "ST-MH-DC",
                    Statement.MAY_STOP: "ST-MH-DC",
                    Attachment.CONSENT_COPY: "ST-MH-DC",
                    Attachment.DC_STATEMENT: "ST-MH-DC",
                },
                limit=Limit(_YEAR, "ST-MH-DC"),
            ),
            categories=MENTAL_HEALTH,
            bases=CONSENTED,
        ),
        Clause(
            wants({Bar.FORBIDDEN: "ST-MH-DC"}),
            categories=frozenset(Category) - PAYER_MAY_HAVE,
            kinds=PAYERS,
        ),
    ),
)

CA = RulePack(
    Pack.CA,
    "2026-11-22",
    "Cal. Civ. Code 56.11",
    "US-CA",
    (
        Clause(
            wants(
                {
                    Element.DESCRIPTION: "ST-CA-5611",
                    Element.DISCLOSER: "ST-CA-5611",
                    Element.RECIPIENT: "ST-CA-5611",
                    Element.PURPOSE: "ST-CA-5611",
                    Element.EXPIRY: "ST-CA-5611",
                    Element.SIGNATURE: "ST-CA-5611",
                    Element.SIGNED_ON: "ST-CA-5611",
                    Statement.COPY: "ST-CA-5611",
                },
                limit=Limit(_YEAR, "ST-CA-5611"),
            ),
            bases=AUTHORIZED,
        ),
    ),
)
