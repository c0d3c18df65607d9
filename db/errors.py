"""What can go wrong in the memory. Each docstring is the message; no message ever carries data."""

import inspect


class StoreError(Exception):
    """The memory could not do this."""

    def __init__(self) -> None:
        super().__init__(inspect.cleandoc(type(self).__doc__ or type(self).__name__))


class Tampered(StoreError):
    """A sealed value does not belong here, was changed, or was sealed with a key that is not on the ring."""


class BadKeyRing(StoreError):
    """The key ring cannot be read: it must be the JSON text that `KeyRing.save` wrote."""


class BadPublicKey(StoreError):
    """This is not the public key of an agency: it must be the text that `askfirst receipt key` wrote."""


class BadAddress(StoreError):
    """The database address must look like sqlite:///path/to/file.db or postgresql://user@host/name."""


class StaleVersion(StoreError):
    """Somebody else changed this first."""


class WriteFailed(StoreError):
    """Nothing was saved: the database was lost, full or busy before the commit."""


class Unconfirmed(WriteFailed):
    """The database was lost while it committed: the write may or may not have been saved."""


class Closed(StoreError):
    """The database is closed; nothing more can be read or written."""


class AlreadyRunning(StoreError):
    """Another askfirst runs on this database."""


class Unreachable(StoreError):
    """The database cannot be reached."""


class NaiveTime(StoreError, ValueError):
    """A stored time needs a time zone."""


class NoFreeCode(StoreError):
    """No free case code was found; try again."""
