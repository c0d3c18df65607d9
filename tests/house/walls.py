"""The walls between the rooms, as the contracts draw them, and what it takes to run into one."""

import copy
import functools
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import grimp
from importlinter import api
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import Contract

from tests.house.looking import HOUSE, ROOMS

KINDS: dict[str, Callable[..., Contract]] = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "protected": ProtectedContract,
    "acyclic_siblings": AcyclicSiblingsContract,
}
Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trespass:
    """One import that a contract forbids."""

    contract: str
    importer: str
    imported: str

    def __str__(self) -> str:
        return f"{self.importer} imports {self.imported} ({self.contract})"


@functools.cache
def settings() -> Options:
    """Read the contracts the way the linter reads them."""
    found: Options = api.read_configuration(str(HOUSE / "pyproject.toml"))
    return found


def contracts() -> list[Options]:
    """List the contracts as they are written."""
    return list(settings()["contracts_options"])


@functools.cache
def house_as_built() -> grimp.ImportGraph:
    """Read who imports whom today."""
    return grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)


def broken_by(*, importer: str, imported: str, only: str | None = None) -> set[str]:
    """Name the contracts that one more import would break."""
    graph = copy.deepcopy(house_as_built())
    for module in (importer, imported):
        if module not in graph.modules:
            graph.add_module(module, is_squashed=module.split(".")[0] not in ROOMS)
    graph.add_import(importer=importer, imported=imported)
    return broken_in(graph, only=only) - broken_today()


@functools.cache
def broken_today() -> frozenset[str]:
    """Name the contracts the house breaks as it stands: none, or the first test of the contracts is red."""
    return frozenset(broken_in(house_as_built()))


def broken_in(graph: grimp.ImportGraph, only: str | None = None) -> set[str]:
    """Name the contracts that a graph of imports breaks."""
    return {
        options["name"]
        for options in contracts()
        if only in (None, options["name"]) and not is_kept(options, copy.deepcopy(graph))
    }


def is_kept(options: Options, graph: grimp.ImportGraph) -> bool:
    """Ask import-linter itself whether a contract holds."""
    contract = KINDS[options["type"]](options["name"], settings()["session_options"], options)
    return bool(contract.check(graph=graph, verbose=False).kept)


def trespasses(options: Options) -> Iterator[Trespass]:
    """List the imports a contract is there to forbid, each of which must break it."""
    match options["type"]:
        case "layers":
            pairs = upward(options)
        case "forbidden":
            pairs = itertools.product(options["source_modules"], options["forbidden_modules"])
        case "protected":
            pairs = uninvited(options)
        case _:
            pairs = backward(options)
    yield from (Trespass(options["name"], importer, imported) for importer, imported in pairs)


def upward(options: Options) -> Iterator[tuple[str, str]]:
    """Pair each layer with every layer above it, and with its independent neighbours."""
    for container in options.get("containers", [""]):
        layers = [
            [f"{container}.{name.strip()}".lstrip(".") for name in re.split("[|:]", layer)]
            for layer in options["layers"]
        ]
        for upper, lower in itertools.combinations(layers, 2):
            yield from itertools.product(lower, upper)
        for written, layer in zip(options["layers"], layers, strict=True):
            if "|" in written:
                yield from itertools.permutations(layer, 2)


def uninvited(options: Options) -> Iterator[tuple[str, str]]:
    """Pair each protected module with every part of the house that is not on its list."""
    graph = house_as_built()
    parts = sorted(part for room in ROOMS for part in graph.find_children(room))
    for protected in options["protected_modules"]:
        invited = (*options["allowed_importers"], protected)
        for part in parts:
            if not any(f"{part}.".startswith(f"{name}.") for name in invited):
                yield part, protected


def backward(options: Options) -> Iterator[tuple[str, str]]:
    """Pair, in each room, two parts of which one already imports the other: the way back closes a loop."""
    graph = house_as_built()
    for room in options["ancestors"]:
        for one, other in itertools.permutations(sorted(graph.find_children(room)), 2):
            if graph.direct_import_exists(importer=other, imported=one, as_packages=True):
                yield one, other
