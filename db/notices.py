"""Reading what the agency has to have told: its notices and contacts on any day, and what a client was given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from db.columns import Instant
from db.read_statements import every, first, given, table
from db.tables_notices import ClientNotice, NoticeRow
from db.vault import Vault

_row, _of_client = table(NoticeRow).c, table(ClientNotice).c
UNTIL = (
    select(_row.kind, _row.seq, _row.facts)
    .where(_row.recorded_at <= bindparam("at", type_=Instant()))
    .order_by(_row.kind, _row.seq)
)
NEWEST = select(_row.seq).where(given(_row.kind)).order_by(_row.seq.desc()).limit(1)
OF_CLIENT = select(_of_client.version, _of_client.method, _of_client.at).where(
    given(_of_client.client_id), given(_of_client.kind)
)


class Told(StrEnum):
    """What an agency tells everybody, one version after the other."""

    NPP = "npp"  #: The notice of privacy practices (HIPAA-520-1).
    PART2 = "part2"  #: The notice to patients of alcohol and drug care (P2-22).
    POLICY = "policy"  #: The privacy policy of the bot (TG-13).
    COMPLAINTS = "complaints"  #: Whom at the agency one can complain to (HIPAA-COMPL).
    AUTHORITY = "authority"  #: The supervisory authority (GDPR-13).
    OFFICER = "officer"  #: The data protection officer (GDPR-13).
    RETENTION = "retention"  #: How long what is kept, by language (GDPR-13).
    BASIS = "basis"  #: On what legal basis, by language (GDPR-13).
    SOURCE = "source"  #: Where facts come from that are not the client's own, by language (GDPR-14).
    LANGUAGES = "languages"  #: In which languages free help is offered (LEP-4).
    TAGLINE = "tagline"  #: That sentence, by language (LEP-4).
    CHILD_AGE = "child_age"  #: From which age a child says yes alone (GDPR-8).
    RISK = "risk"  #: That the agency has read the risk notice (TG-19).


@dataclass(frozen=True, slots=True)
class Notice:
    """A paper of the agency that everybody can read at an address."""

    version: str
    url: str
    since: date


@dataclass(frozen=True, slots=True)
class Complaints:
    """Somebody to turn to: a person or an office; address and phone may be empty."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Notices:
    """All that the agency told at one moment; None or empty where it has not written it down."""

    npp: Notice | None = None
    part2: Notice | None = None
    policy: Notice | None = None
    complaints: Complaints | None = None
    authority: Complaints | None = None
    officer: Complaints | None = None
    retention: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    tagline: Mapping[str, str] = field(default_factory=dict)
    child_age: int | None = None
    risk: str | None = None  #: The version of the risk notice that was read.

    @property
    def versions(self) -> dict[str, str]:
        """The versions in force, for the evidence of a request (E2)."""
        each = {"npp_version": self.npp, "part2_notice_version": self.part2}
        return {name: notice.version for name, notice in each.items() if notice is not None}


@dataclass(frozen=True, slots=True)
class Given:
    """What one client was given or agreed to: which version, how, and when (UTC)."""

    version: str
    method: str
    at: datetime


def notices_at(session: Session, vault: Vault, at: datetime) -> Notices:
    """What the agency told everybody at this instant. Raises Tampered."""
    found: dict[str, Any] = {}
    for row in every(session, UNTIL, at=at):
        plain = vault.open_json(row.facts, table="notice", column="facts", row=f"{row.kind}:{row.seq}")
        found[row.kind] = _READ[Told(row.kind)](plain) if plain else None
    return Notices(**{kind: value for kind, value in found.items() if value is not None})


def given_to(session: Session, client_id: str, kind: str) -> Given | None:
    """What a client was given or agreed to of this kind, the last time."""
    row = first(session, OF_CLIENT, client_id=client_id, kind=kind)
    return None if row is None else Given(row.version, row.method, row.at)


def last_number(session: Session, kind: Told) -> int:
    """The number of the newest version of this kind; 0 where there is none."""
    row = first(session, NEWEST, kind=kind)
    return 0 if row is None else int(row.seq)


def _notice(plain: Mapping[str, Any]) -> Notice:
    return Notice(plain["version"], plain["url"], date.fromisoformat(plain["since"]))


def _complaints(plain: Mapping[str, Any]) -> Complaints:
    return Complaints(plain["name"], plain["address"], plain["phone"])


def _texts(plain: Mapping[str, Any]) -> dict[str, str]:
    return dict(plain["texts"])


_READ: dict[Told, Callable[[Mapping[str, Any]], Any]] = {
    Told.NPP: _notice,
    Told.PART2: _notice,
    Told.POLICY: _notice,
    Told.COMPLAINTS: _complaints,
    Told.AUTHORITY: _complaints,
    Told.OFFICER: _complaints,
    Told.RETENTION: _texts,
    Told.BASIS: _texts,
    Told.SOURCE: _texts,
    Told.LANGUAGES: lambda plain: tuple(plain["codes"]),
    Told.TAGLINE: _texts,
    Told.CHILD_AGE: lambda plain: int(plain["age"]),
    Told.RISK: lambda plain: str(plain["version"]),
}
