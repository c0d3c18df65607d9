"""The commands about updates that could not be worked: which there are, and to try them again."""

import json
from typing import Annotated

import typer

from bot.actions.letters import dead_letters, reopen
from bot.cli_office import SAYS_JSON, fail, office, told_plainly

inbox = typer.Typer(help="Updates that could not be worked.", no_args_is_help=True)


@inbox.command("list")
def list_letters(as_json: SAYS_JSON = False) -> None:
    """Show the number of each, when it came, and the kind of error; never what was said."""
    with told_plainly(), office() as (db, _vault):
        found = db.read_now(dead_letters)
    rows = [{"number": one.number, "received": f"{one.received_at:%FT%TZ}", "reason": one.reason} for one in found]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(f"{row['number']} · {row['received']} · {row['reason']}")
    if not rows:
        typer.echo("Nothing: every update was worked.")


@inbox.command()
def retry(
    number: Annotated[int | None, typer.Argument(help="The number that `askfirst inbox list` shows.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Try all of them.")] = False,
) -> None:
    """Try one again, or all; the running bot works it within seconds, or the next run does."""
    if (number is None) is not everything:
        fail("Type the number that askfirst inbox list shows, or --all.")
    with told_plainly(), office() as (db, _vault):
        count = db.write_now(lambda session: reopen(session, number))
    if number is not None and not count:
        fail(f"There is no dead letter {number}. Type: askfirst inbox list")
    typer.echo(f"Put back: {count}.")
