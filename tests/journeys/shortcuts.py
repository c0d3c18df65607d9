"""Short ways to where a story begins, for stories that are not about the way there."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from bot.actions import drafting, introducing, requesting
from bot.actions.office import add_requester
from bot.actions.papers_here import agree
from bot.actions.turn import Turn
from bot.screens import Press
from consent.checking import ways_for
from consent.minimum import Kind, preset
from consent.states import State
from db import lookups
from db.ledger import people
from db.shapes import ClientFacts, Page, StaffMember
from db.tables import Audit
from tests.journeys.town import PAYER, Person, Town

EVERY_STATE = frozenset(State)
YES = (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE)


async def is_in(
    town: Town,
    alias: str = "M.R.",
    language: str = "en",
    *,
    clinician: str = "Ana Ruiz",
    phone: str | None = None,
    signs_here: bool = True,
    **settings: Any,
) -> Person:
    """A client who came by the link, is set up and agreed to sign in the chat.

    `settings` are columns of the client, `phone` is its own language.
    """
    link = await town.invite_client(alias, language, clinician)
    client = await town.newcomer(alias, phone or language)
    await client.start(link.token)

    def let_in(turn: Turn) -> None:
        changes = {"channel": "ready", "language": language, "language_chosen": True, **settings}
        people.change_client(
            turn.session, turn.vault, link.person_id, now=turn.now, actor="admin", action="let_in", changes=changes
        )
        if signs_here:
            agree(turn, client_of(turn, alias))

    await town.do(let_in)
    return client


async def asked(
    town: Town,
    alias: str = "M.R.",
    *,
    kind: str = "payer_payment",
    requester: str = PAYER,
    items: Sequence[str] = (),
    review_first: bool = False,
    one_time: bool = False,
    days: int = 91,
    answer_in: int | None = None,
    by: str = "Ana Ruiz",
    asked_for_all: bool = False,
    held: str | None = None,
    checked: bool = True,
) -> Page:
    """A request that this person of the agency prepared and sent. Each comes a little later than the one before.

    Who asks was called back, or showed a badge, unless nobody has `checked` that.
    """
    town.clock.advance(timedelta(seconds=1))
    before = await town.read(lambda turn: {page.case.request.id for page in every_page(turn)})

    def send(turn: Turn) -> None:
        staff = staff_named(turn, by)
        draft = _draft(turn, client_of(turn, alias), kind, requester, items or preset(Kind(kind)), days, answer_in)
        draft["ends"]["one_time"] = one_time
        draft["asked_for_all"] = asked_for_all
        draft["held"] = {"event": held}
        draft["checked"] = draft["checked"] if checked else {"way": None}
        _send(turn, staff, draft, review_first=review_first)

    await town.do(send)
    town.app.sender.nudge()
    await town.settle()
    after = await town.read(every_page)
    new = [page for page in after if page.case.request.id not in before]
    assert len(new) == 1, "nothing was sent"
    return new[0]


def write_request(turn: Turn, staff: StaffMember, alias: str) -> None:
    """The usual request of the payer for one client, sent in this unit of work."""
    kind = Kind.PAYER_PAYMENT
    _send(turn, staff, _draft(turn, client_of(turn, alias), kind, PAYER, preset(kind), 91, None), review_first=False)


def _send(turn: Turn, staff: StaffMember, draft: dict[str, Any], *, review_first: bool) -> None:
    turn.actor = f"staff:{staff.id}"
    requesting.keep(turn, staff, draft)
    drafting.send_draft(turn, staff, draft, review_first=review_first)


def _draft(
    turn: Turn, client: ClientFacts, kind: str, requester: str, items: Sequence[str], days: int, answer_in: int | None
) -> dict[str, Any]:
    saved = [r for r in lookups.requesters(turn.session, turn.vault) if r.name == requester]
    id = saved[0].id if saved else add_requester(turn.session, turn.vault, turn.now, name=requester, kind=kind)
    today = turn.now.astimezone(turn.zone).date()
    by = None if answer_in is None else (today + timedelta(days=answer_in)).isoformat()
    draft: dict[str, Any] = {
        "client": {"id": client.id, "alias": client.alias},
        "requester": {"id": id, "name": requester, "kind": kind},
        "kind": kind,
        "items": list(items),
        "reasons": {item: "The form asks for it." for item in items},
        "period": {"first": (today - timedelta(days=182)).isoformat(), "last": today.isoformat()},
        "answer_by": {"on": by},
        "ends": {"on": (today + timedelta(days=days)).isoformat(), "one_time": False},
    }
    introducing.carry(turn, draft)
    return {"checked": {"way": ways_for(Kind(kind))[0], "document": "Seen at the desk."}, **draft}


async def begun(town: Town, kind: str = "payer_payment") -> Person:
    """Ana begins a request for her only client, and says who asks and of what kind."""
    ana = town.ana
    await ana.say("/new")
    await ana.press(Press.PICK_CLIENT)
    await ana.press(Press.PICK_REQUESTER)
    await ana.press(Press.PICK_KIND, kind)
    await not_checked_yet(ana)
    return ana


async def not_checked_yet(ana: Person) -> None:
    """Where she is asked how she checked who asks: not yet."""
    if Press.HOW_CHECKED in await ana.presses():
        await ana.press(Press.HOW_CHECKED, "not_yet")


async def to_the_preview(ana: Person, *, ends: str = "month") -> None:
    """And the dates, up to the preview; a new name was not checked yet."""
    await not_checked_yet(ana)
    await ana.press(Press.PICK_PERIOD, "last_6")
    await ana.press(Press.PICK_ANSWER_BY, "none")
    await ana.press(Press.PICK_ENDS, ends)


async def says_yes(town: Town, client: Person) -> Page:
    """The client opens the newest question and shares everything it names."""
    for press in YES:
        await client.press(press)
    client.taps = 0
    return await town.page()


def staff_named(turn: Turn, name: str) -> StaffMember:
    """One person of the agency."""
    return next(s for s in lookups.staff_members(turn.session, turn.vault) if s.name == name)


def client_of(turn: Turn, alias: str) -> ClientFacts:
    """One client, whoever works with them."""
    staff = lookups.staff_members(turn.session, turn.vault)
    return next(
        c for s in staff for c in lookups.clients_of(turn.session, turn.vault, s.id, limit=500) if c.alias == alias
    )


def every_page(turn: Turn) -> list[Page]:
    """Every request there is, in whatever state, newest first."""
    staff = lookups.staff_members(turn.session, turn.vault)
    clients = [c for s in staff for c in lookups.clients_of(turn.session, turn.vault, s.id)]
    found = [p for c in clients for p in lookups.pages_of_client(turn.session, turn.vault, c.id, EVERY_STATE)]
    return sorted(found, key=lambda page: page.created_at, reverse=True)


async def state_of(town: Town, page: Page) -> str:
    """How a request stands now."""

    def look(turn: Turn) -> str:
        found = lookups.page(turn.session, turn.vault, page.case.request.id)
        assert found is not None
        return found.case.standing.state

    return await town.read(look)


async def events(town: Town, page: Page) -> list[str]:
    """What was recorded about a request, in order."""

    def look(turn: Turn) -> list[str]:
        found = select(Audit.action).where(Audit.chain == f"request:{page.case.request.id}")
        return list(turn.session.exec(found.order_by(col(Audit.seq))))

    return await town.read(look)
