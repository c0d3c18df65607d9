"""What the machine is told from outside: right, or refused with what to type."""

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError

TOKEN = "123456789:AAE-secret_secret_secret_secret_sec"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("ASKFIRST_")]:
        monkeypatch.delenv(name)


def test_without_any_setting_the_usual_ones_hold() -> None:
    settings = Settings.load()
    assert settings.telegram_base_url == "https://api.telegram.org/bot"
    assert settings.database_url == "sqlite:///askfirst.db"


def test_a_missing_token_is_asked_for_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match="ASKFIRST_TELEGRAM_TOKEN="):
        _ = Settings.load().token


def test_the_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"ASKFIRST_TELEGRAM_TOKEN={TOKEN}\nASKFIRST_KEYS=one.key\nOTHER=1\n")
    monkeypatch.setenv("ASKFIRST_KEYS", "two.key")
    settings = Settings.load()
    assert (settings.token, settings.keys) == (TOKEN, Path("two.key"))


def test_a_secret_can_stand_in_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    (tmp_path / "database").write_text("postgresql://somebody:secret@host/askfirst\n")
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("ASKFIRST_DATABASE_URL_FILE", str(tmp_path / "database"))
    settings = Settings.load()
    assert settings.token == TOKEN
    assert settings.database_url.startswith("postgresql://")


def test_a_secret_file_that_is_not_there_is_named_by_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN_FILE", "nowhere")
    with pytest.raises(SettingsError, match="ASKFIRST_TELEGRAM_TOKEN_FILE"):
        Settings.load()


@pytest.mark.parametrize("where", ["environment", "file"])
def test_an_unknown_setting_stops_the_start(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if where == "file":
        Path(".env").write_text("ASKFIRST_TOKEN=x\n")
    else:
        monkeypatch.setenv("ASKFIRST_TOKEN", "x")
    with pytest.raises(SettingsError, match="ASKFIRST_TOKEN is not a setting"):
        Settings.load()


@pytest.mark.parametrize(
    ("name", "value"),
    [("ASKFIRST_TELEGRAM_TOKEN", "very-secret"), ("ASKFIRST_TICK_SECONDS", "0"), ("ASKFIRST_POLL_SECONDS", "soon")],
)
def test_a_wrong_value_is_named_and_never_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    assert f"{name}=" in str(refused.value)
    assert "very-secret" not in str(refused.value)


def test_no_secret_shows_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ASKFIRST_DATABASE_URL", "postgresql://somebody:hidden-word@host/askfirst")
    settings = Settings.load()
    for shown in (repr(settings), str(settings)):
        assert TOKEN not in shown
        assert "hidden-word" not in shown


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("https://api.telegram.org/bot", True),
        ("http://127.0.0.1:8081/bot", False),
        ("http://localhost:8081/bot", False),
        ("http://localhost.example.org/bot", True),
    ],
)
def test_a_proxy_is_asked_only_for_what_leaves_this_machine(url: str, leaves: bool) -> None:
    assert Settings(telegram_base_url=url).leaves_this_machine is leaves


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASKFIRST_WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("ASKFIRST_WEBHOOK_URL", "https://bot.example.org"),
        ("ASKFIRST_WEBHOOK_URL", "https://bot.example.org/a?b"),
        ("ASKFIRST_WEBHOOK_SECRET", "two words"),
        ("ASKFIRST_WEBHOOK_SECRET", "x" * 257),
        ("ASKFIRST_WEBHOOK_LISTEN", "8080"),
        ("ASKFIRST_WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("ASKFIRST_DEAF_SECONDS", "0"),
    ],
)
def test_a_webhook_that_cannot_work_stops_the_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name} does not fit") as refused:
        Settings.load()
    assert "two words" not in str(refused.value)


def test_a_webhook_needs_its_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKFIRST_WEBHOOK_URL", "https://bot.example.org/telegram")
    with pytest.raises(SettingsError, match="ASKFIRST_WEBHOOK_SECRET="):
        _ = Settings.load().hook_secret
    (tmp_path / "secret").write_text("only-we-know\n")
    monkeypatch.setenv("ASKFIRST_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    settings = Settings.load()
    assert settings.hook_secret == "only-we-know"
    assert "only-we-know" not in repr(settings)
