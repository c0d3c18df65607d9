"""Every screen and every button says something whole, in every language."""

import re

import pytest

from bot.screens import Button, Press, Screen, Show
from bot.words.catalogues import NoWords
from bot.words.say import Said, Words
from consent.categories import Category
from tests.bot.words.reading_telegram import read, shown
from tests.bot.words.samples import ANA, BUTTONS, CASE, CODE, FACTS, GREEN_VALLEY, RIVERSIDE, SENT, is_for_staff, sample
from tests.bot.words.samples_pressed import ARGUMENTS

LANGUAGES = ("en", "es", "ar")
MOST = 4096
#: For admins, about the machine: a case code at most.
ABOUT_NO_CLIENT = (Screen.ALERT_REPLIES_MISSING, Screen.ALERT_DEAD_LETTER, Screen.ALERT_NOT_DELIVERED)
MOST_FOR_CLIENTS = 700


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def say(words: Words, show: Show, language: str) -> Said:
    audience = "staff" if is_for_staff(show.screen) else "client"
    return words.say(show, language=language, zone="America/Chicago", audience=audience)


def copied(words: Words, show: Show, language: str) -> str | None:
    """What the copy button of a message holds."""
    copy = say(words, show, language).copy
    return None if copy is None else copy.text


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(read(text)[0].encode("utf-16-le")) // 2


def test_the_languages_of_these_tests_are_all_that_are_offered(words: Words) -> None:
    assert tuple(language.code for language in words.offered) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", list(Screen))
def test_a_screen_is_said_whole(words: Words, screen: Screen, language: str) -> None:
    said = say(words, sample(screen), language)
    text, faults = read(said.text)

    assert text.strip()
    assert not faults
    assert not re.search(r"[{}]|None|\bNaN\b", text + "".join(said.buttons))
    assert units(said.text) <= MOST
    assert said.language == language
    assert re.fullmatch(r"[0-9a-f]{12}", said.catalogue)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", list(Screen))
def test_each_button_has_its_own_label(words: Words, screen: Screen, language: str) -> None:
    show = sample(screen)
    labels = say(words, show, language).buttons

    assert len(labels) == len(show.buttons)
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels)
    assert not any(sign in label for label in labels for sign in "<>&\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_press_can_be_named(words: Words, language: str) -> None:
    lists = {**FACTS[Screen.NEW_CLIENT_PICK], **FACTS[Screen.NEW_REQUESTER]}
    facts = {**CASE, **lists, "received": [], "ticks": [], "choices": [{"key": "month", "on": "2027-08-05"}]}
    show = Show(Screen.CARD, facts, tuple(Button(press, ARGUMENTS.get(press)) for press in Press))
    labels = dict(zip(Press, say(words, show, language).buttons, strict=True))

    assert [press for press, label in labels.items() if not label.strip()] == []


def test_a_screen_without_words_is_an_error(words: Words) -> None:
    with pytest.raises(KeyError):
        words.say(Show("no_such_screen"), language="en", zone="UTC")  # type: ignore[arg-type]  # on purpose


def test_a_missing_fact_is_an_error_and_not_a_gap(words: Words) -> None:
    with pytest.raises(KeyError):
        words.say(Show(Screen.WELCOME, {"agency": RIVERSIDE}), language="en", zone="UTC")


def test_no_words_is_a_key_error() -> None:
    assert issubclass(NoWords, KeyError)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_request_still_fits_into_one_message(words: Words, language: str) -> None:
    items = [{"category": c, "first": "2026-01-01", "last": "2027-06-30"} for c in Category]
    everything = range(len(items))
    more = {
        "items": items,
        "granted": list(everything),
        "ticks": list(everything),
        "requester": "N" * 80,
        "recipient": "R" * 80,
    }
    for screen in (Screen.PREVIEW, Screen.REVIEW, Screen.CARD, Screen.READ_BACK, Screen.PAPER, Screen.CHECK):
        show = sample(screen, **more, client_language="ar", sent=[])

        assert units(say(words, show, language).text) <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "screen", [Screen.WHO_GOT, Screen.REVOKED, Screen.STOPPED_ALL, Screen.STAFF_CASE, Screen.CLIENTS]
)
def test_a_long_list_shows_the_newest_and_says_that_it_goes_on(words: Words, screen: Screen, language: str) -> None:
    days = [f"2027-{month:02}-{day:02}" for month in range(1, 13) for day in (5, 10, 15, 20)]
    sent = [{**SENT[0], "at": f"{day}T15:00:00+00:00"} for day in days]
    clients = [{"id": f"c{n}", "alias": "M.R.", "channel": "ready", "language": "es", "open": 1} for n in range(200)]
    text = shown(say(words, sample(screen, sent=sent, clients=clients), language).text)
    whole = shown(say(words, sample(screen, sent=sent[-2:], clients=clients[:2]), language).text)

    assert units(text) <= MOST
    assert "2027" in text or screen is Screen.CLIENTS
    assert ("Ask us" in text or " more." in text) == (language == "en")
    assert "more." not in whole


def test_the_newest_sending_comes_first(words: Words) -> None:
    sent = [{**SENT[0], "at": "2027-01-05T15:00:00+00:00"}, {**SENT[0], "at": "2027-02-05T15:00:00+00:00"}]
    text = shown(say(words, sample(Screen.WHO_GOT, sent=sent), "en").text)

    assert text.index("February 5") < text.index("January 5")


@pytest.mark.parametrize("screen", [Screen.QUESTION_ANSWER, Screen.FROM_CLINICIAN, Screen.ALERT_QUESTION])
def test_a_very_long_free_text_is_cut_and_fits(words: Words, screen: Screen) -> None:
    long = "שלום 🙂 " * 800
    said = say(words, sample(screen, text=long, question=long, answer=long), "ar")

    assert units(said.text) <= MOST
    assert "…" in said.text


@pytest.mark.parametrize("screen", [Screen.CARD, Screen.WHAT_HAPPENS])
def test_the_question_is_short(words: Words, screen: Screen) -> None:
    assert units(say(words, sample(screen), "en").text) <= MOST_FOR_CLIENTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_that_may_be_a_repeat_says_so(words: Words, language: str) -> None:
    once = say(words, sample(Screen.KNOCK), language).text
    again = say(words, sample(Screen.KNOCK, repeat=True), language).text

    assert again.startswith(once)
    assert len(again) > len(once)


def test_the_card_says_who_why_what_which_time_until_when_and_that_nothing_was_sent(words: Words) -> None:
    """PL-5, PL-3, ETH-2, REM-3."""
    card = shown(say(words, sample(Screen.CARD), "en").text)

    assert card.splitlines()[0] == "Someone asked us for facts about you."
    assert card.splitlines()[-1] == "We have not sent anything. You decide."
    for told in (
        GREEN_VALLEY,
        "to decide if they pay",
        "1. The name of your health problem (diagnosis)",
        "2. The dates of your visits",
        "For which time: January 1 to June 30, 2027.",
        "December 31, 2027",
        "July 15, 2027",
    ):
        assert told in card


def test_items_of_different_times_each_show_their_own(words: Words) -> None:
    items = [
        {"category": "dx", "first": "2027-01-01", "last": "2027-06-30"},
        {"category": "attend", "first": "2026-11-01", "last": "2027-02-28"},
    ]
    card = shown(say(words, sample(Screen.CARD, items=items), "en").text)

    assert "For which time" not in card
    assert "(diagnosis): January 1 to June 30, 2027" in card
    assert "visits: November 1, 2026 to February 28, 2027" in card


def test_a_no_is_as_short_to_confirm_as_it_was_to_say(words: Words) -> None:
    said = shown(say(words, sample(Screen.RECEIPT_NO), "en").text)

    assert f"We share nothing with {GREEN_VALLEY}." in said
    assert CODE in said


def test_the_read_back_names_what_is_not_shared(words: Words) -> None:
    said = shown(say(words, sample(Screen.READ_BACK), "en").text)

    assert "We would not share:\n1. The name of your health problem (diagnosis)" in said


def test_a_yes_to_everything_says_that_nothing_else_is_shared(words: Words) -> None:
    said = shown(say(words, sample(Screen.READ_BACK, ticks=[0, 1]), "en").text)

    assert "We would share nothing else." in said


def test_the_save_button_is_a_signature_where_one_is_needed(words: Words) -> None:
    assert say(words, sample(Screen.READ_BACK), "en").buttons[0] == "Yes, save this"
    assert say(words, sample(Screen.READ_BACK, signature=True), "en").buttons[0] == "I agree and sign"


def test_the_picker_says_in_words_what_is_picked(words: Words) -> None:
    """A11Y-1."""
    none = say(words, sample(Screen.PICKER, ticks=[]), "en")
    one = say(words, sample(Screen.PICKER, ticks=[1]), "en")

    assert none.buttons[:2] == ("Add: diagnosis", "Add: visit dates")
    assert one.buttons[:2] == ("Add: diagnosis", "Remove: visit dates")
    assert "Nothing is picked so far" in shown(none.text)
    assert "1. The dates of your visits" in shown(one.text)


def test_one_item_alone_is_not_counted(words: Words) -> None:
    show = Show(Screen.CARD, {**CASE, "items": CASE["items"][:1]}, (Button(Press.SHARE_ALL),))

    assert say(words, show, "en").buttons == ("Share this",)


def test_alerts_to_staff_carry_code_and_initials_and_no_name_of_a_client(words: Words) -> None:
    """TG-16."""
    for screen in Screen:
        if screen.value.startswith("alert"):
            first = shown(say(words, sample(screen), "en").text).splitlines()[0]

            assert "M.R." in first or screen in ABOUT_NO_CLIENT


def test_words_about_danger_are_not_repeated_to_staff(words: Words) -> None:
    said = say(words, sample(Screen.ALERT_DANGER, text="the client's own words"), "en")

    assert "own words" not in said.text


def test_times_are_told_in_the_zone_of_the_reader(words: Words) -> None:
    show = sample(Screen.RECEIPT)
    chicago = words.say(show, language="en", zone="America/Chicago").text
    tokyo = words.say(show, language="en", zone="Asia/Tokyo").text

    assert "July 5, 2027" in chicago
    assert "July 6, 2027" in tokyo


def test_the_number_of_a_receipt_can_be_copied(words: Words) -> None:
    assert copied(words, sample(Screen.RECEIPT), "ar") == CODE
    assert say(words, sample(Screen.CARD), "en").copy is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["denied", "revoked", "lapsed"])
def test_the_letter_to_the_requester_fits_a_copy_button_and_names_nobody(
    words: Words, language: str, state: str
) -> None:
    letter = copied(words, sample(Screen.REPLY_TEXT, state=state), language)

    assert letter is not None
    assert len(letter) <= 256
    assert CODE in letter
    assert not any(name in letter for name in (ANA, GREEN_VALLEY, RIVERSIDE, "M.R."))


def test_the_samples_speak_of_screens_that_exist_and_cover_every_case() -> None:
    assert set(FACTS) <= set(Screen)
    assert set(BUTTONS) <= set(Screen)
    assert len(list(Screen)) >= 100
