"""Why something may be asked or shared at all, and what a no then does."""

from enum import StrEnum


class LegalBasis(StrEnum):
    """Why this may be asked or shared at all; the words about a no must match it (SCOPE-1, TRUTH-1, EDPB-POWER)."""

    AUTHORIZATION_REQUIRED = "authorization_required"
    POLICY_CONSENT = "policy_consent"
    PERMITTED_NO_CONSENT = "permitted_no_consent"
    REQUIRED_BY_LAW = "required_by_law"
    CLIENT_ACCESS = "client_access"


class RefusalEffect(StrEnum):
    """What a no changes, so that the words about it are true (TRUTH-1)."""

    STOPS = "stops"  #: Nothing is sent, and nothing else follows.
    STOPS_MAY_COST = "stops_may_cost"  #: Nothing is sent; the plan may not pay (staff confirm it, TRUTH-3).
    PERMITTED_ANYWAY = "permitted_anyway"  #: The law allows sending; the agency talks with the client before any step.
    LAW_REQUIRES = "law_requires"  #: A no does not stop it; the client is told first.
    COURT_MAY_DECIDE = "court_may_decide"  #: Nothing is sent on a no; a judge may still be asked.


#: The bases on which a yes is signed with a typed name (ESIG-1, HIPAA-524-2).
SIGNED = frozenset({LegalBasis.AUTHORIZATION_REQUIRED, LegalBasis.CLIENT_ACCESS})

#: The bases that can carry an authorization; a policy consent never stands in for one (SCOPE-2).
AUTHORIZES = frozenset({LegalBasis.AUTHORIZATION_REQUIRED, LegalBasis.CLIENT_ACCESS, LegalBasis.REQUIRED_BY_LAW})

#: What a no can change on each basis. A law that compels is not stopped by a no, and must not be said to be (TRUTH-1).
REFUSALS: dict[LegalBasis, frozenset[RefusalEffect]] = {
    LegalBasis.AUTHORIZATION_REQUIRED: frozenset(
        {RefusalEffect.STOPS, RefusalEffect.STOPS_MAY_COST, RefusalEffect.COURT_MAY_DECIDE}
    ),
    LegalBasis.POLICY_CONSENT: frozenset(
        {RefusalEffect.STOPS, RefusalEffect.STOPS_MAY_COST, RefusalEffect.COURT_MAY_DECIDE}
    ),
    LegalBasis.PERMITTED_NO_CONSENT: frozenset({RefusalEffect.PERMITTED_ANYWAY}),
    LegalBasis.REQUIRED_BY_LAW: frozenset({RefusalEffect.LAW_REQUIRES}),
    LegalBasis.CLIENT_ACCESS: frozenset({RefusalEffect.STOPS}),
}

#: What is said about a no where the kind of request adds something that cannot be true on this basis.
_PLAINLY: dict[LegalBasis, RefusalEffect] = {
    LegalBasis.AUTHORIZATION_REQUIRED: RefusalEffect.STOPS,
    LegalBasis.POLICY_CONSENT: RefusalEffect.STOPS,
    LegalBasis.PERMITTED_NO_CONSENT: RefusalEffect.PERMITTED_ANYWAY,
    LegalBasis.REQUIRED_BY_LAW: RefusalEffect.LAW_REQUIRES,
    LegalBasis.CLIENT_ACCESS: RefusalEffect.STOPS,
}

#: These are said only where staff have confirmed them for this request (TRUTH-3).
STAFF_CONFIRM = frozenset({RefusalEffect.STOPS_MAY_COST, RefusalEffect.COURT_MAY_DECIDE})


def true_refusal(basis: LegalBasis, usual: RefusalEffect, *, confirmed: bool = True) -> RefusalEffect:
    """What a no really changes: the usual effect of such a request where the basis allows it to be true (TRUTH-1).

    Without the confirmation of staff no cost and no judge is spoken of (TRUTH-3).
    """
    believable = usual in REFUSALS[basis] and (confirmed or usual not in STAFF_CONFIRM)
    return usual if believable else _PLAINLY[basis]
