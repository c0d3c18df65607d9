"""Every reply in every state, with the effect spelled out."""

import pytest

from consent.decide import decide
from consent.decision import Effect
from consent.states import LIVE, State
from tests.consent.cases import NOW, REPLIES, VERSION, case_in

# What a reply to the question as it stands does: the new state (a star: the version goes up), or why nothing changes.
TABLE = """
                grant      grant_some       grant_none  deny      revoke
draft           moved_on   moved_on         moved_on    moved_on  moved_on
in_review       moved_on   moved_on         moved_on    moved_on  moved_on
asked           granted*   partly_granted*  denied*     denied*   denied*
granted         already    moved_on         revoked*    revoked*  revoked*
partly_granted  moved_on   already          revoked*    revoked*  revoked*
denied          moved_on   moved_on         already     already   already
lapsed          moved_on   moved_on         already     already   already
withdrawn       moved_on   moved_on         already     already   already
revoked         moved_on   moved_on         already     already   already
expired         moved_on   moved_on         already     already   already
used_up         moved_on   moved_on         already     already   already
invalidated     moved_on   moved_on         already     already   already

                revoke_one       ask             postpone  no_more_reminders
draft           moved_on         moved_on        moved_on  moved_on
in_review       moved_on         moved_on        moved_on  moved_on
asked           moved_on         asked           asked     asked
granted         partly_granted*  granted         moved_on  moved_on
partly_granted  revoked*         partly_granted  moved_on  moved_on
denied          already          moved_on        moved_on  moved_on
lapsed          already          moved_on        moved_on  moved_on
withdrawn       already          moved_on        moved_on  moved_on
revoked         already          moved_on        moved_on  moved_on
expired         already          moved_on        moved_on  moved_on
used_up         already          moved_on        moved_on  moved_on
invalidated     already          moved_on        moved_on  moved_on
"""


def cells() -> list[tuple[State, str, str]]:
    found = []
    for block in TABLE.strip().split("\n\n"):
        head, *rows = block.splitlines()
        for row in rows:
            state, *effects = row.split()
            found += [(State(state), reply, effect) for reply, effect in zip(head.split(), effects, strict=True)]
    return found


@pytest.mark.parametrize(("state", "reply", "expected"), cells())
def test_each_reply_does_what_the_table_says(state: State, reply: str, expected: str) -> None:
    case = case_in(state)

    decision = decide(case, REPLIES[reply], seen=case.standing.version, now=NOW)

    if expected in {"already", "moved_on"}:
        assert (decision.effect, decision.standing) == (Effect(expected), case.standing)
        assert (decision.event, decision.notices) == (None, ())
    else:
        assert (decision.effect, decision.standing.state) == (Effect.APPLIED, State(expected.rstrip("*")))
        assert decision.standing.version == case.standing.version + expected.endswith("*")
        assert decision.event is not None


def test_the_table_names_every_pair_once() -> None:
    named = [(state, reply) for state, reply, _ in cells()]

    assert len(named) == len(set(named)) == len(State) * len(REPLIES)


@pytest.mark.parametrize("state", sorted(LIVE))
@pytest.mark.parametrize("seen", [0, VERSION - 1, VERSION, VERSION + 5])
@pytest.mark.parametrize("reply", ["deny", "revoke", "grant_none"])
def test_a_no_takes_effect_in_every_live_state_whatever_version_was_seen(state: State, seen: int, reply: str) -> None:
    decision = decide(case_in(state), REPLIES[reply], seen=seen, now=NOW)

    assert decision.effect is Effect.APPLIED
    assert decision.standing.state is (State.DENIED if state is State.ASKED else State.REVOKED)
    assert decision.standing.granted == frozenset()


@pytest.mark.parametrize("state", sorted(State))
@pytest.mark.parametrize("seen", [0, VERSION - 1, VERSION + 1])
@pytest.mark.parametrize("reply", ["grant", "grant_some"])
def test_a_yes_to_another_version_never_counts(state: State, seen: int, reply: str) -> None:
    case = case_in(state, version=VERSION)

    decision = decide(case, REPLIES[reply], seen=seen, now=NOW)

    assert decision.effect is not Effect.APPLIED
    assert decision.standing == case.standing
