"""Any way of waiting with a question: what the client does, how time passes, and which reminders go out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from consent import steps
from consent.cadence import MOST_REMINDERS, Due, after_reminder, reminder_due
from consent.decide import decide
from consent.decision import Decision, Effect
from consent.quiet import QuietHours
from consent.replies import Ask, Deny, Grant, NoMoreReminders, Postpone, Reply
from consent.request import Case, Standing
from consent.states import State
from tests.consent.cases import is_quiet, request

ZONES = ["UTC", "America/New_York", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe"]
# Days just before the clocks change in one of those zones.
STARTS = [date(2018, 11, 2), date(2026, 3, 6), date(2026, 3, 27), date(2026, 4, 3), date(2026, 10, 23)]
QUIETS = [QuietHours(time(21), time(9)), QuietHours(time(0), time(0)), QuietHours(time(1, 30), time(2, 30))]
SILENCED = st.sampled_from([False, False, True])
HOURS = st.sampled_from([1, 7, 23, 26, 49, 72, 121])


def reply(of: Reply) -> Callable[[Case, datetime], Decision]:
    return lambda case, now: decide(case, of, seen=case.standing.version, now=now)


DOES = {
    "nothing": lambda case, now: Decision(Effect.ALREADY, case.standing),
    "asks": reply(Ask()),
    "is answered": steps.answer_question,
    "looks": steps.open_card,
    "later": reply(Postpone()),
    "no more": reply(NoMoreReminders()),
    "says no": reply(Deny()),
    "says yes": reply(Grant()),
}
OFTEN = ["nothing"] * 6 + ["later", "looks", "asks", "is answered"] * 2 + ["no more", "says no", "says yes"]


@dataclass
class Wait:
    """A question that waits, and the pushes that the client got about it."""

    case: Case
    zone: ZoneInfo
    quiet: QuietHours
    now: datetime
    pushes: list[datetime] = field(default_factory=list)
    quiet_wish: bool = False

    def does(self, what: str) -> None:
        self.case = Case(self.case.request, DOES[what](self.case, self.now).standing)
        self.quiet_wish |= what in {"no more", "says no", "says yes"}

    def tick(self, *, silenced: bool = False) -> None:
        nudge = reminder_due(self.case, self.now, silenced=silenced, quiet=self.quiet, zone=self.zone)
        if nudge.due is Due.SEND:
            assert not (silenced or self.quiet_wish)
            assert not self.case.standing.open_questions
            assert not is_quiet(self.now.astimezone(self.zone).time(), self.quiet)
            assert self.now - self.pushes[-1] >= timedelta(hours=48)
            self.pushes.append(self.now)
            standing = after_reminder(self.case.standing, self.now, self.quiet, self.zone)
            self.case = Case(self.case.request, standing)
        passed = steps.pass_time(self.case, self.now)
        self.case = self.case if passed is None else Case(self.case.request, passed.standing)


def begin(zone: ZoneInfo, start: datetime, quiet: QuietHours) -> Wait:
    asked = request(ends_on=start.date() + timedelta(days=60), answer_by=None)
    sent = steps.send(Case(asked, Standing()), start, zone=UTC, quiet=quiet, client_zone=zone)
    explained = steps.explain(Case(asked, sent.standing), start)
    return Wait(Case(asked, explained.standing), zone, quiet, start, [start])


STARTED = st.builds(
    begin,
    st.sampled_from(ZONES).map(ZoneInfo),
    st.builds(datetime.combine, st.sampled_from(STARTS), st.times(), st.just(UTC)),
    st.sampled_from(QUIETS),
)


@settings(max_examples=300)
@given(wait=STARTED, days=st.lists(st.tuples(st.sampled_from(OFTEN), HOURS, SILENCED), max_size=12))
def test_reminders_are_few_far_apart_by_day_and_never_after_an_answer(
    wait: Wait, days: list[tuple[str, int, bool]]
) -> None:
    for what, hours, silenced in days:
        wait.does(what)
        wait.now += timedelta(hours=hours)
        wait.tick(silenced=silenced)

    assert len(wait.pushes) <= 1 + MOST_REMINDERS


def test_someone_who_does_nothing_gets_two_reminders_and_then_the_end() -> None:
    wait = begin(ZoneInfo("America/New_York"), datetime(2026, 3, 6, 15, tzinfo=UTC), QUIETS[0])
    for _ in range(24 * 20):
        wait.now += timedelta(hours=1)
        wait.tick()

    assert [(push - wait.pushes[0]).days for push in wait.pushes] == [0, 2, 7]
    assert wait.case.standing.state is State.LAPSED
