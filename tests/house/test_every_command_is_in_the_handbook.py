"""Every command can be found in the handbook of those who run the bot."""

from collections.abc import Iterator
from pathlib import Path

import typer

from bot.cli import app

HANDBOOK = Path(__file__).parents[2] / "docs" / "operating.md"


def commands(group: typer.Typer, before: str) -> Iterator[str]:
    """Every command as it is typed, without what follows it."""
    for each in group.registered_commands:
        assert each.callback is not None
        yield f"{before} {each.name or each.callback.__name__}"
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, f"{before} {inner.name}")


def test_every_command_is_in_the_handbook() -> None:
    known = list(commands(app, "askfirst"))
    written = HANDBOOK.read_text(encoding="utf-8")

    assert len(known) > 50
    assert [each for each in known if f"`{each}`" not in written] == []
