"""What the machine is told from outside: environment variables and .env, checked before anything starts."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "ASKFIRST_"
ENV_FILE = Path(".env")
TELEGRAM = "https://api.telegram.org/bot"
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
#: An address that Telegram can reach; without TLS only an emulated one on this machine.
ADDRESS = re.compile(r"(https://[^\s/?#]+|http://127\.0\.0\.1(:\d+)?)/[^\s?#]*")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
PLACE = re.compile(r"[^\s:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}")
#: What to type for each setting whose value can be wrong.
TYPE = {
    "telegram_token": "ASKFIRST_TELEGRAM_TOKEN=123456789:AAE... (the token that @BotFather gave you)",
    "telegram_base_url": f"ASKFIRST_TELEGRAM_BASE_URL={TELEGRAM}",
    "database_url": "ASKFIRST_DATABASE_URL=sqlite:///askfirst.db or postgresql://user:password@host/askfirst",
    "keys": "ASKFIRST_KEYS=askfirst.key",
    "bot_username": "ASKFIRST_BOT_USERNAME=YourBot (without the @)",
    "tick_seconds": "ASKFIRST_TICK_SECONDS=15",
    "poll_seconds": "ASKFIRST_POLL_SECONDS=25",
    "sends_per_second": "ASKFIRST_SENDS_PER_SECOND=25",
    "chat_gap_seconds": "ASKFIRST_CHAT_GAP_SECONDS=1",
    "webhook_url": "ASKFIRST_WEBHOOK_URL=https://bot.example.org/telegram (as Telegram reaches it)",
    "webhook_secret": "ASKFIRST_WEBHOOK_SECRET=... (1 to 256 letters, digits, _ and -)",
    "webhook_listen": "ASKFIRST_WEBHOOK_LISTEN=127.0.0.1:8080",
    "deaf_seconds": "ASKFIRST_DEAF_SECONDS=300",
    "webhook_secret_file": "ASKFIRST_WEBHOOK_SECRET_FILE=/run/secrets/webhook_secret",
    "telegram_token_file": "ASKFIRST_TELEGRAM_TOKEN_FILE=/run/secrets/telegram_token",
    "database_url_file": "ASKFIRST_DATABASE_URL_FILE=/run/secrets/database_url",
}
SECRETS = ("telegram_token", "database_url", "webhook_secret")
UNREAD = "A secret's file cannot be read. Check " + ", ".join(f"{PREFIX}{name}_FILE".upper() for name in SECRETS) + "."


class SettingsError(Exception):
    """A setting is missing, unknown or wrong; the message is one sentence that says what to type."""


class Settings(BaseSettings):
    """Every setting of the machine. Secrets come from outside the code and never show in `repr` (TG-17)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    telegram_token: SecretStr | None = None
    telegram_token_file: Path | None = None
    telegram_base_url: str = TELEGRAM
    database_url: str = Field(default="sqlite:///askfirst.db", repr=False)
    database_url_file: Path | None = None
    keys: Path = Path("askfirst.key")
    bot_username: str | None = None
    tick_seconds: float = Field(default=15.0, gt=0, le=3600)
    poll_seconds: int = Field(default=25, ge=0, le=50)
    sends_per_second: float = Field(default=25.0, gt=0, le=100_000)
    chat_gap_seconds: float = Field(default=1.0, ge=0, le=60)  #: Between two new messages in one chat.
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Path | None = None
    webhook_listen: str = "127.0.0.1:8080"
    deaf_seconds: float = Field(default=300.0, gt=0, le=86_400)

    @model_validator(mode="before")
    @classmethod
    def _read_secrets(cls, values: Any) -> Any:
        """Take each secret from its file where a file is named instead."""
        given = dict(values)
        for name in SECRETS:
            path = given.get(f"{name}_file")
            if path is not None and given.get(name) is None:
                given[name] = Path(path).read_text(encoding="utf-8").strip()
        return given

    @field_validator("telegram_token")
    @classmethod
    def _is_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and TOKEN.fullmatch(value.get_secret_value()) is None:
            raise ValueError
        return value

    @field_validator("webhook_url")
    @classmethod
    def _is_public(cls, value: str | None) -> str | None:
        if value is not None and ADDRESS.fullmatch(value) is None:
            raise ValueError
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and SECRET.fullmatch(value.get_secret_value()) is None:
            raise ValueError
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _is_a_place(cls, value: str) -> str:
        if PLACE.fullmatch(value) is None or int(value.rpartition(":")[2]) > 65_535:
            raise ValueError
        return value

    @property
    def hook_secret(self) -> str:
        """The secret that Telegram sends along with each update. Raises SettingsError when none is set."""
        if self.webhook_secret is None:
            missing = f"The webhook's secret is missing. Write this into .env: {TYPE['webhook_secret']}"
            raise SettingsError(missing)
        return self.webhook_secret.get_secret_value()

    @property
    def token(self) -> str:
        """The token, for those who call Telegram. Raises SettingsError when none is set."""
        if self.telegram_token is None:
            missing = f"The bot's token is missing. Write this into .env: {TYPE['telegram_token']}"
            raise SettingsError(missing)
        return self.telegram_token.get_secret_value()

    def with_token(self, token: str) -> Self:
        """The same settings with another token. Raises SettingsError when it cannot be one."""
        if TOKEN.fullmatch(token) is None:
            unfit = f"This is no token. Type it like this: {TYPE['telegram_token']}"
            raise SettingsError(unfit)
        return self.model_copy(update={"telegram_token": SecretStr(token)})

    @property
    def leaves_this_machine(self) -> bool:
        """Tell whether Telegram is somewhere else, so that a proxy may stand between."""
        return re.match(r"https?://(127\.|localhost[:/]|\[::1\])", self.telegram_base_url) is None

    @classmethod
    def load(cls, env_file: Path = ENV_FILE) -> Self:
        """Read the environment and the file. Raises SettingsError with one sentence that says what to type."""
        in_file = dotenv_values(env_file) if env_file.is_file() else {}
        _refuse_unknown((*os.environ, *in_file), cls.model_fields)
        try:
            return cls(_env_file=env_file)  # type: ignore[call-arg]  # Taken by every BaseSettings, declared by none.
        except ValidationError as error:
            raise SettingsError(_sentence(error)) from None
        except (OSError, UnicodeDecodeError):
            raise SettingsError(UNREAD) from None


def _refuse_unknown(names: Iterable[str], fields: Mapping[str, Any]) -> None:
    known = {f"{PREFIX}{name}".upper() for name in fields}
    unknown = sorted({name for name in names if name.upper().startswith(PREFIX)} - known)
    if unknown:
        sentence = f"{unknown[0]} is not a setting of AskFirst. Remove it, or use one of: {', '.join(sorted(known))}."
        raise SettingsError(sentence)


def _sentence(error: ValidationError) -> str:
    place = error.errors(include_input=False, include_context=False, include_url=False)[0]["loc"]
    name = str(place[0]).lower().removeprefix(PREFIX.lower()) if place else ""
    return f"The value of {PREFIX}{name.upper()} does not fit. Type it like this: {TYPE.get(name, 'see README.md')}."
