"""An agency whose clients have all just been asked: prepared by the real actions, ready for the bot to start on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlmodel import Session

from bot.actions import office, sending
from bot.actions.cases import client_buttons
from bot.actions.turn import Turn
from bot.opening import bring_up, open_database, open_vault
from bot.screens import Press, Screen
from bot.settings import Settings
from consent.minimum import PROTOCOL, Kind, preset
from consent.request import Case, Item, Party, Period, Request, Standing
from db import lookups
from db.engine import Database
from db.ids import new_id
from db.ledger import people, requests
from db.shapes import Page, StaffMember
from db.vault import KeyRing, Vault

AT_ONCE = 50
NOON = 12
FASTEST = 100_000.0  #: Messages a second: in truth, no pace at all.


@dataclass(frozen=True, slots=True)
class Place:
    """Where the agency is kept."""

    folder: Path

    @property
    def keys(self) -> Path:
        """The file of its keys."""
        return self.folder / "bench.key"

    @property
    def file(self) -> Path:
        """The file of its database."""
        return self.folder / "bench.db"

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.file}"

    def settings(self, base_url: str, token: str) -> dict[str, str]:
        """Give what `askfirst run` has to be told: the usual, but for the pace."""
        return {
            "ASKFIRST_TELEGRAM_TOKEN": token,
            "ASKFIRST_TELEGRAM_BASE_URL": base_url,
            "ASKFIRST_DATABASE_URL": self.url,
            "ASKFIRST_KEYS": str(self.keys),
            "ASKFIRST_SENDS_PER_SECOND": str(FASTEST),
        }

    def open(self, token: str = "1:x") -> tuple[Database, Vault]:
        """Make the keys and the database, and open both."""
        KeyRing.new().save(self.keys)
        settings = Settings(telegram_token=SecretStr(token), database_url=self.url, keys=self.keys)
        bring_up(settings)
        return open_database(settings), open_vault(self.keys)


def furnish(place: Place, staff_chats: Sequence[int], client_chats: Sequence[int]) -> None:
    """Set up the agency and ask every client, so that a knock for each waits in the outbox."""
    db, vault = place.open()
    now = datetime.now(UTC)
    try:
        db.write_now(lambda session: _set_up(session, vault, now))
        staff = [db.write_now(lambda session, n=n: _clinician(session, vault, now, n)) for n in range(len(staff_chats))]
        numbered = list(enumerate(client_chats))
        for start in range(0, len(numbered), AT_ONCE):
            some = numbered[start : start + AT_ONCE]
            db.write_now(lambda session, some=some: _ask_all(session, vault, now, staff, some))
        # Only now do the clinicians hear anything: what they did themselves is not part of the measurement.
        for one, chat in zip(staff, staff_chats, strict=True):
            db.write_now(lambda session, one=one, chat=chat: _connect(session, vault, now, one, chat))
    finally:
        db.close_now()


def request_of(id: str, code: str, client_id: str, clinician_id: str, today: date) -> Request:
    """Give what an insurer asks: the usual minimum, for the last half year, until a quarter from now."""
    period = Period(today - timedelta(days=182), today)
    kind, payer = Kind.PAYER_PAYMENT, Party("payer", "Green Valley Health Plan")
    return Request(
        id=id,
        code=code,
        client_id=client_id,
        clinician_id=clinician_id,
        kind=kind,
        requester=payer,
        recipient=payer,
        purpose=PROTOCOL[kind].purposes[0],
        legal_basis=PROTOCOL[kind].legal_basis,
        items=tuple(Item(category, period) for category in preset(kind)),
        ends_on=today + timedelta(days=91),
    )


def position(screen: Screen, press: Press) -> int:
    """Give the position of a button under a client's screen."""
    now = datetime.now(UTC)
    page = Page(Case(request_of("", "", "", "", now.date()), Standing()), None, now)
    return [button.press for button in client_buttons(screen, page)].index(press)


def _set_up(session: Session, vault: Vault, now: datetime) -> None:
    zone = f"Etc/GMT{now.hour - NOON:+d}"  # Where it is about noon, so that no quiet hours hold anything back.
    office.set_up(
        session, vault, now, name="Riverside Center", timezone=zone, language="en", emergency="911", crisis="988"
    )


def _clinician(session: Session, vault: Vault, now: datetime, number: int) -> StaffMember:
    id = people.add_staff(session, vault, now=now, name=f"Clinician {number}", role="clinician", language="en")
    staff = lookups.staff_member(session, vault, id)
    if staff is None:
        raise LookupError
    return staff


def _ask_all(
    session: Session, vault: Vault, now: datetime, staff: Sequence[StaffMember], some: Sequence[tuple[int, int]]
) -> None:
    for number, chat in some:
        _ask(session, vault, now, staff[number % len(staff)], f"C.{number}", chat)


def _ask(session: Session, vault: Vault, now: datetime, staff: StaffMember, alias: str, chat: int) -> None:
    agency = lookups.agency(session, vault)
    if agency is None:
        raise LookupError
    actor = f"staff:{staff.id}"
    id = people.add_client(
        session, vault, now=now, alias=alias, clinician_id=staff.id, language="en", actor=actor
    )
    ready = {"channel": "ready", "language_chosen": True, "limits_read_at": now}
    changes = {**people.chat_columns(vault, "client", id, chat), **ready}
    people.change_client(session, vault, id, now=now, actor=actor, action="limits_read", changes=changes)
    client = lookups.client(session, vault, id)
    if client is None:
        raise LookupError
    request = request_of(new_id(), requests.free_code(session), id, staff.id, now.date())
    case = requests.add_request(session, vault, request, now=now, actor=actor)
    sending.put_to_client(Turn(session, vault, now, agency, actor), staff, client, Page(case, None, now))


def _connect(session: Session, vault: Vault, now: datetime, staff: StaffMember, chat: int) -> None:
    changes = {**people.chat_columns(vault, "staff", staff.id, chat), "channel": "ready"}
    people.change_staff(session, vault, staff.id, now=now, actor="admin", action="joined", changes=changes)
