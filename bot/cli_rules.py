"""The commands about the laws an agency is under: which packs are on, and what outsiders may be told."""

import json
from typing import Annotated

import typer

from bot.actions import publishing, rules
from bot.cli_office import SAYS_JSON, fail, office, say_missing, told_plainly
from bot.clock import SystemClock
from consent.minimum import Kind
from consent.outsiders import Script, script_for

packs = typer.Typer(help="The packs of rules: laws that the gate follows.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The name of a pack, such as part2 or ny_hiv.")]


@packs.command("list")
def list_packs(as_json: SAYS_JSON = False) -> None:
    """Show every pack: its law, when it was last compared with the law, and whether it is on."""
    with told_plainly(), office() as (db, vault):
        rows, now = db.read_now(rules.pack_list), SystemClock().now()
        wanting = db.read_now(lambda session: publishing.missing(session, vault, now))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{'on ' if row['on'] else 'off'}  {row['code']} · {row['law']} · {row['version']}")
    say_missing(wanting)


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
        wanting = db.read_now(lambda session: publishing.missing(session, vault, now))
    typer.echo(f"On: {', '.join(sorted(after)) or 'none'}")
    say_missing(wanting)


#: Said to people outside, word for word. By the codes of consent.outsiders.
_NEITHER = "We can neither confirm nor deny that any person is or was a client here."
SCRIPTS = {
    Script.GENERAL: "Please send your request in writing, with the person's signed consent if you have one.",
    Script.PAYER: "Please send claims and reviews in writing. We answer where a signed consent lets us.",
    Script.COURT: "Please send court papers to our office. Our lawyer answers them.",
    Script.OFFICER: "Please show who you are, and send the order or warrant to our office. Our lawyer answers it.",
    Script.FAMILY: "You may tell us what you want us to know. We can not tell you anything.",
    Script.CARE: "In an emergency, tell us so now. Otherwise please send the person's signed consent.",
}


def script(kind: Annotated[str, typer.Argument(help="Who asks, such as payer_payment, police or family.")]) -> None:
    """What to say to somebody outside who asks about a person: the same words whoever that person is."""
    if kind not in set(Kind):
        fail("This kind of requester is unknown. Type: askfirst requester add --help")
    typer.echo(f"{_NEITHER} {SCRIPTS[script_for(Kind(kind))]}")
