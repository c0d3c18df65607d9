"""Stories that other consent systems are tested with, as a table: what was agreed, what is asked, what comes out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from consent.basis import LegalBasis
from consent.categories import Category
from consent.decide import decide
from consent.gate_codes import Verdict
from consent.minimum import Kind, Purpose
from consent.release import Packet, may_release, what_may_go
from consent.replies import Deny, Grant, GrantSome, Revoke
from consent.request import Case, Item, Party, Period
from consent.states import State
from consent.steps import use
from tests.consent.cases import DX, HALF_YEAR, NOW, PLAN, VISITS, case_in, request

RISK = Item(Category.RISK, HALF_YEAR, "asked for by the new practice")
DR_FLORES = Party("practitioner-1", "Dr. Flores")


def asked_by(who: Party, *items: Item) -> Case:
    """A question of a practice about a client's care, put two days ago and explained."""
    return case_in(
        State.ASKED,
        request(
            kind=Kind.PROVIDER,
            requester=who,
            recipient=who,
            purpose=Purpose.TREATMENT,
            legal_basis=LegalBasis.POLICY_CONSENT,
            items=items,
        ),
    )


def after(case: Case, *replies: Grant | GrantSome | Deny | Revoke, now: datetime = NOW) -> Case:
    for reply in replies:
        case = Case(case.request, decide(case, reply, seen=case.standing.version, now=now).standing)
    return case


ONE_PRACTITIONER = after(asked_by(DR_FLORES, DX, RISK), Grant())
REDACTED = after(asked_by(DR_FLORES, DX, RISK), GrantSome(frozenset({0})))
REFUSED_PLAN = after(asked_by(PLAN, DX), Deny())
ONE_DAY = after(asked_by(DR_FLORES, DX), Grant(ends_on=date(2026, 11, 23)))
STOPPED = after(ONE_PRACTITIONER, Revoke())


@dataclass(frozen=True)
class Story:
    """One row: the case, the packet, the time of asking, and what has to come out."""

    case: Case
    items: tuple[Item, ...] = (DX,)
    to: str = DR_FLORES.id
    purpose: Purpose = Purpose.TREATMENT
    at: datetime = NOW
    verdict: Verdict = Verdict.ALLOW
    allowed: tuple[Item, ...] = ()
    why: list[str] = field(default_factory=list)


APRIL = Item(Category.DX, Period(date(2026, 4, 1), date(2026, 4, 30)))
LAST_YEAR = Item(Category.DX, Period(date(2025, 12, 1), date(2026, 1, 31)))

STORIES = {
    "permits one named practitioner": Story(ONE_PRACTITIONER, allowed=(DX,)),
    "permits one named practitioner, asked for another": Story(
        ONE_PRACTITIONER, to="practitioner-2", verdict=Verdict.BLOCK, why=["other_recipient"]
    ),
    "permits with the restricted item left out": Story(
        REDACTED, (DX, RISK), verdict=Verdict.ALLOW_REDACTED, allowed=(DX,), why=["not_granted"]
    ),
    "permits, and only what is restricted is asked for": Story(
        REDACTED, (RISK,), verdict=Verdict.BLOCK, why=["not_granted"]
    ),
    "denies one organisation": Story(REFUSED_PLAN, to=PLAN.id, verdict=Verdict.BLOCK, why=["denied", "not_granted"]),
    "the refusal of one organisation leaves another consent alone": Story(ONE_PRACTITIONER, allowed=(DX,)),
    "valid for one day, asked on that day": Story(ONE_DAY, allowed=(DX,)),
    "valid for one day, asked in its last minute": Story(
        ONE_DAY, at=datetime.fromisoformat("2026-11-23T23:59:59+00:00"), allowed=(DX,)
    ),
    "valid for one day, asked the day after": Story(
        ONE_DAY, at=datetime.fromisoformat("2026-11-24T00:00:00+00:00"), verdict=Verdict.BLOCK, why=["expired"]
    ),
    "not answered yet": Story(asked_by(DR_FLORES, DX), verdict=Verdict.BLOCK, why=["unanswered", "not_granted"]),
    "revoked, then asked": Story(STOPPED, verdict=Verdict.BLOCK, why=["revoked", "not_granted"]),
    "records of a time inside the period": Story(ONE_PRACTITIONER, (APRIL,), allowed=(APRIL,)),
    "records of a time outside the period": Story(
        ONE_PRACTITIONER, (LAST_YEAR,), verdict=Verdict.BLOCK, why=["outside_period"]
    ),
    "a purpose that is not covered": Story(
        ONE_PRACTITIONER, purpose=Purpose.RESEARCH, verdict=Verdict.BLOCK, why=["other_purpose"]
    ),
    "a kind of information that was never named": Story(
        ONE_PRACTITIONER, (VISITS,), verdict=Verdict.BLOCK, why=["not_named"]
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_the_gate_answers_the_story(name: str) -> None:
    story = STORIES[name]

    answer = may_release(story.case, Packet(story.items, story.to, story.purpose), now=story.at)

    assert (answer.verdict, answer.allowed) == (story.verdict, story.allowed)
    assert [str(reason.code) for reason in answer.reasons] == story.why


# The basic table of a public consent testing guide: with no consent, the default rule decides; else the consent does.
# Here the default rule is what the law permits without a yes. We ask first: without a yes nothing goes out, whatever
# the law would permit, so the two rows marked below differ on purpose (ETH-5, TRUTH-1).
TRUTH = [
    # consent, default, who asks, what they get
    ("none", "deny", "first", False),
    ("none", "deny", "second", False),
    ("none", "permit", "first", False),  # differs: we ask first
    ("none", "permit", "second", False),  # differs: we ask first
    ("permit", "any", "first", True),
    ("permit", "any", "second", True),
    ("deny", "any", "first", False),
    ("deny", "any", "second", False),
]
DEFAULT = {
    "deny": [LegalBasis.AUTHORIZATION_REQUIRED],
    "permit": [LegalBasis.PERMITTED_NO_CONSENT],
    "any": [LegalBasis.AUTHORIZATION_REQUIRED, LegalBasis.PERMITTED_NO_CONSENT],
}
ANSWERED: dict[str, tuple[Grant | Deny, ...]] = {"none": (), "permit": (Grant("Maria Rivera"),), "deny": (Deny(),)}


@pytest.mark.parametrize(("consent", "default", "who", "gets"), TRUTH)
def test_none_permit_and_deny_under_every_default_for_everyone_who_asks(
    consent: str, default: str, who: str, gets: bool
) -> None:
    """The consent binds the organisation: two people of it get the same answer."""
    for basis in DEFAULT[default]:
        plan = {"first": Party("plan-1", "Green Valley"), "second": Party("plan-2", "Blue River")}[who]
        asked = request(kind=Kind.PROVIDER, recipient=plan, requester=plan, legal_basis=basis, items=(DX,))

        answer = what_may_go(after(case_in(State.ASKED, asked), *ANSWERED[consent]), NOW)

        assert bool(answer.allowed) is gets


def test_a_yes_and_a_stop_on_one_day_keep_their_order() -> None:
    given, minute = NOW, timedelta(minutes=1)
    yes = after(asked_by(DR_FLORES, DX), Grant(), now=given)
    stopped = after(yes, Revoke(), now=given + minute)

    assert what_may_go(yes, given).verdict is Verdict.ALLOW
    assert what_may_go(stopped, given + minute).verdict is Verdict.BLOCK
    assert stopped.standing.decided_at == given + minute


def test_a_refusal_is_kept_as_a_refusal_and_a_yes_to_a_new_question_works() -> None:
    """REV-10."""
    assert REFUSED_PLAN.standing.state is State.DENIED
    assert what_may_go(after(asked_by(PLAN, DX), Grant()), NOW).verdict is Verdict.ALLOW
    assert after(REFUSED_PLAN, Grant()) == REFUSED_PLAN


def test_a_consent_for_one_time_cannot_be_used_twice() -> None:
    """HIPAA-B2-i."""
    once = case_in(State.GRANTED, request(one_time=True))
    sent = use(once, (DX,), NOW)
    spent = Case(once.request, sent.standing)

    assert what_may_go(once, NOW).verdict is Verdict.ALLOW
    assert what_may_go(spent, NOW).allowed == ()
    assert next(str(reason.code) for reason in what_may_go(spent, NOW).reasons) == "used_up"
    assert use(spent, (DX,), NOW).standing == spent.standing


def test_several_consents_of_one_client_never_clear_each_other() -> None:
    """A later no to one asker is no no to another, and a later yes is no yes."""
    yes, no = after(asked_by(DR_FLORES, DX), Grant()), REFUSED_PLAN

    assert what_may_go(yes, NOW).verdict is Verdict.ALLOW
    assert may_release(no, Packet((DX,), DR_FLORES.id, Purpose.TREATMENT), now=NOW).allowed == ()
    assert may_release(yes, Packet((DX,), PLAN.id, Purpose.TREATMENT), now=NOW).allowed == ()
