"""The commands about the laws an agency is under: which packs of rules there are, and which are on."""

import json
from typing import Annotated

import typer

from bot.actions import rules
from bot.cli_office import SAYS_JSON, office, told_plainly
from bot.clock import SystemClock

packs = typer.Typer(help="The packs of rules: laws that the gate follows.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The name of a pack, such as part2 or ny_hiv.")]


@packs.command("list")
def list_packs(as_json: SAYS_JSON = False) -> None:
    """Show every pack: its law, when it was last compared with the law, and whether it is on."""
    with told_plainly(), office() as (db, _vault):
        rows = db.read_now(rules.pack_list)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{'on ' if row['on'] else 'off'}  {row['code']} · {row['law']} · {row['version']}")


@packs.command("on")
def switch_on(code: Code) -> None:
    """Switch a pack on, once your counsel agrees: from now on the gate follows it, for running consents too."""
    _switch(code, on=True)


@packs.command("off")
def switch_off(code: Code) -> None:
    """Switch a pack off; the record keeps since when."""
    _switch(code, on=False)


def _switch(code: str, *, on: bool) -> None:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        after = db.write_now(lambda session: rules.switch(session, vault, now, code, on=on))
    typer.echo(f"On: {', '.join(sorted(after)) or 'none'}")
