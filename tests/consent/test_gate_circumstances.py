"""What the gate asks beside the yes: who signed, what was promised, and whether the requester was checked."""

from dataclasses import replace
from datetime import date

import pytest

from consent.categories import Category
from consent.circumstances import Restriction, self_paid
from consent.gate_codes import NextStep, Verdict
from consent.minimum import Kind
from consent.packs.rule import Pack, Signer
from consent.request import Item, Period
from tests.consent.cases import DX
from tests.consent.lawful import SUD, ask, found, given_yes, under


@pytest.mark.parametrize(
    ("item", "signers", "age", "opens"),
    [
        (SUD, {Signer.CLIENT}, 15, False),
        (SUD, {Signer.CLIENT, Signer.GUARDIAN}, 15, True),
        (SUD, {Signer.CLIENT}, None, True),
        (replace(SUD, category=Category.MINORCARE), {Signer.CLIENT}, 15, True),
        (replace(SUD, category=Category.MINORCARE), {Signer.GUARDIAN}, 15, False),
        (DX, {Signer.GUARDIAN}, 15, True),
        (DX, {Signer.CLIENT}, 15, False),
    ],
)
def test_the_yes_has_to_come_from_whoever_may_give_it(
    item: Item, signers: set[Signer], age: int | None, opens: bool
) -> None:
    """HIPAA-PR-1, HIPAA-PR-2, P2-14, ST-MINOR."""
    around = under(Pack.HIPAA, Pack.PART2, signers=frozenset(signers), age=age, authority_proved=True)

    answer = ask(given_yes(item), around)

    assert bool(answer.allowed) is opens
    assert opens or "other_signer" in {str(reason.code) for reason in answer.reasons}


def test_visits_a_client_paid_for_alone_are_never_shown_to_the_plan() -> None:
    """HIPAA-522-1, P2-26: G4."""
    paid = (self_paid(Period(date(2026, 3, 1), date(2026, 3, 31))),)
    spring = Item(Category.ATTEND, Period(date(2026, 3, 20), date(2026, 4, 20)))
    later = Item(Category.SERVICE, Period(date(2026, 4, 1), date(2026, 5, 1)))
    plan = given_yes(spring, later, kind=Kind.PAYER_PAYMENT)
    doctor = given_yes(replace(spring, reason="they ask"), kind=Kind.PROVIDER)

    answer = ask(plan, under(restrictions=paid))

    assert (answer.allowed, found(answer)) == ((later,), {("HIPAA-522-1", "restricted")})
    assert ask(doctor, under(restrictions=paid)).verdict is Verdict.ALLOW


def test_a_promise_to_the_client_counts_even_after_a_yes() -> None:
    """P2-26."""
    promised = Restriction("P2-26", categories=frozenset({Category.SUD}))

    assert ("P2-26", "restricted") in found(ask(given_yes(SUD), under(restrictions=(promised,))))


def test_nothing_goes_to_somebody_whose_identity_was_not_checked() -> None:
    """HIPAA-V-1, HIPAA-V-2: G2."""
    answer = ask(given_yes(DX), under(verified=False))

    assert (answer.verdict, answer.allowed) == (Verdict.BLOCK, ())
    assert [(reason.id, reason.step) for reason in answer.reasons] == [("HIPAA-V-1", NextStep.VERIFY_REQUESTER)]
