"""Opening the database and its vault, or saying in one sentence what to type first."""

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from db import schema
from db.engine import Database
from db.errors import BadAddress, BadKeyRing
from db.vault import KeyRing, Vault

OLD_SCHEMA = "The database does not have the shape this version needs. Type: askfirst migrate"
NO_DATABASE = "There is no database yet. Type: askfirst init"
NO_AGENCY = "There is no agency in this database yet. Type: askfirst init"
NO_KEYS = "There is no key ring. Point ASKFIRST_KEYS to yours, or make a new agency: askfirst init"
BAD_KEYS = "The key ring in ASKFIRST_KEYS cannot be read. Check the file and who may read it."
UNREACHABLE = "The database cannot be reached. Check ASKFIRST_DATABASE_URL and that its server is running."


class NotReady(Exception):
    """Nothing can start yet; the message is one sentence that says what to type."""


def bring_up(settings: Settings) -> None:
    """Bring the database to the shape this version needs, making it where there is none. Raises NotReady."""
    try:
        schema.upgrade(settings.database_url)
    except BadAddress as error:
        raise NotReady(str(error)) from None
    except (SQLAlchemyError, OSError) as error:
        raise NotReady(UNREACHABLE) from error


def open_database(settings: Settings) -> Database:
    """Open the database if it has the shape this version needs. Raises NotReady."""
    try:
        revision = schema.current(settings.database_url)
        if revision != schema.HEAD:
            raise NotReady(NO_DATABASE if revision is None else OLD_SCHEMA)
        return Database.open(settings.database_url)
    except BadAddress as error:
        raise NotReady(str(error)) from None
    except (SQLAlchemyError, OSError) as error:
        raise NotReady(UNREACHABLE) from error


def open_vault(keys: Path) -> Vault:
    """Open the vault with the key ring in a file. Raises NotReady."""
    try:
        return Vault(KeyRing.load(keys))
    except FileNotFoundError:
        raise NotReady(NO_KEYS) from None
    except (BadKeyRing, OSError):
        raise NotReady(BAD_KEYS) from None
