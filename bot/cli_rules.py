"""The commands about the rules of an agency: its laws, what outsiders may be told, and the questions it adds."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from bot.actions import publishing
from bot.actions import rules as actions
from bot.cli_office import SAYS_JSON, fail, office, say_missing, told_plainly
from bot.clock import SystemClock
from consent.minimum import Kind
from consent.outsiders import Script, script_for
from consent.understanding import Extra

packs = typer.Typer(help="The packs of rules: laws that the gate follows.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The name of a pack, such as part2 or ny_hiv.")]


@packs.command("list")
def list_packs(as_json: SAYS_JSON = False) -> None:
    """Show every pack: its law, when it was last compared with the law, and whether it is on."""
    with told_plainly(), office() as (db, vault):
        rows, now = db.read_now(actions.pack_list), SystemClock().now()
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
        after = db.write_now(lambda session: actions.switch(session, vault, now, code, on=on))
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


rules = typer.Typer(help="Questions that the agency adds for its clients.", no_args_is_help=True)


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


OnOrOff = Annotated[Switch, typer.Argument(help="on or off.")]
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", help="A kind of requester, such as school; can be repeated. Else all.")
]


@rules.command("list")
def list_rules(as_json: SAYS_JSON = False) -> None:
    """Show each added question with the kinds of requests for which it is on."""
    with told_plainly(), office() as (db, _vault):
        found = db.read_now(actions.question_list)
    if as_json:
        typer.echo(json.dumps(found))
        return
    for what, kinds in found.items():
        typer.echo(f"{what.replace('_', '-')}: {_listed(kinds)}")


@rules.command("teach-back")
def teach_back(switch: OnOrOff, kind: Kinds = None) -> None:
    """Before a yes is saved: one easy question whether our words were clear. It never stands in the way."""
    _switch_question(Extra.TEACH_BACK, switch, kind)


@rules.command("who-helped")
def who_helped(switch: OnOrOff, kind: Kinds = None) -> None:
    """After a yes: did somebody help you read this? Where the phone speaks no language on offer, it is always asked."""
    _switch_question(Extra.WHO_HELPED, switch, kind)


def _switch_question(what: Extra, switch: Switch, kinds: list[str] | None) -> None:
    on, now = switch is Switch.ON, SystemClock().now()
    with told_plainly(), office() as (db, vault):
        after = db.write_now(lambda session: actions.switch_question(session, vault, now, what, kinds or (), on=on))
    typer.echo(f"On for: {_listed(sorted(after))}")


def _listed(kinds: list[str]) -> str:
    return "all" if len(kinds) == len(Kind) else ", ".join(kinds) or "none"
