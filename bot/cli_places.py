"""The commands about places: where the agency works, and where a client lives."""

from typing import Annotated

import typer

from bot.actions import places
from bot.actions.deciding import Whose
from bot.cli_office import office, told_plainly
from bot.clock import SystemClock
from db.places import of_agency

Alias = Annotated[str, typer.Option(help="The client's initials.")]
Clinician = Annotated[str, typer.Option(help="The name of the clinician who works with the client.")]


def jurisdiction(
    place: Annotated[str | None, typer.Argument(help="A state or country, such as US-NY or DE.")] = None,
) -> None:
    """Say in which state or country the agency works, for new requests and their papers; or show what was said."""
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        if place is None:
            typer.echo(db.read_now(of_agency))
            return
        code = place
        typer.echo(db.write_now(lambda session: places.set_agency_place(session, vault, now, code)))


def lives_in(
    alias: Alias,
    clinician: Clinician,
    place: Annotated[str, typer.Option(prompt="State or country", help="As US-NJ; asked for where it is not given.")],
) -> None:
    """Write down where a client lives, where that is another state or country than the agency's."""
    with told_plainly(), office() as (db, vault):
        now, whose = SystemClock().now(), Whose(alias, clinician)
        db.write_now(lambda session: places.set_client_place(session, vault, now, whose, place))
    typer.echo("Noted.")
