"""The commands about who decides for a client: the birth date, and representatives with what lets them."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.actions import deciding
from bot.actions.deciding import NotADay, Whose
from bot.cli_office import SAYS_JSON, office, told_plainly
from bot.clock import SystemClock
from consent.deciders import Authority
from db.vault import Vault

representative = typer.Typer(help="Those who decide for a client, by law or by paper.", no_args_is_help=True)

Alias = Annotated[str, typer.Option(help="The client's initials.")]
Clinician = Annotated[str, typer.Option(help="The name of the clinician who works with the client.")]


def born(
    alias: Alias,
    clinician: Clinician,
    day: Annotated[str, typer.Option(prompt="Birth date", help="As 2010-05-31; asked for where it is not given.")],
) -> None:
    """Write down when a client was born, so that it is known who may decide."""
    _do(lambda s, v, now: deciding.set_born(s, v, now, Whose(alias, clinician), _day(day)))
    typer.echo("Noted.")


@representative.command("add")
def add(
    alias: Alias,
    clinician: Clinician,
    authority: Annotated[Authority, typer.Option(help="By what right they decide.")],
    name: Annotated[str, typer.Option(prompt="Name", help="Asked for where it is not given.")],
    proof: Annotated[str, typer.Option(prompt="Which paper, kept where", help="The paper that was seen.")],
    until: Annotated[str | None, typer.Option(help="The last day of their right, as 2028-05-31.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day of their right, where the paper names one.")] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """Write down somebody who may decide for a client."""

    def work(session: Session, vault: Vault, now: datetime) -> str:
        starts_on, ends_on = (None if written is None else _day(written) for written in (since, until))
        return deciding.add(
            session,
            vault,
            now,
            Whose(alias, clinician),
            name=name,
            authority=authority,
            proof=proof,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    id = _do(work)
    typer.echo(json.dumps({"id": id}) if as_json else f"Noted: {id}")


@representative.command("refuse")
def refuse(
    alias: Alias,
    clinician: Clinician,
    id: Annotated[str, typer.Argument(help="As it is shown by: askfirst client representative list")],
    reason: Annotated[str, typer.Option(prompt="Why (for the agency alone)", help="Never shown to anyone outside.")],
) -> None:
    """Treat somebody as representative no more, from this moment; what they said before counts no more either."""
    _do(lambda s, v, now: deciding.refuse(s, v, now, Whose(alias, clinician), id=id, reason=reason))
    typer.echo("Noted.")


@representative.command("list")
def show(alias: Alias, clinician: Clinician, as_json: SAYS_JSON = False) -> None:
    """Show those who may decide for a client."""
    rows = _do(lambda session, vault, now: deciding.listed(session, vault, Whose(alias, clinician)))
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        until = row["ends_on"] or "-"
        typer.echo(f"{row['id']} · {row['authority']} · until {until}{' · refused' if row['refused'] else ''}")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotADay from None


def _do(work: Callable[[Session, Vault, datetime], Any]) -> Any:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.write_now(lambda session: work(session, vault, now))
