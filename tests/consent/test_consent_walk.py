"""Any walk of a client, staff and the clock through one request, watched by a second, simpler book-keeping."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from consent import steps
from consent.cadence import Due, after_reminder, end_of_day, reminder_due
from consent.categories import Category
from consent.decide import decide
from consent.decision import Decision, Effect
from consent.minimum import Purpose
from consent.quiet import QuietHours
from consent.release import Hold, Packet, Verdict, may_release, what_may_go
from consent.replies import Ask, Deny, Grant, GrantSome, NoMoreReminders, Postpone, Reply, Revoke
from consent.request import Case, Item, Period, Standing
from consent.states import LIVE, PREPARED, State
from tests.consent.cases import DX, REQUEST, VISITS, is_quiet

ZONES = st.sampled_from(["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo"]).map(
    ZoneInfo
)
# Days before the clocks change in one of those zones.
STARTS = st.sampled_from(
    [date(2026, 3, 6), date(2026, 3, 27), date(2026, 10, 23), date(2026, 10, 30), date(2027, 4, 2)]
)
SPRING = Item(Category.SERVICE, Period(date(2026, 2, 1), date(2026, 2, 20)))
ITEMS = (DX, VISITS, SPRING)
SOME = st.sampled_from([frozenset({0}), frozenset({1, 2}), frozenset({0, 1, 2}), frozenset({2})])
HOURS = st.sampled_from([49, 121, 25, 7, 1, 200]).map(lambda hours: timedelta(hours=hours, minutes=17))
OLDER = st.sampled_from([0, 0, 0, 1, 2])
SHORTER = st.sampled_from([None, None, None, 0, 2, 20, -1, 45])


class Walk(RuleBasedStateMachine):
    """`granted`, `ends_on`, `answered` and `pushes` are the second book-keeping: what must be so, by plain rules."""

    @initialize(
        zone=ZONES,
        client_zone=ZONES,
        start=STARTS,
        hour=st.times(),
        quiet=st.builds(QuietHours, st.times(), st.times()),
        days=st.sampled_from([20, 3, 60, 1, 5]),
        answer_in=st.sampled_from([None, None, 20, 10, 1]),
        one_time=st.booleans(),
        begun=st.sampled_from(["answered", "asked", "answered", "draft"]),
        first_answer=SOME,
        older=OLDER,
        shorter=SHORTER,
        delay=st.sampled_from([0, 0, 0, 30, 400]).map(lambda hours: timedelta(hours=hours)),
    )
    def begin(
        self,
        zone: ZoneInfo,
        client_zone: ZoneInfo,
        start: date,
        hour: time,
        quiet: QuietHours,
        days: int,
        answer_in: int | None,
        one_time: bool,
        begun: str,
        first_answer: frozenset[int],
        older: int,
        shorter: int | None,
        delay: timedelta,
    ) -> None:
        self.zone, self.client_zone, self.quiet = zone, client_zone, quiet
        self.now = datetime.combine(start, hour, tzinfo=UTC)
        answer_by = None if answer_in is None else start + timedelta(days=answer_in)
        ends_on = start + timedelta(days=days)
        self.request = replace(REQUEST, items=ITEMS, ends_on=ends_on, answer_by=answer_by, one_time=one_time)
        self.case = Case(self.request, Standing())
        self.granted: frozenset[int] = frozenset()
        self.ends_on = ends_on
        self.answered = False
        self.pushes: list[tuple[datetime, bool]] = []
        self.clients_own_time: datetime | None = None
        if begun != "draft":
            self.staff_send()
            self.the_client_looks(steps.explain)
        if begun == "answered":
            self.now += delay
            self.the_client_says_yes(first_answer, older, shorter)

    def take(self, decision: Decision) -> Decision:
        before, after = self.case.standing, decision.standing
        if decision.effect is not Effect.APPLIED:
            assert (after, decision.event, decision.notices) == (before, None, ())
        moved = (before.state, before.granted) != (after.state, after.granted)
        assert after.version == before.version + moved
        self.case = Case(self.request, after)
        return decision

    def reply(self, reply: Reply, seen: int | None = None) -> Decision:
        seen = self.case.standing.version if seen is None else seen
        return self.take(decide(self.case, reply, seen=seen, now=self.now, zone=self.zone))

    @property
    def state(self) -> State:
        return self.case.standing.state

    @rule(by=HOURS, ticks=st.booleans(), silenced=st.sampled_from([False, False, True]))
    def time_passes(self, by: timedelta, ticks: bool, silenced: bool) -> None:
        self.now += by
        self.a_reminder_may_go(silenced)
        decision = steps.pass_time(self.case, self.now) if ticks else None
        if decision is not None:
            self.take(decision)

    @rule(by=HOURS)
    @precondition(lambda self: self.state in LIVE)
    def more_time_passes(self, by: timedelta) -> None:
        self.time_passes(by, ticks=False, silenced=False)

    @rule()
    @precondition(lambda self: self.state in PREPARED)
    def staff_send(self) -> None:
        decision = steps.send(self.case, self.now, zone=self.zone, quiet=self.quiet, client_zone=self.client_zone)
        if self.take(decision).effect is Effect.APPLIED:
            self.pushes.append((self.now, False))

    @rule()
    @precondition(lambda self: self.state is State.DRAFT)
    def staff_review(self) -> None:
        self.take(steps.review(self.case, self.now))

    @rule(end=st.sampled_from([steps.withdraw, steps.invalidate]), seen=st.integers(0, 9), by_staff=st.booleans())
    @precondition(lambda self: self.state in LIVE)
    def it_ends(self, end: steps.Step, seen: int, by_staff: bool) -> None:
        before = self.case.standing
        if by_staff:
            assert self.take(end(self.case, self.now)).effect is Effect.APPLIED
            self.granted = frozenset()
        else:
            self.reply(Deny() if seen % 2 else Revoke(), seen)
            self.nothing_is_shared_any_more(before)

    @rule(look=st.sampled_from([steps.open_card, steps.explain]))
    @precondition(lambda self: self.state is State.ASKED)
    def the_client_looks(self, look: steps.Step) -> None:
        self.take(look(self.case, self.now))

    @rule(chosen=st.none() | SOME | st.just(frozenset()), older=OLDER, shorter=SHORTER)
    @precondition(lambda self: self.state not in PREPARED)
    def the_client_says_yes(self, chosen: frozenset[int] | None, older: int, shorter: int | None) -> None:
        before = self.case.standing
        ends_on = None if shorter is None else self.now.date() + timedelta(days=shorter)
        reply = Grant(ends_on=ends_on) if chosen is None else GrantSome(chosen, ends_on=ends_on)
        counts = self.a_yes_counts(before, older, ends_on)
        decision = self.reply(reply, before.version - older)
        if chosen == frozenset():
            self.nothing_is_shared_any_more(before)
            return
        assert (decision.effect is Effect.APPLIED) == counts
        if counts:
            self.granted = self.request.every_item if chosen is None else chosen
            self.ends_on = ends_on or self.ends_on
            self.answered = True

    def a_yes_counts(self, before: Standing, older: int, ends_on: date | None) -> bool:
        if before.state is not State.ASKED or older or before.explained_at is None:
            return False
        end = min(ends_on or self.ends_on, self.ends_on)
        too_long = ends_on is not None and ends_on > self.request.ends_on
        answer_by = self.request.answer_by
        in_time = answer_by is None or self.now < end_of_day(answer_by, self.zone)
        waited = before.asked_at is not None and self.now >= before.asked_at + timedelta(days=14)
        in_time = in_time and not (answer_by is None and waited)
        return in_time and not too_long and self.now < end_of_day(end, self.zone)

    def nothing_is_shared_any_more(self, before: Standing) -> None:
        if before.state in LIVE:
            assert self.state in {State.DENIED, State.REVOKED}
            self.answered = True
        self.granted = frozenset() if before.state in LIVE else self.granted

    @rule(items=SOME, seen=st.integers(0, 9))
    @precondition(lambda self: self.granted)
    def the_client_stops_some(self, items: frozenset[int], seen: int) -> None:
        self.reply(Revoke(items), seen)
        self.granted -= items

    @rule(reply=st.sampled_from([Ask(), Ask(), NoMoreReminders(), Postpone()]))
    @precondition(lambda self: self.state in LIVE)
    def the_client_waits(self, reply: Reply) -> None:
        self.reply(reply)

    @rule(by=HOURS)
    @precondition(lambda self: self.state is State.ASKED)
    def the_client_picks_a_time(self, by: timedelta) -> None:
        if self.reply(Postpone(self.now + by)).effect is Effect.APPLIED:
            self.clients_own_time = self.now + by

    @rule()
    @precondition(lambda self: self.case.standing.open_questions)
    def the_clinician_answers(self) -> None:
        self.take(steps.answer_question(self.case, self.now))

    def a_reminder_may_go(self, silenced: bool) -> None:
        nudge = reminder_due(self.case, self.now, silenced=silenced, quiet=self.quiet, zone=self.client_zone)
        assert (nudge.look_at is not None) == (nudge.due is Due.NOT_YET)
        if nudge.due is Due.SEND:
            assert not silenced
            self.a_push_is_decent()
            sent = after_reminder(self.case.standing, self.now, self.quiet, self.client_zone)
            self.case = Case(self.request, sent)

    def a_push_is_decent(self) -> None:
        assert self.state is State.ASKED
        assert not self.answered
        assert not self.case.standing.reminders_stopped
        assert not self.case.standing.open_questions
        assert not is_quiet(self.now.astimezone(self.client_zone).time(), self.quiet)
        picked = self.clients_own_time is not None and self.clients_own_time <= self.now
        assert picked or self.now - self.pushes[-1][0] >= timedelta(hours=48)
        self.pushes.append((self.now, True))

    @rule(at=st.integers(0, len(ITEMS) - 1))
    @precondition(lambda self: self.answered)
    def something_goes_out(self, at: int) -> None:
        allowed = at in self.granted and self.in_force()
        decision = self.take(steps.use(self.case, (ITEMS[at],), self.now))
        assert (decision.effect is Effect.APPLIED) == allowed
        if allowed and self.request.one_time:
            self.granted = frozenset()

    def in_force(self) -> bool:
        return self.now < end_of_day(self.ends_on, self.zone)

    @invariant()
    def the_gate_lets_out_what_the_client_agreed_to_and_nothing_else(self) -> None:
        agreed = tuple(item for at, item in enumerate(ITEMS) if at in self.granted) if self.in_force() else ()

        assert what_may_go(self.case, self.now).allowed == agreed

    @invariant()
    def no_other_recipient_purpose_category_or_period_ever_gets_through(self) -> None:
        plan, pay = self.request.recipient.id, self.request.purpose
        longer = tuple(Item(item.category, Period(item.period.first, date(2026, 7, 1))) for item in ITEMS)
        for wrong in (
            Packet(ITEMS, "somebody-else", pay),
            Packet(ITEMS, plan, Purpose.RESEARCH),
            Packet((Item(Category.GOALS, DX.period),), plan, pay),
            Packet(longer, plan, pay),
            Packet((), plan, pay),
        ):
            assert may_release(self.case, wrong, now=self.now).allowed == ()
        assert what_may_go(self.case, self.now, frozenset({Hold.STOP_WORD})).allowed == ()

    @invariant()
    def an_ended_request_is_shut(self) -> None:
        if self.state not in LIVE:
            assert what_may_go(self.case, self.now).verdict is Verdict.BLOCK
            assert (self.case.standing.granted, self.case.standing.next_reminder_at) == (frozenset(), None)

    @invariant()
    def at_most_two_reminders_are_ever_sent(self) -> None:
        assert sum(reminder for _, reminder in self.pushes) <= 2


TestAnyWalkThroughOneRequest = Walk.TestCase
TestAnyWalkThroughOneRequest.settings = settings(max_examples=200, stateful_step_count=20, deadline=None)
