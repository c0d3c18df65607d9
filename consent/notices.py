"""The kinds of notice, for whom each is, and the facts each one must carry."""

from enum import StrEnum


class Audience(StrEnum):
    """Who a notice is for."""

    CLIENT = "client"
    CLINICIAN = "clinician"


class Notice(StrEnum):
    """A thing that somebody has to be told because the standing of a request changed."""

    KNOCK = "knock"
    RECEIPT = "receipt"
    RECEIPT_NO = "receipt_no"
    WRITTEN_DOWN = "written_down"  #: Staff wrote down a yes that the client said outside the chat.
    REVOKED = "revoked"
    REVOKED_SOME = "revoked_some"
    REMINDER = "reminder"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    RELEASED = "released"
    HELD_OVER = "held_over"  #: The event has come up to which a yes could not be taken back.
    ANSWERED = "answered"
    STOPPED = "stopped"
    STOPPED_SOME = "stopped_some"
    ASKED_BACK = "asked_back"
    CLOSED_UNANSWERED = "closed_unanswered"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"


AUDIENCE: dict[Notice, Audience] = {
    **{notice: Audience.CLIENT for notice in Notice},
    **{
        notice: Audience.CLINICIAN
        for notice in (
            Notice.ANSWERED,
            Notice.STOPPED,
            Notice.STOPPED_SOME,
            Notice.ASKED_BACK,
            Notice.CLOSED_UNANSWERED,
            Notice.ENDED,
            Notice.ENDS_SOON,
        )
    },
}

_WHOLE = frozenset({"code", "requester", "recipient", "purpose", "items", "granted", "ends_on"})
_SENT = frozenset({"code", "recipient", "sent"})

#: The facts without which the notice would be incomplete; more may be given.
CARRIES: dict[Notice, frozenset[str]] = {
    Notice.KNOCK: frozenset(),  # TG-3: the first push shows no fact
    Notice.REMINDER: frozenset(),
    Notice.RECEIPT: _WHOLE,
    Notice.RECEIPT_NO: frozenset({"code", "recipient"}),
    Notice.WRITTEN_DOWN: _WHOLE,
    Notice.REVOKED: _SENT,
    Notice.REVOKED_SOME: _SENT | {"items", "granted"},
    Notice.LAPSED: frozenset({"code"}),
    Notice.EXPIRED: frozenset({"code", "recipient"}),
    Notice.EXPIRING: frozenset({"code", "recipient", "ends_on"}),
    Notice.WITHDRAWN: frozenset({"code", "recipient"}),
    Notice.INVALIDATED: frozenset({"code", "recipient"}),
    Notice.RELEASED: frozenset({"code", "recipient", "sent"}),
    Notice.HELD_OVER: frozenset({"code", "recipient", "state"}),
    Notice.ANSWERED: frozenset({"code", "alias", "state", "items", "granted"}),
    Notice.STOPPED: frozenset({"code", "alias", "at", "recipient", "sent"}),
    Notice.STOPPED_SOME: frozenset({"code", "alias", "at", "recipient", "sent", "items", "granted"}),
    Notice.ASKED_BACK: frozenset({"code", "alias", "language", "text"}),
    Notice.CLOSED_UNANSWERED: frozenset({"code", "alias"}),
    Notice.ENDED: frozenset({"code", "alias", "state"}),
    Notice.ENDS_SOON: frozenset({"code", "alias", "recipient", "items", "granted", "ends_on"}),
}
