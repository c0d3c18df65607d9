"""Setting up an agency: keys, database, the agency itself, and a link for its first admin."""

import asyncio
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.actions import office as desk
from bot.actions import publishing
from bot.actions.office import Invited
from bot.cli_office import SAYS_JSON, ask, deep_link, language_code, show_link, told_plainly
from bot.clock import SystemClock
from bot.notices_missing import NO_RISK, RISK_NOTICE
from bot.opening import NotReady, bring_up, open_database, open_vault
from bot.settings import ENV_FILE, PREFIX, Settings, SettingsError
from bot.telegram_name import name_of_the_bot
from db.vault import KeyRing, Vault

NOT_TAKEN = "Telegram does not know this token. Copy it again from @BotFather."
NOT_ASKED = "Telegram could not be reached, so the bot's name is not known yet; everything else is done."


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first person of the agency said."""

    agency: str
    timezone: str
    language: str
    emergency: str
    crisis: str
    admin: str
    risk_read_by: str = ""


def init(
    agency: Annotated[str | None, typer.Option(help="The agency's name, as clients know it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Its time zone, such as America/New_York.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en, es or ar.")] = None,
    emergency: Annotated[str | None, typer.Option(help="The emergency number.")] = None,
    crisis: Annotated[str | None, typer.Option(help="The crisis line.")] = None,
    admin: Annotated[str | None, typer.Option(help="Your own name: you are the first admin.")] = None,
    token: Annotated[str | None, typer.Option(help="The bot's token, from @BotFather.")] = None,
    risk_read_by: Annotated[
        str | None, typer.Option(help="Who has read the risk notice about Telegram; see: askfirst notices risk")
    ] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """Set up: make the keys, the database and the agency, and print the first admin's link."""
    with told_plainly():
        settings = Settings.load()
        _not_twice(settings)
        answers = Answers(
            agency=ask(agency, "The agency's name, as clients know it", "--agency"),
            timezone=desk.known_zone(ask(timezone, "Its time zone", "--timezone", "America/New_York")).key,
            language=language_code(ask(language, "Its language", "--language", "en")),
            emergency=ask(emergency, "The emergency number", "--emergency", "911"),
            crisis=ask(crisis, "The crisis line", "--crisis", "988"),
            admin=ask(admin, "Your own name: you are the first admin", "--admin"),
        )
        settings = _with_token(settings, token)
        answers = replace(answers, risk_read_by=_risk(risk_read_by, quiet=as_json))
        username, trouble = _introduced(settings)
        invited = _build(settings, answers)
        _remember(settings, username)
    if as_json:
        facts = {"person_id": invited.person_id, "token": invited.token, "link": deep_link(username, invited.token)}
        typer.echo(json.dumps({**facts, "expires_at": invited.expires_at.isoformat()}))
        return
    _report(settings, invited, username, trouble, risk_read=bool(answers.risk_read_by))


def _not_twice(settings: Settings) -> None:
    """Say before the first question that there is an agency already. Raises AlreadySetUp."""
    if not settings.keys.exists():
        return
    try:
        vault, db = open_vault(settings.keys), open_database(settings)
    except NotReady:
        return  # Nothing to read yet; what is wrong is told when it is made.
    try:
        if db.read_now(lambda session: desk.is_set_up(session, vault)):
            raise desk.AlreadySetUp
    finally:
        db.close_now()


def _risk(read_by: str | None, *, quiet: bool) -> str:
    """Show what Telegram is not, and ask who has read it; it may be said later too, but before the bot runs (TG-19)."""
    if read_by is None and not quiet:
        typer.echo(RISK_NOTICE)
        read_by = ask(
            None, "Name of the person who has read this and answers for it (Enter: later)", "--risk-read-by", ""
        )
    return read_by or ""


def _with_token(settings: Settings, token: str | None) -> Settings:
    """Take the token that was typed, or ask for it where none is set; it may come later too. Raises SettingsError."""
    if token is None and settings.telegram_token is None:
        token = ask(None, "The bot's token, from @BotFather (Enter: later)", "--token", "")
    return settings if not token else settings.with_token(token.strip())


def _introduced(settings: Settings) -> tuple[str | None, str | None]:
    """The bot's username where it is known or Telegram tells it, and what went wrong. Raises SettingsError."""
    if settings.bot_username is not None or settings.telegram_token is None:
        return settings.bot_username, None
    known, username = asyncio.run(name_of_the_bot(settings))
    if not known:
        raise SettingsError(NOT_TAKEN)
    return username, NOT_ASKED if username is None else None


def _build(settings: Settings, answers: Answers) -> Invited:
    """Keys first, since nothing can be written without them. What is there already is used, never overwritten."""
    if not settings.keys.exists():
        KeyRing.new().save(settings.keys)
    vault = open_vault(settings.keys)
    bring_up(settings)
    db = open_database(settings)
    try:
        return db.write_now(lambda session: _found(session, vault, answers))
    finally:
        db.close_now()


def _found(session: Session, vault: Vault, answers: Answers) -> Invited:
    now = SystemClock().now()
    desk.set_up(
        session,
        vault,
        now,
        name=answers.agency,
        timezone=answers.timezone,
        language=answers.language,
        emergency=answers.emergency,
        crisis=answers.crisis,
    )
    if answers.risk_read_by:
        publishing.accept_risk(session, vault, now, answers.risk_read_by)
    return desk.add_staff(session, vault, now, name=answers.admin, role="admin", language=answers.language)


def _remember(settings: Settings, username: str | None) -> None:
    """Add to .env what is not in it yet; only its owner may read it."""
    wanted = {
        "TELEGRAM_TOKEN": None if settings.telegram_token_file else _plain(settings),
        "TELEGRAM_BASE_URL": _unless_default(settings, "telegram_base_url"),
        "DATABASE_URL": None if settings.database_url_file else settings.database_url,
        "KEYS": str(settings.keys),
        "BOT_USERNAME": username,
    }
    text = ENV_FILE.read_text(encoding="utf-8") if ENV_FILE.is_file() else ""
    present = {line.split("=", 1)[0].strip().removeprefix("export ") for line in text.splitlines()}
    lines = [f"{PREFIX}{name}={value}" for name, value in wanted.items() if value and PREFIX + name not in present]
    if text and not text.endswith("\n"):
        text += "\n"
    _write_privately(ENV_FILE, text + "".join(f"{line}\n" for line in lines))


def _plain(settings: Settings) -> str | None:
    return None if settings.telegram_token is None else settings.telegram_token.get_secret_value()


def _unless_default(settings: Settings, name: str) -> str | None:
    value = getattr(settings, name)
    return None if value == Settings.model_fields[name].default else str(value)


def _write_privately(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def _report(
    settings: Settings, invited: Invited, username: str | None, trouble: str | None, *, risk_read: bool
) -> None:
    typer.echo(
        f"Done. The keys are in {settings.keys}: keep a copy where only you can read it; without them all is lost."
    )
    if trouble is not None:
        typer.echo(trouble)
    if settings.telegram_token is None:
        typer.echo(f"Next, write the bot's token into {ENV_FILE}: {PREFIX}TELEGRAM_TOKEN=123456789:AAE...")
    if not risk_read:
        typer.echo(f"Next: {NO_RISK}")
    typer.echo("What clients have to be told is not there yet; see: askfirst notices list")
    typer.echo(f"Your own one-time link, good until {invited.expires_at:%d %B %Y %H:%M} UTC:")
    show_link(username, invited.token, picture=True)
    typer.echo("Then type: askfirst run")
