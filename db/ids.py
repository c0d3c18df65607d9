"""New identifiers: opaque for machines, short and unmistakable for people."""

import secrets

AGENCY = "agency"  #: The id of the one agency of a database.
CHAT_KEY = "telegram"  #: The kind of look-up key under which people are found by their account.

#: No vowels (no words), no 0/O, 1/I/L, 5/S, 8/B: read aloud over a bad line.
ALPHABET = "234679CDFGHJKMNPQRTVWXYZ"


def new_id() -> str:
    """An unguessable row id of 16 characters."""
    return secrets.token_hex(8)


def new_ref() -> str:
    """An unguessable reference for the buttons of one message, in one chat (96 bits, 16 characters; ESIG-8)."""
    return secrets.token_urlsafe(12)


def new_token() -> str:
    """A one-time invitation token (132 bits, 22 characters that a deep link may hold)."""
    return secrets.token_urlsafe(16)


def new_spoken_code() -> str:
    """Six digits that a clinician can say in the room."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_case_code(length: int = 4) -> str:
    """A case code such as AF-7K2Q."""
    return "AF-" + "".join(secrets.choice(ALPHABET) for _ in range(length))
