"""What each kind of requester may get at most."""

import pytest

from consent.basis import LegalBasis, RefusalEffect
from consent.categories import Category, stands_alone
from consent.minimum import ACT_REASON, PROTOCOL, Kind, Need, Purpose, basis_suffices, preset, standing_of

# The standing of all 27 kinds of information in all 17 kinds of request: default, with a Reason, or not at all (-).
# co=contact cv=cover at=attend se=service dx md=meds go=goals pr=progress su=summary nt=notes ps=psynotes ri=risk
# te=tests sd=sud sn=sudnotes hi=hiv st=sti re=repro ge=genetic ab=abuse ph=phys fa=family ho=home wo=worksch le=legal
# im=immig mi=minorcare
TABLE = """
                    co cv at se dx md go pr su nt ps ri te sd sn hi st re ge ab ph fa ho wo le im mi
payer_payment       d  d  d  d  d  R  R  R  R  -  -  -  R  R  -  R  R  R  -  -  R  -  R  R  -  -  R
payer_review        d  d  d  d  d  R  d  d  R  -  -  R  R  R  -  R  R  R  -  -  R  -  R  R  R  R  R
court_order         R  R  R  R  R  R  R  R  R  R  -  R  R  R  -  R  R  R  R  R  R  R  R  R  R  R  R
subpoena            R  R  R  R  R  R  R  R  R  R  -  R  R  R  -  R  R  R  R  R  R  R  R  R  R  R  R
employer            -  -  R  -  -  -  -  -  R  -  -  -  -  -  -  -  -  -  -  -  -  -  -  R  -  -  -
school              d  R  d  R  R  R  R  R  R  -  -  -  R  -  -  -  -  -  -  -  R  -  R  d  -  -  -
provider            R  R  R  R  d  d  d  d  R  R  -  R  R  R  -  R  R  R  R  R  R  R  R  R  R  R  R
family              -  -  R  -  -  -  R  -  -  -  -  R  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
housing_benefits    R  R  R  R  R  R  R  R  R  -  -  -  R  -  -  -  -  -  -  -  R  R  d  d  -  -  -
research            -  R  R  R  R  R  R  R  R  R  -  R  R  R  -  R  R  R  R  R  R  R  R  R  R  R  R
own_attorney        R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R  R
probation           R  R  d  R  R  R  R  d  R  -  -  -  R  R  -  -  -  -  -  -  R  -  R  R  -  -  -
immigration         -  -  -  -  -  -  -  -  R  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
police              -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
workers_comp        R  R  d  R  d  R  R  R  R  -  -  -  R  -  -  -  -  -  -  -  R  R  R  d  -  -  -
protective_services R  R  R  R  R  R  R  R  R  R  -  R  R  R  -  R  R  R  R  R  R  R  R  R  R  R  R
other               -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
"""
SAYS = {"d": Need.DEFAULT, "R": Need.ON_REASON, "-": Need.BLOCKED}
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()[1:]}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_information_stands_as_the_table_says(kind: Kind) -> None:
    """HIPAA-MN-1, HIPAA-MN-4, ST-GINA, ST-HOUSING, HIPAA-A3, ETH-8."""
    expected = {category: SAYS[cell] for category, cell in zip(Category, ROWS[kind], strict=True)}

    assert {category: standing_of(kind, category) for category in Category} == expected


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_of_information_is_named_twice_in_a_protocol(kind: Kind) -> None:
    named = PROTOCOL[kind]

    assert len(named.default | named.on_reason | named.blocked) == sum(
        map(len, (named.default, named.on_reason, named.blocked))
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_new_request_starts_with_the_defaults_in_list_order(kind: Kind) -> None:
    assert preset(kind) == tuple(category for category in Category if standing_of(kind, category) is Need.DEFAULT)


def test_an_insurer_starts_with_diagnosis_and_visits_and_no_notes() -> None:
    names = "contact cover attend service dx"

    assert preset(Kind.PAYER_PAYMENT) == tuple(Category(name) for name in names.split())


def test_an_employer_starts_with_nothing() -> None:
    assert preset(Kind.EMPLOYER) == ()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.OWN_ATTORNEY])
def test_private_notes_are_out_of_reach_but_for_the_clients_own_lawyer(kind: Kind) -> None:
    assert all(standing_of(kind, category) is Need.BLOCKED for category in Category if stands_alone(category))


@pytest.mark.parametrize("kind", Kind)
def test_what_a_no_does_fits_the_legal_basis(kind: Kind) -> None:
    basis, refusal = PROTOCOL[kind].legal_basis, PROTOCOL[kind].refusal

    assert (basis is LegalBasis.REQUIRED_BY_LAW) == (refusal is RefusalEffect.LAW_REQUIRES)
    assert (basis is LegalBasis.PERMITTED_NO_CONSENT) == (refusal is RefusalEffect.PERMITTED_ANYWAY)


def test_papers_of_law_and_police_go_to_the_agency_first() -> None:
    first = {kind for kind in Kind if PROTOCOL[kind].review_first}

    assert first == {Kind.SUBPOENA, Kind.IMMIGRATION, Kind.POLICE}


def test_every_kind_has_a_purpose_and_every_purpose_has_a_kind() -> None:
    assert all(PROTOCOL[kind].purposes for kind in Kind)
    assert {purpose for kind in Kind for purpose in PROTOCOL[kind].purposes} == set(Purpose) == set(ACT_REASON)


def test_the_first_purpose_is_the_usual_one() -> None:
    assert PROTOCOL[Kind.PAYER_PAYMENT].purposes[0] is Purpose.PAYMENT
    assert PROTOCOL[Kind.PAYER_REVIEW].purposes[0] is Purpose.REVIEW_OF_CARE
    assert ACT_REASON[Purpose.TREATMENT] == "TREAT"


@pytest.mark.parametrize(
    ("kind", "basis", "category", "enough"),
    [
        (Kind.EMPLOYER, LegalBasis.AUTHORIZATION_REQUIRED, Category.ATTEND, True),
        (Kind.EMPLOYER, LegalBasis.POLICY_CONSENT, Category.ATTEND, False),
        (Kind.EMPLOYER, LegalBasis.PERMITTED_NO_CONSENT, Category.ATTEND, False),
        (Kind.OWN_ATTORNEY, LegalBasis.CLIENT_ACCESS, Category.DX, True),
        (Kind.PROVIDER, LegalBasis.POLICY_CONSENT, Category.DX, True),
        (Kind.PROVIDER, LegalBasis.POLICY_CONSENT, Category.PSYNOTES, False),
    ],
)
def test_a_policy_consent_never_stands_in_for_an_authorization(
    kind: Kind, basis: LegalBasis, category: Category, enough: bool
) -> None:
    assert basis_suffices(kind, basis, [category]) is enough
