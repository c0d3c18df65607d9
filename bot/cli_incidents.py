"""The commands about releases that went to the wrong place."""

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from bot.actions import incidents
from bot.actions.incidents import Mistake, NoSuchRelease
from bot.actions.owning_up import page_named, person_named
from bot.actions.papers import at_the_office
from bot.actions.turn import Turn
from bot.cli_office import SAYS_JSON, office, told_plainly
from bot.clock import SystemClock

T = TypeVar("T")

incident = typer.Typer(help="Releases that went to the wrong place.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")]
By = Annotated[str, typer.Option(help="The name of the person of the agency.")]
HEARD = {
    "yes": "The client is told.",
    "later": "The client is told once they are back in the chat.",
    "no": "The client is not told. When they may be: askfirst incident tell CODE",
}


@incident.command("report")
def report(
    code: Code,
    by: By,
    to: Annotated[str, typer.Option(prompt="Who got it instead", help="The client reads it.")],
    note: Annotated[str, typer.Option(help="For the agency alone.")] = "",
    delay: Annotated[
        str | None, typer.Option(help="The statement of an official that the client must not be told yet.")
    ] = None,
) -> None:
    """Write down that the newest release of a request went to the wrong place. Its gate is shut at once."""

    def work(turn: Turn) -> str:
        page = page_named(turn, code)
        known = incidents.releases(turn, page)
        if not known:
            raise NoSuchRelease
        return incidents.report(turn, person_named(turn, by), page, Mistake(known[-1].id, to, note, delay))

    typer.echo(f"Noted. {HEARD[_do(work)]}")


@incident.command("tell")
def tell(
    code: Code,
    by: By,
    in_person: Annotated[bool, typer.Option("--in-person", help="A person has told the client.")] = False,
) -> None:
    """Tell the client now, or note that a person has told them."""
    how = "in_person" if in_person else "chat"
    _do(lambda turn: incidents.tell(turn, person_named(turn, by), page_named(turn, code), how))
    typer.echo("Noted.")


@incident.command("close")
def close(code: Code, by: By, note: Annotated[str, typer.Option(help="What was done about it.")] = "") -> None:
    """An admin has looked into it: the gate looks at the rest of the request again."""
    _do(lambda turn: incidents.close(turn, person_named(turn, by), page_named(turn, code), note))
    typer.echo("Closed.")


@incident.command("list")
def show(as_json: SAYS_JSON = False) -> None:
    """Show what is not closed yet."""
    rows = _do(incidents.waiting)
    if as_json:
        typer.echo(json.dumps(rows))
        return
    lines = (
        f"{each['code']} · {each['at'][:10]} · {'told' if each['told_at'] else 'TELL THE CLIENT'}" for each in rows
    )
    typer.echo("\n".join(lines) or "None.")


def _line(row: dict[str, Any]) -> str:
    return f"{row['code']} · {row['at'][:10]} · {'told' if row['told_at'] else 'TELL THE CLIENT'}"


def _do(work: Callable[[Turn], T]) -> T:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.write_now(lambda session: work(at_the_office(session, vault, now)))
