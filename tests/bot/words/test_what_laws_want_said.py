"""What laws want said is said, in every language, before the answer counts; and staff read what would help."""

import pytest

from bot.screens import Screen
from bot.words import client_asking, outcomes, rules
from bot.words.lines import Line
from bot.words.reasons import REASON
from bot.words.say import Words
from consent.asking import AskCode
from consent.basis import LegalBasis
from consent.categories import Category
from consent.gate_codes import GateCode, NextStep
from consent.minimum import Kind
from consent.packs.rule import Attachment, Pack
from consent.packs.shelf import statements_of
from consent.request import HeldEvent
from consent.statements import ALWAYS_SAID, Statement
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import sample

LANGUAGES = ("en", "es", "ar")

#: Where each statement of a law stands on the screen "what happens".
SAID: dict[Statement, Line] = {
    Statement.MAY_STOP: outcomes.CHANGE_MIND,
    Statement.HOW_TO_STOP: outcomes.CHANGE_MIND,
    Statement.NOT_BACKWARDS: outcomes.CANNOT_COME_BACK,
    Statement.CARE_STAYS: outcomes.CARE_STAYS,
    Statement.SHARED_AGAIN: outcomes.SHARED_AGAIN,
    **{Statement(code): line for code, line in rules.STATEMENT.items()},
}
#: Said by a line of its own for each legal basis, and for each stated event.
BY_CASE = {Statement.AFTER_A_NO, Statement.HELD_UNTIL}


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def said_in(words: Words, language: str, line: Line) -> str:
    return str(words.catalogues[language].sentences.pgettext(line.context, line.message))


def test_every_statement_of_a_law_has_its_line() -> None:
    assert set(SAID) | BY_CASE == set(Statement)
    assert set(rules.STATEMENT) == set(Statement) - ALWAYS_SAID - BY_CASE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("statement", sorted(set(Statement) - BY_CASE))
def test_what_a_law_wants_said_stands_on_the_screen_before_the_answer(
    words: Words, statement: Statement, language: str
) -> None:
    """HIPAA-C2-i-a, HIPAA-C2-i-b, HIPAA-C2-ii-a, HIPAA-C2-iii, P2-31-a3, P2-31-a4-iii, P2-31-a6, P2-31-a10, GDPR-7-3-a,
    GDPR-7-3-c, GDPR-7-4, GDPR-13, ST-MH-IL, ST-MH-DC, ST-CA-5611, DP-5: in every language."""
    extra = [] if statement in ALWAYS_SAID else [statement]

    screen = shown(words.say(sample(Screen.WHAT_HAPPENS, statements=extra), language=language, zone="UTC").text)

    assert said_in(words, language, SAID[statement]) in screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_says_all_that_an_authorization_has_to_say(words: Words, language: str) -> None:
    """HIPAA-C2-i-a to HIPAA-C2-iii, HIPAA-B2-ii."""
    wanted = statements_of({Pack.HIPAA}, list(Category), Kind.SCHOOL, LegalBasis.AUTHORIZATION_REQUIRED)

    screen = shown(words.say(sample(Screen.WHAT_HAPPENS), language=language, zone="UTC").text)

    assert wanted
    assert [each for each in wanted if said_in(words, language, SAID[each]) not in screen] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", HeldEvent)
def test_a_yes_that_a_law_holds_is_said_to_hold_before_it_is_given(
    words: Words, event: HeldEvent, language: str
) -> None:
    """P2-35, REV-8."""
    held = {"event": event, "until": "2027-03-01"}
    plain, holding = (
        shown(words.say(sample(Screen.WHAT_HAPPENS, held=given), language=language, zone="UTC").text)
        for given in (None, held)
    )
    change_mind = said_in(words, language, outcomes.CHANGE_MIND)

    assert change_mind in plain
    assert change_mind not in holding
    assert "2027" in holding.replace("٢٠٢٧", "2027")
    assert len(holding.splitlines()) == len(plain.splitlines()) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stop_that_counts_later_says_so_and_says_that_it_is_saved(words: Words, language: str) -> None:
    """P2-35."""
    facts = {"stop_counts_at": "2027-03-01T05:00:00+00:00"}
    plain = shown(words.say(sample(Screen.REVOKED), language=language, zone="UTC").text)
    later = shown(words.say(sample(Screen.REVOKED, **facts), language=language, zone="UTC").text)

    assert set(plain.splitlines()) < set(later.splitlines())


def test_every_reason_and_every_next_step_of_the_gate_has_words() -> None:
    assert set(rules.STEP) == set(NextStep)
    assert set(rules.LAW_REASON) <= {*GateCode, *AskCode} <= set(REASON)
    assert set(rules.ATTACHMENT) == set(Attachment)


def test_staff_read_what_would_help_once_and_what_to_send_along(words: Words) -> None:
    """P2-32-a, P2-32-b."""
    reasons = [{"id": "P2-31-a8", "code": "weak_basis", "step": "ask_for_signature"}] * 2
    attach = [{"id": "P2-32-b", "code": "consent_copy"}, {"id": "P2-32-a", "code": "part2_statement"}]

    screen = shown(words.say(sample(Screen.CHECK, reasons=reasons, attach=attach), language="en", zone="UTC").text)

    assert screen.count("Ask anew, with a signed authorization.") == 1
    assert "Send with it: a copy of the consent and the notice of 42 CFR Part 2." in screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [Screen.READ_BACK, Screen.RECEIPT, Screen.PAPER])
def test_a_yes_that_a_law_holds_is_never_called_open_to_change_on_any_day(
    words: Words, screen: Screen, language: str
) -> None:
    """P2-35, REV-8: neither right before it is saved, nor on what the client keeps, until the event has come."""
    held = {"event": HeldEvent.CASE_ENDS, "until": "2027-03-01"}
    came = {"held": held, "stop_counts_at": "2027-02-01T05:00:00+00:00"}
    any_day = [said_in(words, language, line) for line in (outcomes.CHANGE_MIND, client_asking.STOP_ANY_DAY)]

    def says(**facts: object) -> bool:
        text = shown(words.say(sample(screen, **facts), language=language, zone="UTC").text)
        return any(line in text for line in any_day)

    assert (says(), says(held=held)) == (True, False)
    assert screen is Screen.READ_BACK or says(**came)
