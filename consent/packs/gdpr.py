"""The pack of the General Data Protection Regulation: what consent to share health data has to be in Europe."""

from consent.categories import Category
from consent.packs.federal import CONSENTED
from consent.packs.rule import Clause, Element, Pack, RulePack, Signer, SignerRule, wants
from consent.statements import Statement

CHILD, LOWEST = 16, 13  #: Where nothing else is set, and how far a member state may go down.

GDPR = RulePack(
    Pack.GDPR,
    "2026-11-22",
    "Regulation (EU) 2016/679, Articles 7, 8, 9 and 13",
    "EU",
    (
        Clause(
            wants(
                {
                    Element.DESCRIPTION: "GDPR-4-11",
                    Element.PURPOSE: "EDPB-GRAN",
                    Element.DISCLOSER: "GDPR-13",
                    Element.RECIPIENT: "GDPR-13",
                    Element.EXPIRY: "GDPR-13",
                    Statement.DATA_RIGHTS: "GDPR-13",
                    Statement.MAY_STOP: "GDPR-7-3-a",
                    Statement.HOW_TO_STOP: "GDPR-7-3-a",
                    Statement.NOT_BACKWARDS: "GDPR-7-3-c",
                    Statement.CARE_STAYS: "GDPR-7-4",
                }
            ),
            bases=CONSENTED,
        ),
        Clause(
            wants({}, SignerRule(Signer.GUARDIAN, "GDPR-8", below=CHILD, lowest=LOWEST)),
            categories=frozenset(Category) - {Category.MINORCARE},
            bases=CONSENTED,
        ),
    ),
)
