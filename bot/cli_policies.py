"""The commands about what the agency sets for itself, and about a client who forgot their pause word."""

import json
from typing import Annotated

import typer

from bot.actions import pausing, policies
from bot.actions.deciding import Whose
from bot.cli_office import SAYS_JSON, office, told_plainly
from bot.clock import SystemClock

policy = typer.Typer(help="What the agency sets for itself.", no_args_is_help=True)


@policy.command("list")
def list_policies(as_json: SAYS_JSON = False) -> None:
    """Show every policy, what holds now, and what holds where nothing is set."""
    with told_plainly(), office() as (db, _vault):
        rows = db.read_now(policies.policy_list)
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(f"{row['name']} · {row['value']} · usual: {row['usual']}")


@policy.command("set")
def set_policy(
    name: Annotated[str, typer.Argument(help="The name of a policy, such as danger_minutes.")],
    value: Annotated[str, typer.Argument(help="A number of minutes, or on or off.")],
) -> None:
    """Set one policy from now on; the record keeps since when."""
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        db.write_now(lambda session: policies.set_to(session, vault, now, name, value))
    typer.echo(f"{name}: {value}")


def unpause(
    alias: Annotated[str, typer.Option(help="The client's initials, as at the invitation.")],
    clinician: Annotated[str, typer.Option(help="The name of the clinician who works with the client.")],
) -> None:
    """End the pause of a client who forgot the pause word, once they ask for it in person. The word is forgotten."""
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        db.write_now(lambda session: pausing.lift(session, vault, now, Whose(alias, clinician)))
    typer.echo("The pause is over. The client can write “menu” in the chat.")
