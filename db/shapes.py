"""What the memory hands out: opened rows as frozen facts, so that nobody else needs to know the tables."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from consent.request import Case


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """The discloser: its name, its clock habits and the numbers to call in danger."""

    name: str
    timezone: str
    language: str
    quiet_from: time
    quiet_to: time
    emergency_number: str
    crisis_line: str
    crisis_checked_on: date


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person of the agency. `chat` is None until the invitation was used."""

    id: str
    role: str
    name: str
    language: str
    channel: str
    chat: int | None
    awaiting: str | None


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A client, with the settings they chose. `channel`: invited, code, settings, ready, not_me, unreachable."""

    id: str
    alias: str
    clinician_id: str
    language: str
    language_chosen: bool
    channel: str
    chat: int | None
    awaiting: str | None
    shared_phone: bool | None
    window: str | None
    timezone: str | None
    detail: str
    hidden: bool
    messages_stopped: bool
    stop_word_at: datetime | None
    yes_paused_until: datetime | None
    limits_read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One request opened for reading or writing: its case, and the signature where one was given."""

    case: Case
    signature: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message as it was composed, found again by the reference on its buttons."""

    ref: str
    kind: str
    facts: dict[str, Any]
    buttons: list[list[str | None]]
    topic: str | None
    request_id: str | None
    request_version: int | None
    live: bool
    state: str
    chat_key: bytes
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedRequester:
    """Somebody who has asked before, and what kind of asker they are."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A client's question to the clinician."""

    id: str
    client_id: str
    request_id: str | None
    text: str
    language: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """One disclosure: what left, to whom, when, and who sent it."""

    id: str
    request_id: str
    client_id: str
    staff_id: str
    sent_at: datetime
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """A one-time link that exists; whether it still works is for the actions to say."""

    id: str
    audience: str
    person_id: str
    tries: int
    expires_at: datetime
    used_at: datetime | None
    used_by: bytes | None
    needs_code: bool
