"""The figures that benchmarks print are computed as anybody would expect."""

import pytest

from bench.figures import percentile, rounded


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (1.0, 100.0)])
def test_a_percentile_of_one_to_a_hundred_is_its_own_number(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(1, 101)], share) == pytest.approx(expected, abs=1.0)


def test_a_percentile_does_not_care_about_the_order_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_a_figure_is_rounded_to_what_the_eye_can_use() -> None:
    assert rounded(0.41234) == pytest.approx(0.41, abs=0.005)
    assert rounded(188_123.4) == pytest.approx(188_000, abs=500)
