"""Every code of the judge has words: kinds of information, of requests, purposes, states and reasons."""

import pytest

from bot.screens import Screen
from bot.words.codes import KIND, KIND_LABEL, PURPOSE, STATE
from bot.words.reasons import REASON
from bot.words.say import Words
from bot.words.terms import CATEGORY, SHORT
from consent.asking import AskCode
from consent.categories import Category
from consent.minimum import Kind
from consent.purposes import Purpose
from consent.release import GateCode, Verdict
from consent.states import ENDED, LIVE, State
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import CODE, GREEN_VALLEY, sample

LANGUAGES = ("en", "es", "ar")


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def test_all_27_kinds_of_information_have_a_sentence_and_a_short_name() -> None:
    assert set(CATEGORY) == set(SHORT) == set(Category)
    assert len(CATEGORY) == 27


def test_short_names_fit_on_a_button_with_a_verb_before_them() -> None:
    assert [line.message for line in SHORT.values() if len(f"Remove: {line.message}") > 24] == []


def test_no_two_kinds_of_information_sound_alike(words: Words) -> None:
    for language in LANGUAGES:
        said = words.catalogues[language].sentences.pgettext
        for names in (CATEGORY, SHORT):
            assert len({said(line.context, line.message) for line in names.values()}) == len(names)


def test_every_kind_of_request_every_purpose_and_every_state_has_words() -> None:
    assert set(KIND) == set(KIND_LABEL) == set(Kind)
    assert set(PURPOSE) == set(Purpose)
    assert set(STATE) == set(State)


def test_every_reason_of_the_gate_and_of_asking_has_words() -> None:
    assert {*GateCode, *AskCode} <= set(REASON)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_words(words: Words, verdict: Verdict) -> None:
    said = shown(words.say(sample(Screen.CHECK, verdict=verdict), language="en", zone="UTC").text)
    opens = verdict in (Verdict.ALLOW, Verdict.ALLOW_REDACTED)

    assert ("MAY GO OUT" in said.splitlines()[0]) == opens


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"id": "EDPB-GRAN", "code": "not_granted"}, "The client did not say yes to this item. (EDPB-GRAN)"),
        ("EDPB-GRAN:not_granted", "The client did not say yes to this item. (EDPB-GRAN)"),
        (("EDPB-GRAN", "not_granted"), "The client did not say yes to this item. (EDPB-GRAN)"),
        ("not_granted", "The client did not say yes to this item."),
        ({"id": "NEW-1", "code": "never_heard_of"}, "A rule stands against it: never_heard_of. (NEW-1)"),
    ],
)
def test_a_reason_is_told_with_the_id_of_its_requirement(words: Words, given: object, told: str) -> None:
    said = words.say(sample(Screen.NOT_RELEASED, reasons=[given]), language="en", zone="UTC")

    assert f"1. {told}" in shown(said.text)


def test_an_unknown_verdict_is_told_as_a_no(words: Words) -> None:
    said = shown(words.say(sample(Screen.CHECK, verdict="perhaps"), language="en", zone="UTC").text)

    assert "SEND NOTHING" in said.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(LIVE | ENDED))
def test_a_client_can_read_how_each_choice_stands(words: Words, state: State, language: str) -> None:
    row = {"id": "r", "code": CODE, "recipient": GREEN_VALLEY, "state": state, "ends": "2027-12-31"}
    said = shown(words.say(sample(Screen.CHOICES, requests=[row]), language=language, zone="UTC").text)

    assert GREEN_VALLEY in said


@pytest.mark.parametrize("channel", ["invited", "code", "locked", "settings", "ready", "not_me", "unreachable"])
def test_staff_can_read_whether_a_client_can_be_reached(words: Words, channel: str) -> None:
    row = {"id": "c", "alias": "M.R.", "channel": channel, "language": "es", "open": 1}
    said = shown(words.say(sample(Screen.CLIENTS, clients=[row]), language="en", zone="UTC").text)

    assert said.startswith("1 client:\n1. M.R. · ")
    assert said.endswith("reads Español · 1 open")


@pytest.mark.parametrize("screen", [Screen.CHOICES, Screen.WHO_GOT, Screen.OPEN_LIST, Screen.CLIENTS])
def test_an_empty_list_says_that_it_is_empty(words: Words, screen: Screen) -> None:
    for language in LANGUAGES:
        said = words.say(sample(screen, requests=[], sent=[], clients=[]), language=language, zone="UTC")

        assert shown(said.text).strip()
        assert "1." not in said.text
