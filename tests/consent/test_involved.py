"""Family and friends: which agreement is enough for what, for every kind of request and every kind of information."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from consent.attesting import vouch, write_down
from consent.basis import LegalBasis
from consent.categories import Category
from consent.decision import Effect
from consent.involved import RELEVANT, agreements, items_for
from consent.minimum import PROTOCOL, Kind, Need, standing_of
from consent.release import Answer, what_may_go
from consent.request import Case, Item, Request
from consent.statements import ALWAYS_SAID
from consent.states import State
from consent.word import CLIENT, INFORMAL, Agreement, Method, Proof, Word
from tests.consent.cases import HALF_YEAR, NOW, case_in, request

TODAY = NOW.date()
VISITS, GOALS = (Item(category, HALF_YEAR, "She drives him.") for category in (Category.ATTEND, Category.GOALS))


def by_family(*items: Item, kind: Kind = Kind.FAMILY, **more: Any) -> Request:
    return request(kind=kind, items=items or (VISITS, GOALS), purpose=PROTOCOL[kind].purposes[0], **more)


def said(agreement: Agreement, *granted: int, **more: Any) -> Word:
    usual = {"method": Method.IN_PERSON, "proof": Proof.KNOWN, "said_on": TODAY, "by": "ana", "at": NOW}
    return Word(**{**usual, "granted": frozenset(granted), "agreement": agreement, **more})


def written(of: Request, word: Word, *, careful: bool = False) -> tuple[Effect, str | None]:
    decision = write_down(
        case_in(State.ASKED, of), word, now=NOW, zone=UTC, said=ALWAYS_SAID, careful=careful, signed_name="M R"
    )
    return decision.effect, decision.reason


def gate(of: Request, word: Word) -> Answer:
    """The gate after this yes, however it came into the record, once a second person vouched for it."""
    case = case_in(State.GRANTED, of, words=(replace(word, answers=True),), granted=word.granted)
    return what_may_go(Case(of, vouch(case, "ben", NOW).standing), NOW)


REFUSED, TAKEN = (Effect.REFUSED, "HIPAA-510-1"), (Effect.APPLIED, None)


@pytest.mark.parametrize(
    ("word", "effect"),
    [
        (said(Agreement.AGREED, 0, 1), TAKEN),
        (said(Agreement.AGREED, 0, 1, method=Method.PHONE), TAKEN),
        (said(Agreement.NOT_OBJECTED, 0), TAKEN),
        (said(Agreement.NOT_OBJECTED, 0, method=Method.PHONE), TAKEN),
        (said(Agreement.NOT_OBJECTED, 0, method=Method.PAPER), REFUSED),
        (said(Agreement.NOT_OBJECTED, 0, 1), REFUSED),
        (said(Agreement.NOT_OBJECTED, 1), REFUSED),
        (said(Agreement.INFERRED, 0), TAKEN),
        (said(Agreement.INFERRED, 0, method=Method.PHONE), REFUSED),
        (said(Agreement.INFERRED, 1), REFUSED),
        (said(Agreement.INFERRED, 0, giver="mother"), REFUSED),
    ],
    ids=lambda each: (
        f"{each.agreement}-{each.method}-{sorted(each.granted)}-{each.giver}" if isinstance(each, Word) else ""
    ),
)
def test_what_each_agreement_is_enough_for(word: Word, effect: tuple[Effect, str | None]) -> None:
    """HIPAA-510-1."""
    assert written(by_family(), word) == effect


@pytest.mark.parametrize("agreement", list(Agreement))
def test_a_no_is_taken_whatever_it_is_called(agreement: Agreement) -> None:
    """REV-4."""
    assert written(by_family(), said(agreement))[0] is Effect.APPLIED
    assert written(by_family(kind=Kind.EMPLOYER), said(agreement), careful=True)[0] is Effect.APPLIED


@pytest.mark.parametrize("agreement", sorted(INFORMAL))
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FAMILY])
def test_nobody_but_family_gets_anything_on_less_than_a_yes(kind: Kind, agreement: Agreement) -> None:
    """HIPAA-510-1: neither is it written down, nor does the gate take it."""
    of = by_family(VISITS, kind=kind)

    assert written(of, said(agreement, 0)) == REFUSED
    assert gate(of, said(agreement, 0)).allowed == ()
    assert ("HIPAA-510-1", "weak_basis") in {(each.id, each.code) for each in gate(of, said(agreement, 0)).reasons}


@pytest.mark.parametrize("category", [each for each in Category if standing_of(Kind.FAMILY, each) is not Need.BLOCKED])
@pytest.mark.parametrize("agreement", list(Agreement))
def test_the_gate_lets_out_only_what_such_an_agreement_can_be_for(agreement: Agreement, category: Category) -> None:
    """HIPAA-510-1."""
    answer = gate(by_family(Item(category, HALF_YEAR, "She drives him.")), said(agreement, 0))

    assert bool(answer.allowed) is (agreement is Agreement.AGREED or category in RELEVANT)


@pytest.mark.parametrize("agreement", sorted(INFORMAL))
def test_others_who_look_and_a_law_that_wants_it_signed_leave_only_a_yes_in_words(agreement: Agreement) -> None:
    """SAFE-6, P2-31-a8."""
    signed = by_family(VISITS, legal_basis=LegalBasis.AUTHORIZATION_REQUIRED)

    assert written(by_family(), said(agreement, 0), careful=True) == REFUSED
    assert agreements(by_family(), careful=True) == agreements(signed, careful=False) == (Agreement.AGREED,)
    assert gate(signed, said(agreement, 0)).allowed == ()


def test_what_is_not_relevant_is_not_offered() -> None:
    assert agreements(by_family(GOALS), careful=False) == (Agreement.AGREED,)
    assert agreements(by_family(), careful=False) == tuple(Agreement)
    assert items_for(by_family(), Agreement.INFERRED) == {0}
    assert items_for(by_family(), Agreement.AGREED) == {0, 1}


def test_what_is_relevant_may_be_asked_for_by_family_at_all() -> None:
    assert all(standing_of(Kind.FAMILY, category) is not Need.BLOCKED for category in RELEVANT)
    assert said(Agreement.NOT_OBJECTED, 0).giver == CLIENT
