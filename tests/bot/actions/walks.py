"""One client, one clinician and one machine that is sometimes down, on a real database: a life to be walked through."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from bot.actions import answering, casework, digest, office, ticking
from bot.actions.turn import Turn
from bot.handlers.router import Router
from bot.heard import Heard, Sort
from bot.listening import Listening
from bot.words.listen import Ears
from bot.words.say import Words
from consent.cadence import SPACING
from consent.quiet import QuietHours, may_speak_at
from consent.states import State
from db import lookups, morning, outbox
from db.engine import Database
from db.errands import Errand, Sent
from db.ledger import people
from db.shapes import Page, StaffMember
from db.tables import Outbox
from db.vault import KeyRing, Vault
from tests.journeys.shortcuts import client_of, staff_named, write_request
from tests.journeys.town import PAYER
from tests.stores import fresh

WORDS = Words.load()
ROUTER = Router(Listening(WORDS, Ears(WORDS.catalogues)))
VAULT = Vault(KeyRing.new())
CLIENT, ANA, LEE = 1001, 2001, 2002


@dataclass
class Walk:
    """One client, one clinician, one machine that is sometimes down."""

    db: Database
    now: datetime
    reminded: dict[str, int] = field(default_factory=dict)
    last_reminder: datetime | None = None
    chose_an_hour: bool = False  #: Perhaps; "2" is where Tomorrow stands under a knock.
    phone: int = 0

    def do(self, work: Callable[[Turn], None], *, actor: str = "clock", heard: Heard | None = None) -> None:
        def unit(session: Session) -> None:
            agency = lookups.agency(session, VAULT)
            assert agency is not None
            work(Turn(session, VAULT, self.now, agency, actor, heard, languages=("en",)))

        self.db.write_now(unit)

    def client_does(self, sort: Sort, text: str = "") -> None:
        heard = Heard(sort, user_id=CLIENT, chat_id=CLIENT, at=self.now, text=text)
        self.do(lambda turn: ROUTER.route(turn, heard), heard=heard)

    def act(self, what: str) -> None:
        self.chose_an_hour |= what == "2"
        match what:
            case "nothing":
                return
            case "asked":
                self.do(lambda turn: write_request(turn, staff_named(turn, "Ana Ruiz"), "M.R."))
            case "says yes":
                self.do(_says_yes, actor="client")
            case "is answered":
                self.do(_answers)
            case "letter":
                self.do(lambda turn: casework.letter(turn, _ana(turn), client_of(turn, "M.R.").id, "See you soon."))
            case "blocks":
                self.client_does(Sort.BLOCKED)
            case "unblocks":
                self.client_does(Sort.UNBLOCKED)
            case command if command.startswith("/"):
                self.client_does(Sort.COMMAND, command[1:])
            case text:
                self.client_does(Sort.TEXT, text)

    def rows(self) -> list[Outbox]:
        found = select(Outbox).order_by(col(Outbox.id))
        return self.db.read_now(lambda session: list(session.exec(found)))

    def tick(self) -> None:
        known = {row.id for row in self.rows()}
        self.do(_tick)
        new = [row for row in self.rows() if row.id not in known]
        self._look_at_reminders([row for row in new if row.promise == "reminder" and row.audience == "client"])

    def _look_at_reminders(self, new: list[Outbox]) -> None:
        assert len(new) <= 1, "one reminder after any sleep, whatever is open"
        for row in new:
            assert row.request_id is not None
            assert row.not_before == self.now, "a reminder goes out now or not at all"
            self.reminded[row.request_id] = self.reminded.get(row.request_id, 0) + 1
            assert self.reminded[row.request_id] <= 2
            far = self.last_reminder is None or self.now - self.last_reminder >= SPACING
            assert far or self.chose_an_hour
            self.last_reminder, self.chose_an_hour = self.now, False
            self.do(partial(_may_be_reminded, request_id=row.request_id))

    def say(self) -> None:
        """What is due by now reaches the phones, however long it has waited; nobody's night is disturbed."""
        while errands := self.db.write_now(self._speak):
            ids = [errand.id for errand in errands]
            self.do(partial(_may_be_said_now, rows=[row for row in self.rows() if row.id in ids]))

    def _speak(self, session: Session) -> list[Errand]:
        errands = outbox.claim(session, VAULT, self.now, 100, me="walk")
        self.phone += len(errands)
        edited = [errand.edits_message_id for errand in errands]
        places = [was or self.phone - number for number, was in enumerate(edited)]
        sent = [
            Sent(errand.id, place, self.now, "", "", "en", "", edited=place in edited)
            for errand, place in zip(errands, places, strict=True)
        ]
        outbox.mark(session, VAULT, sent, self.now, me="walk", rest_until=None)
        return errands


def hours_of(turn: Turn) -> tuple[QuietHours, ZoneInfo]:
    """The quiet hours of the client, on their own clock."""
    client = client_of(turn, "M.R.")
    return turn.quiet(client), turn.client_zone(client)


def _may_be_said_now(turn: Turn, rows: list[Outbox]) -> None:
    assert (
        may_speak_at(turn.now, *hours_of(turn))
        or [row.kind for row in rows if row.audience == "client" and not row.answers] == []
    )


def _ana(turn: Turn) -> StaffMember:
    return staff_named(turn, "Ana Ruiz")


def pages_of(turn: Turn, *states: State) -> list[Page]:
    """The requests about the client that stand so."""
    return lookups.pages_of_client(turn.session, VAULT, client_of(turn, "M.R.").id, frozenset(states))


def _says_yes(turn: Turn) -> None:
    client = client_of(turn, "M.R.")
    turn.actor = f"client:{client.id}"
    for page in pages_of(turn, State.ASKED)[:1]:
        answering.explain_request(turn, client, page)
    for page in pages_of(turn, State.ASKED)[:1]:
        every = sorted(page.case.request.every_item)
        ends = page.case.request.ends_on.isoformat()
        answering.save(turn, client, page, answering.Chosen(every, ends, page.case.standing.version))


def _answers(turn: Turn) -> None:
    for question in morning.questions(turn.session, VAULT, _ana(turn).id):
        casework.answer(turn, _ana(turn), str(question.id), "Two people.")


def _tick(turn: Turn) -> None:
    for group in ticking.due(turn, 200):
        ticking.pass_by(turn, group)
    for staff_id, planned in digest.due(turn, 200):
        digest.send(turn, staff_id, planned)


def _may_be_reminded(turn: Turn, request_id: str) -> None:
    client, page = client_of(turn, "M.R."), lookups.page(turn.session, VAULT, request_id)
    assert page is not None
    assert page.case.standing.state is State.ASKED
    assert not page.case.standing.open_questions
    assert not page.case.standing.reminders_stopped
    assert client.channel == "ready"
    assert not (client.hidden or client.messages_stopped or client.stop_word_at)
    assert client.yes_paused_until is None or turn.now >= client.yes_paused_until + SPACING


def _begin(turn: Turn, zone: str | None, window: str | None) -> None:
    session, now = turn.session, turn.now
    ana = office.add_staff(session, VAULT, now, name="Ana Ruiz", role="clinician", language="en").person_id
    lee = office.add_staff(session, VAULT, now, name="Lee Moss", role="admin", language="en").person_id
    office.add_requester(session, VAULT, now, name=PAYER, kind="payer_payment")
    client = office.invite_client(session, VAULT, now, alias="M.R.", clinician="Ana Ruiz", language="en", timezone=zone)
    for id, chat in ((ana, ANA), (lee, LEE)):
        columns = people.chat_columns(VAULT, "staff", id, chat)
        people.change_staff(
            session, VAULT, id, now=now, actor="admin", action=None, changes={"channel": "ready", **columns}
        )
    changes = {"channel": "ready", "language_chosen": True, "window": window}
    changes |= people.chat_columns(VAULT, "client", client.person_id, CLIENT)
    people.change_client(session, VAULT, client.person_id, now=now, actor="admin", action=None, changes=changes)


@contextmanager
def walk(config: pytest.Config, now: datetime, agency: str, zone: str | None, window: str | None) -> Iterator[Walk]:
    with tempfile.TemporaryDirectory() as folder, fresh("sqlite", config, Path(folder)) as url:
        db = Database.open(url)
        facts = {"name": "Riverside", "timezone": agency, "language": "en", "emergency": "911", "crisis": "988"}
        db.write_now(lambda session: office.set_up(session, VAULT, now, **facts))  # type: ignore[arg-type]  # no date
        started = Walk(db, now)
        started.do(lambda turn: _begin(turn, zone, window))
        try:
            yield started
        finally:
            db.close_now()
