"""Any way of living with the bot, on a real database: nobody is written to at night, or too often, or after a no."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.actions import answering, casework, digest, office, ticking
from bot.actions.turn import Turn
from bot.handlers.router import Router
from bot.heard import Heard, Sort
from bot.listening import Listening
from bot.screens import Screen
from bot.words.listen import Ears
from bot.words.say import Words
from consent.cadence import SPACING
from consent.quiet import may_speak_at
from consent.request import Case
from consent.states import STANDING, State
from db import lookups, morning
from db.engine import Database
from db.ledger import messages, people
from db.shapes import ClientFacts, Page, StaffMember
from db.tables import Outbox
from db.vault import KeyRing, Vault
from tests.journeys.shortcuts import client_of, staff_named, write_request
from tests.journeys.town import PAYER
from tests.stores import fresh

WORDS = Words.load()
ROUTER = Router(Listening(WORDS, Ears(WORDS.catalogues)))
VAULT = Vault(KeyRing.new())
CLIENT, ANA, LEE = 1001, 2001, 2002

AGENCIES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
ZONES = st.sampled_from([None, "America/Los_Angeles", "Africa/Cairo", "America/Sao_Paulo", "Pacific/Apia"])
WINDOWS = st.sampled_from([None, None, "any", "morning", "evening"])
# Days just before clocks change somewhere, with their hours.
STARTS = st.builds(
    datetime.combine,
    st.sampled_from([date(2018, 11, 2), date(2026, 3, 6), date(2026, 3, 27), date(2026, 10, 23)]),
    st.times(),
    st.just(UTC),
)
TEXTS = ["1", "2", "3", "4", "no", "later", "hello", "who got what"]
COMMANDS = ["/menu", "/settings", "/stop", "/choices", "/question"]
PAUSES = ["/hide", "stop", "blocks", "I want to die"]
OURS = ["asked", "is answered", "letter"]
ACTS = st.sampled_from(["nothing"] * 10 + PAUSES * 3 + ["asked", "says yes", "unblocks", *OURS, *TEXTS, *COMMANDS])
#: Hours until the next thing happens, and whether the machine was up meanwhile.
STEPS = st.lists(st.tuples(ACTS, st.sampled_from([0, 1, 13, 26, 50, 74, 122]), st.booleans()), min_size=6, max_size=12)


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
        """What is due reaches the phones."""
        with_screen = [row for row in self.rows() if row.state == "queued" and row.not_before <= self.now]
        for row in with_screen:
            self.phone += 1
            shown = {"state": "sent", "message_id": self.phone, "sent_at": self.now, "live": True}
            self.db.write_now(partial(_mark, row_id=row.id, values=shown))


def _mark(session: Session, row_id: int | None, values: dict[str, Any]) -> None:
    session.connection().execute(update(Outbox).where(col(Outbox.id) == row_id).values(**values))


def _ana(turn: Turn) -> StaffMember:
    return staff_named(turn, "Ana Ruiz")


def _pages(turn: Turn, *states: State) -> list[Page]:
    return lookups.pages_of_client(turn.session, VAULT, client_of(turn, "M.R.").id, frozenset(states))


def _says_yes(turn: Turn) -> None:
    client = client_of(turn, "M.R.")
    turn.actor = f"client:{client.id}"
    for page in _pages(turn, State.ASKED)[:1]:
        answering.explain_request(turn, client, page)
    for page in _pages(turn, State.ASKED)[:1]:
        every = sorted(page.case.request.every_item)
        ends = page.case.request.ends_on.isoformat()
        answering.save(turn, client, page, every, ends, page.case.standing.version)


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


def look_at_everything(walk: Walk, agency: ZoneInfo) -> None:
    """No row for the client may be said at night unless it answers them; no list comes but on a workday morning."""
    client: list[ClientFacts] = []
    quiet = []

    def know(turn: Turn) -> None:
        client.append(client_of(turn, "M.R."))
        quiet.append((turn.quiet(client[0]), turn.client_zone(client[0])))

    walk.do(know)
    hours, zone = quiet[0]
    for row in walk.rows():
        if row.audience == "client" and not row.answers:
            held = row.not_before - row.created_at > messages.HELD
            assert held or may_speak_at(row.not_before, hours, zone), row.kind
        if row.kind == Screen.DIGEST:
            local = row.not_before.astimezone(agency)
            assert local.weekday() < 5
            assert time(8, 30) <= local.time() < time(12)
            assert row.not_after is not None
            assert row.not_after.astimezone(agency).time() == time(12)
            assert row.promise == "reminder"
    look_at_ends(walk)


def look_at_ends(walk: Walk) -> None:
    """The news of an end: once for each consent, before it, and never said after it."""
    for kind in (Screen.EXPIRING, Screen.ALERT_EXPIRING):
        news = [row for row in walk.rows() if row.kind == kind]
        assert len({row.request_id for row in news}) == len(news)
        assert all(row.not_after is not None or kind is Screen.ALERT_EXPIRING for row in news)


@settings(max_examples=40)
@given(agency=AGENCIES, zone=ZONES, window=WINDOWS, start=STARTS, steps=STEPS)
def test_whatever_happens_nobody_is_written_to_at_night_too_often_or_against_their_wish(
    pytestconfig: pytest.Config,
    agency: str,
    zone: str | None,
    window: str | None,
    start: datetime,
    steps: list[tuple[str, int, bool]],
) -> None:
    with walk(pytestconfig, start, agency, zone, window) as going:
        going.act("asked")
        going.act("asked")
        for what, hours, awake in steps:
            going.act(what)
            if awake:
                going.say()
            going.now += timedelta(hours=hours)
            going.tick()
        look_at_everything(going, ZoneInfo(agency))


@settings(max_examples=10)
@given(agency=AGENCIES, start=STARTS, sleeps=st.lists(st.integers(1, 240), min_size=6, max_size=20))
def test_a_consent_that_runs_is_announced_exactly_once_however_long_the_machine_sleeps(
    pytestconfig: pytest.Config, agency: str, start: datetime, sleeps: list[int]
) -> None:
    with walk(pytestconfig, start, agency, None, None) as going:
        going.act("asked")
        going.act("says yes")
        standing: list[Case] = []
        going.do(lambda turn: standing.extend(page.case for page in _pages(turn, *STANDING)))
        planned, end = standing[0].standing.expiring_at, standing[0].standing.expires_at
        assert planned is not None
        assert end is not None
        going.now = planned - timedelta(hours=100)
        ticks = []
        for hours in sleeps:
            going.now += timedelta(hours=hours)
            ticks.append(going.now)
            going.tick()
            going.say()
        in_time = any(planned <= tick < end for tick in ticks)
        for kind in (Screen.EXPIRING, Screen.ALERT_EXPIRING):
            assert len([row for row in going.rows() if row.kind == kind]) == in_time
        look_at_everything(going, ZoneInfo(agency))
