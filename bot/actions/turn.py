"""One unit of work: the session, the time, who acts, and the messages that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.heard import Heard
from bot.screens import Button, Screen, Show
from consent.cadence import QuietHours, next_open_instant
from consent.request import Case
from db import lookups
from db.ledger import messages
from db.shapes import AgencyFacts, ClientFacts, Spoken, StaffMember
from db.vault import Vault

#: The hours in which a client who chose a window may be written to.
WINDOWS: dict[str, tuple[time, time]] = {
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(20)),
}


@dataclass(slots=True)
class Turn:
    """What one update, one tick or one command may use. Made inside the pen, gone with its commit."""

    session: Session
    vault: Vault
    now: datetime
    agency: AgencyFacts
    actor: str = "clock"
    heard: Heard | None = None
    screen: Spoken | None = None  #: The message that was tapped, or the newest one that still has buttons.
    replaces: str | None = None  #: The message that the first reply edits in place.
    languages: tuple[str, ...] = ("en",)  #: The languages that are offered, complete.

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone."""
        return ZoneInfo(self.agency.timezone)

    def client_zone(self, client: ClientFacts) -> ZoneInfo:
        """The client's time zone, or the agency's."""
        return ZoneInfo(client.timezone) if client.timezone else self.zone

    def quiet(self, client: ClientFacts) -> QuietHours:
        """The hours in which this client is left alone."""
        if client.window in WINDOWS:
            opens, closes = WINDOWS[client.window]
            return QuietHours(start=closes, end=opens)
        return QuietHours(start=self.agency.quiet_from, end=self.agency.quiet_to)

    def facts(self, *, clinician: str | None = None) -> dict[str, Any]:
        """The facts that most screens need."""
        facts: dict[str, Any] = {
            "agency": self.agency.name,
            "emergency": self.agency.emergency_number,
            "crisis": self.agency.crisis_line,
        }
        if clinician is not None:
            facts["clinician"] = clinician
        return facts

    def clinician_name(self, client: ClientFacts) -> str:
        """The name of the person who works with this client."""
        found = lookups.staff_member(self.session, self.vault, client.clinician_id)
        return found.name if found else ""

    def _replaced(self) -> str | None:
        ref, self.replaces = self.replaces, None
        return ref

    def reply(
        self, person: ClientFacts | StaffMember, show: Show, *, topic: str | None = None, case: Case | None = None
    ) -> None:
        """Answer the person who acts, at once, in place of the message they tapped."""
        if person.chat is None:
            return
        self._enqueue(person, person.chat, show, topic=topic, case=case, replaces=self._replaced())

    def tell(
        self,
        person: ClientFacts | StaffMember,
        show: Show,
        *,
        topic: str | None = None,
        case: Case | None = None,
        promise: str = "notice",
        silent: bool = False,
        not_after: datetime | None = None,
    ) -> None:
        """Tell somebody who did not just act: a new message, for a client never in their quiet hours."""
        if person.chat is None or (isinstance(person, ClientFacts) and not _may_be_told(person)):
            return
        start = None
        if isinstance(person, ClientFacts):
            start = next_open_instant(self.now, self.quiet(person), self.client_zone(person))
        self._enqueue(
            person,
            person.chat,
            show,
            topic=topic,
            case=case,
            promise=promise,
            silent=silent,
            not_before=start,
            not_after=not_after,
        )

    def to_guest(self, show: Show) -> None:
        """Answer somebody we do not know, in the chat they wrote from."""
        if self.heard is None:
            return
        facts = {**show.facts, "tag": self.heard.tag}
        message = messages.Message("guest", None, self.heard.chat_id, show.screen, facts, _plain(show.buttons))
        messages.enqueue(self.session, self.vault, message, now=self.now)

    def _enqueue(
        self,
        person: ClientFacts | StaffMember,
        chat: int,
        show: Show,
        *,
        topic: str | None,
        case: Case | None,
        **more: Any,
    ) -> None:
        message = messages.Message(
            audience="client" if isinstance(person, ClientFacts) else "staff",
            person_id=person.id,
            chat=chat,
            kind=show.screen,
            facts=show.facts,
            buttons=_plain(show.buttons),
            topic=topic or (case.request.id if case else None),
            request_id=case.request.id if case else None,
            request_version=case.standing.version if case else None,
            **more,
        )
        messages.enqueue(self.session, self.vault, message, now=self.now)


def _may_be_told(client: ClientFacts) -> bool:
    """Facts go only to a chat whose owner gave the spoken code, and who did not ask us to be silent (HIPAA-V-3)."""
    return client.channel in ("ready", "unreachable") and not client.messages_stopped


def _plain(buttons: tuple[Button, ...]) -> list[tuple[str, str | None]]:
    return [(button.press, button.arg) for button in buttons]


def show(screen: Screen, facts: Mapping[str, Any] | None = None, *buttons: Button) -> Show:
    """A message to be said."""
    return Show(screen, dict(facts or {}), buttons)
