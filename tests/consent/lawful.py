"""A signed yes and an agency under laws, for the tests of the gate."""

from datetime import timedelta
from typing import Any

from consent.basis import LegalBasis
from consent.categories import Category
from consent.circumstances import Circumstances
from consent.minimum import Kind, Purpose
from consent.packs.rule import Pack
from consent.release import Answer, what_may_go
from consent.request import Case, Item
from consent.statements import Statement
from consent.states import State
from tests.consent.cases import HALF_YEAR, NOW, case_in, request

SIGNED = LegalBasis.AUTHORIZATION_REQUIRED
SUD = Item(Category.SUD, HALF_YEAR, "the plan asks for it")
HIV = Item(Category.HIV, HALF_YEAR, "the new doctor asks for it")
EVERYTHING_SAID = frozenset(Statement)
IN_TIME = NOW + timedelta(days=200)


def given_yes(*items: Item, basis: LegalBasis = SIGNED, kind: Kind = Kind.PROVIDER, **standing: Any) -> Case:
    asked = request(items=items, legal_basis=basis, kind=kind, purpose=Purpose.TREATMENT)
    return case_in(State.GRANTED, asked, **{"expires_at": IN_TIME, "said": EVERYTHING_SAID, **standing})


def under(*packs: Pack, **more: Any) -> Circumstances:
    return Circumstances(**{"packs": frozenset(packs), "signed": True, **more})


def ask(case: Case, around: Circumstances) -> Answer:
    return what_may_go(case, NOW, around=around)


def found(answer: Answer) -> set[tuple[str, str]]:
    return {(reason.id, str(reason.code)) for reason in answer.reasons}
