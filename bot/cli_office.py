"""What the commands share: an open database, one clear sentence for each failure, and how a link is shown."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer

from bot.actions.desk import NotSetUp
from bot.actions.office import OfficeError
from bot.commands import offered_languages
from bot.notices_missing import HINTS
from bot.opening import NotReady, open_database, open_vault
from bot.settings import Settings, SettingsError
from consent.told import Told
from db.engine import Database
from db.errors import StoreError
from db.vault import Vault

SAYS_JSON = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]
PLAIN = (SettingsError, NotReady, NotSetUp, OfficeError, StoreError)


def fail(sentence: str) -> NoReturn:
    """Say what is wrong on standard error, and exit 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def say_missing(found: Iterable[Told]) -> None:
    """Print which notices are missing, and what to type for each."""
    for kind in found:
        typer.echo(f"Not there yet: {HINTS[kind]}")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the person can put right into one sentence instead of a trace."""
    try:
        yield
    except PLAIN as error:
        fail(str(error))


@contextmanager
def office() -> Iterator[tuple[Database, Vault]]:
    """Open the database and its vault, and let them go afterwards. Raises NotReady or SettingsError."""
    settings = Settings.load()
    vault = open_vault(settings.keys)
    db = open_database(settings)
    try:
        yield db, vault
    finally:
        db.close_now()


def ask(given: str | None, question: str, flag: str, otherwise: str | None = None) -> str:
    """Give what was typed with the flag, or ask; where nobody can answer, take the usual, or say what to type."""
    if given is not None:
        return given
    try:
        answer: str = typer.prompt(question, default=otherwise)
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        if otherwise is None:
            fail(f"There is nobody to ask. Type the answer after {flag}.")
        return otherwise
    return answer


def language_code(wanted: str) -> str:
    """Give the code of a language on offer, or say which there are and exit."""
    offered = offered_languages()
    if wanted.strip().lower() not in offered:
        fail(f"This language is not on offer. Type one of: {', '.join(offered)}.")
    return wanted.strip().lower()


def deep_link(username: str | None, token: str) -> str | None:
    """Give the one-time link, once the bot's username is known."""
    return None if username is None else f"https://t.me/{username}?start={token}"


def show_link(username: str | None, token: str, *, picture: bool) -> None:
    """Print the link, as a picture to be photographed too; without a username, what to send to the bot."""
    link = deep_link(username, token)
    if link is None:
        typer.echo(f"Open your bot in Telegram and send it: /start {token}")
        typer.echo("(For a link, set ASKFIRST_BOT_USERNAME to the bot's username.)")
        return
    typer.echo(link)
    if picture:
        import segno  # Only a link that is shown as a picture needs it.

        segno.make(link, error="l").terminal(out=sys.stdout, compact=True)
