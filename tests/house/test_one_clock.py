"""The hour is read in one file; everything else is told it."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.looking import Source, offences, sees, sources

CLOCKS = {"bot/clock.py", "bot/sandbox/clock.py"}
# What tells the hour. Monotonic counters are not here: they measure how long, not when.
TELLS_THE_HOUR = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
}


def reading_the_hour(source: Source) -> Iterator[str]:
    if source.path in CLOCKS:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(attr=name, value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
                if name in TELLS_THE_HOUR.get(owner, set()):
                    yield f"{node.lineno} reads {owner}.{name}"
            case ast.ImportFrom(module="time", names=names):
                yield from (f"{node.lineno} imports time.{n.name}" for n in names if n.name in TELLS_THE_HOUR["time"])
            case _:
                continue


@pytest.mark.parametrize(
    "text",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "time.time()",
        "from time import time",
        "clock = datetime.now",
    ],
)
def test_a_look_at_the_hour_is_seen(text: str) -> None:
    assert sees(reading_the_hour, text)


def test_counting_how_long_something_took_is_allowed() -> None:
    assert not sees(reading_the_hour, "import time\nstart = time.monotonic()\nend = time.perf_counter()")


def test_only_the_clock_reads_the_hour() -> None:
    looked_at = sources("consent", "db", "bot")

    assert len(looked_at) >= 30
    assert offences(reading_the_hour, looked_at) == []
