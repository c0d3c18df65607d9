"""The commands about those who ask: saving them, how they were checked, and what they replied."""

import json
from collections.abc import Callable
from typing import Annotated, TypeVar, assert_never

import typer

from bot.actions import checking_office
from bot.actions.checking_office import Known, Noted
from bot.actions.office import add_requester
from bot.actions.papers import at_the_office
from bot.actions.replying import record
from bot.actions.turn import Turn
from bot.cli_office import SAYS_JSON, fail, office, told_plainly
from bot.clock import SystemClock
from consent.checking import Identity
from consent.minimum import Kind
from consent.received import RequesterReply

T = TypeVar("T")

requester = typer.Typer(help="Those who ask for information.", no_args_is_help=True)

Named = Annotated[str, typer.Argument(help="The name as it was saved; see: askfirst requester list")]
WAYS = "called_back, known_to_us, in_person, secure_account, badge, letterhead, written_statement or legal_process."
KINDS = ", ".join(Kind) + "."
Document = Annotated[str, typer.Option(help="Which paper was seen, of which day, and where it is kept.")]
By = Annotated[str, typer.Option(help="The name of the person of the agency who did it.")]


@requester.command("add")
def add(
    name: Annotated[str, typer.Option(help="Who asks, as clients know them.")],
    kind: Annotated[str, typer.Option(help=f"What kind of asker: {KINDS}")],
    checked_by_method: Annotated[str | None, typer.Option(help=f"How it was checked who they are: {WAYS}")] = None,
    document: Document = "",
    by: Annotated[str | None, typer.Option(help="The name of the person of the agency who checked.")] = None,
    as_json: SAYS_JSON = False,
) -> None:
    """Save somebody who asks, so that the next request needs no typing."""
    if (checked_by_method is None) is not (by is None):
        fail("Say both how they were checked and by whom: --checked-by-method and --by.")

    def work(turn: Turn) -> str:
        if checked_by_method is None or by is None:
            return add_requester(turn.session, turn.vault, turn.now, name=name, kind=kind)
        return checking_office.add_checked(turn, name=name, kind=kind, noted=Noted(checked_by_method, by, document))

    id = _do(work)
    if as_json:
        typer.echo(json.dumps({"id": id}))
        return
    typer.echo(f"Saved: {name}.")
    _say_how_known(name)


@requester.command("list")
def list_requesters(as_json: SAYS_JSON = False) -> None:
    """Show everybody who is saved: what kind of asker they are, and whether it was checked who they are."""
    found = _do(checking_office.everybody)
    if as_json:
        typer.echo(json.dumps([vars_of(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        typer.echo(f"{each.name} · {each.kind} · {_how_known(each)}")


@requester.command("verify")
def verify(
    name: Named,
    method: Annotated[str, typer.Option(help=WAYS)],
    by: By,
    document: Document = "",
    request: Annotated[str | None, typer.Option(help="The case code, where it is about one request only.")] = None,
) -> None:
    """Write down how it was checked who asks. Before that nothing goes out to them."""
    _do(lambda turn: checking_office.verify(turn, name, Noted(method, by, document, request)))
    typer.echo("Noted.")
    if request is None:
        _say_how_known(name)


@requester.command("not-them")
def not_them(name: Named, by: By) -> None:
    """It was somebody else: nothing more goes out for their open requests, and the clinicians are told."""
    count = _do(lambda turn: checking_office.not_them(turn, name, by))
    typer.echo(f"Noted. Open requests that are shut now: {count}.")


@requester.command("reply")
def reply(
    code: Annotated[str, typer.Argument(help="The case code, such as AF-7K2Q.")],
    said: Annotated[str, typer.Argument(help="accepted, not-enough or withdrawn.")],
    by: Annotated[str, typer.Option(help="The name of the person of the agency who heard it.")],
) -> None:
    """Record what they said. The client is not asked the same again without a new fact.

    "withdrawn" also closes an open question, and ends a consent on which nothing was sent; the client is told.
    """
    given = said.replace("-", "_")
    if given not in set(RequesterReply):
        fail("Type one of: accepted, not-enough, withdrawn.")
    _do(lambda turn: record(turn, code, RequesterReply(given), by))
    typer.echo("Noted.")


def vars_of(known: Known) -> dict[str, str | None]:
    """The same as plain facts, for machines."""
    until = None if known.until is None else known.until.isoformat()
    return {"name": known.name, "kind": known.kind, "identity": known.identity, "checked_until": until}


def _how_known(known: Known) -> str:
    match known.identity:
        case Identity.CHECKED:
            return f"checked, good until {known.until}"
        case Identity.UNPROVED:
            return "an official who has shown no paper yet: nothing goes out to them"
        case Identity.UNCHECKED:
            return "not checked yet: nothing goes out to them"
        case _:
            assert_never(known.identity)


def _say_how_known(name: str) -> None:
    """Where what was noted is not enough, say so at once and not only at the gate (HIPAA-V-1, HIPAA-V-2)."""
    known = _do(lambda turn: checking_office.how_known(turn, name))
    if known.identity is not Identity.CHECKED:
        typer.echo(f"{known.name}: {_how_known(known)}. See: askfirst requester verify --help")


def _do(work: Callable[[Turn], T]) -> T:
    with told_plainly(), office() as (db, vault):
        now = SystemClock().now()
        return db.write_now(lambda session: work(at_the_office(session, vault, now)))
