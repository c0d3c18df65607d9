"""The form of a rule pack: demands, the clauses that make them, and how two rules become the stricter one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from consent.basis import LegalBasis
from consent.categories import Category
from consent.minimum import Kind
from consent.statements import Statement


class Pack(StrEnum):
    """A law, or a family of laws, that an agency can switch on (ST-0)."""

    HIPAA = "hipaa"
    PART2 = "part2"  #: Records that name alcohol or drug care.
    PART2_PROGRAM = "part2_program"  #: The whole agency is such a program: every record of it says so.
    GDPR = "gdpr"
    NY_HIV = "ny_hiv"
    IL_MENTAL_HEALTH = "il_mental_health"
    DC_MENTAL_HEALTH = "dc_mental_health"
    CA = "ca"
    NJ_MENTAL_HEALTH = "nj_mental_health"
    CA_THERAPY_PAYER = "ca_therapy_payer"
    VAWA = "vawa"  #: Agencies that are paid to help those who were hurt at home or on the street.
    VA_7332 = "va_7332"  #: Records of the Department of Veterans Affairs.


#: What an agency starts with; its counsel switches the others on (ST-0).
DEFAULT_PACKS = frozenset({Pack.HIPAA})


class Element(StrEnum):
    """What a written consent has to hold."""

    CLIENT = "client"
    DISCLOSER = "discloser"
    RECIPIENT = "recipient"
    DESCRIPTION = "description"
    PURPOSE = "purpose"
    EXPIRY = "expiry"
    SIGNATURE = "signature"
    SIGNED_ON = "signed_on"
    WITNESS = "witness"
    AUTHORITY = "authority"  #: What lets somebody sign for the client.


class Bar(StrEnum):
    """What the whole request has to be like."""

    AUTHORIZATION = "authorization"  #: A consent of a weaker kind is not enough.
    ALONE = "alone"  #: Nothing of another kind in the same request.
    FORBIDDEN = "forbidden"  #: Not in this kind of request, whatever was answered.
    CONSULT = "consult"  #: The agency's lead and its counsel first.


class Attachment(StrEnum):
    """What has to go out together with the information."""

    PART2_STATEMENT = "part2_statement"
    CONSENT_COPY = "consent_copy"
    NY_HIV_STATEMENT = "ny_hiv_statement"
    IL_STATEMENT = "il_statement"
    DC_STATEMENT = "dc_statement"


class Signer(StrEnum):
    """Whose yes a yes is."""

    CLIENT = "client"  #: Their own, whatever their age.
    GUARDIAN = "guardian"


What = Element | Statement | Bar | Attachment


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a law wants, and the id of the requirement that says so."""

    what: What
    id: str


@dataclass(frozen=True, slots=True)
class SignerRule:
    """Who has to say yes for a client of this age, in full years: from `at_least`, below `below`."""

    signer: Signer
    id: str
    below: int
    at_least: int = 0
    lowest: int | None = None  #: How far a country may bring `below` down; None where it may not.

    def binds(self, age: int, own: int | None = None) -> bool:
        """Whether it is about somebody of this age; `own` is the age that the agency's country has set (GDPR-8)."""
        below = self.below
        if self.lowest is not None and own is not None:
            below = min(max(own, self.lowest), below)
        return self.at_least <= age < below


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a consent may run from the yes, and the requirement that says so."""

    longest: timedelta
    id: str


@dataclass(frozen=True, slots=True)
class Rule:
    """All that is demanded before information of one kind may go out. The more it holds, the stricter it is."""

    demands: frozenset[Demand] = frozenset()
    signers: frozenset[SignerRule] = frozenset()
    limits: frozenset[Limit] = frozenset()

    def __or__(self, other: "Rule") -> "Rule":
        """The stricter of both in every respect (SCOPE-3)."""
        return Rule(self.demands | other.demands, self.signers | other.signers, self.limits | other.limits)


@dataclass(frozen=True, slots=True)
class Clause:
    """Demands, and for what they hold; None means for every category, kind of request, or legal basis."""

    rule: Rule
    categories: frozenset[Category] | None = None
    kinds: frozenset[Kind] | None = None
    bases: frozenset[LegalBasis] | None = None

    def holds(self, category: Category, kind: Kind, basis: LegalBasis) -> bool:
        """Whether this clause is about such information in such a request."""
        return (
            (self.categories is None or category in self.categories)
            and (self.kinds is None or kind in self.kinds)
            and (self.bases is None or basis in self.bases)
        )


@dataclass(frozen=True, slots=True)
class RulePack:
    """One law as data: versioned, and quoted by its citation."""

    code: Pack
    version: str  #: The day its text was last compared with the law, as YYYY-MM-DD.
    cite: str
    jurisdiction: str
    clauses: tuple[Clause, ...]

    def rule(self, category: Category, kind: Kind, basis: LegalBasis) -> Rule:
        """What this law alone demands."""
        return strictest(clause.rule for clause in self.clauses if clause.holds(category, kind, basis))


_NOTHING = Rule()


def strictest(rules: Iterable[Rule]) -> Rule:
    """The rule that satisfies every one of these (SCOPE-3)."""
    whole = _NOTHING
    for rule in rules:
        whole = rule if whole is _NOTHING else whole | rule
    return whole


def wants(demands: dict[What, str], *signers: SignerRule, limit: Limit | None = None) -> Rule:
    """A rule written down shortly: what is wanted, by the id that wants it."""
    return Rule(
        frozenset(Demand(what, id) for what, id in demands.items()),
        frozenset(signers),
        frozenset() if limit is None else frozenset({limit}),
    )
