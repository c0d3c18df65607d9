"""The states of a request and the complete table of moves between them."""

from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"  #: Being written by staff; the client knows nothing of it.
    IN_REVIEW = "in_review"  #: Waiting for the agency's own look before anyone is asked.
    ASKED = "asked"  #: The client has the question and has not answered.
    GRANTED = "granted"  #: Every item may go out until the consent ends.
    PARTLY_GRANTED = "partly_granted"  #: Some items may go out, the others may not.
    DENIED = "denied"  #: The client said no.
    LAPSED = "lapsed"  #: Nobody answered in time; silence is not a yes.
    WITHDRAWN = "withdrawn"  #: The agency took the question back.
    REVOKED = "revoked"  #: The client said yes and then stopped it.
    EXPIRED = "expired"  #: The consent ran to its end date.
    USED_UP = "used_up"  #: A one-time consent whose one release has happened.
    INVALIDATED = "invalidated"  #: A fact turned out wrong, so the consent counts for nothing (TRUTH-2).


STANDING = frozenset({State.GRANTED, State.PARTLY_GRANTED})
LIVE = STANDING | {State.ASKED}
PREPARED = frozenset({State.DRAFT, State.IN_REVIEW})
ENDED = frozenset(State) - LIVE - PREPARED


class Move(StrEnum):
    """What can happen to a request, by the client, by staff, or by the clock."""

    GRANT = "grant"
    GRANT_SOME = "grant_some"
    DENY = "deny"
    REVOKE = "revoke"
    REVOKE_SOME = "revoke_some"
    ASK = "ask"
    POSTPONE = "postpone"
    NO_MORE_REMINDERS = "no_more_reminders"
    SEND = "send"
    REVIEW = "review"
    WITHDRAW = "withdraw"
    INVALIDATE = "invalidate"
    LAPSE = "lapse"
    EXPIRE = "expire"
    USE_UP = "use_up"


_S = State
_ANY_CLIENT_STAY = {Move.ASK, Move.POSTPONE, Move.NO_MORE_REMINDERS}

#: Every pair that does something. A pair that is absent has no effect, on purpose; the tests name each of them.
MOVES: dict[tuple[State, Move], State] = {
    (_S.DRAFT, Move.SEND): _S.ASKED,
    (_S.DRAFT, Move.REVIEW): _S.IN_REVIEW,
    (_S.DRAFT, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.IN_REVIEW, Move.SEND): _S.ASKED,
    (_S.IN_REVIEW, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.ASKED, Move.GRANT): _S.GRANTED,
    (_S.ASKED, Move.GRANT_SOME): _S.PARTLY_GRANTED,
    (_S.ASKED, Move.DENY): _S.DENIED,
    (_S.ASKED, Move.REVOKE): _S.DENIED,
    (_S.ASKED, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.ASKED, Move.INVALIDATE): _S.INVALIDATED,
    (_S.ASKED, Move.LAPSE): _S.LAPSED,
    **{(_S.ASKED, move): _S.ASKED for move in _ANY_CLIENT_STAY},
    **{(state, Move.DENY): _S.REVOKED for state in STANDING},
    **{(state, Move.REVOKE): _S.REVOKED for state in STANDING},
    **{(state, Move.REVOKE_SOME): _S.PARTLY_GRANTED for state in STANDING},
    **{(state, Move.WITHDRAW): _S.WITHDRAWN for state in STANDING},
    **{(state, Move.INVALIDATE): _S.INVALIDATED for state in STANDING},
    **{(state, Move.EXPIRE): _S.EXPIRED for state in STANDING},
    **{(state, Move.USE_UP): _S.USED_UP for state in STANDING},
    **{(state, Move.ASK): state for state in STANDING},
}


def after(state: State, move: Move) -> State | None:
    """The state that `move` leads to from `state`, or None where the move has no effect."""
    return MOVES.get((state, move))
