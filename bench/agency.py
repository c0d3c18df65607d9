"""An agency whose clients have all just been asked: prepared by the real actions, ready for the bot to start on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

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
from db.shapes import ClientFacts, Page, StaffMember
from db.vault import KeyRing, Vault

T = TypeVar("T")

AT_ONCE = 50
NOON = 12
FASTEST = 100_000.0  #: Messages a second: in truth, no pace at all.


@dataclass(frozen=True, slots=True)
class Place:
    """Where the agency is kept: in a file of this folder, or where `address` says."""

    folder: Path
    address: str | None = None

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
        return self.address or f"sqlite:///{self.file}"

    def settings(self, base_url: str, token: str) -> dict[str, str]:
        """Give what `askfirst run` has to be told: the usual, but for the pace."""
        no_gap = {"ASKFIRST_CHAT_GAP_SECONDS": "0"} if "chat_gap_seconds" in Settings.model_fields else {}
        return {
            "ASKFIRST_TELEGRAM_TOKEN": token,
            "ASKFIRST_TELEGRAM_BASE_URL": base_url,
            "ASKFIRST_DATABASE_URL": self.url,
            "ASKFIRST_KEYS": str(self.keys),
            "ASKFIRST_SENDS_PER_SECOND": str(FASTEST),
            **no_gap,
        }

    def open(self, token: str = "1:x") -> tuple[Database, Vault]:
        """Make the keys and the database, and open both."""
        KeyRing.new().save(self.keys)
        settings = Settings(telegram_token=SecretStr(token), database_url=self.url, keys=self.keys)
        bring_up(settings)
        return self.reopen()

    def reopen(self) -> tuple[Database, Vault]:
        """Open what is there already."""
        return open_database(Settings(database_url=self.url, keys=self.keys)), open_vault(self.keys)


def furnish(place: Place, staff_chats: Sequence[int], client_chats: Sequence[int]) -> None:
    """Set up the agency and ask every client, so that a knock for each waits in the outbox."""
    db, vault = place.open()
    pen = Pen(vault, datetime.now(UTC))
    numbered = list(enumerate(client_chats))
    try:
        db.write_now(pen.set_up)
        staff = [db.write_now(partial(pen.add_clinician, number=number)) for number in range(len(staff_chats))]
        for start in range(0, len(numbered), AT_ONCE):
            db.write_now(partial(pen.ask_all, staff=staff, clients=numbered[start : start + AT_ONCE]))
        # Only now do the clinicians hear anything: what they did themselves is not part of the measurement.
        for one, chat in zip(staff, staff_chats, strict=True):
            db.write_now(partial(pen.connect, staff=one, chat=chat))
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


@dataclass(frozen=True, slots=True)
class Pen:
    """The units of work that furnish an agency."""

    vault: Vault
    now: datetime

    def set_up(self, session: Session) -> None:
        """Write the agency, where it is about noon, so that no quiet hours hold anything back."""
        zone, language = f"Etc/GMT{self.now.hour - NOON:+d}", "en"
        office.set_up(
            session,
            self.vault,
            self.now,
            name="Riverside Center",
            timezone=zone,
            language=language,
            emergency="911",
            crisis="988",
        )

    def add_clinician(self, session: Session, number: int) -> StaffMember:
        """Write a clinician who has no chat yet."""
        name = f"Clinician {number}"
        id = people.add_staff(session, self.vault, now=self.now, name=name, role="clinician", language="en")
        return _there(lookups.staff_member(session, self.vault, id))

    def ask_all(self, session: Session, staff: Sequence[StaffMember], clients: Sequence[tuple[int, int]]) -> None:
        """Write clients who are connected to their chats, and put a question to each."""
        for number, chat in clients:
            clinician = staff[number % len(staff)]
            self._ask(session, clinician, self._client(session, clinician, chat))

    def connect(self, session: Session, staff: StaffMember, chat: int) -> None:
        """Connect a clinician to a chat."""
        changes = {**people.chat_columns(self.vault, "staff", staff.id, chat), "channel": "ready"}
        people.change_staff(
            session, self.vault, staff.id, now=self.now, actor="admin", action="joined", changes=changes
        )

    def _client(self, session: Session, staff: StaffMember, chat: int) -> ClientFacts:
        now, actor = self.now, f"staff:{staff.id}"
        id = people.add_client(
            session, self.vault, now=now, alias="M.R.", clinician_id=staff.id, language="en", actor=actor
        )
        ready = {"channel": "ready", "language_chosen": True, "limits_read_at": now}
        changes = {**people.chat_columns(self.vault, "client", id, chat), **ready}
        people.change_client(session, self.vault, id, now=now, actor=actor, action="limits_read", changes=changes)
        return _there(lookups.client(session, self.vault, id))

    def _ask(self, session: Session, staff: StaffMember, client: ClientFacts) -> None:
        agency, actor = _there(lookups.agency(session, self.vault)), f"staff:{staff.id}"
        request = request_of(new_id(), requests.free_code(session), client.id, staff.id, self.now.date())
        case = requests.add_request(session, self.vault, request, now=self.now, actor=actor)
        turn = Turn(session, self.vault, self.now, agency, actor)
        sending.put_to_client(turn, staff, client, Page(case, None, self.now))


def _there(found: T | None) -> T:
    if found is None:
        raise LookupError
    return found
