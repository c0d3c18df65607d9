"""A witness to the signature: wanted by a law, named on the paper, and never the tap of a button."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from consent.asking import may_ask
from consent.attesting import vouch, write_down
from consent.basis import LegalBasis
from consent.categories import Category
from consent.decide import decide
from consent.deciders import Deciders, with_deciders
from consent.decision import Effect
from consent.facts import standing_from_dict, standing_to_dict
from consent.gate_codes import GateCode, NextStep, Verdict
from consent.minimum import Kind
from consent.packs.rule import Pack
from consent.packs.shelf import needs_witness
from consent.packs.states import MENTAL_HEALTH
from consent.replies import Ask, Deny, Grant, GrantSome, Reply, Revoke
from consent.request import Case
from consent.states import State
from consent.word import Agreement, Method, Proof, Word, witnessed
from tests.consent.cases import DX, NOW, VERSION, case_in, request
from tests.consent.lawful import EVERYTHING_SAID, ask, given_yes, under

TODAY = NOW.date()


def said(*granted: int, **more: Any) -> Word:
    usual = {"method": Method.PAPER, "proof": Proof.KNOWN, "said_on": TODAY, "by": "ana", "at": NOW}
    return Word(**{**usual, "granted": frozenset(granted), **more})


def written(word: Word) -> tuple[Case, Effect, str | None]:
    open_question = case_in(State.ASKED, given_yes(DX).request)
    decision = write_down(
        open_question, word, now=NOW, zone=UTC, said=EVERYTHING_SAID, signed_name="M R", witness_wanted=True
    )
    case = Case(open_question.request, decision.standing)
    return Case(case.request, vouch(case, "ben", NOW).standing), decision.effect, decision.reason


@pytest.mark.parametrize("witness", [None, "", "  "])
def test_a_paper_without_its_witness_is_not_written_down(witness: str | None) -> None:
    """ESIG-10."""
    assert written(said(0, witness=witness))[1:] == (Effect.REFUSED, "ESIG-10")


def test_a_paper_with_its_witness_opens_the_gate_and_one_without_keeps_it_shut() -> None:
    """ST-MH-IL."""
    around = under(Pack.IL_MENTAL_HEALTH)
    with_one, _, _ = written(said(0, witness="Jo Park"))
    words = tuple(replace(each, witness=None) for each in with_one.standing.words)
    without = Case(with_one.request, replace(with_one.standing, words=words))

    assert ask(with_one, with_deciders(around, with_one, Deciders(), TODAY)).verdict is Verdict.ALLOW
    shut = ask(without, with_deciders(around, without, Deciders(), TODAY))
    assert shut.verdict is Verdict.BLOCK
    assert (GateCode.NOT_WITNESSED, NextStep.ASK_IN_PERSON) in {(each.code, each.step) for each in shut.reasons}


def test_a_witness_beside_another_word_is_no_witness_of_the_answer() -> None:
    assert witnessed((said(0, witness="Jo Park", answers=True),))
    assert not witnessed((said(0, witness="Jo Park"),))
    assert not witnessed((said(0, answers=True), said(0, witness="Jo Park")))
    assert not witnessed(())


@pytest.mark.parametrize(
    ("reply", "taken"),
    [(Grant("M R"), False), (GrantSome(frozenset({0}), "M R"), False), (Deny(), True), (Revoke(), True), (Ask(), True)],
    ids=lambda each: type(each).__name__ if not isinstance(each, bool) else "",
)
def test_in_the_chat_only_the_yes_is_left_to_the_paper(reply: Reply, taken: bool) -> None:
    """ESIG-10: the no is taken, as ever."""
    decision = decide(case_in(State.ASKED), reply, seen=VERSION, now=NOW, in_person=True)

    assert (decision.effect is Effect.APPLIED) is taken
    assert decision.reason == (None if taken else "ESIG-10")


def test_a_no_on_paper_needs_no_witness() -> None:
    """REV-4."""
    assert written(said())[1] is Effect.APPLIED


@pytest.mark.parametrize("category", list(Category))
def test_illinois_wants_one_for_mental_health_and_hipaa_for_nothing(category: Category) -> None:
    """ST-MH-IL."""
    basis = LegalBasis.AUTHORIZATION_REQUIRED

    assert needs_witness({Pack.IL_MENTAL_HEALTH}, [category], Kind.SCHOOL, basis) is (category in MENTAL_HEALTH)
    assert not needs_witness(set(Pack) - {Pack.IL_MENTAL_HEALTH}, [category], Kind.SCHOOL, basis)


@pytest.mark.parametrize("packs", [{Pack.HIPAA}, {Pack.HIPAA, Pack.IL_MENTAL_HEALTH}], ids=["hipaa", "illinois"])
def test_staff_are_warned_before_they_ask(packs: set[Pack]) -> None:
    """ESIG-10: a warning, since it may be asked."""
    wanted = request(legal_basis=LegalBasis.AUTHORIZATION_REQUIRED)
    asked = may_ask(wanted, [], NOW, packs=frozenset(packs))

    assert asked.clear
    assert ("in_person" in [each.code for each in asked.warnings]) is (Pack.IL_MENTAL_HEALTH in packs)


def test_who_saw_it_and_how_it_was_agreed_survive_their_storage() -> None:
    standing = replace(
        case_in(State.ASKED).standing, words=(said(0, witness="Jo Park", agreement=Agreement.NOT_OBJECTED),)
    )
    older = standing_to_dict(standing)

    assert standing_from_dict(older) == standing
    for word in older["words"]:
        del word["witness"], word["agreement"]
    kept = standing_from_dict(older).words[0]
    assert (kept.witness, kept.agreement) == (None, Agreement.AGREED)
