"""A language is offered whole or not at all: every sentence, every form, every variable."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.plurals import get_plural

from tests.locales.shelf import (
    HOUSE,
    LOCALES,
    TEMPLATE,
    Sentence,
    catalogue,
    catalogue_file,
    english,
    languages,
    placeholders,
    sentences,
    spoken_in,
    translated,
)

RIGHT_TO_LEFT = {"R", "AL"}
DIRECTIONS = {"left-to-right": "ltr", "right-to-left": "rtl"}


def said_by(template: Path) -> list[Sentence]:
    """List what a template holds, in one order."""
    return sorted(sentences(catalogue(template)), key=lambda sentence: sentence.key)


def variables_differ(sentence: Sentence) -> bool:
    """Say whether any form loses or invents a variable; a form may say its number in words."""
    wanted = placeholders(sentence.english[-1])
    may_lack = {"count"} if len(sentence.english) > 1 else set()
    return any(not (wanted - may_lack <= placeholders(form) <= wanted) for form in sentence.said)


def is_missing(sentence: Sentence) -> bool:
    """Say whether any form of a sentence is empty or only guessed."""
    return sentence.fuzzy or not sentence.said or not all(form.strip() for form in sentence.said)


def letters(text: str) -> str:
    """Leave the letters of a text, without its variables."""
    return "".join(sign for sign in re.sub(r"\{.*?\}", "", text) if sign.isalpha())


def is_in_another_script(sentence: Sentence, direction: str) -> bool:
    """Say whether a sentence of a right-to-left language holds none of its letters."""
    if direction != "rtl" or not letters(sentence.english[-1]):
        return False
    return any(
        bool(letters(form)) and not any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in letters(form))
        for form in sentence.said
    )


def is_left_in_english(sentence: Sentence) -> bool:
    """Say whether a sentence of several words stands there as it was."""
    return sentence.said[0] == sentence.english[0] and len(re.sub(r"\{.*?\}", "", sentence.english[0]).split()) >= 3


def test_a_missing_or_guessed_sentence_is_seen() -> None:
    assert is_missing(Sentence("client", ("Yes",), ("",)))
    assert is_missing(Sentence("client", ("{count} day", "{count} days"), ("{count} día", "")))
    assert is_missing(Sentence("client", ("Yes",), ("Sí",), fuzzy=True))
    assert not is_missing(Sentence("client", ("Yes",), ("Sí",)))


def test_a_lost_or_invented_variable_is_seen() -> None:
    assert variables_differ(Sentence("client", ("For {agency}",), ("Para",)))
    assert variables_differ(Sentence("client", ("For {agency}",), ("Para {agencia}",)))
    assert not variables_differ(Sentence("client", ("For {agency}",), ("Para {agency}",)))


def test_only_a_number_may_be_said_in_words() -> None:
    two = ("One fact for {agency}", "{count} facts for {agency}")

    assert not variables_differ(Sentence("client", two, ("Un dato para {agency}", "{count} datos para {agency}")))
    assert variables_differ(Sentence("client", two, ("Un dato", "{count} datos para {agency}")))


def test_a_sentence_left_in_another_script_is_seen() -> None:
    assert is_in_another_script(Sentence("client", ("Share nothing",), ("Share nothing",)), "rtl")
    assert not is_in_another_script(Sentence("client", ("Share nothing",), ("لا تشارك شيئا",)), "rtl")
    assert is_left_in_english(Sentence("client", ("We share nothing.",), ("We share nothing.",)))


def test_english_says_enough_to_be_looked_at() -> None:
    assert len(english()) >= 100
    assert {"en", "es", "ar"} <= languages().keys()


def test_every_language_on_the_list_is_described() -> None:
    for code, facts in languages().items():
        assert facts["name"].strip()
        assert facts["direction"] == DIRECTIONS[Locale.parse(code.replace("-", "_")).character_order]
        assert facts["status"] in {"draft", "reviewed", "ready"}
        assert isinstance(facts["offered"], bool)
        assert facts["status"] == "draft" or facts["reviewers"]


def test_the_shelf_holds_the_languages_of_the_list_and_no_other() -> None:
    folders = {
        path.name.replace("_", "-") for path in LOCALES.iterdir() if path.is_dir() and path.name != "__pycache__"
    }

    assert folders == set(languages())


@pytest.mark.parametrize("code", list(languages()))
def test_every_language_has_a_guide_for_its_translators(code: str) -> None:
    assert (LOCALES / code.replace("-", "_") / "STYLE.md").is_file()


@pytest.mark.parametrize("code", translated())
def test_a_language_says_everything_english_says_and_nothing_else(code: str) -> None:
    """LEP-6."""
    said = {sentence.key: sentence for sentence in spoken_in(code)}
    source = {sentence.key for sentence in english()}

    assert sorted(source - said.keys()) == []
    assert sorted(said.keys() - source) == []
    assert [sentence.key for sentence in said.values() if is_missing(sentence)] == []


@pytest.mark.parametrize("code", translated())
def test_a_language_keeps_every_variable(code: str) -> None:
    assert [sentence.key for sentence in spoken_in(code) if variables_differ(sentence)] == []


@pytest.mark.parametrize("code", translated())
def test_a_language_has_all_its_plural_forms(code: str) -> None:
    """LEP-9."""
    read = catalogue(catalogue_file(code), code)
    expected = get_plural(code.replace("-", "_"))

    assert read.num_plurals == expected.num_plurals
    assert str(read.plural_expr).strip("()") == str(expected.plural_expr).strip("()")
    assert [
        sentence.key
        for sentence in spoken_in(code)
        if len(sentence.english) > 1 and len(sentence.said) != expected.num_plurals
    ] == []


@pytest.mark.parametrize("code", translated())
def test_a_language_is_written_in_itself(code: str) -> None:
    direction = languages()[code]["direction"]

    assert [it.key for it in spoken_in(code) if is_in_another_script(it, direction) or is_left_in_english(it)] == []


def test_the_template_is_what_the_code_says(tmp_path: Path) -> None:
    fresh = tmp_path / "askfirst.pot"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "babel.messages.frontend",
            "--quiet",
            "extract",
            "-F",
            "pyproject.toml",
            "-o",
            fresh,
            ".",
        ],
        cwd=HOUSE,
        check=True,
    )

    assert [(it.key, it.english) for it in said_by(fresh)] == [(it.key, it.english) for it in said_by(TEMPLATE)]
