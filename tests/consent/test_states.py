"""Every state meets every move, and the table says what follows."""

import pytest

from consent.states import ENDED, LIVE, PREPARED, Move, State, after

# One row per state, one column per move; a dash means that the move has no effect there.
TABLE = """
                grant    grant_some      deny     revoke   revoke_some     ask            postpone no_more_reminders
draft           -        -               -        -        -               -              -        -
in_review       -        -               -        -        -               -              -        -
asked           granted  partly_granted  denied   denied   -               asked          asked    asked
granted         -        -               revoked  revoked  partly_granted  granted        -        -
partly_granted  -        -               revoked  revoked  partly_granted  partly_granted -        -
denied          -        -               -        -        -               -              -        -
lapsed          -        -               -        -        -               -              -        -
withdrawn       -        -               -        -        -               -              -        -
revoked         -        -               -        -        -               -              -        -
expired         -        -               -        -        -               -              -        -
used_up         -        -               -        -        -               -              -        -
invalidated     -        -               -        -        -               -              -        -

                send     review          withdraw   invalidate   lapse     expire         use_up
draft           asked    in_review       withdrawn  -            -         -              -
in_review       asked    -               withdrawn  -            -         -              -
asked           -        -               withdrawn  invalidated  lapsed    -              -
granted         -        -               withdrawn  invalidated  -         expired        used_up
partly_granted  -        -               withdrawn  invalidated  -         expired        used_up
denied          -        -               -          -            -         -              -
lapsed          -        -               -          -            -         -              -
withdrawn       -        -               -          -            -         -              -
revoked         -        -               -          -            -         -              -
expired         -        -               -          -            -         -              -
used_up         -        -               -          -            -         -              -
invalidated     -        -               -          -            -         -              -
"""


def pairs() -> list[tuple[State, Move, State | None]]:
    found = []
    for block in TABLE.strip().split("\n\n"):
        head, *rows = block.splitlines()
        for row in rows:
            state, *ends = row.split()
            for move, end in zip(head.split(), ends, strict=True):
                found.append((State(state), Move(move), None if end == "-" else State(end)))
    return found


@pytest.mark.parametrize(("state", "move", "end"), pairs(), ids=str)
def test_each_move_leads_where_the_table_says(state: State, move: Move, end: State | None) -> None:
    assert after(state, move) is end


def test_the_table_names_every_pair_once() -> None:
    named = [(state, move) for state, move, _ in pairs()]

    assert len(named) == len(set(named)) == len(State) * len(Move)


def test_every_state_is_prepared_or_live_or_ended_and_only_one_of_them() -> None:
    assert sorted([*PREPARED, *LIVE, *ENDED]) == sorted(State)


def test_nothing_leads_out_of_an_ended_request() -> None:
    assert not [(state, move) for state in ENDED for move in Move if after(state, move) is not None]
