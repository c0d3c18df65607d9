"""What each kind of requester may ask for at most, and what is offered to the client by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from consent.basis import AUTHORIZES, LegalBasis, RefusalEffect
from consent.categories import LEVEL, Category, stands_alone
from consent.purposes import ACT_REASON, Purpose

__all__ = [
    "ACT_REASON",
    "PROTOCOL",
    "Kind",
    "Need",
    "Protocol",
    "Purpose",
    "RefusalEffect",
    "basis_suffices",
    "preset",
    "standing_of",
]


class Kind(StrEnum):
    """Who asks, in the sense that decides what they may be given."""

    PAYER_PAYMENT = "payer_payment"
    PAYER_REVIEW = "payer_review"
    COURT_ORDER = "court_order"
    SUBPOENA = "subpoena"
    EMPLOYER = "employer"
    SCHOOL = "school"
    PROVIDER = "provider"
    FAMILY = "family"
    HOUSING_BENEFITS = "housing_benefits"
    RESEARCH = "research"
    OWN_ATTORNEY = "own_attorney"
    PROBATION = "probation"
    IMMIGRATION = "immigration"
    POLICE = "police"
    WORKERS_COMP = "workers_comp"
    PROTECTIVE_SERVICES = "protective_services"
    OTHER = "other"  #: Whoever is not on the list, such as those who sell or advertise (HIPAA-A3).


class Need(StrEnum):
    """How a category stands in a kind of request."""

    DEFAULT = "default"  #: Offered to the client without more ado.
    ON_REASON = "on_reason"  #: May be added with a written reason (HIPAA-MN-2).
    BLOCKED = "blocked"  #: Cannot be asked in this kind of request.


@dataclass(frozen=True, slots=True)
class Protocol:
    """The written minimum for one kind of request (HIPAA-MN-4).

    A category named in none of the three sets may be added with a reason up to the level `unnamed_up_to`,
    and is blocked above it; so every category has exactly one standing in every kind.
    """

    purposes: tuple[Purpose, ...]  #: The first is the default.
    default: frozenset[Category] = frozenset()
    on_reason: frozenset[Category] = frozenset()
    blocked: frozenset[Category] = frozenset()
    unnamed_up_to: int = 4  #: Level 5 is never added by fall-through.
    legal_basis: LegalBasis = LegalBasis.AUTHORIZATION_REQUIRED
    refusal: RefusalEffect = RefusalEffect.STOPS
    review_first: bool = False  #: The agency's own look comes before the client is asked.

    @property
    def needs_authorization(self) -> bool:
        """Whether a consent of a weaker kind would not be enough (SCOPE-2)."""
        return self.legal_basis is LegalBasis.AUTHORIZATION_REQUIRED


def _these(names: str) -> frozenset[Category]:
    return frozenset(Category(name) for name in names.split())


#: Health plans: they are asked for like all others, though HIPAA would not want it (ETH-5).
PAYERS = frozenset({Kind.PAYER_PAYMENT, Kind.PAYER_REVIEW})
_APART = "psynotes sudnotes"

PROTOCOL: dict[Kind, Protocol] = {
    Kind.PAYER_PAYMENT: Protocol(
        (Purpose.PAYMENT, Purpose.CLAIM),
        default=_these("contact cover attend service dx"),
        on_reason=_these("goals"),
        blocked=_these(f"notes {_APART} risk abuse family immig legal genetic"),  # genetic: ST-GINA
        legal_basis=LegalBasis.POLICY_CONSENT,
        refusal=RefusalEffect.STOPS_MAY_COST,
    ),
    Kind.PAYER_REVIEW: Protocol(
        (Purpose.REVIEW_OF_CARE, Purpose.PAYMENT_DECISION, Purpose.PLAN_OPERATIONS),
        default=_these("contact cover attend service dx goals progress"),
        on_reason=_these("meds risk tests"),
        blocked=_these(f"notes {_APART} abuse family genetic"),
        legal_basis=LegalBasis.POLICY_CONSENT,
        refusal=RefusalEffect.STOPS_MAY_COST,
    ),
    Kind.COURT_ORDER: Protocol(
        (Purpose.COURT_CASE,),
        blocked=_these(_APART),
        legal_basis=LegalBasis.REQUIRED_BY_LAW,
        refusal=RefusalEffect.LAW_REQUIRES,
    ),
    Kind.SUBPOENA: Protocol(
        (Purpose.COURT_CASE,),
        blocked=_these(_APART),
        refusal=RefusalEffect.COURT_MAY_DECIDE,
        review_first=True,
    ),
    Kind.EMPLOYER: Protocol(
        (Purpose.WORK,),
        on_reason=_these("attend worksch summary"),
        blocked=_these("dx genetic hiv sud repro notes family"),
        unnamed_up_to=0,
    ),
    Kind.SCHOOL: Protocol(
        (Purpose.SCHOOL,),
        default=_these("contact attend worksch"),
        on_reason=_these("dx summary"),
        blocked=_these("notes psynotes family abuse sud repro"),
        unnamed_up_to=3,
    ),
    Kind.PROVIDER: Protocol(
        (Purpose.TREATMENT, Purpose.COORDINATION),
        default=_these("dx meds goals progress"),
        on_reason=_these("summary tests risk phys notes"),
        blocked=_these(_APART),
        legal_basis=LegalBasis.POLICY_CONSENT,
    ),
    Kind.FAMILY: Protocol(  # Nothing by itself; an oral yes can be written down (HIPAA-510-1).
        (Purpose.FAMILY_SUPPORT, Purpose.FAMILY_REQUEST),
        on_reason=_these("attend goals risk"),
        unnamed_up_to=0,
        legal_basis=LegalBasis.POLICY_CONSENT,
    ),
    Kind.HOUSING_BENEFITS: Protocol(
        (Purpose.BENEFITS,),
        default=_these("home worksch"),
        on_reason=_these("attend dx summary"),
        blocked=_these("notes psynotes abuse sud hiv immig"),
        unnamed_up_to=3,
    ),
    Kind.RESEARCH: Protocol((Purpose.RESEARCH,), blocked=_these("psynotes contact")),
    Kind.OWN_ATTORNEY: Protocol((Purpose.CLIENT_REQUEST, Purpose.COURT_CASE), unnamed_up_to=5),
    Kind.PROBATION: Protocol(
        (Purpose.SUPERVISION,),
        default=_these("attend progress"),
        on_reason=_these("tests goals sud"),
        blocked=_these(f"notes {_APART} abuse family"),
        unnamed_up_to=3,
    ),
    Kind.IMMIGRATION: Protocol(
        (Purpose.IMMIGRATION_CASE,),
        on_reason=_these("summary"),
        blocked=_these("immig home contact"),
        unnamed_up_to=0,
        review_first=True,
    ),
    Kind.POLICE: Protocol((Purpose.INVESTIGATION,), unnamed_up_to=0, review_first=True),
    Kind.WORKERS_COMP: Protocol(
        (Purpose.WORK_INJURY, Purpose.PAYMENT),
        default=_these("dx attend worksch"),
        on_reason=_these("summary"),
        blocked=_these("psynotes"),
        unnamed_up_to=3,
        legal_basis=LegalBasis.PERMITTED_NO_CONSENT,
        refusal=RefusalEffect.PERMITTED_ANYWAY,
    ),
    Kind.PROTECTIVE_SERVICES: Protocol((Purpose.SAFETY,), blocked=_these(_APART)),
    Kind.OTHER: Protocol((Purpose.OTHER,), unnamed_up_to=0),
}


def standing_of(kind: Kind, category: Category) -> Need:
    """How this category stands in this kind of request (HIPAA-MN-1, HIPAA-MN-2, ETH-8)."""
    protocol = PROTOCOL[kind]
    if category in protocol.blocked:
        return Need.BLOCKED
    if category in protocol.default:
        return Need.DEFAULT
    if category in protocol.on_reason or LEVEL[category] <= protocol.unnamed_up_to:
        return Need.ON_REASON
    return Need.BLOCKED


def preset(kind: Kind) -> tuple[Category, ...]:
    """The minimum that a new request of this kind starts with, in list order; often nothing."""
    return _in_order(PROTOCOL[kind].default)


def basis_suffices(kind: Kind, basis: LegalBasis, categories: Iterable[Category]) -> bool:
    """Whether a yes on this basis would be enough; where an authorization is needed, no policy stands in (SCOPE-2)."""
    needed = PROTOCOL[kind].needs_authorization or any(stands_alone(category) for category in categories)
    return basis in AUTHORIZES or not needed


def _in_order(categories: Iterable[Category]) -> tuple[Category, ...]:
    chosen = frozenset(categories)
    return tuple(category for category in Category if category in chosen)
