"""The commands about sharing without the client's yes: which ways there are, recording one, and telling the client."""

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from bot.actions import awaited, excepted, excepting
from bot.actions.excepting import Wanted
from bot.actions.papers import at_the_office
from bot.actions.turn import Turn
from bot.cli_office import SAYS_JSON, fail, office, told_plainly
from bot.clock import SystemClock
from consent.exception_list import EXCEPTIONS, Delay, Needed, Way

exception = typer.Typer(help="Sharing without the client's yes, where a law has a way.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")]
Which = Annotated[Way | None, typer.Option("--way", help="Which one, where several of this request wait.")]
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
    cosign: Annotated[
        str | None,
        typer.Option(help="The second person; where two agree before it goes out, they are asked in their chat."),
    ] = None,
    counsel: Annotated[bool, typer.Option("--counsel", help="The agency's lawyer agreed.")] = False,
    told: Annotated[bool, typer.Option("--told", help="The client was told already.")] = False,
    delay: Annotated[Delay | None, typer.Option(help="Why the client is not told yet.")] = None,
) -> None:
    """Record one exception; its facts come as JSON on standard input. Exit 1 where something is lacking."""
    wanted = Wanted(way, code, tuple(item), to, _facts(), by, cosign, counsel, told, delay)
    said = do(lambda turn: excepting.record(turn, wanted))
    typer.echo(json.dumps(said))
    raise typer.Exit(0 if said["opens"] else 1)


@exception.command("tell")
def tell(code: Code, by: By, way: Which = None) -> None:
    """Write to the client about it now: the reason not to tell is over."""
    do(lambda turn: excepted.tell(turn, code, by, way))
    typer.echo("Noted. The client is told in the chat, as soon as they may be written to.")


@exception.command("told")
def was_told(code: Code, by: By, way: Which = None) -> None:
    """A person told the client: from now on they read of it too."""
    do(lambda turn: excepted.told(turn, code, by, way))
    typer.echo("Noted.")


@exception.command("confirm")
def confirm(code: Code, by: By, way: Which = None) -> None:
    """The reason not to tell still holds: for at most another 30 days."""
    do(lambda turn: excepted.confirm(turn, code, by, way))
    typer.echo("Noted.")


@exception.command("law")
def law(
    code: Code,
    by: By,
    law: Annotated[str, typer.Option(help="The law that let the agency share it, such as 45 CFR 164.512(j).")],
) -> None:
    """Name the law afterwards, where nobody could say at once which one it is (EX-BTG)."""
    do(lambda turn: excepted.name_law(turn, code, by, law))
    typer.echo("Noted.")


@exception.command("cosign")
def cosign(code: Code, by: By) -> None:
    """A second person has looked at what one person had to do at once."""
    do(lambda turn: excepted.cosign(turn, code, by))
    typer.echo("Noted.")


@exception.command("waiting")
def waiting(
    code: Annotated[str | None, typer.Argument(help="The case code; without one, all requests.")] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """What clients have yet to hear of, and what a second person has yet to see."""
    _print(do(lambda turn: excepted.waiting(turn, code)), as_json=as_json)


@exception.command("month")
def month(
    of: Annotated[str, typer.Argument(help="The month, such as 2027-03.")],
    as_json: SAYS_JSON = False,
) -> None:
    """The list to look at each month: everything that was shared without a yes."""
    try:
        first = date.fromisoformat(f"{of}-01")
    except ValueError:
        fail("Type a month such as 2027-03.")
    _print(do(lambda turn: excepted.of_month(turn, first)), as_json=as_json)


def event(code: Code, by: By) -> None:
    """The event has come before which a consent in a criminal case could not be taken back."""
    told = do(lambda turn: awaited.came(turn, code, by))
    typer.echo(f"Noted. From now on a stop of {told} counts at once.")


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    typer.echo(json.dumps(rows) if as_json else "\n".join(map(_line, rows)) or "None.")


def _line(row: dict[str, Any]) -> str:
    said = [row["code"], row["way"], row["at"][:10]]
    if row["told_at"] is not None:
        said.append(f"told {row['told_at'][:10]}")
    elif row["tell_by"] is not None:
        said.append(f"{'TELL NOW, was due' if row['due'] else 'tell by'} {row['tell_by'][:10]}")
    if row["review_by"] is not None:
        said.append(f"{'COSIGN NOW, was due' if row['review_due'] else 'cosign by'} {row['review_by'][:10]}")
    if row["name_law_by"] is not None:
        said.append(
            f"{'NAME THE LAW NOW, was due' if row['name_law_due'] else 'name the law by'} {row['name_law_by'][:10]}"
        )
    return " · ".join(said)


def _facts() -> dict[Needed, str]:
    """Read the facts from standard input, where no shell history keeps them."""
    try:
        return {Needed(name): str(words) for name, words in json.load(sys.stdin).items()}
    except (ValueError, AttributeError):
        fail('Give the facts as JSON on standard input, such as {"receiver": "...", "moment": "..."}.')


def do(work: Callable[[Turn], Any]) -> Any:
    """One unit of work at the command line, its failures told in a sentence."""
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.write_now(lambda session: work(at_the_office(session, vault, now)))
