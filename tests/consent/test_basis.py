"""Truth about a no: what it changes on each legal basis, and what may be said of it."""

import pytest

from consent.basis import (
    AUTHORIZES,
    REFUSALS,
    SIGNED,
    STAFF_CONFIRM,
    LegalBasis,
    RefusalEffect,
    true_refusal,
)
from consent.minimum import PROTOCOL, Kind

B, R = LegalBasis, RefusalEffect


@pytest.mark.parametrize(
    ("basis", "usual", "said"),
    [
        (B.AUTHORIZATION_REQUIRED, R.STOPS, R.STOPS),
        (B.AUTHORIZATION_REQUIRED, R.STOPS_MAY_COST, R.STOPS_MAY_COST),
        (B.AUTHORIZATION_REQUIRED, R.COURT_MAY_DECIDE, R.COURT_MAY_DECIDE),
        (B.AUTHORIZATION_REQUIRED, R.PERMITTED_ANYWAY, R.STOPS),
        (B.AUTHORIZATION_REQUIRED, R.LAW_REQUIRES, R.STOPS),
        (B.POLICY_CONSENT, R.STOPS_MAY_COST, R.STOPS_MAY_COST),
        (B.POLICY_CONSENT, R.PERMITTED_ANYWAY, R.STOPS),
        (B.PERMITTED_NO_CONSENT, R.STOPS, R.PERMITTED_ANYWAY),
        (B.PERMITTED_NO_CONSENT, R.PERMITTED_ANYWAY, R.PERMITTED_ANYWAY),
        (B.REQUIRED_BY_LAW, R.STOPS, R.LAW_REQUIRES),
        (B.REQUIRED_BY_LAW, R.LAW_REQUIRES, R.LAW_REQUIRES),
        (B.CLIENT_ACCESS, R.STOPS_MAY_COST, R.STOPS),
    ],
)
def test_what_is_said_about_a_no_fits_the_legal_basis(
    basis: LegalBasis, usual: RefusalEffect, said: RefusalEffect
) -> None:
    """TRUTH-1: never that a no stops it where a law may compel or permit it."""
    assert true_refusal(basis, usual) is said


@pytest.mark.parametrize("basis", LegalBasis)
@pytest.mark.parametrize("usual", RefusalEffect)
@pytest.mark.parametrize("confirmed", [True, False])
def test_whatever_is_said_can_be_true(basis: LegalBasis, usual: RefusalEffect, confirmed: bool) -> None:
    """TRUTH-1."""
    assert true_refusal(basis, usual, confirmed=confirmed) in REFUSALS[basis]


@pytest.mark.parametrize("usual", sorted(STAFF_CONFIRM))
def test_a_cost_or_a_judge_is_spoken_of_only_after_staff_confirmed_it(usual: RefusalEffect) -> None:
    """TRUTH-3."""
    assert true_refusal(B.POLICY_CONSENT, usual, confirmed=False) is R.STOPS


def test_where_a_plan_may_not_pay_paying_alone_is_offered() -> None:
    """HIPAA-522-1."""
    payers = {kind for kind in Kind if PROTOCOL[kind].refusal is R.STOPS_MAY_COST}

    assert payers == {Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW}


@pytest.mark.parametrize("kind", Kind)
def test_the_usual_effect_of_each_kind_of_request_is_true_on_its_usual_basis(kind: Kind) -> None:
    """SCOPE-1, TRUTH-1."""
    protocol = PROTOCOL[kind]

    assert true_refusal(protocol.legal_basis, protocol.refusal) is protocol.refusal


def test_what_authorizes_is_signed_or_ordered() -> None:
    """SCOPE-2."""
    assert SIGNED | {B.REQUIRED_BY_LAW} == AUTHORIZES
