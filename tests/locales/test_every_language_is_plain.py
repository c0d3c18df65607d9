"""In every language: short sentences, easy words by a measure of that language, labels that make sense alone."""

import re

import pytest

from bot.screens import Button, Press, Screen, Show
from bot.words.say import Words
from tests.bot.words.reading_telegram import shown
from tests.bot.words.samples import is_for_staff, sample
from tests.locales.reading import measure
from tests.locales.reading_elsewhere import arabic, sentences_in, spanish, spanish_syllables
from tests.locales.shelf import SOURCE, english, languages, spoken_in
from tests.locales.test_words_are_kind_and_plain import CODES, is_a_button, is_for_a_client

LONGEST_SENTENCE, LONGEST_MEAN = 20, 12.0
FEWEST_WORDS = 12  #: Below this a measure of ease means little.
EASIEST_SPANISH, MEAN_SPANISH = 50.0, 70.0  #: INFLESZ: 55 to 65 is normal, from 65 on it is rather easy.
MOST_LONG_WORDS = 0.45
WORDED_DATES = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")
#: A label that says nothing when it is read alone.
EMPTY_LABELS = {
    "en": {"yes", "no", "ok", "here", "this", "more", "next", "click here", "continue", "go", "it"},
    "es": {"sí", "no", "ok", "aquí", "esto", "más", "siguiente", "haga clic", "continuar"},
    "ar": {"نعم", "لا", "هنا", "هذا", "المزيد", "التالي", "متابعة"},
}
#: Nobody is asked to give up a right.
WAIVERS = {
    "en": re.compile(
        r"\b(waiv\w+|give up (your|any|all) rights?|hold (us )?harmless|release (us|\{agency\}) from)\b", re.I
    ),
    "es": re.compile(r"\b(renunci\w+|exoner\w+|eximir\w*)\b", re.I),
    "ar": re.compile(r"تنازل|إسقاط حق|إعفاءنا"),
}
NEGATIONS = re.compile(r"(?<!\ba )(?<!\bA )\b(not|no|never|nothing|nobody|none|cannot|without)\b|n['’]t\b", re.I)
#: What the same button says on every screen: the words for an answer never change.
ANSWERS = (Press.SHARE_SOME, Press.SHARE_NOTHING, Press.QUESTION, Press.LATER, Press.STOP_SHARING)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def for_clients(code: str) -> list[str]:
    """Everything in this language that a client reads."""
    said = english() if code == SOURCE else spoken_in(code)
    return [form for each in said if is_for_a_client(each) for form in (each.english if code == SOURCE else each.said)]


def prose(code: str) -> list[str]:
    """The texts that are long enough to be measured."""
    return [text for text in for_clients(code) if sum(map(len, sentences_in(text))) >= FEWEST_WORDS]


@pytest.mark.parametrize("code", list(languages()))
def test_no_sentence_is_long_in_any_language(code: str) -> None:
    """PL-2."""
    split = [sentence for text in for_clients(code) for sentence in sentences_in(text)]

    assert [" ".join(each) for each in split if len(each) > LONGEST_SENTENCE] == []
    measured = [len(sentence) for text in prose(code) for sentence in sentences_in(text)]
    assert len(measured) >= 50
    assert sum(measured) / len(measured) <= LONGEST_MEAN


@pytest.mark.parametrize(
    ("word", "count"),
    [("usted", 2), ("información", 4), ("país", 2), ("quiere", 2), ("leer", 2), ("guía", 2), ("hoy", 1), ("que", 1)],
)
def test_spanish_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_a_hard_text_is_told_from_an_easy_one_in_each_language() -> None:
    hard = "La divulgación de información identificable requiere autorización explícita, inequívoca e individualizada."

    assert spanish(hard).perspicuity < EASIEST_SPANISH
    assert spanish("Usted decide. No hemos enviado nada a nadie.").perspicuity > MEAN_SPANISH
    assert arabic("المستخدمون سيستعملونها لاستخراجها").share_of_long_words > MOST_LONG_WORDS


def test_english_is_measured_without_a_network() -> None:
    """PL-9."""
    assert measure("You decide. We have not sent anything.").grade < 4


def test_spanish_is_easy_by_a_measure_made_for_it() -> None:
    """PL-9."""
    eased = {text: spanish(text).perspicuity for text in prose("es")}

    assert len(eased) >= 50
    assert {text: round(value) for text, value in eased.items() if value < EASIEST_SPANISH} == {}
    assert sum(eased.values()) / len(eased) >= MEAN_SPANISH


def test_arabic_keeps_to_short_words() -> None:
    """PL-9: a cap on length, no more; what OSMAN counts needs vowel signs."""
    shares = {text: arabic(text).share_of_long_words for text in prose("ar")}

    assert len(shares) >= 50
    assert {text: round(share, 2) for text, share in shares.items() if share > MOST_LONG_WORDS} == {}


@pytest.mark.parametrize("code", list(languages()))
def test_a_label_makes_sense_when_it_is_read_alone(code: str) -> None:
    """A11Y-2."""
    said = english() if code == SOURCE else spoken_in(code)
    labels = [form for each in said if is_a_button(each) for form in (each.english if code == SOURCE else each.said)]

    assert len(labels) >= 30
    assert [label for label in labels if label.strip(" .…").casefold() in EMPTY_LABELS[code]] == []
    assert [label for label in labels if not any(sign.isalpha() for sign in label)] == []


@pytest.mark.parametrize("code", list(languages()))
def test_nobody_is_asked_to_give_up_a_right(code: str) -> None:
    """HIPAA-530h."""
    assert WAIVERS["en"].search("You waive your rights.")
    assert [text for text in for_clients(code) if WAIVERS[code].search(text)] == []


def test_no_sentence_says_no_twice() -> None:
    """DP-6."""
    assert len(NEGATIONS.findall("You cannot not answer")) == 2
    parts = [part for text in for_clients("en") for part in re.split(r"[.,:;?]\s|\sand\s|\sor\s|\sthat\s|\sif\s", text)]

    assert [part for part in parts if len(NEGATIONS.findall(part)) > 1] == []


@pytest.mark.parametrize("code", list(languages()))
def test_an_answer_has_the_same_label_on_every_screen(words: Words, code: str) -> None:
    """DP-6."""
    screens = [screen for screen in Screen if not is_for_staff(screen)]
    for press in ANSWERS:
        shows = [Show(screen, sample(screen).facts, (Button(press),)) for screen in screens]
        labels = {words.say(each, language=code, zone="UTC").buttons for each in shows}

        assert len(labels) == 1, press


@pytest.mark.parametrize("code", list(languages()))
def test_dates_are_told_in_words_and_nothing_by_a_code(words: Words, code: str) -> None:
    """PL-10, LEP-9."""
    screens = [screen for screen in Screen if not is_for_staff(screen)]
    told = {screen: shown(words.say(sample(screen), language=code, zone="UTC").text) for screen in screens}

    assert any("2027" in text or "٢٠٢٧" in text for text in told.values())
    assert [screen for screen, text in told.items() if WORDED_DATES.search(text) or CODES.search(text)] == []


@pytest.mark.parametrize("code", list(languages()))
@pytest.mark.parametrize("screen", [Screen.KNOCK, Screen.CARD, Screen.WHAT_HAPPENS, Screen.PICKER, Screen.READ_BACK])
def test_nothing_that_staff_type_stands_in_a_question(words: Words, screen: Screen, code: str) -> None:
    """ETH-11, LEP-7, HIPAA-B1: what is asked is chosen by codes, so nobody can talk a client into anything."""
    typed = {"new_fact": "PLEASE SAY YES", "reasons": {"dx": "PLEASE SAY YES"}, "by": "PLEASE SAY YES"}
    ticks = {"ticks": [1]}

    plain = words.say(sample(screen, **ticks), language=code, zone="UTC")
    pressed = words.say(sample(screen, **ticks, **typed), language=code, zone="UTC")

    assert plain == pressed


def test_no_word_to_staff_rewards_a_yes() -> None:
    """DP-8: no rate, no share, no count of the yeses or of the noes."""
    counts = re.compile(r"%|percent|\brate\b|\{count\}[^.]*\b(said yes|said no|agreed|granted|refus\w*)\b", re.I)
    staff = [form for each in english() if each.context.startswith("staff") for form in each.english]

    assert counts.search("{count} clients said yes.")
    assert len(staff) >= 50
    assert [text for text in staff if counts.search(text)] == []
