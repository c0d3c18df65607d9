"""Which law counts what left: every ground, every purpose, with and without records that Part 2 guards."""

import pytest

from consent.basis import LegalBasis
from consent.categories import Category
from consent.counting import CARE_AND_PAYMENT, FAMILY, Ground, counted, ground_of
from consent.exception_list import EXCEPTIONS, Way
from consent.minimum import PROTOCOL, Kind
from consent.purposes import Purpose

PLAIN, GUARDED = (Category.DX,), (Category.DX, Category.SUD)
#: Whether HIPAA counts what left on a basis: for care or pay, for family, for anything else (HIPAA-528-2).
ON_A_YES: dict[LegalBasis, tuple[bool, bool, bool]] = {
    LegalBasis.AUTHORIZATION_REQUIRED: (False, False, False),
    LegalBasis.POLICY_CONSENT: (False, False, True),
    LegalBasis.PERMITTED_NO_CONSENT: (False, False, True),
    LegalBasis.REQUIRED_BY_LAW: (False, False, True),
    LegalBasis.CLIENT_ACCESS: (False, False, False),
}
#: The exceptions that no accounting has to tell, by the last column of the list (D).
UNCOUNTED = {
    Way.EMERGENCY,
    Way.CUSTODY,
    Way.NATIONAL_SECURITY,
    Way.TREATMENT_PAYMENT,
    Way.FAMILY,
    Way.DEFENSE,
}


def sort(purpose: Purpose) -> int:
    return 0 if purpose in CARE_AND_PAYMENT else 1 if purpose in FAMILY else 2


@pytest.mark.parametrize("kind", PROTOCOL)
@pytest.mark.parametrize("basis", LegalBasis)
def test_what_left_on_a_yes_is_counted_by_its_basis_and_purpose(basis: LegalBasis, kind: Kind) -> None:
    """HIPAA-528-2, P2-25."""
    for purpose in PROTOCOL[kind].purposes:
        hipaa, part2 = ON_A_YES[basis][sort(purpose)], purpose not in CARE_AND_PAYMENT
        plain, guarded = counted(basis, purpose, PLAIN), counted(basis, purpose, GUARDED)
        in_program = counted(basis, purpose, PLAIN, program=True)

        assert (plain.hipaa, plain.part2) == (hipaa, False)
        assert (guarded.hipaa, guarded.part2) == (in_program.hipaa, in_program.part2) == (hipaa, part2)


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("way", Way)
def test_what_left_without_a_yes_is_counted_as_its_row_says_whatever_the_purpose(way: Way, purpose: Purpose) -> None:
    """HIPAA-528-2."""
    found = counted(way, purpose, GUARDED, program=True)

    assert (found.hipaa, found.part2) == (way not in UNCOUNTED, False)
    assert found.hipaa is EXCEPTIONS[way].countable


@pytest.mark.parametrize("ground", [*LegalBasis, *Way])
def test_a_ground_is_found_again_by_its_code(ground: Ground) -> None:
    assert ground_of(str(ground)) is ground


def test_a_ground_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="EX-NOTHING"):
        ground_of("EX-NOTHING")
