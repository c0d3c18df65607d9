"""Typed words mean what people mean by them, and never more."""

import pytest

from bot.heard import Word
from bot.words.listen import Ears, fold

CARD = ("What happens if…", "Share all 2", "Share only some", "Share nothing", "I have a question", "Decide later")
PICKER = ("Add: diagnosis", "Remove: visit dates", "Done", "Share nothing", "Back")


@pytest.fixture(scope="module")
def ears() -> Ears:
    return Ears.load()


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("Share nothing", 3),
        ("share NOTHING.", 3),
        ("\u2068Share nothing\u2069", 3),
        ("what happens if", 0),
        ("share all 2", 1),
        ("4", 3),
        (" 4. ", 3),
        ("٤", 3),
        ("۴", 3),
    ],
)
def test_a_label_or_its_number_presses_the_button(ears: Ears, typed: str, position: int) -> None:
    assert ears.understand(typed, language="en", labels=CARD) == position


@pytest.mark.parametrize("typed", ["0", "7", "12", "44", "482913", "4?", "Share all 2?", ""])
def test_a_number_without_a_button_or_a_label_as_a_question_presses_nothing(ears: Ears, typed: str) -> None:
    assert not isinstance(ears.understand(typed, language="en", labels=CARD), int)


def test_an_item_is_picked_by_its_own_name(ears: Ears) -> None:
    assert ears.understand("visit dates", language="en", labels=PICKER) == 1


def test_two_labels_that_sound_alike_are_not_guessed_between(ears: Ears) -> None:
    assert ears.understand("Open", language="en", labels=("Open", "Open")) is None


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("yes", Word.YES),
        ("Yes!", Word.YES),
        ("yes please", Word.YES),
        ("Please, yes, thank you", Word.YES),
        ("yes yes", Word.YES),
        ("no", Word.NO),
        ("No, thanks.", Word.NO),
        ("NO NO NO", Word.NO),
        ("don’t share anything", Word.NO),
        ("only some", Word.SOME),
        ("stop", Word.STOP),
        ("Please stop", Word.STOP),
        ("not now", Word.LATER),
        ("question", Word.QUESTION),
        ("help", Word.HELP),
        ("menu", Word.MENU),
        ("language", Word.LANGUAGE),
        ("English", Word.LANGUAGE),
        ("call me please", Word.TALK),
        ("hide this chat", Word.HIDE),
        ("who got what?", Word.WHO_GOT),
        ("my choices", Word.CHOICES),
        ("stop sharing", Word.STOP_SHARING),
        ("I take it back", Word.STOP_SHARING),
        ("revoke", Word.STOP_SHARING),
        ("Hi Ana, please stop sharing my visit dates", Word.STOP_SHARING),
        ("No, stop sharing", Word.STOP_SHARING),
        ("Can you stop sharing?", Word.STOP_SHARING),
    ],
)
def test_english_words_are_understood(ears: Ears, typed: str, word: Word) -> None:
    assert ears.understand(typed, language="en") is word


@pytest.mark.parametrize("language", ["es", "ar", "xx"])
@pytest.mark.parametrize(("typed", "word"), [("yes", Word.YES), ("no", Word.NO), ("stop sharing", Word.STOP_SHARING)])
def test_english_is_understood_in_every_language(ears: Ears, language: str, typed: str, word: Word) -> None:
    assert ears.understand(typed, language=language) is word


@pytest.mark.parametrize(
    "typed",
    [
        "no idea who that is",
        "I know no one there",
        "yes but who reads it",
        "yes?",
        "no?",
        "maybe yes",
        "ok",
        "👍",
        "…",
        "I do not want to stop sharing",
        "What happens if I stop sharing",
        "how do I stop sharing?",
    ],
)
def test_what_is_not_clearly_an_answer_is_none(ears: Ears, typed: str) -> None:
    assert ears.understand(typed, language="en") is None


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("I want to die", "en"),
        ("stop sharing, I want to kill myself", "en"),
        ("I'm not safe here", "en"),
        ("no. i will hurt myself", "es"),
    ],
)
def test_danger_is_heard_first_and_inside_a_longer_message(ears: Ears, typed: str, language: str) -> None:
    assert ears.understand(typed, language=language, labels=CARD) is Word.DANGER


def test_danger_is_heard_by_whole_words_only(ears: Ears) -> None:
    assert ears.understand("I read about suicidetown", language="en") is None


def test_folding_leaves_the_bare_words() -> None:
    assert fold("  ¿SÍ, señor?\u200f ") == "si senor"
    assert fold("أَجَلْ ١٢") == fold("اجل 12")
