"""More sample packs: payers in New Jersey and California, agencies under the Violence Against Women Act, the VA."""

from datetime import timedelta

from consent.categories import Category
from consent.minimum import PAYERS
from consent.packs.federal import CONSENTED
from consent.packs.rule import Bar, Clause, Element, Limit, Pack, RulePack, wants
from consent.packs.states import MENTAL_HEALTH, PAYER_MAY_HAVE
from consent.statements import Statement

_A_MONTH = timedelta(days=30)  #: "Reasonably time-limited": the usual advice is days or weeks, not months.

NJ_MENTAL_HEALTH = RulePack(
    Pack.NJ_MENTAL_HEALTH,
    "2026-11-22",
    "NJ Stat. 45:14B-31 to 45:14B-36",
    "US-NJ",
    (
        Clause(
            wants({Bar.FORBIDDEN: "ST-MH-NJ"}),
            categories=frozenset(Category) - PAYER_MAY_HAVE,
            kinds=PAYERS,
        ),
    ),
)

#: The signed request of the payer, with its use, time and destruction, is for people to look at: so they are asked.
CA_THERAPY_PAYER = RulePack(
    Pack.CA_THERAPY_PAYER,
    "2026-11-22",
    "Cal. Civ. Code 56.104",
    "US-CA",
    (Clause(wants({Bar.CONSULT: "ST-CA-56104"}), categories=MENTAL_HEALTH, kinds=PAYERS),),
)

VAWA = RulePack(
    Pack.VAWA,
    "2026-11-22",
    "34 USC 12291(b)(2), 28 CFR 90.4(b)",
    "US",
    (
        Clause(
            wants(
                {
                    Bar.AUTHORIZATION: "ST-VAWA",
                    Element.DESCRIPTION: "ST-VAWA",
                    Element.RECIPIENT: "ST-VAWA",
                    Element.PURPOSE: "ST-VAWA",
                    Element.EXPIRY: "ST-VAWA",
                    Element.SIGNATURE: "ST-VAWA",
                    Statement.CARE_STAYS: "ST-VAWA",
                },
                limit=Limit(_A_MONTH, "ST-VAWA"),
            ),
            bases=CONSENTED,
        ),
    ),
)

VA_7332 = RulePack(
    Pack.VA_7332,
    "2026-11-22",
    "38 USC 7332, 38 CFR 1.475",
    "US",
    (
        Clause(
            wants(
                {
                    Bar.AUTHORIZATION: "ST-7332",
                    Element.CLIENT: "ST-7332",
                    Element.DESCRIPTION: "ST-7332",
                    Element.DISCLOSER: "ST-7332",
                    Element.RECIPIENT: "ST-7332",
                    Element.PURPOSE: "ST-7332",
                    Element.EXPIRY: "ST-7332",
                    Element.SIGNATURE: "ST-7332",
                    Element.SIGNED_ON: "ST-7332",
                }
            ),
            categories=frozenset({Category.SUD, Category.SUDNOTES, Category.HIV}),
            bases=CONSENTED,
        ),
    ),
)
