"""What a client reads is short, plain and free of pressure; what a client taps fits its button."""

import re

import pytest

from tests.locales.reading import measure, sentences_of, syllables
from tests.locales.shelf import SOURCE, Sentence, english, spoken_in, translated

HARDEST = 6.0
HARDEST_MEAN = 5.0
LONGEST_SENTENCE = 20
LONGEST_MESSAGE = 350
LONGEST_BUTTON = {SOURCE: 24}
LONGEST_BUTTON_ELSEWHERE = 32
# A grade needs a few words to mean anything: below this a text is a label or a term.
FEWEST_WORDS = 8
READ_BY_CLIENTS = ("client", "button", "paper", "purpose", "category", "kind")

BANNED = re.compile(
    r"\b(must|should|authori[sz]\w*|pursuant|phi|disclos\w*|revo(ke|ked|kes|king|cation)"
    r"|unfortunately|regret\w*|disappoint\w*|let (us|me|her|him|them) down|your fault|selfish"
    r"|urgent\w*|hurry|immediately|right away|as soon as possible|last chance|final notice"
    r"|only \d+ (hours|days) left|before it is too late|don'?t miss|do not miss|time is running|act now|run out of time"
    r"|most people|most clients|everyone|everybody|nearly all|others (agree|say yes|share)"
    r"|good choice|great choice|right choice|best choice|well done|congratulations|good job|proud of"
    r"|thank you for sharing|are you sure|we recommend|we advise|you need to|you have to share|fail(ed|ure)? to"
    r"|consequences|penalt\w*|warning|danger of losing|afraid|worr(y|ied)|great|awesome|perfect|happy to)\b|!",
    re.IGNORECASE,
)
# The same pressure in the other languages; a reviewer of each language adds to it.
BANNED_ELSEWHERE = {
    "es": re.compile(
        r"\b(urgente\w*|autoriz\w*|revoc\w*|divulg\w*|la mayoría de (la gente|las personas)|última oportunidad"
        r"|lamentablemente|por desgracia|buena elección|bien hecho|felicidades|está segur[oa]|estás segur[oa])\b|!",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"يجب|عاجل|فورا|للأسف|معظم الناس|أحسنت|هل أنت متأكد|آخر فرصة|!"),
}
CODES = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,4}\b|\b(ICD|CPT|DSM)\b")


def is_for_a_client(sentence: Sentence) -> bool:
    """Say whether a client reads this sentence."""
    return sentence.context.startswith(READ_BY_CLIENTS)


def is_a_button(sentence: Sentence) -> bool:
    """Say whether this is the label of a button."""
    return sentence.context.startswith("button")


def width(label: str) -> int:
    """Count the characters of a label; a variable counts as two, which is what a number takes."""
    return len(re.sub(r"\{.*?\}", "00", label))


def is_prose(text: str) -> bool:
    """Say whether a text is long enough to have a grade."""
    return sum(map(len, sentences_of(text))) >= FEWEST_WORDS


def for_clients() -> list[str]:
    """List every English text that a client reads."""
    return [form for sentence in english() if is_for_a_client(sentence) for form in sentence.english]


@pytest.mark.parametrize(
    ("word", "count"), [("private", 2), ("you", 1), ("insurance", 3), ("Riverside's", 3), ("zorbing", 2), ("zorbed", 1)]
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_text_is_told_from_an_easy_one() -> None:
    hard = "Pursuant to applicable regulations, authorization of the disclosure necessitates documentation."
    easy = "We tell you first. You decide. We have not sent anything to {recipient}."

    assert measure(hard).grade > 12
    assert measure(easy).grade < 4


@pytest.mark.parametrize(
    "text",
    [
        "You must answer.",
        "Please authorize this.",
        "Most people say yes.",
        "Hurry, this is urgent.",
        "Good choice.",
        "Thank you!",
        "Your consent was revoked.",
        "Are you sure?",
    ],
)
def test_a_word_of_pressure_is_seen(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize(
    "text", ["We have not sent anything. You decide.", "You do not have to answer.", "There is no rush."]
)
def test_a_kind_word_is_allowed(text: str) -> None:
    assert not BANNED.search(text)


def test_a_code_of_a_diagnosis_is_seen() -> None:
    assert CODES.search("Diagnosis F32.1")
    assert CODES.search("ICD code")


def test_enough_is_written_for_clients_to_be_looked_at() -> None:
    assert len(for_clients()) >= 60
    assert sum(is_a_button(sentence) for sentence in english()) >= 30


def test_every_message_to_a_client_is_easy_to_read() -> None:
    """HIPAA-C3, PL-1."""
    hard = {text: round(measure(text).grade, 1) for text in for_clients() if is_prose(text)}

    assert {text: grade for text, grade in hard.items() if grade > HARDEST} == {}


def test_the_messages_to_a_client_are_easy_on_the_whole() -> None:
    grades = [measure(text).grade for text in for_clients() if is_prose(text)]

    assert len(grades) >= 30
    assert sum(grades) / len(grades) <= HARDEST_MEAN


def test_no_sentence_to_a_client_is_long() -> None:
    long = [" ".join(words) for text in for_clients() for words in sentences_of(text) if len(words) > LONGEST_SENTENCE]

    assert long == []


def test_no_text_to_a_client_fills_the_screen() -> None:
    assert [text for text in for_clients() if len(text) > LONGEST_MESSAGE] == []


def test_no_text_to_a_client_presses() -> None:
    """HIPAA-530g, DP-3, PL-4."""
    assert [(text, found.group()) for text in for_clients() if (found := BANNED.search(text))] == []


@pytest.mark.parametrize("code", translated())
def test_no_translation_presses(code: str) -> None:
    banned = BANNED_ELSEWHERE.get(code)
    said = [form for sentence in spoken_in(code) if is_for_a_client(sentence) for form in sentence.said]

    assert said
    assert [(text, found.group()) for text in said if banned and (found := banned.search(text))] == []


def test_no_text_to_a_client_holds_a_code() -> None:
    assert [text for text in for_clients() if CODES.search(text)] == []


def test_every_english_label_fits_its_button() -> None:
    labels = [form for sentence in english() if is_a_button(sentence) for form in sentence.english]

    assert [label for label in labels if width(label) > LONGEST_BUTTON[SOURCE]] == []


@pytest.mark.parametrize("code", translated())
def test_every_translated_label_fits_its_button(code: str) -> None:
    labels = [form for sentence in spoken_in(code) if is_a_button(sentence) for form in sentence.said]

    assert labels
    assert [label for label in labels if width(label) > LONGEST_BUTTON_ELSEWHERE] == []
