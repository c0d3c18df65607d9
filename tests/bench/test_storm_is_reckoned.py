"""The reckoning after a storm finds what is wrong: made-up storms, each with one thing lost, doubled or missing."""

from collections import Counter
from dataclasses import replace

import pytest

from bench.storm_facts import Act, Case, Event, Message, Record, Row, Storm, Update, Version
from bench.storm_reckoning import Wrong, reckon, table

CLIENT, ANA = 7, 1
BOTH = frozenset({0, 1})
CASE = Case("r", "AF-7K2Q", CLIENT, ANA, "revoked", BOTH)
ROWS = (
    Row(1, "knock", "knock", CLIENT, "r", 1, "sent", (("open", None),), text="A question"),
    Row(2, "card", "card", CLIENT, "r", 1, "sent", (("share_nothing", None), ("question", None)), text="The card"),
    Row(3, "back", "read_back", CLIENT, "r", 1, "sent", (("save", None),), BOTH, "Look again"),
    Row(4, "yes", "receipt", CLIENT, "r", 2, "sent", (("stop", None),), text="Saved"),
    Row(5, "alert", "alert_answered", ANA, "r", 2, "sent", (("check", None),), text="YES"),
    Row(6, "end", "revoked", CLIENT, "r", 3, "sent", (("undo", None),), text="Stopped"),
    Row(7, "stop", "alert_stopped", ANA, "r", 3, "sent", (("close", None),), text="STOPPED"),
    Row(8, "plain", "moved_on", CLIENT, None, None, "sent", text="Moved on"),
    Row(9, "asks", "alert_question", ANA, None, None, "sent", (("answer", "q"),), text="asks: Who reads it?"),
    Row(10, "nudge", "reminder", CLIENT, "r", 1, "sent", (("open", None),), text="Still open"),
)
ACTS = (
    Act(CLIENT, "tap 1", "knock", 0),
    Act(CLIENT, "tap 2", "card", 1),
    Act(CLIENT, "7:9", words="Who reads it?"),
    Act(CLIENT, "tap 3", "back", 0),
    Act(CLIENT, "tap 4", "yes", 0),
)
RECORD = Record(
    rows={row.ref: row for row in ROWS},
    cases={"r": CASE},
    events=(Event("r", "asked", 1), Event("r", "reminded", 1), Event("r", "granted", 2), Event("r", "revoked", 3)),
    updates=tuple(Update(number, act.key, "done") for number, act in enumerate(ACTS)),
    questions=Counter({(CLIENT, "Who reads it?"): 1}),
)
PHONES = (
    Message(CLIENT, 20, (Version("A question", "knock"), Version("The card", "card"))),
    Message(CLIENT, 21, (Version("Look again", "back"), Version("Saved", "yes"), Version("Stopped", "end"))),
    Message(CLIENT, 22, (Version("Moved on"),)),
    Message(CLIENT, 23, (Version("Still open", "nudge"),)),
    Message(ANA, 30, (Version("YES", "alert"),)),
    Message(ANA, 31, (Version("STOPPED", "stop"),)),
    Message(ANA, 32, (Version("asks: Who reads it?", "asks"),)),
)
CALM = Storm(ACTS, RECORD, PHONES)


def found(storm: Storm) -> set[Wrong]:
    """What is wrong, each thing once."""
    return {finding.wrong for finding in reckon(storm)}


def with_record(**changes: object) -> Storm:
    return replace(CALM, record=replace(RECORD, **changes))  # type: ignore[arg-type]  # whatever the test wants wrong


def without_phone(id: int) -> Storm:
    return replace(CALM, phones=tuple(message for message in PHONES if message.id != id))


def with_phone(*more: Message) -> Storm:
    return replace(CALM, phones=(*PHONES, *more))


def with_update(**changes: object) -> Storm:
    last = replace(RECORD.updates[-1], **changes)  # type: ignore[arg-type]  # whatever the test wants wrong
    return with_record(updates=(*RECORD.updates[:-1], last))


def test_a_storm_in_which_nothing_went_wrong_has_no_findings() -> None:
    assert reckon(CALM) == []


@pytest.mark.parametrize("events", [RECORD.events[:-1], (*RECORD.events[:2], RECORD.events[3])])
def test_a_lost_answer_is_found(events: tuple[Event, ...]) -> None:
    assert Wrong.LOST in found(with_record(events=events))


def test_an_answer_applied_twice_is_found() -> None:
    assert Wrong.TWICE in found(with_record(events=(*RECORD.events, RECORD.events[-1])))


def test_an_answer_that_nobody_gave_is_found() -> None:
    assert Wrong.TWICE in found(replace(CALM, acts=ACTS[:-1]))


def test_a_question_lost_or_doubled_is_found() -> None:
    assert found(with_record(questions=Counter())) == {Wrong.LOST}
    assert found(with_record(questions=Counter({(CLIENT, "Who reads it?"): 2}))) == {Wrong.TWICE}


def test_a_question_that_no_clinician_can_read_is_found() -> None:
    assert found(without_phone(32)) == {Wrong.MISSING}


@pytest.mark.parametrize("state", ["granted", "asked", "denied"])
def test_a_wrong_final_state_is_found(state: str) -> None:
    assert Wrong.STATE in found(with_record(cases={"r": replace(CASE, state=state)}))


def test_a_yes_to_more_than_was_read_back_is_found() -> None:
    one = {**RECORD.rows, "back": replace(RECORD.rows["back"], ticks=frozenset({0}))}
    storm = Storm(ACTS[:-1], replace(RECORD, rows=one, cases={"r": replace(CASE, state="granted", granted=BOTH)}), ())
    assert Wrong.STATE in found(storm)


def test_a_question_asked_anew_that_nobody_wanted_is_found() -> None:
    again = replace(CASE, id="s", code="AF-ZZZZ", state="asked", supersedes="r")
    assert Wrong.TWICE in found(with_record(cases={"r": CASE, "s": again}))


def test_a_wish_to_think_again_that_was_lost_is_found() -> None:
    undone = Act(CLIENT, "tap 5", "end", 0)
    updates = (*RECORD.updates, Update(9, "tap 5", "done"))
    assert found(replace(with_record(updates=updates), acts=(*ACTS, undone))) == {Wrong.LOST}


def test_a_phone_that_still_shows_the_yes_after_a_stop_is_found() -> None:
    phones = tuple(replace(m, versions=m.versions[:2]) if m.id == 21 else m for m in PHONES)
    assert found(replace(CALM, phones=phones)) == {Wrong.SCREEN}


@pytest.mark.parametrize("id", [20, 30, 31])
def test_a_missing_notice_is_found(id: int) -> None:
    assert found(without_phone(id)) == {Wrong.MISSING}


def test_a_knock_taken_back_because_the_client_was_faster_is_not_missing() -> None:
    rows = {**RECORD.rows, "knock": replace(RECORD.rows["knock"], state="dropped")}
    assert found(replace(without_phone(20), record=replace(RECORD, rows=rows))) == set()


def test_a_second_reminder_is_found_on_the_phone_and_in_the_record() -> None:
    marked = Message(CLIENT, 24, (Version("Still open", "nudge", marked=True),))
    assert found(with_phone(marked)) == {Wrong.REMINDED}
    assert found(with_record(events=(*RECORD.events, Event("r", "reminded", 1)))) == {Wrong.REMINDED}


@pytest.mark.parametrize("version", [Version("A question", "knock"), Version("Moved on"), Version("YES", "alert")])
def test_a_repeat_that_does_not_say_so_is_found_and_a_marked_one_is_none(version: Version) -> None:
    chat = ANA if version.ref == "alert" else CLIENT
    assert found(with_phone(Message(chat, 40, (version,)))) == {Wrong.UNMARKED}
    assert found(with_phone(Message(chat, 40, (replace(version, marked=True),)))) == set()


def test_an_older_card_over_a_newer_one_is_found() -> None:
    late = tuple(replace(m, versions=(*m.versions, m.versions[0])) if m.id == 21 else m for m in PHONES)
    assert found(replace(CALM, phones=late)) == {Wrong.ORDER}


def test_a_message_that_the_record_does_not_know_is_found() -> None:
    assert found(with_phone(Message(CLIENT, 40, (Version("Who?", "nowhere"),)))) == {Wrong.UNRECORDED}


@pytest.mark.parametrize(
    ("storm", "wrong"),
    [
        (with_record(broken=("request:r",)), Wrong.CHAIN),
        (with_record(unsaid=2), Wrong.UNSAID),
        (with_update(state="new"), Wrong.OPEN),
        (with_update(state="dead"), Wrong.DEAD),
        (with_update(key="somebody else's"), Wrong.UNKEPT),
        (replace(CALM, ended=1), Wrong.ENDED),
        (replace(CALM, least=3), Wrong.CALM),
    ],
)
def test_what_the_machine_left_undone_is_found(storm: Storm, wrong: Wrong) -> None:
    assert wrong in found(storm)


def test_poison_may_lie_in_the_dead_letters() -> None:
    poisoned = with_record(updates=(*RECORD.updates, Update(99, "", "dead")))
    assert found(poisoned) == {Wrong.DEAD}
    assert found(replace(poisoned, poison=frozenset({99}))) == set()


@pytest.mark.parametrize("wrong", Wrong)
def test_everything_that_can_be_wrong_has_its_line_in_the_table(wrong: Wrong) -> None:
    assert wrong.value in table(reckon(CALM))


def test_the_table_counts_what_was_found() -> None:
    line = next(line for line in table(reckon(with_record(unsaid=2))).splitlines() if Wrong.UNSAID in line)
    assert line.split()[-2:] == ["0", "2"]
