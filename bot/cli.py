"""The command line: what the people of the agency type. Each command is one action, or starts the machine."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot import (
    cli_deciders,
    cli_exceptions,
    cli_inbox,
    cli_incidents,
    cli_notices,
    cli_papers,
    cli_people,
    cli_places,
    cli_policies,
    cli_requesters,
    cli_requirements,
    cli_rights,
    cli_rules,
)
from bot.actions.gate import ask_about_then, ask_by_code
from bot.cli_check import instant, lines_of
from bot.cli_office import SAYS_JSON, fail, office, told_plainly
from bot.cli_setup import init
from bot.clock import SystemClock
from bot.opening import bring_up
from bot.settings import Settings

app = typer.Typer(
    help="AskFirst asks the client first, when somebody wants their information.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(init)
app.command("requirements")(cli_requirements.table)
app.command("words")(cli_requirements.words)
app.command("script")(cli_rules.script)
app.add_typer(cli_people.staff, name="staff")
app.add_typer(cli_people.client, name="client")
cli_people.client.command("born")(cli_deciders.born)
cli_people.client.command("hold")(cli_rights.hold)
cli_people.client.command("show-hold")(cli_rights.show)
cli_people.client.command("lift-hold")(cli_rights.lift)
cli_people.client.command("lives-in")(cli_places.lives_in)
cli_people.client.add_typer(cli_deciders.representative, name="representative")
app.add_typer(cli_requesters.requester, name="requester")
cli_people.client.command("unpause")(cli_policies.unpause)
app.add_typer(cli_policies.policy, name="policy")
app.add_typer(cli_inbox.inbox, name="inbox")
app.add_typer(cli_incidents.incident, name="incident")
app.command()(cli_places.jurisdiction)
app.add_typer(cli_rules.packs, name="packs")
app.add_typer(cli_rules.rules, name="rules")
app.add_typer(cli_notices.notices, name="notices")
app.add_typer(cli_notices.crisis, name="crisis")
cli_inbox.inbox.command("keep")(cli_rights.keep)
cli_exceptions.exception.command("suspend")(cli_rights.suspend)
cli_exceptions.exception.command("suspensions")(cli_rights.suspensions)
app.add_typer(cli_exceptions.exception, name="exception")
app.command()(cli_exceptions.event)
app.command()(cli_papers.paper)
app.command()(cli_papers.checkpoint)
app.add_typer(cli_papers.receipt, name="receipt")


@app.command()
def migrate() -> None:
    """Bring the database to the shape this version needs."""
    with told_plainly():
        bring_up(Settings.load())
        typer.echo("The database has the shape this version needs.")


@app.command()
def run() -> None:
    """Run the bot, until Ctrl-C or SIGTERM."""
    from bot import logs
    from bot.main import build

    with told_plainly():
        machine = build(Settings.load())
        logs.set_up()
        code = asyncio.run(machine.run())
    raise typer.Exit(code)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this computer only.")] = 8765,
    open: Annotated[bool, typer.Option("--open/--no-open", help="Show the page in a browser.")] = True,
) -> None:
    """Play the client and the clinician in a browser. NOT REAL: nothing leaves this computer."""
    from bot.demo import play

    with told_plainly():
        asyncio.run(play(port, show=open))


@app.command()
def verify(
    against: Annotated[Path | None, typer.Option(help="A checkpoint that was kept elsewhere.")] = None,
) -> None:
    """Read the whole record again; exit 1 when anything in it was changed, removed or moved."""
    from db import checkpoints
    from db import verify as reading

    kept = None if against is None else cli_papers.kept_checkpoint(against)
    with told_plainly(), office() as (db, vault):
        findings = db.read_now(
            lambda session: [
                *((each.chain, each.seq, each.what) for each in reading.verify(session)),
                *((each.chain, each.seq, each.what) for each in checkpoints.verify(session, vault.signer.public, kept)),
            ]
        )
        last = db.read_now(checkpoints.newest)
    for chain, seq, what in findings:
        typer.echo(f"{chain}, event {seq}: {what}")
    if findings:
        fail(f"The record is not whole: {len(findings)} wrong places.")
    typer.echo("The record is whole.")
    if last is not None:
        typer.echo(f"The newest checkpoint is number {last.number}, of {last.at:%Y-%m-%d %H:%M} UTC.")


@app.command()
def check(
    code: Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")],
    on: Annotated[str | None, typer.Option(help="A day or an instant gone by: what was allowed then?")] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """May it go out now? Exit 0 if all or part of it may, 1 if nothing may."""
    now, then = SystemClock().now(), None if on is None else instant(on)
    with told_plainly(), office() as (db, vault):
        if then is None:
            asked = db.write_now(lambda session: ask_by_code(session, vault, now, code))
        else:
            asked = db.write_now(lambda session: ask_about_then(session, vault, now, code, then))
    typer.echo(json.dumps(asked.facts, ensure_ascii=False) if as_json else "\n".join(lines_of(asked.facts)))
    raise typer.Exit(0 if asked.open else 1)
