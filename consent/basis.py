"""Why something may be asked or shared at all, and what a no then does."""

from enum import StrEnum


class LegalBasis(StrEnum):
    """Why this may be asked or shared at all; the words about a no must match it (SCOPE-1, TRUTH-1)."""

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
