"""What the house says of itself on the command line: which requirements are built, and which words are reviewed."""

import json
from dataclasses import asdict

import typer

from bot.cli_office import SAYS_JSON
from bot.commands import words_on_offer
from bot.requirements import Requirement, requirements


def table(as_json: SAYS_JSON = False) -> None:
    """Show every requirement: built or why not, where it is shown, where it is done, which tests name it."""
    rows = requirements()
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        typer.echo(_line(row))
    typer.echo(f"{sum(row.built for row in rows)} of {len(rows)} are built.")


def _line(row: Requirement) -> str:
    if not row.built:
        return f"{row.id} · {row.level} · not built: {row.why}"
    where = f"shown {len(row.shown)}, done {len(row.done)}, tests {len(row.tests)}"
    return f"{row.id} · {row.level} · built ({where}) · {row.summary}"


def words(as_json: SAYS_JSON = False) -> None:
    """Show every language on offer: the version of its words, and whether people have reviewed that version."""
    rows = words_on_offer()
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['code']} · {row['name']} · {row['version']} · {'reviewed' if row['reviewed'] else 'draft'}")
