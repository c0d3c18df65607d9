"""What the agency does from the command line: each slip gets one sentence that says what to type."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.actions import office
from db import lookups
from db.engine import Database
from db.ledger import people
from db.vault import Vault

pytest_plugins = ["tests.stores"]
NOW = datetime(2027, 7, 5, 15, tzinfo=UTC)


def opened(session: Session, vault: Vault, **changes: str) -> None:
    facts = {
        "name": "Riverside Center",
        "timezone": "America/New_York",
        "language": "en",
        "emergency": "911",
        "crisis": "988",
        **changes,
    }
    office.set_up(session, vault, NOW, **facts)  # type: ignore[arg-type]  # the date is not among them


def ana_is_there(session: Session, vault: Vault) -> office.Invited:
    opened(session, vault)
    return office.add_staff(session, vault, NOW, name=" Ana\u202e  Ruiz ", role="clinician", language="es")


def test_an_agency_is_set_up_once(on_sqlite: Database, vault: Vault) -> None:
    on_sqlite.write_now(lambda session: opened(session, vault, name="  River\u200bside \n Center "))

    agency = on_sqlite.read_now(lambda session: lookups.agency(session, vault))
    assert agency is not None
    assert agency.name == "Riverside Center"
    with pytest.raises(office.AlreadySetUp, match="ASKFIRST_DATABASE_URL"):
        on_sqlite.write_now(lambda session: opened(session, vault))


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "America/new york"])
def test_an_unknown_time_zone_is_refused(on_sqlite: Database, vault: Vault, zone: str) -> None:
    with pytest.raises(office.UnknownZone, match="America/New_York"):
        on_sqlite.write_now(lambda session: opened(session, vault, timezone=zone))


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_an_agency_without_a_name_is_refused(on_sqlite: Database, vault: Vault, name: str) -> None:
    with pytest.raises(office.NameMissing):
        on_sqlite.write_now(lambda session: opened(session, vault, name=name))


def test_staff_get_a_link_for_three_days_and_no_code(on_sqlite: Database, vault: Vault) -> None:
    invited = on_sqlite.write_now(lambda session: ana_is_there(session, vault))

    assert invited.code is None
    assert invited.expires_at == NOW + timedelta(hours=72)
    (ana,) = on_sqlite.read_now(lambda session: office.staff_list(session, vault))
    assert (ana.name, ana.role, ana.language, ana.channel) == ("Ana Ruiz", "clinician", "es", "invited")


@pytest.mark.parametrize(
    ("name", "role", "error"),
    [
        ("Sam", "boss", office.UnknownRole),
        ("  ", "admin", office.NameMissing),
        ("ANA RUIZ", "admin", office.NameTaken),
        ("ana  ruiz", "admin", office.NameTaken),
    ],
)
def test_staff_with_a_slip_are_not_added(
    on_sqlite: Database, vault: Vault, name: str, role: str, error: type[office.OfficeError]
) -> None:
    on_sqlite.write_now(lambda session: ana_is_there(session, vault))

    with pytest.raises(error):
        on_sqlite.write_now(lambda session: office.add_staff(session, vault, NOW, name=name, role=role, language="en"))
    assert len(on_sqlite.read_now(lambda session: office.staff_list(session, vault))) == 1


def invites(session: Session, vault: Vault, alias: str, clinician: str = "Ana Ruiz") -> office.Invited:
    return office.invite_client(session, vault, NOW, alias=alias, clinician=clinician, language="ar")


def test_a_client_gets_a_link_and_a_code_of_six_digits(on_sqlite: Database, vault: Vault) -> None:
    on_sqlite.write_now(lambda session: ana_is_there(session, vault))

    invited = on_sqlite.write_now(lambda session: invites(session, vault, " M.R. ", "ana ruiz"))

    assert invited.code is not None
    assert len(invited.code) == 6
    assert invited.code.isdecimal()
    assert len(invited.token) >= 22
    link = on_sqlite.read_now(lambda session: lookups.invitation(session, vault, invited.token))
    assert link is not None
    assert (link.person_id, link.needs_code, link.used_at) == (invited.person_id, True, None)
    assert on_sqlite.read_now(lambda session: lookups.invitation(session, vault, invited.token + "x")) is None


def test_a_second_invitation_before_the_first_was_used_is_for_the_same_client(
    on_sqlite: Database, vault: Vault
) -> None:
    on_sqlite.write_now(lambda session: ana_is_there(session, vault))
    first = on_sqlite.write_now(lambda session: invites(session, vault, "M.R."))
    second = on_sqlite.write_now(lambda session: invites(session, vault, "m.r."))

    assert first.person_id == second.person_id
    assert first.token != second.token


@pytest.mark.parametrize(
    ("alias", "clinician", "error"),
    [
        ("", "Ana Ruiz", office.NotInitials),
        ("\u200b", "Ana Ruiz", office.NotInitials),
        ("Maria Rodriguez", "Ana Ruiz", office.NotInitials),
        ("M.R.", "Nobody", office.UnknownClinician),
    ],
)
def test_a_client_with_a_slip_is_not_invited(
    on_sqlite: Database, vault: Vault, alias: str, clinician: str, error: type[office.OfficeError]
) -> None:
    on_sqlite.write_now(lambda session: ana_is_there(session, vault))

    with pytest.raises(error) as refused:
        on_sqlite.write_now(lambda session: invites(session, vault, alias, clinician))
    assert "Maria" not in str(refused.value)


@pytest.mark.parametrize(("channel", "taken"), [("ready", True), ("unreachable", False), ("not_me", False)])
def test_only_a_connected_client_is_not_invited_again(
    on_sqlite: Database, vault: Vault, channel: str, taken: bool
) -> None:
    on_sqlite.write_now(lambda session: ana_is_there(session, vault))
    first = on_sqlite.write_now(lambda session: invites(session, vault, "M.R."))
    on_sqlite.write_now(
        lambda session: people.change_client(
            session, vault, first.person_id, now=NOW, actor="x", action=None, changes={"channel": channel}
        )
    )

    if taken:
        with pytest.raises(office.AliasTaken):
            on_sqlite.write_now(lambda session: invites(session, vault, "M.R."))
    else:
        assert on_sqlite.write_now(lambda session: invites(session, vault, "M.R.")).person_id == first.person_id


def test_a_requester_is_saved_once_whatever_the_letters(on_sqlite: Database, vault: Vault) -> None:
    on_sqlite.write_now(lambda session: opened(session, vault))

    def save(session: Session) -> set[str]:
        names = ("Oak School", " OAK  school ", "Oak School")
        return {office.add_requester(session, vault, NOW, name=name, kind="school") for name in names}

    ids = on_sqlite.write_now(save)

    assert len(ids) == 1
    assert len(on_sqlite.read_now(lambda session: lookups.requesters(session, vault))) == 1


@pytest.mark.parametrize(
    ("name", "kind", "error"), [("Oak", "schol", office.UnknownKind), ("\u200b", "school", office.NameMissing)]
)
def test_a_requester_with_a_slip_is_not_saved(
    on_sqlite: Database, vault: Vault, name: str, kind: str, error: type[office.OfficeError]
) -> None:
    on_sqlite.write_now(lambda session: opened(session, vault))

    with pytest.raises(error):
        on_sqlite.write_now(lambda session: office.add_requester(session, vault, NOW, name=name, kind=kind))


def test_each_slip_is_told_in_a_sentence() -> None:
    kinds = office.OfficeError.__subclasses__()

    assert len(kinds) > 5
    for kind in kinds:
        assert str(kind()).endswith((".", "--help", "list", "CODE"))
