"""Around a yes: the check whether our words were clear before it is saved, and who helped to read them afterwards."""

from dataclasses import replace
from typing import Any

from bot.actions.answering import Chosen, how, moved_on, save
from bot.actions.cases import case_facts
from bot.actions.pages import apply
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from consent.decision import Effect
from consent.states import STANDING
from consent.teaching import TeachBack
from consent.understanding import Extra, Need, Said, answers, outcome, read_in_another, tell_helper
from consent.word import Helper
from db import rules, said
from db.shapes import ClientFacts, Page, Spoken

TOPIC = "helper"  #: Beside the receipt, whose own buttons stay where they are.
SKIP = "skip"
HELPERS = (Helper.NOBODY, Helper.STAFF, Helper.INTERPRETER, Helper.FAMILY)


def chosen_in(screen: Spoken) -> Chosen:
    """What a yes on this message would cover."""
    seen, ticks = screen.facts, [int(at) for at in screen.facts["ticks"]]
    return Chosen(ticks, str(seen["ends"]), screen.request_version or 0, seen.get("teach"), seen.get("act"))


def agree(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The yes to what is read back: first the check, where the agency wants one and it has not been yet (PL-8)."""
    if turn.screen is None or turn.screen.request_version is None:
        moved_on(turn, client, page)
        return
    chosen = chosen_in(turn.screen)
    wanted = page.case.request.kind in rules.kinds_asked(turn.session, Extra.TEACH_BACK)
    if chosen.teach is not None or not wanted:
        finish(turn, client, page, chosen)
    elif _was_explained(turn, client, page):  # Then nobody is asked a second time.
        finish(turn, client, page, replace(chosen, teach={"outcome": TeachBack.HELPED}))
    else:
        act = None if page.case.request.needs_signature else how(turn)  # A typed name is the yes by itself.
        _check(turn, client, page, replace(chosen, act=act))


def _was_explained(turn: Turn, client: ClientFacts, page: Page) -> bool:
    if client.chat is None:
        return False
    return said.was_shown(turn.session, turn.vault, client.chat, page.case.request.id, (Screen.TEACH_AGAIN,))


def _check(turn: Turn, client: ClientFacts, page: Page, chosen: Chosen) -> None:
    """Who would get it? Beside the answers stands the no, which ends it at once."""
    facts = {**case_facts(turn, page, client), **chosen.plain()}
    rows = tuple(Button(Press.TEACH, each) for each in answers(page.case.request))
    keys = (*rows, Button(Press.SHARE_NOTHING), Button(Press.TEACH, Said.SKIP))
    turn.reply(client, show(Screen.TEACH_BACK, facts, *keys), case=page.case)


def check_again(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Something was typed that is none of the answers: the same question, as it was."""
    if turn.screen is not None:
        turn.reply(client, show(Screen.UNCLEAR, turn.facts(clinician=turn.clinician_name(client))))
        _check(turn, client, page, chosen_in(turn.screen))


def take_check(turn: Turn, client: ClientFacts, page: Page, answered: Said) -> None:
    """Clear or skipped: on to the yes. Anything else: we were not clear, so it is said once more (PL-8)."""
    if turn.screen is None or turn.screen.kind != Screen.TEACH_BACK:
        moved_on(turn, client, page)
        return
    # A second tap before the explanation is in view skips nothing of it.
    explained = turn.newest is not None and turn.newest.kind == Screen.TEACH_AGAIN
    became, act = TeachBack.HELPED if explained else outcome(answered), how(turn)
    teach = {"outcome": became, **{name: act.get(name) for name in ("screen", "telegram_time")}}
    chosen = replace(chosen_in(turn.screen), teach=teach)
    if became is TeachBack.HELPED:
        # The yes is then the button under words that say all of it again.
        facts = {**case_facts(turn, page, client), **replace(chosen, act=None).plain()}
        keys = (Button(Press.SAVE), Button(Press.CHANGE), Button(Press.NEEDS), Button(Press.SHARE_NOTHING))
        turn.reply(client, show(Screen.TEACH_AGAIN, facts, *keys), case=page.case)
    else:
        finish(turn, client, page, chosen)


def finish(turn: Turn, client: ClientFacts, page: Page, chosen: Chosen, name: str | None = None) -> None:
    """Save the yes, and then ask who helped to read it, where that is wanted: it cannot stand in the way (LEP-3)."""
    saved = save(turn, client, page, chosen, name)
    if saved is not None and saved.case.standing.state in STANDING and _asks_who_helped(turn, saved):
        who_helped(turn, client, saved)


def who_helped(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Did somebody help you read this?"""
    keys = tuple(Button(Press.WHO_HELPED, each) for each in (*HELPERS, SKIP))
    turn.reply(client, show(Screen.WHO_HELPED, None, *keys), topic=TOPIC, case=page.case)


def _asks_who_helped(turn: Turn, page: Page) -> bool:
    if page.case.request.kind in rules.kinds_asked(turn.session, Extra.WHO_HELPED):
        return True
    return read_in_another(turn.heard.tag if turn.heard else None, turn.languages)


def take_helper(turn: Turn, client: ClientFacts, page: Page, answered: str) -> None:
    """Who helped to read it: kept with the evidence as a role, never as a name (ESIG-9). The yes stays as it is."""
    helper = None if answered == SKIP else Helper(answered)
    if helper is not None:
        decision = tell_helper(page.case, helper)
        if decision.effect is Effect.MOVED_ON:
            moved_on(turn, client, page)
            return
        page = apply(turn, page, decision, answered_here=True, detail={**how(turn), "helper": helper})
    offer = (Button(Press.NEED, Need.INTERPRETER),) if helper is Helper.FAMILY else ()
    facts: dict[str, Any] = {"helper": helper}
    turn.reply(client, show(Screen.HELPER_NOTED, facts, *offer, Button(Press.CHOICES)), topic=TOPIC, case=page.case)
