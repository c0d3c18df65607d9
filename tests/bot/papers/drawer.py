"""One decision in every state, as the actions would gather it; all names are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from consent.categories import Category
from consent.minimum import Kind, Purpose
from consent.receipts import ConsentRecord, Disclosed, Discloser, Happening, Shown, Subject
from consent.request import Case, Item, LegalBasis, Party, Period, Request, Standing
from consent.states import STANDING, State

NOW = datetime(2027, 7, 6, 16, 0, tzinfo=UTC)
YES_AT = NOW - timedelta(hours=3)
HALF_YEAR = Period(date(2027, 1, 1), date(2027, 6, 30))
SCHOOL = Party("school-1", "Oak School")
TYPED = "Maria del Carmen Rodríguez"
ITEMS = (
    Item(Category.ATTEND, HALF_YEAR),
    Item(Category.WORKSCH, Period(date(2027, 3, 1), date(2027, 5, 31)), "The form asks for it."),
    Item(Category.SUD, HALF_YEAR, "The form asks for it."),
)

REQUEST = Request(
    id="request-1",
    code="AF-7K2Q",
    client_id="client-1",
    clinician_id="staff-1",
    kind=Kind.SCHOOL,
    requester=SCHOOL,
    recipient=SCHOOL,
    purpose=Purpose.SCHOOL,
    legal_basis=LegalBasis.AUTHORIZATION_REQUIRED,
    items=ITEMS,
    ends_on=date(2027, 12, 31),
)

SIGN_TEXT = "You agree that Riverside Center may share this with Oak School:\n1. The dates of your visits &amp; more"
SAID = (
    Shown("knock-1", "knock", 1, NOW - timedelta(hours=5), "en", "abc123", "", "A question.", 11),
    Shown("happens-1", "what_happens", 1, NOW - timedelta(hours=4), "en", "abc123", "", "<b>If you share:</b>\nA", 12),
    Shown("sign-1", "sign", 1, YES_AT - timedelta(minutes=2), "en", "abc123", "", SIGN_TEXT, 13),
    Shown("receipt-1", "receipt", 2, YES_AT + timedelta(seconds=1), "en", "abc123", "", "<b>Saved.</b>", 14),
)
SHOWN = tuple(replace(each, digest=sha256(each.text.encode()).hexdigest()) for each in SAID)
HOW = {"by": "text", "said": TYPED, "telegram_time": YES_AT.isoformat(), "screen": "sign-1"}
GONE = Disclosed(
    "sent-1", "AF-7K2Q", NOW - timedelta(hours=1), "Ana Ruiz", "Oak School", Purpose.SCHOOL,
    LegalBasis.AUTHORIZATION_REQUIRED, ITEMS[:1],
)  # fmt: skip


def happening(seq: int, at: datetime, action: str, state: State | None, **detail: Any) -> Happening:
    actor = "client:client-1" if "granted" in detail else "staff:staff-1"
    return Happening(seq, at, actor, action, state, seq, detail, f"{seq:064x}")


def history(state: State, granted: tuple[int, ...], *, signed: bool) -> tuple[Happening, ...]:
    """What happened on the usual way to a state."""
    begun = (
        happening(1, NOW - timedelta(hours=6), "drafted", State.DRAFT),
        happening(2, NOW - timedelta(hours=5), "asked", State.ASKED),
    )
    how = HOW if signed else {"by": "tap", "screen": "happens-1"}
    yes_state = State.GRANTED if len(granted) == len(ITEMS) else State.PARTLY_GRANTED
    yes = happening(3, YES_AT, yes_state, yes_state, granted=list(granted), ends_on="2027-12-31", **how)
    last = NOW - timedelta(minutes=30)
    match state:
        case State.DRAFT | State.IN_REVIEW:
            return begun[:1]
        case State.ASKED:
            return begun
        case State.DENIED:
            return (*begun, happening(3, YES_AT, "denied", state, granted=[], ends_on=None, by="tap"))
        case State.LAPSED:
            return (*begun, happening(3, last, state, state))
        case State.GRANTED | State.PARTLY_GRANTED:
            return (*begun, yes)
        case State.REVOKED:
            return (*begun, yes, happening(4, last, "revoked", state, granted=[], by="text", said="stop"))
        case _:
            return (*begun, yes, happening(4, last, state, state))


def kept(
    state: State = State.PARTLY_GRANTED,
    granted: tuple[int, ...] = (0, 1),
    *,
    language: str = "en",
    signed: bool = True,
    covered: tuple[int, ...] | None = None,
    **request: Any,
) -> ConsentRecord:
    """What is kept about one decision of M.R. for Oak School; signed, and for two of three items."""
    asked = replace(REQUEST, **request)
    if state is State.GRANTED:
        granted = tuple(range(len(asked.items)))
    stands = state in STANDING
    standing = Standing(
        state=state,
        version=3,
        granted=frozenset(granted if stands else ()),
        ends_on=asked.ends_on,
        asked_at=NOW - timedelta(hours=5),
        explained_at=NOW - timedelta(hours=4),
        decided_at=YES_AT,
        expires_at=datetime(2028, 1, 1, 5, tzinfo=UTC),
    )
    live = granted if stands else ()
    return ConsentRecord(
        agency=Discloser("Riverside Center", "America/New_York"),
        client=Subject("client-1", "M.R.", language, NOW - timedelta(days=3), NOW - timedelta(days=3), "ab" * 32),
        clinician="Ana Ruiz",
        case=Case(asked, standing),
        created_at=NOW - timedelta(hours=6),
        made_at=NOW,
        covered=frozenset(live if covered is None else covered),
        signature=TYPED if signed and state not in (State.ASKED, State.DENIED) else None,
        history=history(state, granted, signed=signed),
        shown=SHOWN,
        disclosures=(GONE,),
    )
