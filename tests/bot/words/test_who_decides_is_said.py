"""Who decides, how a yes is given, and how it was given: said truly, and short enough to be read."""

import pytest

from bot.screens import Screen
from bot.words.say import Words
from consent.states import State
from consent.word import Agreement
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import CODE, GREEN_VALLEY, sample
from tests.bot.words.samples_asked import DECADE

LANGUAGES = ("en", "es", "ar")
PLAIN = {"surplus": [], "asked_for_all": False}  #: One thing beside the question at a time.
MOST = 700
ADDED = {"longer_time": DECADE}, {"of_age": True}, {"witness": True}


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def said(words: Words, screen: Screen, language: str = "en", **facts: object) -> str:
    return shown(words.say(sample(screen, **facts), language=language, zone="UTC").text)


@pytest.mark.parametrize("added", ADDED, ids=lambda each: str(*each))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_thing_that_is_added_to_the_question_is_said_and_keeps_it_short(
    words: Words, language: str, added: dict[str, object]
) -> None:
    """ST-MINOR, ESIG-10, HIPAA-MN-1."""
    without, with_it = (said(words, Screen.CARD, language, **PLAIN, **more) for more in ({}, added))

    assert len(without) < len(with_it) <= MOST


def test_a_grown_client_reads_why_they_are_asked_and_nobody_else_does(words: Words) -> None:
    """ST-MINOR."""
    assert "You are 18 now. From now on you decide." in said(words, Screen.CARD, of_age=True)
    assert "18 now" not in said(words, Screen.CARD)


def test_where_a_yes_is_given_in_person_no_typed_name_is_announced(words: Words) -> None:
    """ESIG-10."""
    told = said(words, Screen.WHAT_HAPPENS, witness=True, signature=True)

    assert "You sign on paper, and a witness sees it." in told
    assert "You can plan that with Ana Ruiz." in told
    assert "typed name" not in told
    assert "typed name" in said(words, Screen.WHAT_HAPPENS, signature=True)


@pytest.mark.parametrize("state", [State.GRANTED, State.PARTLY_GRANTED, State.EXPIRED, State.USED_UP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_reads_that_they_said_yes_where_somebody_else_did(words: Words, language: str, state: State) -> None:
    """HIPAA-PR-1."""
    row = {"id": "r", "code": CODE, "recipient": GREEN_VALLEY, "state": state, "ends": "2027-12-31"}
    own, others = (said(words, Screen.CHOICES, language, requests=[{**row, "by_other": by}]) for by in (False, True))

    assert own != others
    assert not (": you said yes" in others or "our yes" in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_agree_has_its_own_words_for_client_and_staff(words: Words, language: str) -> None:
    """HIPAA-510-1."""
    for screen in (Screen.WRITTEN_DOWN, Screen.ALERT_VOUCH):
        assert len({said(words, screen, language, agreement=each) for each in Agreement}) == len(Agreement)
    assert "you said yes" not in said(words, Screen.WRITTEN_DOWN, agreement=Agreement.INFERRED)


def test_staff_read_what_to_do_when_the_grown_client_could_not_be_asked(words: Words) -> None:
    """ST-MINOR."""
    assert "invite them to a chat of their own" in said(words, Screen.ALERT_OF_AGE, anew=None)
    assert "They are asked anew, as AF-9M4T." in said(words, Screen.ALERT_OF_AGE, anew="AF-9M4T")
