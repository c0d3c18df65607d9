"""What the agency answers to a client's wish: yes, or no with a reason; and the list of wishes that wait."""

from dataclasses import replace

from bot.actions.accounting import give
from bot.actions.casework import close, own_client, wait_for
from bot.actions.erasing import carry_out
from bot.actions.outgoing import held_back
from bot.actions.requesting import awaiting
from bot.actions.telling import bring, in_person
from bot.actions.turn import Turn, hears, show
from bot.actions.wishing import keys, longer, wish_facts
from bot.screens import Button, Press, Screen, Show
from consent.wishes import Right, WishState
from db import holds, lookups, wishes
from db.ledger.wishes import extend_wish, move_wish
from db.shapes import ClientFacts, StaffMember
from db.wishes import WishFacts


def show_waiting(turn: Turn, staff: StaffMember) -> None:
    """The wishes without an answer, the most pressing first (HIPAA-524-1)."""
    whose = lookups.staff_members(turn.session, turn.vault) if staff.role == "admin" else [staff]
    rows, buttons = [], []
    for kept in (each for one in whose for each in wishes.waiting_for(turn.session, turn.vault, one.id)):
        client = turn.client(kept.client_id)
        if client is not None:
            rows.append({"id": kept.id, **wish_facts(turn, client, kept)})
            buttons.append(Button(Press.WISH, kept.id))
    turn.reply(staff, show(Screen.RIGHTS_OPEN, {"wishes": rows}, *buttons, Button(Press.OPEN_LIST)), topic="list")


def show_wish(turn: Turn, staff: StaffMember, id: str) -> None:
    """One wish again, with what can be done about it now."""
    client, kept = _own(turn, staff, id)
    if client is None or kept is None:
        close(turn, staff)
    else:
        turn.reply(
            staff, show(Screen.ALERT_RIGHT, wish_facts(turn, client, kept), *keys(turn, staff, kept)), topic="rights"
        )


def agree(turn: Turn, staff: StaffMember, id: str) -> None:
    """The agency agrees: a limit binds from now on, an erasure is carried out as far as the law allows (P2-26)."""
    client, kept = _answerable(turn, staff, id)
    if client is None or kept is None:
        show_wish(turn, staff, id)
        return
    _move(turn, staff, kept, WishState.AGREED, None)
    _tell(turn, staff, client, kept, granted=True, reason="")
    _noted(turn, staff, client, kept, WishState.AGREED)
    if kept.right is Right.ACCOUNT:
        give(turn, staff, client, kept)
    if kept.right is Right.ERASE:
        carry_out(turn, client, kept)


def prompt_reason(turn: Turn, staff: StaffMember, id: str) -> None:
    """A no needs a reason in words that the client reads (HIPAA-524-1)."""
    client, kept = _answerable(turn, staff, id)
    if client is None or kept is None:
        show_wish(turn, staff, id)
        return
    wait_for(turn, staff, "refuse", id)
    turn.reply(staff, show(Screen.RIGHT_REASON, wish_facts(turn, client, kept), Button(Press.BACK)), topic="answer")


def refuse(turn: Turn, staff: StaffMember, id: str, reason: str) -> None:
    """Say no to a wish, with the reason that the client is told."""
    client, kept = _answerable(turn, staff, id)
    if client is not None and held_back(turn, staff, client, reason):
        return
    awaiting(turn, staff, None)
    if client is None or kept is None:
        show_wish(turn, staff, id)
        return
    _move(turn, staff, kept, WishState.REFUSED, reason)
    _tell(turn, staff, client, kept, granted=False, reason=reason)
    _noted(turn, staff, client, kept, WishState.REFUSED)


def prompt_longer(turn: Turn, staff: StaffMember, id: str) -> None:
    """More time needs a reason in words that the client reads (HIPAA-524-1, HIPAA-528-4)."""
    client, kept = _answerable(turn, staff, id)
    until = None if kept is None else longer(turn, kept)
    if client is None or kept is None or until is None:
        show_wish(turn, staff, id)
        return
    wait_for(turn, staff, "extend", id)
    facts = {**wish_facts(turn, client, kept), "longer": until.isoformat()}
    turn.reply(staff, show(Screen.RIGHT_REASON, facts, Button(Press.BACK)), topic="answer")


def extend(turn: Turn, staff: StaffMember, id: str, reason: str) -> None:
    """Take the one extension that the law has, and tell the client why and until when."""
    awaiting(turn, staff, None)
    client, kept = _answerable(turn, staff, id)
    until = None if kept is None else longer(turn, kept)
    if client is None or kept is None or until is None:
        show_wish(turn, staff, id)
        return
    extend_wish(
        turn.session,
        turn.vault,
        kept.id,
        client_id=client.id,
        due_at=until,
        reason=reason,
        staff_id=staff.id,
        now=turn.now,
        actor=turn.actor,
    )
    facts = {**turn.facts(clinician=staff.name), "right": kept.right, "due": until.isoformat(), "reason": reason}
    _bring(turn, client, show(Screen.RIGHT_LATER, facts, Button(Press.RIGHTS), Button(Press.TALK)))
    _noted(turn, staff, client, replace(kept, due_at=until, extended_at=turn.now), WishState.WAITING)


def _own(turn: Turn, staff: StaffMember, id: str) -> tuple[ClientFacts | None, WishFacts | None]:
    kept = wishes.wish(turn.session, turn.vault, id)
    return (None, None) if kept is None else (own_client(turn, staff, kept.client_id), kept)


def _answerable(turn: Turn, staff: StaffMember, id: str) -> tuple[ClientFacts | None, WishFacts | None]:
    """The wish, if this person may answer it and nobody has."""
    client, kept = _own(turn, staff, id)
    if client is None or kept is None or Button(Press.RIGHT_YES, id) not in keys(turn, staff, kept):
        return None, None
    return client, kept


def _move(turn: Turn, staff: StaffMember, kept: WishFacts, state: WishState, reason: str | None) -> None:
    move_wish(
        turn.session,
        turn.vault,
        kept.id,
        client_id=kept.client_id,
        was=kept.state,
        state=state,
        now=turn.now,
        actor=turn.actor,
        staff_id=staff.id,
        reason=reason,
    )


def _tell(turn: Turn, staff: StaffMember, client: ClientFacts, kept: WishFacts, *, granted: bool, reason: str) -> None:
    """The client hears the answer, in the chat or as a sign to ask in person."""
    facts = {**turn.facts(clinician=staff.name), "right": kept.right, "granted": granted, "reason": reason}
    facts |= {"paid": bool(kept.facts.get("first")), "until": kept.facts.get("until")}
    facts |= {"other_language": staff.language != client.language}
    facts |= {"held": kept.right is Right.ERASE and holds.is_held(turn.session, client.id)}
    _bring(turn, client, show(Screen.RIGHT_ANSWERED, facts, Button(Press.RIGHTS), Button(Press.TALK)))


def _bring(turn: Turn, client: ClientFacts, said: Show) -> None:
    if in_person(client):
        plain = {**turn.facts(clinician=turn.clinician_name(client)), "shared": bool(client.shared_phone)}
        said = show(Screen.NEWS_IN_PERSON, plain, Button(Press.TALK), Button(Press.MENU))
    bring(turn, client, said, None, topic="rights", wanted=True)


def _noted(turn: Turn, staff: StaffMember, client: ClientFacts, kept: WishFacts, state: WishState) -> None:
    facts = {**wish_facts(turn, client, replace(kept, state=state)), "told": hears(client)}
    turn.reply(staff, show(Screen.RIGHT_NOTED, facts, Button(Press.OPEN_LIST)), topic="rights")
