"""The commands about rights with dates: legal holds, suspensions by an official, and how long updates are kept."""

import json
from datetime import datetime, time, timedelta
from typing import Annotated

import typer

from bot.actions import blanking, legal_hold, suspending
from bot.actions.deciding import Whose
from bot.actions.suspending import Statement
from bot.cli_deciders import Alias, Clinician
from bot.cli_exceptions import By, Code, do
from bot.cli_office import SAYS_JSON, fail


def hold(
    alias: Alias,
    clinician: Clinician,
    by: By,
    reason: Annotated[str, typer.Option(prompt="Why (for the agency alone)", help="Why everything has to be kept.")],
) -> None:
    """Put a legal hold on a client: nothing is erased and nothing goes out until an admin lifts it."""
    do(lambda turn: legal_hold.hold(turn, Whose(alias, clinician), by, reason))
    typer.echo("On hold: nothing is erased, and the gate says hold.")


def show(alias: Alias, clinician: Clinician) -> None:
    """Show since when a legal hold is on a client, and why."""
    found = do(lambda turn: legal_hold.shown(turn, Whose(alias, clinician)))
    typer.echo(f"{found.since:%Y-%m-%d} · {found.facts['reason']}")


def lift(alias: Alias, clinician: Clinician, by: By) -> None:
    """Lift a legal hold: the gate works as before, and an erasure that rested goes on."""
    do(lambda turn: legal_hold.lift(turn, Whose(alias, clinician), by))
    typer.echo("Lifted.")


def suspend(
    code: Code,
    by: By,
    official: Annotated[str, typer.Option(prompt="Who said so", help="The official, with their office.")],
    statement: Annotated[str, typer.Option(prompt="Where it lies, or what was said", help="The statement.")],
    until: Annotated[str, typer.Option(help="The last day on which it holds, such as 2027-03-31.")],
    oral: Annotated[bool, typer.Option("--oral", help="It was only said: 30 days at most, and once.")] = False,
) -> None:
    """An oversight agency or the police put off that the client reads of what went to them (45 CFR 164.528(a)(2))."""
    try:
        last = datetime.combine(datetime.fromisoformat(until).date() + timedelta(days=1), time())
    except (ValueError, OverflowError):
        fail("Type a day such as 2027-03-31.")
    count = do(
        lambda turn: suspending.suspend(
            turn, code, by, Statement(official, statement, last.replace(tzinfo=turn.zone), oral)
        )
    )
    typer.echo(f"Noted. Kept from the client's view until then: {count}. It comes back by itself.")


def suspensions(code: Code, as_json: SAYS_JSON = False) -> None:
    """Show what officials said about what left under one request."""
    rows = do(lambda turn: suspending.listed(turn, code))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['official']} · {'oral' if row['oral'] else 'written'} · until {row['until'][:10]}")
    if not rows:
        typer.echo("None.")


def keep(
    days: Annotated[int | None, typer.Argument(help="How many days; without it, the number now.")] = None,
) -> None:
    """How long updates are kept as they came, once their work is done; then they are blanked."""
    if days is not None:
        do(lambda turn: blanking.set_days(turn, days))
    typer.echo(f"Updates are kept as they came for {do(blanking.days)} days.")
