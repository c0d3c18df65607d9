"""Names are text, never marks; and every line runs the way its language does."""

import pytest

from bot.screens import Press, Screen
from bot.words.say import Words
from tests.bot.words.reading_telegram import END_ISOLATE, ISOLATE, first_strong, read, shown
from tests.bot.words.samples import is_for_staff, sample

LANGUAGES = ("en", "es", "ar")
IN_EVERY_LANGUAGE = (Screen.LANGUAGES, Screen.NO_LANGUAGE)
SLY = "<b>Ana</b> & {agency} co"
NAMES = {"agency": SLY, "clinician": SLY, "requester": SLY, "recipient": SLY, "alias": SLY, "name": SLY, "by": SLY}


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", list(Screen))
def test_marks_in_a_name_are_shown_as_they_were_typed(words: Words, screen: Screen, language: str) -> None:
    show = sample(screen, **NAMES)
    text = words.say(show, language=language, zone="UTC").text
    seen, faults = read(text)

    assert not faults
    assert "<b>Ana" not in text
    assert ("&lt;b&gt;Ana" in text) == ("<b>Ana" in seen)


def test_a_sly_name_is_really_shown_in_the_welcome(words: Words) -> None:
    assert SLY in shown(words.say(sample(Screen.WELCOME, **NAMES), language="en", zone="UTC").text)


def test_a_sly_free_text_is_shown_as_it_was_typed(words: Words) -> None:
    typed = "line one <i>\n\nline & two\u202e"
    seen = shown(words.say(sample(Screen.FROM_CLINICIAN, text=typed), language="en", zone="UTC").text)

    assert seen.endswith("line one <i>\n\nline & two")


def test_a_name_cannot_break_a_line_or_turn_it_around(words: Words) -> None:
    said = words.say(sample(Screen.WELCOME, clinician="Ana\n\u202eRuiz\u2069"), language="en", zone="UTC").text

    assert f"{ISOLATE}Ana Ruiz{END_ISOLATE}" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", list(Screen))
def test_names_codes_dates_and_numbers_are_set_apart(words: Words, screen: Screen, language: str) -> None:
    text = read(words.say(sample(screen), language=language, zone="UTC").text)[0]
    depth = 0
    for sign in text:
        depth += (sign == ISOLATE) - (sign == END_ISOLATE)
        assert 0 <= depth <= 2
    assert depth == 0
    for row in text.splitlines():
        for name in ("Riverside Center", "Ana Ruiz", "AF-7K2Q"):
            before = row.partition(name)[0]
            is_example = name == "AF-7K2Q" and screen in (Screen.STAFF_HELP, Screen.NO_SUCH_CODE)
            assert name not in row or is_example or before.count(ISOLATE) > before.count(END_ISOLATE)


@pytest.mark.parametrize("screen", [screen for screen in Screen if screen not in IN_EVERY_LANGUAGE])
def test_each_line_of_arabic_begins_from_the_right(words: Words, screen: Screen) -> None:
    """LEP-9."""
    text = read(words.say(sample(screen, client_language="ar"), language="ar", zone="UTC").text)[0]

    assert [row for row in text.splitlines() if row.strip() and first_strong(row) != "rtl"] == []


def test_a_spanish_card_inside_an_arabic_message_runs_from_the_left(words: Words) -> None:
    text = read(words.say(sample(Screen.PREVIEW, client_language="es"), language="ar", zone="UTC").text)[0]
    card = [row for row in text.splitlines() if "Alguien nos" in row or "1. El nombre" in row]

    assert len(card) == 2
    assert [first_strong(row) for row in card] == ["ltr", "ltr"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("screen", [screen for screen in Screen if screen not in IN_EVERY_LANGUAGE])
def test_no_line_of_a_left_to_right_language_is_turned(words: Words, screen: Screen, language: str) -> None:
    text = read(words.say(sample(screen, clinician="أحمد"), language=language, zone="UTC").text)[0]

    assert [row for row in text.splitlines() if first_strong(row) == "rtl"] == []


def test_labels_hold_no_marks_for_names_that_run_the_same_way(words: Words) -> None:
    labels = words.say(sample(Screen.CHOICES), language="en", zone="UTC").buttons

    assert labels[0] == "See 1: Green Valley Health Plan"


def test_the_language_picker_says_only_names_in_their_own_script(words: Words) -> None:
    for language in LANGUAGES:
        said = words.say(sample(Screen.LANGUAGES), language=language, zone="UTC")

        names, *rest = shown(said.text).splitlines()
        assert names == "English · Español · العربية"
        assert said.buttons == ("English", "Español", "العربية", "Other language · Otro idioma · لغة أخرى")
        assert len([row for row in rest if row]) == len(LANGUAGES) + len(sample(Screen.LANGUAGES).facts["help"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [Screen.KNOCK, Screen.REMINDER, Screen.KNOCK_IN_PERSON])
def test_what_a_lock_screen_shows_holds_no_fact_of_the_request(words: Words, screen: Screen, language: str) -> None:
    """TG-3, REM-1."""
    secret = {"recipient": "SECRET", "requester": "SECRET", "purpose": "payment", "items": [{"category": "hiv"}]}
    said = words.say(sample(screen, **secret), language=language, zone="UTC")
    seen = shown(said.text).casefold()

    assert "secret" not in seen
    for told in ("hiv", "vih", "diagnos", "green valley", "insur", "seguro", "تأمين", "زيار", "visit"):
        assert told not in seen
    assert "riverside center" in seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [Screen.KNOCK, Screen.REMINDER, Screen.KNOCK_IN_PERSON])
def test_a_shared_phone_shows_no_name_at_all(words: Words, screen: Screen, language: str) -> None:
    seen = shown(words.say(sample(screen, shared=True), language=language, zone="UTC").text)

    assert "Riverside" not in seen
    assert "Ana" not in seen


def test_the_neutral_knock_is_the_agreed_one(words: Words) -> None:
    said = words.say(sample(Screen.KNOCK, shared=True), language="en", zone="UTC")

    assert said.text == "You have a new message. Open it when you can."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_chat_tells_nothing_about_anyone(words: Words, language: str) -> None:
    """TG-4."""
    long, short = words.describe(language)

    assert 0 < len(short) <= 120
    assert 0 < len(long) <= 512
    for told in ("clinic", "health", "therap", "salud", "clínica", "صح", "علاج", "Riverside"):
        assert told not in long + short


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_listed_as_telegram_takes_them(words: Words, language: str) -> None:
    for audience in ("client", "staff"):
        listed = words.commands(language, audience)

        assert {"language", "help"} <= {command for command, _ in listed}
        assert all(command.isascii() and command.islower() and 1 <= len(command) <= 32 for command, _ in listed)
        assert all(3 <= len(description) <= 256 for _, description in listed)
    assert {"choices", "stop", "who", "talk", "hide", "privacy"} <= {c for c, _ in words.commands(language, "client")}
    assert {"new", "open", "check", "clients"} <= {c for c, _ in words.commands(language, "staff")}


def test_staff_screens_are_told_from_client_screens() -> None:
    assert is_for_staff(Screen.ALERT_ANSWERED)
    assert not is_for_staff(Screen.CARD)
    assert Press.SEND
