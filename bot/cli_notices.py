"""The commands about what the agency tells everybody: notices, contacts, words, the risk notice, crisis numbers."""

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.actions import publishing
from bot.actions.deciding import NotADay, Whose
from bot.cli_office import SAYS_JSON, fail, office, say_missing, told_plainly
from bot.clock import SystemClock
from bot.notices_missing import RISK_NOTICE
from consent.told import Told
from db.vault import Vault

notices = typer.Typer(help="What the agency tells everybody, version by version.", no_args_is_help=True)
crisis = typer.Typer(help="The numbers to call in danger.", no_args_is_help=True)

Day = Annotated[str | None, typer.Option(help="As 2027-03-01; today where it is not given.")]


class Paper(StrEnum):
    """What has an address and a version."""

    NPP = Told.NPP
    PART2 = Told.PART2
    POLICY = Told.POLICY


class Contact(StrEnum):
    """Whom clients can turn to."""

    COMPLAINTS = Told.COMPLAINTS
    AUTHORITY = Told.AUTHORITY
    OFFICER = Told.OFFICER


class Words(StrEnum):
    """What an agency can say in its own words."""

    RETENTION = Told.RETENTION
    BASIS = Told.BASIS
    SOURCE = Told.SOURCE
    TAGLINE = Told.TAGLINE


@notices.command("paper")
def paper(
    what: Annotated[Paper, typer.Argument(help="npp, part2 or policy.")],
    url: Annotated[str, typer.Option(help="Where everybody can read it, beginning with https://")],
    version: Annotated[str, typer.Option(help="As it stands on the notice, such as 2027-1.")],
    since: Day = None,
) -> None:
    """Set the notice of privacy practices, the Part 2 patient notice, or the privacy policy of the bot."""
    day = None if since is None else _day(since)
    _do(lambda s, v, now: publishing.set_paper(s, v, now, Told(what), version=version, url=url, since=day))


@notices.command("contact")
def contact(
    what: Annotated[Contact, typer.Argument(help="complaints, authority or officer.")],
    name: Annotated[str, typer.Option(help="The person or the office.")],
    address: Annotated[str, typer.Option(help="Where to write to.")] = "",
    phone: Annotated[str, typer.Option(help="The number to call.")] = "",
) -> None:
    """Set whom clients can turn to: with complaints, the supervisory authority, the data protection officer."""
    _do(lambda s, v, now: publishing.set_contact(s, v, now, Told(what), name=name, address=address, phone=phone))


@notices.command("words")
def words(
    what: Annotated[Words, typer.Argument(help="retention, basis, source or tagline.")],
    language: Annotated[str, typer.Option(help="The language of the words, such as en or zh.")],
    text: Annotated[str, typer.Option(help="The words, translated by a person.")],
) -> None:
    """Set our own words in one language, in place of the usual ones."""
    _do(lambda s, v, now: publishing.set_words(s, v, now, Told(what), language=language, text=text))


@notices.command("languages")
def languages(codes: Annotated[list[str], typer.Argument(help="Such as: es zh vi ko tl ru ar ht pt fr")]) -> None:
    """Set in which languages the menu says that help is free: the most spoken ones of your state."""
    _do(lambda s, v, now: publishing.set_languages(s, v, now, codes))


@notices.command("child-age")
def child_age(age: Annotated[int, typer.Argument(help="Between 13 and 16.")]) -> None:
    """Set from which age a child says yes alone under the GDPR pack; 16 where nothing is set."""
    _do(lambda s, v, now: publishing.set_child_age(s, v, now, age))


@notices.command("clear")
def clear(what: Annotated[Told, typer.Argument(help="Any of the names that show prints.")]) -> None:
    """Tell this no more; the record keeps what was told before."""
    _do(lambda s, v, now: publishing.take_away(s, v, now, what))


@notices.command("show")
def show(as_json: SAYS_JSON = False) -> None:
    """Show what is told now."""
    told = _read(publishing.listed)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for kind in Told:
        typer.echo(f"{kind}: {_line(told[kind])}")
    say_missing(told["missing"])


@notices.command("list")
def list_missing(as_json: SAYS_JSON = False) -> None:
    """Show what the laws that are on want told and is not yet, each with what to type."""
    found = _read(publishing.missing)
    if as_json:
        typer.echo(json.dumps(found))
    elif found:
        say_missing(found)
    else:
        typer.echo("Nothing is missing.")


@notices.command("given")
def given(
    alias: Annotated[str, typer.Option(help="The client's initials.")],
    clinician: Annotated[str, typer.Option(help="The name of the clinician who works with the client.")],
    method: Annotated[str, typer.Option(help="paper or in_person.")] = "paper",
) -> None:
    """Write down that a client got the Part 2 notice from our hands."""
    _do(lambda s, v, now: publishing.given_by_hand(s, v, now, Whose(alias, clinician), method))


@notices.command("risk")
def risk(
    read_by: Annotated[
        str | None, typer.Option(help="The name of the person who has read it and answers for it.")
    ] = None,
) -> None:
    """Show what Telegram is not; with --read-by, write down who has read it."""
    typer.echo(RISK_NOTICE)
    if read_by is not None:
        _do(lambda s, v, now: publishing.accept_risk(s, v, now, read_by))


@crisis.command("checked")
def checked(
    emergency: Annotated[str | None, typer.Option(help="The emergency number, if it is another now.")] = None,
    line: Annotated[str | None, typer.Option(help="The crisis line, if it is another now.")] = None,
    on: Day = None,
) -> None:
    """Write down that somebody called the numbers and they are right."""
    day = None if on is None else _day(on)
    _do(lambda s, v, now: publishing.crisis_checked(s, v, now, emergency=emergency, crisis=line, on=day))


def _line(told: Any) -> str:
    if isinstance(told, dict):
        return " · ".join(f"{key}: {value}" for key, value in told.items() if value) or "-"
    if isinstance(told, list):
        return ", ".join(told) or "-"
    return "-" if told is None else str(told)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        fail(str(NotADay()))


def _read(question: Callable[[Session, Vault, datetime], Any]) -> Any:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.read_now(lambda session: question(session, vault, now))


def _do(work: Callable[[Session, Vault, datetime], object]) -> None:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        db.write_now(lambda session: work(session, vault, now))
    typer.echo("Noted.")
