"""The figures that benchmarks print are computed as anybody would expect."""

import json

import pytest

from bench import bench_answers
from bench.__main__ import as_object
from bench.bench_answers import Wave
from bench.figures import Figure, met, percentile, rounded


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (1.0, 100.0)])
def test_a_percentile_of_one_to_a_hundred_is_its_own_number(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(1, 101)], share) == pytest.approx(expected, abs=1.0)


def test_a_percentile_does_not_care_about_the_order_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_a_figure_is_rounded_to_what_the_eye_can_use() -> None:
    assert rounded(0.41234) == pytest.approx(0.41, abs=0.005)
    assert rounded(188_123.4) == pytest.approx(188_000, abs=500)


@pytest.mark.parametrize(
    ("value", "goal", "expected"),
    [
        (1.2, ">= 1.0, then >= 2.0", True),
        (0.4, ">= 1.0, then >= 2.0", False),
        (1.3, "<= 1.3", True),
        (200.0, "<= 150", False),
        (600_000.0, ">= 500,000", True),
        (0.0, "0", True),
        (1.0, "0", False),
        (1.0, "", None),
    ],
)
def test_a_figure_is_held_against_its_first_goal(value: float, goal: str, expected: bool | None) -> None:
    assert met(Figure("key", "what", value, "x", goal)) is expected


def test_the_figures_asked_for_by_name_come_first() -> None:
    figures = [Figure(key, "what", 1.0) for key in ("other", "pg_two_workers_ratio", "answers_ratio")]

    assert list(json.loads(as_object(figures))) == ["answers_ratio", "pg_two_workers_ratio", "other"]


def test_a_ratio_is_the_median_of_pairs_measured_side_by_side() -> None:
    ours, theirs = [Wave(rate, rate, 0.001) for rate in (90.0, 10.0, 80.0)], [Wave(40.0, 40.0, 0.001)] * 3
    run = bench_answers.Run([ours[0], *ours], [theirs[0], *theirs], [[30.0, 50.0]] * 3, [[10.0, 20.0]] * 3)
    found = {figure.key: figure.value for figure in bench_answers.figures_of(run, bench_answers.ALL)}

    assert found["answers_ratio"] == pytest.approx(2.0)
    assert (found["p50_extra_ms"], found["p99_extra_ms"], found["answers_lost"]) == (20.0, 30.0, 0)
