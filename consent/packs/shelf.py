"""All packs side by side, and what the packs of one agency demand together."""

from collections.abc import Collection, Iterable

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind
from consent.packs.federal import HIPAA, PART2, PART2_PROGRAM
from consent.packs.gdpr import GDPR
from consent.packs.rule import Bar, Pack, Rule, RulePack, strictest
from consent.packs.states import CA, DC_MENTAL_HEALTH, IL_MENTAL_HEALTH, NY_HIV
from consent.statements import Statement

PACKS: dict[Pack, RulePack] = {
    pack.code: pack for pack in (HIPAA, PART2, PART2_PROGRAM, GDPR, NY_HIV, IL_MENTAL_HEALTH, DC_MENTAL_HEALTH, CA)
}


def rule_of(packs: Collection[Pack], category: Category, kind: Kind, basis: LegalBasis) -> Rule:
    """What these laws together demand before such information goes out: the strictest of each (SCOPE-3)."""
    return strictest(PACKS[pack].rule(category, kind, basis) for pack in packs)


def statements_of(
    packs: Collection[Pack], categories: Iterable[Category], kind: Kind, basis: LegalBasis
) -> frozenset[Statement]:
    """What these laws want said to the client before the answer."""
    rules = (rule_of(packs, category, kind, basis) for category in categories)
    return frozenset(each.what for rule in rules for each in rule.demands if isinstance(each.what, Statement))


def needs_authorization(packs: Collection[Pack], categories: Iterable[Category], kind: Kind, basis: LegalBasis) -> bool:
    """Whether one of these laws wants a signed authorization for one of these (SCOPE-2)."""
    rules = (rule_of(packs, category, kind, basis) for category in categories)
    return any(each.what is Bar.AUTHORIZATION for rule in rules for each in rule.demands)
