"""The commands about sharing without the client's yes: which ways there are, recording one, and telling the client."""

import json
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot.actions import excepting
from bot.actions.excepting import Wanted
from bot.cli_office import SAYS_JSON, fail, office, told_plainly
from bot.clock import SystemClock
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way

exception = typer.Typer(help="Sharing without the client's yes, where a law has a way.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")]
By = Annotated[str, typer.Option(help="The name of the person of the agency who does this.")]


@exception.command("ways")
def ways(as_json: SAYS_JSON = False) -> None:
    """Show every way, its law, and the facts that have to be written down."""
    rows = [
        {"way": way, "law": row.cite, "needs": sorted(row.needs), "second_person": row.cosign, "tell": row.tell}
        for way, row in EXCEPTIONS.items()
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(f"{row['way']} · {row['law']} · {', '.join(row['needs'])}")


@exception.command("record")
def record(
    way: Annotated[Way, typer.Argument(help="The way, such as EX-EMERG; see: askfirst exception ways")],
    code: Code,
    by: By,
    to: Annotated[str, typer.Option(help="Who got it.")],
    item: Annotated[list[str], typer.Option(help="A kind of information that went out, such as dx.")],
    cosign: Annotated[str | None, typer.Option(help="The second person.")] = None,
    counsel: Annotated[bool, typer.Option("--counsel", help="The agency's lawyer agreed.")] = False,
    told: Annotated[bool, typer.Option("--told", help="The client was told already.")] = False,
    delay: Annotated[Delay | None, typer.Option(help="Why the client is not told yet.")] = None,
) -> None:
    """Record one exception; its facts come as JSON on standard input. Exit 1 where something is lacking."""
    wanted = Wanted(way, code, tuple(item), to, _facts(), by, cosign, counsel, told, delay)
    said = _do(lambda session, vault, now: excepting.record(session, vault, now, wanted))
    typer.echo(json.dumps(said))
    raise typer.Exit(0 if said["opens"] else 1)


@exception.command("told")
def was_told(code: Code, by: By) -> None:
    """The client was told: from now on they read of it too."""
    _do(lambda session, vault, now: excepting.told(session, vault, now, code, by))
    typer.echo("Noted.")


@exception.command("confirm")
def confirm(code: Code, by: By) -> None:
    """The reason not to tell still holds: for at most another 30 days."""
    _do(lambda session, vault, now: excepting.confirm(session, vault, now, code, by))
    typer.echo("Noted.")


@exception.command("waiting")
def waiting(code: Code) -> None:
    """What the client of this request does not know of yet, as JSON."""
    typer.echo(json.dumps(_do(lambda session, vault, now: excepting.waiting(session, vault, now, code))))


def _facts() -> dict[Needed, str]:
    """Read the facts from standard input, where no shell history keeps them."""
    try:
        return {Needed(name): str(words) for name, words in json.load(sys.stdin).items()}
    except (ValueError, AttributeError):
        fail('Give the facts as JSON on standard input, such as {"receiver": "...", "moment": "..."}.')


def _do(work: Callable[[Session, Any, Any], Any]) -> Any:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.write_now(lambda session: work(session, vault, now))
