"""An official's word keeps back only what went to officials, until a day, and an oral one 30 days at most."""

from datetime import UTC, datetime, timedelta

import pytest

from consent.basis import LegalBasis
from consent.exception_list import EXCEPTIONS, Way
from consent.suspending import ORAL_AT_MOST, Unfit, may_suspend, unfit

NOW = datetime(2027, 7, 5, 15, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)

#: Each statement: who, where it lies, how long, oral, oral before; and what is wrong with it.
STATEMENTS: list[tuple[str, str, timedelta, bool, bool, Unfit | None]] = [
    ("Det. Cole", "file 12", timedelta(days=300), False, False, None),
    ("Det. Cole", "file 12", timedelta(days=300), False, True, None),
    ("Det. Cole", "on the phone", ORAL_AT_MOST, True, False, None),
    ("Det. Cole", "on the phone", ORAL_AT_MOST + A_MOMENT, True, False, Unfit.ORAL_TOO_LONG),
    ("Det. Cole", "on the phone", timedelta(days=2), True, True, Unfit.ORAL_AGAIN),
    (" ", "file 12", timedelta(days=3), False, False, Unfit.NO_OFFICIAL),
    ("Det. Cole", " ", timedelta(days=3), False, False, Unfit.NO_STATEMENT),
    ("Det. Cole", "file 12", timedelta(), False, False, Unfit.NO_TIME),
    ("Det. Cole", "file 12", -A_MOMENT, True, False, Unfit.NO_TIME),
]


@pytest.mark.parametrize(("official", "statement", "lasts", "oral", "before", "wrong"), STATEMENTS)
def test_a_statement_names_who_what_and_until_when(
    official: str, statement: str, lasts: timedelta, oral: bool, before: bool, wrong: Unfit | None
) -> None:
    """HIPAA-528-5."""
    assert unfit(official, statement, NOW + lasts, NOW, oral=oral, oral_before=before) is wrong


def test_only_what_went_to_oversight_or_law_enforcement_can_be_kept_back() -> None:
    """HIPAA-528-5."""
    laws = ("164.512(d)", "164.512(f)")

    assert {way for way in Way if may_suspend(way)} == {
        way for way, row in EXCEPTIONS.items() if any(law in row.cite for law in laws)
    }


@pytest.mark.parametrize("basis", LegalBasis)
def test_what_the_client_said_yes_to_is_never_kept_back(basis: LegalBasis) -> None:
    """HIPAA-528-5."""
    assert not may_suspend(basis)
