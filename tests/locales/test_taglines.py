"""The sentences that say that language help is free: enough languages, each marked for what it is."""

import pytest
from babel import Locale

from bot.language_help import known, sentence

MOST = 200  #: Characters: twenty of them still fit into one message beside the names of the languages.
FEWEST = 15
CODES = sorted(known())


def test_there_are_sentences_for_the_languages_most_often_needed() -> None:
    """LEP-4, LEP-5."""
    shipped = {code.partition("-")[0] for code in CODES}

    assert len(CODES) >= FEWEST
    assert {"es", "zh", "vi", "ko", "tl", "ru", "ar", "ht", "pt", "fr", "pl", "ja", "it", "de", "fa"} <= shipped


@pytest.mark.parametrize("code", CODES)
def test_each_says_who_wrote_it_and_is_a_draft_until_somebody_has_read_it(code: str) -> None:
    """LEP-2."""
    row = known()[code]

    assert set(row) == {"name", "text", "status", "source", "reviewers"}
    assert row["source"]
    assert row["status"] in ("draft", "reviewed")
    assert (row["status"] == "reviewed") is bool(row["reviewers"])
    assert 10 < len(row["text"]) <= MOST
    assert Locale.parse(code, sep="-").get_display_name()


@pytest.mark.parametrize("code", CODES)
def test_none_is_the_sentence_of_another_language(code: str) -> None:
    others = [row["text"] for other, row in known().items() if other != code]

    assert known()[code]["text"] not in others


def test_the_agencys_own_sentence_comes_first_and_an_unknown_language_has_none() -> None:
    assert sentence("vi", {"vi": "Gọi 555."}) == "Gọi 555."
    assert sentence("vi", {}) == known()["vi"]["text"]
    assert sentence("tlh", {}) is None
