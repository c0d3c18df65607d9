"""A short storm on each engine: twenty kills and bad weather, and afterwards nothing is lost, doubled or missing."""

from pathlib import Path

import pytest

from bench.storm import Plan, storm
from bench.storm_reckoning import table

KILLS, CLIENTS = 20, 40
SEED = 1


@pytest.mark.parametrize(("engine", "workers"), [("sqlite", 1), ("postgresql", 2)])
async def test_twenty_kills_lose_nothing_and_double_nothing(
    engine: str, workers: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue(f"{engine}_url")

    outcome = await storm(Plan(SEED, KILLS, CLIENTS, workers, life=1.2), url, tmp_path)

    assert not outcome.findings, f"{outcome.told}\n{table(outcome.findings)}\n{outcome.findings[:9]}"
