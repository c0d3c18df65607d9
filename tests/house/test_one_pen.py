"""A transaction begins and ends in the memory and nowhere else; the wiring opens it, once."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.looking import Source, calls, offences, sees, sources

MAY_OPEN = {"bot/opening.py", "bot/main.py", "bot/demo.py"}
ENDS_A_TRANSACTION = {"commit", "rollback"}


def ending_a_transaction(source: Source) -> Iterator[str]:
    if source.path.startswith("db/"):
        return
    for call, name in calls(source):
        if name in ENDS_A_TRANSACTION:
            yield f"{call.lineno} calls {name}"


def opening_the_memory(source: Source) -> Iterator[str]:
    if source.path.startswith("db/"):
        return
    for call, name in calls(source):
        match call.func:
            case ast.Attribute(attr="open", value=ast.Name(id="Database")) if source.path not in MAY_OPEN:
                yield f"{call.lineno} opens the database"
            case _ if name in {"Session", "create_engine", "begin_nested"}:
                yield f"{call.lineno} calls {name}"
            case _:
                continue


@pytest.mark.parametrize("text", ["session.commit()", "await session.commit()", "self.session.rollback()"])
def test_a_commit_outside_the_memory_is_seen(text: str) -> None:
    assert sees(ending_a_transaction, f"async def write(session):\n    {text}\n", "bot/actions/planted.py")


def test_a_commit_inside_the_memory_is_allowed() -> None:
    assert not sees(ending_a_transaction, "session.commit()", "db/ledger.py")


def test_only_the_memory_ends_a_transaction() -> None:
    looked_at = sources("consent", "bot")

    assert len(looked_at) >= 20
    assert offences(ending_a_transaction, looked_at) == []


@pytest.mark.parametrize(
    "text", ["db = Database.open(url)", "with Session(engine) as session: ...", "create_engine(url)"]
)
def test_a_memory_opened_by_the_way_is_seen(text: str) -> None:
    assert sees(opening_the_memory, text, "bot/handlers/client.py")


def test_the_wiring_may_open_the_memory() -> None:
    assert not sees(opening_the_memory, "db = Database.open(url)", "bot/opening.py")


def test_only_the_wiring_opens_the_memory() -> None:
    assert offences(opening_the_memory, sources("consent", "bot")) == []
