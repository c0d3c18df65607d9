"""Where the agency works and where a client lives, as the agency writes it down (SCOPE-4)."""

from datetime import datetime

from sqlmodel import Session

from bot.actions.deciding import Whose, client_named
from bot.actions.office import OfficeError
from consent.places import NoPlace, place_code
from db.ledger.places import save_agency_place, save_client_place
from db.vault import Vault


class NotAPlace(OfficeError):
    """This is no state or country. Type its code, such as US-NY, US or DE."""


def set_agency_place(session: Session, vault: Vault, now: datetime, written: str) -> str:
    """Write down where the agency works; gives back the code as it is stored. Raises OfficeError."""
    place = place_of(written)
    save_agency_place(session, vault, place, now=now, actor="admin")
    return place


def set_client_place(session: Session, vault: Vault, now: datetime, whose: Whose, written: str) -> None:
    """Write down where a client lives, where that is not where the agency works. Raises OfficeError."""
    place, client = place_of(written), client_named(session, vault, whose)
    save_client_place(session, vault, client.id, place, now=now, actor="admin")


def place_of(written: str) -> str:
    """The code of a place as it is stored. Raises OfficeError."""
    try:
        return place_code(written)
    except NoPlace:
        raise NotAPlace from None
