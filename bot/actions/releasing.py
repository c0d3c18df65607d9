"""May I release this now? The gate is asked, each ask is recorded, and what left is written down and told."""

from dataclasses import replace
from datetime import datetime

from bot.actions.cases import case_facts, item_facts
from bot.actions.counting import flags
from bot.actions.pages import apply
from bot.actions.rules import circumstances, packs_of
from bot.actions.turn import Turn, hears, show
from bot.screens import Button, Press, Screen
from consent.decision import Effect
from consent.packs.rule import Attachment
from consent.packs.shelf import editions
from consent.release import REQUIREMENT, Answer, GateCode, Hold, NextStep, Packet, Verdict, may_release, what_may_go
from consent.request import Case, Item
from consent.states import State
from consent.steps import use
from db.ledger import requests
from db.shapes import ClientFacts, Page, StaffMember

NOTHING_BESIDE: frozenset[Attachment] = frozenset()
OPEN = (Verdict.ALLOW, Verdict.ALLOW_REDACTED)


def holds_of(client: ClientFacts | None) -> frozenset[Hold]:
    """What keeps the gate shut for this client without changing any decision (TG-11, TG-20, REV-2)."""
    if client is not None and client.channel == "not_me":
        return frozenset({Hold.NOT_BOUND})
    if client is None or client.channel != "ready":
        return frozenset({Hold.UNREACHABLE})
    return frozenset({Hold.STOP_WORD}) if client.stop_word_at is not None else frozenset()


def ask_gate(turn: Turn, page: Page) -> tuple[Answer, ClientFacts | None]:
    """Ask the gate about everything a request names, and record that it was asked (E7)."""
    client = turn.client(page.case.request.client_id)
    answer = what_may_go(page.case, turn.now, around=circumstances(turn, page, holds_of(client)))
    _note(turn, page.case, answer)
    return answer, client


def _note(turn: Turn, case: Case, answer: Answer) -> None:
    detail = {
        "verdict": answer.verdict,
        "reasons": [reason.id for reason in answer.reasons],
        "allowed": [item.category for item in answer.allowed],
        "attach": [each.what for each in answer.attach],
        "packs": editions(packs_of(turn)),
    }
    requests.note(
        turn.session, turn.vault, case.request.id, now=turn.now, actor=turn.actor, action="gate_asked", detail=detail
    )


def note_then(turn: Turn, case: Case, at: datetime, answer: Answer) -> None:
    """Record an ask about what was allowed at the instant `at` (E7)."""
    detail = {"on": at.isoformat(), "verdict": answer.verdict, "reasons": [reason.id for reason in answer.reasons]}
    ledger = (turn.session, turn.vault, case.request.id)
    requests.note(*ledger, now=turn.now, actor=turn.actor, action="asked_about_then", detail=detail)


def note_unknown(turn: Turn) -> None:
    """Record an ask about a request that is not there for whoever asks; what they typed is not kept (E7)."""
    detail = {"verdict": Verdict.BLOCK, "reasons": [REQUIREMENT[GateCode.UNKNOWN_REQUEST]]}
    requests.note_unknown(turn.session, turn.vault, now=turn.now, actor=turn.actor, detail=detail)


def gate_facts(answer: Answer) -> dict[str, object]:
    """What the gate said, as plain facts for the screens and for machines."""
    return {
        "verdict": answer.verdict,
        "may_go": item_facts(answer.allowed),
        "not_go": item_facts(answer.left_out),
        "reasons": [{"id": reason.id, "code": reason.code, "step": reason.step} for reason in answer.reasons],
        "attach": [{"id": each.id, "code": each.what} for each in answer.attach],
        "until": answer.until.isoformat() if answer.until else None,
        "valid_seconds": int(answer.valid_for.total_seconds()),
    }


def check(turn: Turn, staff: StaffMember, page: Page) -> None:
    """Show the green list, the red list, until when and to whom."""
    answer, client = ask_gate(turn, page)
    facts = {**case_facts(turn, page, client), **gate_facts(answer)}
    keys = (Button(Press.MARK),) if answer.verdict in OPEN else _next_step(answer)
    end = (Button(Press.CLOSE),)
    turn.reply(staff, show(Screen.CHECK, facts, *keys, *end), case=page.case)


def _next_step(answer: Answer) -> tuple[Button, ...]:
    """The button for what would open the gate, where staff can do it here and now (HIPAA-V-1)."""
    steps = {reason.step for reason in answer.reasons}
    return (Button(Press.WHO_ASKS),) if steps & {NextStep.VERIFY_REQUESTER, NextStep.SEE_A_PAPER} else ()


def mark(
    turn: Turn, staff: StaffMember, page: Page, ticks: list[int] | None, beside: frozenset[Attachment] = NOTHING_BESIDE
) -> None:
    """What was sent, and what lay beside it? All that may go out is ticked at first: this records a fact, no consent.

    What has to lie beside it is never ticked at first: staff confirm each paper (P2-32-a, P2-32-b).
    """
    answer, client = ask_gate(turn, page)
    if answer.verdict not in OPEN:
        not_released(turn, staff, page, answer, client)
        return
    items = page.case.request.items
    granted = [i for i in sorted(page.case.standing.granted) if items[i] in answer.allowed]
    chosen = granted if ticks is None else sorted(set(ticks) & set(granted))
    facts = {**case_facts(turn, page, client), **gate_facts(answer), "ticks": chosen, "beside": sorted(beside)}
    papers = dict.fromkeys(each.what for each in answer.attach)
    rows = (
        *(Button(Press.MARK_ITEM, str(i)) for i in granted),
        *(Button(Press.MARK_WITH, str(each)) for each in papers),
    )
    done = (Button(Press.MARK_DONE),) if chosen else ()
    turn.reply(staff, show(Screen.MARK, facts, *rows, *done, Button(Press.BACK)), case=page.case)


def not_released(turn: Turn, staff: StaffMember, page: Page, answer: Answer, client: ClientFacts | None) -> None:
    """The gate said no at the last moment; where only a paper was missing, the way back is one tap."""
    facts = {**case_facts(turn, page, client), **gate_facts(answer)}
    only_papers = {reason.code for reason in answer.reasons} == {GateCode.NOTICE_MISSING}
    again = (Button(Press.MARK),) if only_papers else _next_step(answer)
    turn.reply(staff, show(Screen.NOT_RELEASED, facts, *again, Button(Press.CLOSE)), case=page.case)


def mark_done(
    turn: Turn, staff: StaffMember, page: Page, ticks: list[int], beside: frozenset[Attachment] = NOTHING_BESIDE
) -> None:
    """Record a release: the gate is asked again in this same transaction (REV-11), then the client is told.

    `beside` are the papers that staff confirm to have put with it: one that is wanted and missing shuts the gate (G10).
    """
    request = page.case.request
    items = tuple(request.items[i] for i in ticks if 0 <= i < len(request.items))
    client = turn.client(request.client_id)
    packet = Packet(items, request.recipient.id, request.purpose)
    around = replace(circumstances(turn, page, holds_of(client)), attached=beside)
    answer = may_release(page.case, packet, now=turn.now, around=around)
    _note(turn, page.case, answer)
    decision = use(page.case, items, turn.now)
    if answer.verdict is not Verdict.ALLOW or decision.effect is not Effect.APPLIED:
        not_released(turn, staff, page, answer, client)
        return
    _disclose(turn, staff, page.case, items, answer)
    sent = item_facts(items)
    used_up = decision.standing.state is State.USED_UP
    facts = {"now_sent": sent, "used_up": used_up}
    after = apply(turn, page, decision, detail=facts, told=facts)
    said = {**case_facts(turn, after, client), **facts, "told": hears(client)}
    turn.reply(staff, show(Screen.MARKED, said, Button(Press.OPEN_LIST)), case=after.case)


def _disclose(turn: Turn, staff: StaffMember, case: Case, items: tuple[Item, ...], answer: Answer) -> None:
    """Write what left and with what beside it, as staff confirmed it (P2-32-a, P2-32-b)."""
    request = case.request
    facts = {
        "recipient": request.recipient.name,
        "purpose": request.purpose,
        "items": item_facts(items),
        "attached": [each.what for each in answer.attach],
        **flags(turn, request.legal_basis, request.purpose, item_facts(items)),
    }
    turn.disclose(case, staff, facts)
