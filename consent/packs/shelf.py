"""All packs side by side, and what the packs of one agency demand together."""

from collections.abc import Collection, Iterable

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import PROTOCOL, Kind
from consent.packs.federal import HIPAA, PART2, PART2_PROGRAM
from consent.packs.gdpr import GDPR
from consent.packs.rule import Bar, Element, Pack, Rule, RulePack, strictest
from consent.packs.special import CA_THERAPY_PAYER, NJ_MENTAL_HEALTH, VA_7332, VAWA
from consent.packs.states import CA, DC_MENTAL_HEALTH, IL_MENTAL_HEALTH, NY_HIV
from consent.statements import ALWAYS_SAID, Statement

_FEDERAL = (HIPAA, PART2, PART2_PROGRAM, GDPR)
_SAMPLES = (NY_HIV, IL_MENTAL_HEALTH, DC_MENTAL_HEALTH, CA, NJ_MENTAL_HEALTH, CA_THERAPY_PAYER, VAWA, VA_7332)
PACKS: dict[Pack, RulePack] = {pack.code: pack for pack in (*_FEDERAL, *_SAMPLES)}


def editions(packs: Collection[Pack]) -> list[str]:
    """Each of these packs with the version it is in, in a steady order: what a judgement went by (SCOPE-3, E7)."""
    return sorted(f"{pack} {PACKS[pack].version}" for pack in packs)


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


def basis_for(packs: Collection[Pack], categories: Collection[Category], kind: Kind) -> LegalBasis:
    """The usual basis of such a request, or a signed authorization where a law wants one (SCOPE-1, SCOPE-2)."""
    usual = PROTOCOL[kind].legal_basis
    if usual is LegalBasis.REQUIRED_BY_LAW or not needs_authorization(packs, categories, kind, usual):
        return usual
    return LegalBasis.AUTHORIZATION_REQUIRED


def needs_witness(packs: Collection[Pack], categories: Iterable[Category], kind: Kind, basis: LegalBasis) -> bool:
    """Whether one of these laws wants a witness to the signature, so that a yes is given in person (ESIG-10)."""
    rules = (rule_of(packs, category, kind, basis) for category in categories)
    return any(each.what is Element.WITNESS for rule in rules for each in rule.demands)


def to_say(
    packs: Collection[Pack], categories: Iterable[Category], kind: Kind, basis: LegalBasis
) -> frozenset[Statement]:
    """Everything that "what happens" says for such a request (DP-5)."""
    return ALWAYS_SAID | statements_of(packs, categories, kind, basis)
