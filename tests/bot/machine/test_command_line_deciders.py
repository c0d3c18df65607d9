"""What is typed to write down who decides for a client; names and birth dates are asked for, not typed as words."""

import json

import pytest

from tests.bot.machine.typed import agency, askfirst, folder

__all__ = ["agency", "folder"]

WHOSE = ("--alias", "M.R.", "--clinician", "Ana Ruiz")


@pytest.fixture
def client(agency: None) -> None:
    """One invited client."""
    assert askfirst("client", "invite", *WHOSE).exit_code == 0


def test_a_representative_is_written_down_listed_without_a_name_and_refused(client: None) -> None:
    """HIPAA-C1-vi-b, HIPAA-PR-3."""
    typed = "Carmen Rodriguez\nbirth certificate, in the file\n"
    added = askfirst("client", "representative", "add", *WHOSE, "--authority", "parent", "--json", typed=typed)
    assert added.exit_code == 0, added.output
    id = json.loads(added.stdout[added.stdout.index("{") :])["id"]

    assert f"{id} · parent · until -" in askfirst("client", "representative", "list", *WHOSE).stdout
    assert "Carmen" not in askfirst("client", "representative", "list", *WHOSE).stdout
    assert askfirst("client", "representative", "refuse", id, *WHOSE, typed="fear at home\n").exit_code == 0
    rows = json.loads(askfirst("client", "representative", "list", *WHOSE, "--json").stdout)
    assert [row["refused"] for row in rows] == [True]
    assert askfirst("verify").exit_code == 0


def test_a_birth_date_is_asked_for_and_has_to_be_a_day(client: None) -> None:
    """ST-MINOR."""
    assert askfirst("client", "born", *WHOSE, typed="2012-03-14\n").exit_code == 0
    wrong = askfirst("client", "born", *WHOSE, "--day", "last spring")
    assert wrong.exit_code == 1
    assert "2010-05-31" in wrong.stderr
