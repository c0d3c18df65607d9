"""The commands about people: staff and clients."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.actions import office as desk
from bot.actions import publishing
from bot.actions.office import Invited
from bot.cli_office import SAYS_JSON, deep_link, language_code, office, show_link, told_plainly
from bot.clock import SystemClock
from bot.settings import Settings

staff = typer.Typer(help="The people of the agency.", no_args_is_help=True)
client = typer.Typer(help="The clients.", no_args_is_help=True)

#: GDPR-8.
CHILDREN = "If this client is a child, write down the birth date now: askfirst client born"
Language = Annotated[str, typer.Option(help="A language code, such as en, es or ar.")]


@staff.command("add")
def add_staff(
    name: Annotated[str, typer.Option(help="The name clients know.")],
    role: Annotated[str, typer.Option(help="clinician, case_manager or admin.")] = "clinician",
    language: Language = "en",
    as_json: SAYS_JSON = False,
) -> None:
    """Add a person of the agency, and print their one-time link."""
    with told_plainly(), office() as (db, vault):
        language = language_code(language)
        invited = db.write_now(
            lambda session: desk.add_staff(session, vault, _now(), name=name, role=role, language=language)
        )
        _hand_over(invited, as_json=as_json, intro=f"One-time link for {name}, good until", picture=False)


@staff.command("list")
def list_staff(as_json: SAYS_JSON = False) -> None:
    """Show everybody of the agency."""
    with told_plainly(), office() as (db, vault):
        people = db.read_now(lambda session: desk.staff_list(session, vault))
    rows = [{"id": p.id, "name": p.name, "role": p.role, "language": p.language, "channel": p.channel} for p in people]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['name']} · {row['role']} · {row['language']} · {row['channel']}")


@client.command("list")
def list_clients(as_json: SAYS_JSON = False) -> None:
    """Show every client by initials: who works with them, their language, and whether they are connected."""
    with told_plainly(), office() as (db, vault):
        found = db.read_now(lambda session: desk.client_list(session, vault))
    rows = [{"alias": c.alias, "clinician": name, "language": c.language, "channel": c.channel} for c, name in found]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['alias']} · {row['clinician']} · {row['language']} · {row['channel']}")


@client.command("invite")
def invite_client(
    alias: Annotated[str, typer.Option(help="Initials, such as M.R.; never a name.")],
    clinician: Annotated[str, typer.Option(help="The name of the clinician who works with the client.")],
    language: Language = "en",
    timezone: Annotated[
        str | None, typer.Option(help="The client's own, such as America/Denver, if it is not the agency's.")
    ] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """Invite a client, and print the one-time link, the code to say in the room, and a picture to photograph."""
    with told_plainly(), office() as (db, vault):
        language = language_code(language)
        invited = db.write_now(
            lambda session: desk.invite_client(
                session, vault, _now(), alias=alias, clinician=clinician, language=language, timezone=timezone
            )
        )
        _hand_over(invited, as_json=as_json, intro=f"One-time link for {alias}, good until", picture=True)
        if not as_json and db.read_now(publishing.under_gdpr):
            typer.echo(CHILDREN)


def _now() -> datetime:
    return SystemClock().now()


def _hand_over(invited: Invited, *, as_json: bool, intro: str, picture: bool) -> None:
    username = Settings.load().bot_username
    if as_json:
        typer.echo(json.dumps(_facts(invited, username)))
        return
    typer.echo(f"{intro} {invited.expires_at:%d %B %Y %H:%M} UTC:")
    show_link(username, invited.token, picture=picture)
    if invited.code is not None:
        typer.echo(f"Code to say in the room, never in writing: {invited.code}")


def _facts(invited: Invited, username: str | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "person_id": invited.person_id,
        "token": invited.token,
        "link": deep_link(username, invited.token),
        "expires_at": invited.expires_at.isoformat(),
    }
    return facts if invited.code is None else {**facts, "code": invited.code}
