"""One unit of work: the session, the time, who acts, and the messages that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.heard import Heard
from bot.screens import Button, Screen, Show
from consent.quiet import QuietHours, next_open_instant, quiet_hours
from consent.request import Case
from db import lookups, suspensions
from db.ledger import messages, people, requests
from db.shapes import AgencyFacts, ClientFacts, Sent, Spoken, StaffMember
from db.vault import Vault


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
    newest: Spoken | None = None  #: What has taken the place of the tapped message meanwhile, or that message itself.
    replaces: str | None = None  #: The message that the first reply edits in place.
    languages: tuple[str, ...] = ("en",)  #: The languages that are offered, complete.
    reviewed: tuple[str, ...] = ()  #: Those of them whose words people have reviewed (LEP-2).
    shown: set[str] = field(default_factory=set)  #: The requests that the client who acts was shown in this turn.
    ripened: list[str] = field(default_factory=list)  #: Those that time alone closed, before the client's own eyes.
    knock_last: bool = False  #: The open questions follow below everything else, for a client who is back.
    # What was read in this turn is not read again until the turn itself changes it.
    _clients: dict[str, ClientFacts] = field(default_factory=dict)
    _staff: dict[str, StaffMember] = field(default_factory=dict)
    _sent: dict[str, list[Sent]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone."""
        return ZoneInfo(self.agency.timezone)

    def client_zone(self, client: ClientFacts) -> ZoneInfo:
        """The client's time zone, or the agency's."""
        return ZoneInfo(client.timezone) if client.timezone else self.zone

    def quiet(self, client: ClientFacts) -> QuietHours:
        """The hours in which this client is left alone."""
        return quiet_hours(client.window, QuietHours(start=self.agency.quiet_from, end=self.agency.quiet_to))

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
        found = self.staff(client.clinician_id)
        return found.name if found else ""

    def client(self, id: str) -> ClientFacts | None:
        """One client."""
        found = self._clients.get(id) or lookups.client(self.session, self.vault, id)
        if found is not None:
            self._clients[id] = found
        return found

    def staff(self, id: str) -> StaffMember | None:
        """One person of the agency."""
        found = self._staff.get(id) or lookups.staff_member(self.session, self.vault, id)
        if found is not None:
            self._staff[id] = found
        return found

    def sent(self, request_id: str) -> list[Sent]:
        """What left the agency for one request, oldest first; not what an official had suspended (HIPAA-528-5)."""
        if request_id not in self._sent:
            found = lookups.sent_for_request(self.session, self.vault, request_id)
            away = suspensions.hidden(self.session, found[0].client_id, self.now) if found else frozenset()
            self._sent[request_id] = [each for each in found if each.id not in away]
        return self._sent[request_id]

    def sent_about(self, client_id: str) -> list[Sent]:
        """What left the agency about one client, oldest first; not what an official had suspended (HIPAA-528-5)."""
        away = suspensions.hidden(self.session, client_id, self.now)
        found = lookups.sent_about_client(self.session, self.vault, client_id)
        return [each for each in found if each.id not in away]

    def meet(self, person: ClientFacts | StaffMember) -> None:
        """Keep a person who was found by their chat, and act for them from now on."""
        if isinstance(person, ClientFacts):
            self._clients[person.id], self.actor = person, f"client:{person.id}"
        else:
            self._staff[person.id], self.actor = person, f"staff:{person.id}"

    def change_client(self, id: str, action: str | None, changes: Mapping[str, Any]) -> None:
        """Change columns of a client; `action` None leaves no event.

        Once they want silence, what waited for a better hour waits until they are back (TG-12, SAFE-7, REV-2).
        """
        people.change_client(
            self.session, self.vault, id, now=self.now, actor=self.actor, action=action, changes=changes
        )
        self._clients.pop(id, None)
        if changes.get("hidden") or changes.get("stop_word_at"):
            messages.hold_back(self.session, id, now=self.now)

    def change_staff(
        self, id: str, action: str | None, changes: Mapping[str, Any], *, actor: str | None = None
    ) -> None:
        """Change columns of a person of the agency; `action` None leaves no event."""
        by = actor or self.actor
        people.change_staff(self.session, self.vault, id, now=self.now, actor=by, action=action, changes=changes)
        self._staff.pop(id, None)

    def disclose(self, case: Case, staff: StaffMember, facts: Mapping[str, Any], *, at: datetime | None = None) -> None:
        """Write down that something of a request left the agency, now or at an instant in UTC (HIPAA-528-1)."""
        requests.add_disclosure(self.session, self.vault, case, staff_id=staff.id, facts=facts, now=at or self.now)
        self._sent.pop(case.request.id, None)

    def _replaced(self) -> str | None:
        ref, self.replaces = self.replaces, None
        return ref

    def reply(
        self, person: ClientFacts | StaffMember, show: Show, *, topic: str | None = None, case: Case | None = None
    ) -> None:
        """Answer the person who acts, at once, in place of the message they tapped."""
        if person.chat is None:
            return
        self._enqueue(person, person.chat, show, topic=topic, case=case, replaces=self._replaced(), answers=True)

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
        wanted: bool = False,
        held: bool = False,
    ) -> bool:
        """Tell somebody who did not just act, in a new message; False if they will not get it.

        A client is never told in their quiet hours, or against their wish; `wanted` is what they asked for themselves.
        What comes while they want silence, or cannot be reached, waits until they are back; so does what is `held`.
        """
        if isinstance(person, StaffMember):
            return self._tell_staff(person, show, topic=topic, case=case, promise=promise, not_after=not_after)
        if person.chat is None or not _may_be_told(person, wanted=wanted):
            return False
        start = next_open_instant(self.now, self.quiet(person), self.client_zone(person))
        self._enqueue(
            person,
            person.chat,
            show,
            topic=topic,
            case=case,
            promise=promise,
            silent=silent,
            not_before=self.now + messages.UNTIL_ASKED_FOR if held or wants_silence(person) else start,
            not_after=not_after,
        )
        return True

    def _tell_staff(self, staff: StaffMember, show: Show, **more: Any) -> bool:
        """Tell who can read it now; where nobody can, it waits until the person is back."""
        readers = self._readers(staff)
        for reader, chat in readers:
            self._enqueue(reader, chat, show, **more)
        if not readers and staff.chat is not None:
            later = self.now + messages.UNTIL_ASKED_FOR
            self._enqueue(staff, staff.chat, show, **more, not_before=later)
        return bool(readers)

    def _readers(self, staff: StaffMember) -> list[tuple[StaffMember, int]]:
        """Who reads what this person of the agency is told now: they themselves, or the admins while they cannot."""
        wanted = [staff] if staff.channel == "ready" else lookups.staff_members(self.session, self.vault, role="admin")
        return [(each, each.chat) for each in wanted if each.channel == "ready" and each.chat is not None]

    def to_guest(self, show: Show) -> None:
        """Answer somebody we do not know, in the chat they wrote from."""
        if self.heard is None:
            return
        facts = {**show.facts, "tag": self.heard.tag}
        keys = _plain(show.buttons)
        message = messages.Message("guest", None, self.heard.chat_id, show.screen, facts, keys, answers=True)
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
        if case is not None and isinstance(person, ClientFacts):
            self.shown.add(case.request.id)
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


def _may_be_told(client: ClientFacts, *, wanted: bool) -> bool:
    """Facts go only to a chat whose owner gave the spoken code, and who did not ask us to be silent (HIPAA-V-3)."""
    return client.channel in ("ready", "unreachable") and (wanted or not client.messages_stopped)


def wants_silence(client: ClientFacts) -> bool:
    """Whether nothing may be pushed now: hidden, out of reach, or a stop word whose meaning is open (TG-12, REV-2)."""
    return client.hidden or client.channel == "unreachable" or client.stop_word_at is not None


def hears(client: ClientFacts | None) -> str:
    """Whether news of ours reaches this client: "yes", "later" (once they are back) or "no" (they want none)."""
    if client is None or not _may_be_told(client, wanted=False):
        return "no"
    return "later" if wants_silence(client) else "yes"


def _plain(buttons: tuple[Button, ...]) -> list[tuple[str, str | None]]:
    return [(button.press, button.arg) for button in buttons]


def show(screen: Screen, facts: Mapping[str, Any] | None = None, *buttons: Button) -> Show:
    """A message to be said."""
    return Show(screen, dict(facts or {}), buttons)
