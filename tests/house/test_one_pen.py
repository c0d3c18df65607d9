"""A transaction ends in the memory and nowhere else."""

from collections.abc import Iterator

import pytest

from tests.house.looking import Source, calls, offences, sees, sources

ENDS_A_TRANSACTION = {"commit", "rollback"}


def ending_a_transaction(source: Source) -> Iterator[str]:
    if source.path.startswith("db/"):
        return
    for call, name in calls(source):
        if name in ENDS_A_TRANSACTION:
            yield f"{call.lineno} calls {name}"


@pytest.mark.parametrize("text", ["session.commit()", "await session.commit()", "self.session.rollback()"])
def test_a_commit_outside_the_memory_is_seen(text: str) -> None:
    assert sees(ending_a_transaction, f"async def write(session):\n    {text}\n", "bot/actions/planted.py")


def test_a_commit_inside_the_memory_is_allowed() -> None:
    assert not sees(ending_a_transaction, "session.commit()", "db/ledger.py")


def test_only_the_memory_ends_a_transaction() -> None:
    looked_at = sources("consent", "bot")

    assert len(looked_at) >= 20
    assert offences(ending_a_transaction, looked_at) == []
