"""From the language tag of a phone to a language that is offered; and the catalogues behind it."""

import os
import shutil
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.screens import Screen, Show
from bot.words.catalogues import FOLDER, NoWords
from bot.words.choosing import choose
from bot.words.say import Words

OFFERED = ("en", "es", "pt-BR", "pt", "zh-Hans", "zh-Hant", "he", "id", "fil", "nb", "sr", "sr-Latn", "ar")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("es-419", "es"),
        ("es-MX", "es"),
        ("ES", "es"),
        ("ar-EG", "ar"),
        ("pt-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("pt-PT", "pt"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("iw", "he"),
        ("in", "id"),
        ("tl", "fil"),
        ("no", "nb"),
        ("nn", "nb"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr", "sr"),
        ("es-419-x-chat", "es"),
        ("de", "en"),
        ("xx-klingon", "en"),
        ("", "en"),
        ("-", "en"),
        ("<script>", "en"),
        (None, "en"),
    ],
)
def test_a_tag_leads_to_the_language_it_means(tag: str | None, code: str) -> None:
    assert choose(tag, OFFERED) == code


def test_a_language_that_is_offered_in_another_script_is_better_than_english() -> None:
    assert choose("zh-TW", ("en", "zh-Hans")) == "zh-Hans"


def test_the_words_offer_their_languages_with_names_and_directions() -> None:
    offered = {language.code: (language.name, language.direction) for language in Words.load().offered}

    assert offered == {"en": ("English", "ltr"), "es": ("Español", "ltr"), "ar": ("العربية", "rtl")}


def test_an_unknown_language_is_answered_in_english() -> None:
    said = Words.load().say(Show(Screen.MENU), language="de", zone="UTC")

    assert said.language == "en"


def small(folder: Path, *, spanish: str) -> Path:
    """A folder of words with English and a tiny Spanish catalogue."""
    shutil.copy(FOLDER / "askfirst.pot", folder)
    (folder / "languages.toml").write_text(
        '[es]\nname = "Español"\ndirection = "ltr"\noffered = true\n'
        '[fr]\nname = "Français"\ndirection = "ltr"\noffered = false\n'
        '[en]\nname = "English"\ndirection = "ltr"\noffered = true\n'
    )
    place = folder / "es" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "askfirst.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgctxt "client"\nmsgid "What would you like to do?"\nmsgstr "{spanish}"\n',
        encoding="utf-8",
    )
    return folder


def menu(words: Words) -> str:
    return words.say(Show(Screen.MENU), language="es", zone="UTC").text


def test_a_catalogue_is_read_without_being_compiled_first(tmp_path: Path) -> None:
    words = Words.load(small(tmp_path, spanish="¿Qué desea?"))

    assert menu(words) == "¿Qué desea?"
    assert [language.code for language in words.offered] == ["en", "es"]


def test_a_newer_compiled_catalogue_is_used_and_an_older_one_is_not(tmp_path: Path) -> None:
    written = small(tmp_path, spanish="vieja") / "es" / "LC_MESSAGES" / "askfirst.po"
    with written.open("rb") as source, written.with_suffix(".mo").open("wb") as made:
        write_mo(made, read_po(source))
    written.write_text(written.read_text(encoding="utf-8").replace("vieja", "nueva"), encoding="utf-8")

    os.utime(written, (1_000_000, 1_000_000))
    assert menu(Words.load(tmp_path)) == "vieja"
    os.utime(written.with_suffix(".mo"), (999_999, 999_999))
    assert menu(Words.load(tmp_path)) == "nueva"


def test_a_sentence_that_is_missing_never_falls_back_to_english(tmp_path: Path) -> None:
    words = Words.load(small(tmp_path, spanish=""))

    with pytest.raises(NoWords):
        menu(words)


def test_the_version_of_a_catalogue_changes_with_its_words(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    versions = {
        Words.load(small(folder, spanish=text)).say(Show(Screen.MENU), language="es", zone="UTC").catalogue
        for folder, text in ((first, "una"), (second, "otra"))
    }

    assert len(versions) == 2
