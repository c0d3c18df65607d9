"""What is typed about notices, contacts, the risk notice and crisis numbers; each slip is told plainly."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.machine.typed import INIT, agency, askfirst, facts, folder

__all__ = ["agency", "folder"]

URL = "https://riverside.example.org/npp"


def test_a_notice_is_set_with_its_version_and_shown(agency: None) -> None:
    """HIPAA-520-1, TG-13."""
    assert askfirst("notices", "paper", "npp", "--url", URL, "--version", "2027-1").stdout == "Noted.\n"
    shown = facts("notices", "show")
    assert (shown["npp"]["version"], shown["npp"]["url"]) == ("2027-1", URL)
    assert shown["npp"]["since"]
    assert f"npp: version: 2027-1 · url: {URL}" in askfirst("notices", "show").stdout
    assert askfirst("verify").exit_code == 0


def test_what_the_laws_that_are_on_want_told_is_named_until_it_is_there(agency: None) -> None:
    assert facts("notices", "list") == ["complaints", "npp", "policy"]
    switched = askfirst("packs", "on", "part2").stdout
    assert "askfirst notices paper part2" in switched
    for what in ("npp", "policy", "part2"):
        askfirst("notices", "paper", what, "--url", URL, "--version", "1")
    askfirst("notices", "contact", "complaints", "--name", "Lee Moss", "--phone", "555-0100")
    assert askfirst("notices", "list").stdout == "Nothing is missing.\n"
    askfirst("packs", "on", "gdpr")
    assert facts("notices", "list") == ["authority"]
    askfirst("notices", "clear", "npp")
    assert facts("notices", "list") == ["authority", "npp"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("paper", "npp", "--url", "http://example.org", "--version", "1"), "https://"),
        (("paper", "npp", "--url", "https://localhost", "--version", "1"), "https://"),
        (("paper", "npp", "--url", URL, "--version", " "), "version"),
        (("paper", "npp", "--url", URL, "--version", "1", "--since", "spring"), "2010-05-31"),
        (("contact", "officer", "--name", "​"), "name is missing"),
        (("contact", "officer", "--name", "A", "--address", "x" * 401), "400"),
        (("words", "retention", "--language", "en", "--text", "x" * 401), "400"),
        (("words", "retention", "--language", "English", "--text", "Six years."), "language code"),
        (("languages", "es", "../zh"), "language code"),
        (("child-age", "12"), "between 13 and 16"),
        (("given", "--alias", "M.R.", "--clinician", "Ana Ruiz"), "notices paper part2"),
        (("risk", "--read-by", " "), "name is missing"),
    ],
)
def test_a_slip_is_told_with_the_remedy_and_changes_nothing(
    agency: None, words: tuple[str, ...], sentence: str
) -> None:
    before = facts("notices", "show")
    result = askfirst("notices", *words)
    assert (result.exit_code, sentence in result.stderr) == (1, True), result.output
    assert facts("notices", "show") == before


def test_words_of_one_language_leave_the_others(agency: None) -> None:
    for language, text in (("en", "Six years."), ("es", "Seis años.")):
        askfirst("notices", "words", "retention", "--language", language, "--text", text)
    assert facts("notices", "show")["retention"] == {"en": "Six years.", "es": "Seis años."}


def test_the_age_of_children_and_the_languages_of_the_state_can_be_set(agency: None) -> None:
    """GDPR-8, LEP-4."""
    askfirst("notices", "child-age", "14")
    askfirst("notices", "languages", "es", "zh-Hans", "es")
    shown = facts("notices", "show")
    assert (shown["child_age"], shown["languages"]) == (14, ["es", "zh-Hans"])


def test_the_risk_notice_is_shown_and_who_read_it_is_written_down(agency: None) -> None:
    """TG-19."""
    assert "business associate agreement" in askfirst("notices", "risk").stdout
    assert facts("notices", "show")["risk"] is None
    askfirst("notices", "risk", "--read-by", "Sam Okafor")
    assert facts("notices", "show")["risk"]


def test_the_bot_does_not_run_on_telegram_before_somebody_read_the_risk_notice(
    agency: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TG-19."""
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN", "1:x")
    refused = askfirst("run")
    assert (refused.exit_code, "askfirst notices risk" in refused.stderr) == (1, True)


def test_setting_up_shows_the_risk_notice_and_takes_the_name_of_who_read_it() -> None:
    """TG-19."""
    result = askfirst(*INIT, "--risk-read-by", "Sam Okafor")
    assert "Nobody has read the risk notice" not in result.stdout
    assert facts("notices", "show")["risk"]


def test_without_a_name_setting_up_says_what_is_still_to_be_done() -> None:
    """TG-19."""
    result = askfirst(*INIT)
    assert "end to end" in result.stdout
    assert "Nobody has read the risk notice" in result.stdout
    assert "askfirst notices list" in result.stdout


def test_crisis_numbers_are_noted_as_checked_and_never_for_a_day_to_come(agency: None) -> None:
    """SAFE-8."""
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert askfirst("crisis", "checked", "--line", "111").stdout == "Noted.\n"
    refused = askfirst("crisis", "checked", "--on", tomorrow)
    assert (refused.exit_code, "2010-05-31" in refused.stderr) == (1, True)
    assert askfirst("verify").exit_code == 0


def test_under_the_law_of_europe_whoever_invites_is_asked_for_the_age_of_a_child(agency: None) -> None:
    """GDPR-8."""
    whose = ("--clinician", "Ana Ruiz", "--alias")
    assert "client born" not in askfirst("client", "invite", *whose, "A.B.").stdout
    askfirst("packs", "on", "gdpr")
    assert "client born" in askfirst("client", "invite", *whose, "C.D.").stdout
