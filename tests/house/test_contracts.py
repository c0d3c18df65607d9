"""The walls hold: every import a contract forbids is tried alone, and the contract breaks."""

import copy
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.looking import HOUSE, ROOMS, files
from tests.house.walls import Trespass, broken_by, broken_in, contracts, house_as_built, trespasses

LINTER = Path(sys.executable).with_name("lint-imports")


def plant(house: Path, trespass: Trespass) -> None:
    """Write the forbidden import into a copy of the house."""
    place = house / trespass.importer.replace(".", "/")
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    file.write_text(file.read_text("utf-8") + f"\nimport {trespass.imported}\n", "utf-8")


def copy_of_the_house(folder: Path) -> Path:
    """Copy the rooms and the contracts, and nothing else."""
    for room in ROOMS:
        for file in files(HOUSE / room):
            if file.suffix == ".py":
                target = folder / file.relative_to(HOUSE)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    shutil.copyfile(HOUSE / "pyproject.toml", folder / "pyproject.toml")
    return folder


def lint(house: Path) -> str:
    """Run the linter as everyone runs it, and return what it says."""
    run = subprocess.run(  # the linter of this very environment
        [LINTER, "--no-cache", "--no-logo"],
        cwd=house,
        env={"PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


def test_the_house_keeps_every_contract() -> None:
    assert len(contracts()) >= 12
    assert broken_in(house_as_built()) == set()


@pytest.mark.parametrize("name", [options["name"] for options in contracts()])
def test_every_trespass_breaks_its_contract(name: str) -> None:
    options = next(options for options in contracts() if options["name"] == name)
    tried = list(trespasses(options))

    missed = [str(it) for it in tried if not broken_by(importer=it.importer, imported=it.imported, only=name)]

    assert tried
    assert missed == []


def test_a_new_file_in_bot_needs_a_place_in_the_layers() -> None:
    graph = copy.deepcopy(house_as_built())
    graph.add_module("bot.utils")

    assert broken_in(graph) == {"Inside bot: wiring over doors over actions over words"}


def test_the_linter_sees_a_planted_import_in_a_copy_of_the_house(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    assert "0 broken" in lint(house)

    for options in contracts():
        plant(house, next(trespasses(options)))

    said = lint(house)
    broken = set(re.findall(r"^(.+) BROKEN", said, re.MULTILINE))
    assert broken == {options["name"] for options in contracts()}


def test_every_contract_tells_where_to_go_instead() -> None:
    written = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]

    assert [options["name"] for options in written if not options.get("broken_contract_guidance")] == []
