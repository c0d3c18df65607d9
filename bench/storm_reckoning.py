"""The reckoning after a storm: what people did, what the record says and what the phones show, compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from bench.storm_facts import Case, Deed, Message, Record, Row, Storm
from bench.storm_replay import Expected, replay
from bot.screens import Screen

K = TypeVar("K")


class Wrong(StrEnum):
    """What can be wrong; the value is what people read."""

    LOST = "answers and questions lost"
    TWICE = "answers and questions applied twice, or given by nobody"
    STATE = "requests in a wrong final state"
    SCREEN = "phones that show a request otherwise than it stands"
    REMINDED = "reminders twice"
    MISSING = "notices missing"
    UNMARKED = "repeats of a notice that do not say so"
    ORDER = "older words shown over newer ones"
    UNRECORDED = "messages shown that the record does not know"
    CHAIN = "broken hash chains"
    UNKEPT = "taps and texts that were not worked"
    OPEN = "updates not closed"
    DEAD = "dead letters, other than the poison"
    UNSAID = "messages due and not said, at rest"
    ENDED = "bots that ended without being killed"
    CALM = "answers too few for a proof"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference, named by the code of the request or by a number, never by a name or a text."""

    wrong: Wrong
    where: str
    what: str = ""


CARDS = (Screen.CARD, Screen.WHAT_HAPPENS, Screen.PICKER, Screen.PICK_END, Screen.READ_BACK)
FITS: dict[str, frozenset[str]] = {
    "asked": frozenset(CARDS),
    "granted": frozenset({Screen.RECEIPT}),
    "partly_granted": frozenset({Screen.RECEIPT, Screen.REVOKED_SOME}),
    "denied": frozenset({Screen.RECEIPT_NO}),
    "revoked": frozenset({Screen.REVOKED}),
}
TELLS = frozenset().union(*FITS.values())
ALERTS: dict[str, Screen] = {
    Deed.GRANTED.value: Screen.ALERT_ANSWERED,
    Deed.PARTLY_GRANTED: Screen.ALERT_ANSWERED,
    Deed.DENIED: Screen.ALERT_ANSWERED,
    Deed.REVOKED: Screen.ALERT_STOPPED,
    Deed.REVOKED_SOME: Screen.ALERT_STOPPED_SOME,
}


def reckon(storm: Storm) -> list[Finding]:
    """Compare everything with everything; an empty list is a storm that was weathered."""
    expected = replay(storm.acts, storm.record)
    looks = (
        _answers(storm.record, expected),
        _questions(storm.record, expected),
        _states(storm.record, expected),
        _updates(storm),
        _screens(storm),
        _reminders(storm),
        _notices(storm),
        _repeats(storm),
        _order(storm),
        _machine(storm),
    )
    return [finding for look in looks for finding in look]


def _answers(record: Record, expected: Expected) -> Iterator[Finding]:
    done = Counter((e.request_id, Deed(e.action)) for e in record.events if e.action in ALERTS)
    done.update((case.supersedes, Deed.REOPENED) for case in record.cases.values() if case.supersedes is not None)
    yield from _balance(expected.deeds, done, lambda of: (record.cases[of[0]].code, of[1]))


def _questions(record: Record, expected: Expected) -> Iterator[Finding]:
    yield from _balance(expected.questions, record.questions, lambda of: (str(of[0]), "a question"))


def _balance(expected: Counter[K], found: Counter[K], named: Callable[[K], tuple[str, str]]) -> Iterator[Finding]:
    for of in sorted(expected | found, key=str):
        wrong = Wrong.LOST if expected[of] > found[of] else Wrong.TWICE
        for _ in range(abs(expected[of] - found[of])):
            yield Finding(wrong, *named(of))


def _states(record: Record, expected: Expected) -> Iterator[Finding]:
    for case in record.cases.values():
        due = expected.standings.get(case.id)
        if due is None:
            yield Finding(Wrong.TWICE, case.code, "a question that nobody wanted anew")
        elif (due.state, due.granted) != (case.state, case.granted):
            yield Finding(Wrong.STATE, case.code, f"{case.state}, not {due.state}")


def _updates(storm: Storm) -> Iterator[Finding]:
    worked = {update.key for update in storm.record.updates if update.state == "done"}
    for number, act in enumerate(storm.acts):
        if act.key not in worked:
            yield Finding(Wrong.UNKEPT, f"act {number}", "a text" if act.words else "a tap")
    for update in storm.record.updates:
        if update.state == "new":
            yield Finding(Wrong.OPEN, str(update.number))
        elif update.state == "dead" and update.number not in storm.poison:
            yield Finding(Wrong.DEAD, str(update.number))


def _screens(storm: Storm) -> Iterator[Finding]:
    """The newest card of a request that a phone ever showed has to tell how it stands."""
    newest: dict[str, Row] = {}
    for row, _ in _shown(storm):
        if row.request_id is not None and row.kind in TELLS:
            newest[row.request_id] = max(row, newest.get(row.request_id, row), key=lambda one: one.id)
    for case in storm.record.cases.values():
        shown = newest.get(case.id)
        if shown is not None and shown.kind not in FITS.get(case.state, frozenset()):
            yield Finding(Wrong.SCREEN, case.code, f"{shown.kind}, and it is {case.state}")
        elif shown is None and case.state != "asked":
            yield Finding(Wrong.MISSING, case.code, f"nothing shown of {case.state}")


def _reminders(storm: Storm) -> Iterator[Finding]:
    """Only one falls due while a storm lasts; what is shown counts, and what is recorded."""
    shown = {(row.request_id, message.id) for row, message in _shown(storm) if row.kind == Screen.REMINDER}
    on_phones = Counter(id for id, _ in shown)
    recorded = Counter(event.request_id for event in storm.record.events if event.action == "reminded")
    for id, case in storm.record.cases.items():
        times = max(on_phones[id], recorded[id])
        if times > 1:
            yield Finding(Wrong.REMINDED, case.code, f"{times} times")


def _notices(storm: Storm) -> Iterator[Finding]:
    """What each event and each question demands is on the phone of the one who has to know."""
    record = storm.record
    there = {(row.chat, row.kind, row.request_id, row.version) for row, _ in _shown(storm)}
    for event in record.events:
        case, screen = record.cases[event.request_id], ALERTS.get(event.action)
        if screen is not None and (case.staff, screen, case.id, event.version) not in there:
            yield Finding(Wrong.MISSING, case.code, screen)
    anyway = {(chat, kind, id) for chat, kind, id, _ in there}
    for case in record.cases.values():
        first = (case.staff, Screen.ALERT_REOPENED) if case.supersedes else (case.chat, Screen.KNOCK)
        if (*first, case.id) not in anyway and not _taken_back(record, case, first[1]):
            yield Finding(Wrong.MISSING, case.code, first[1])
    yield from _unheard(storm)


def _taken_back(record: Record, case: Case, screen: Screen) -> bool:
    """Whether the machine decided not to say it, because the client was faster."""
    rows = (row for row in record.rows.values() if row.request_id == case.id and row.kind == screen)
    return any(row.state == "dropped" for row in rows)


def _unheard(storm: Storm) -> Iterator[Finding]:
    """Questions of clients that no clinician got to read. Every question has words of its own."""
    read = "\n".join(version.text for message in storm.phones for version in message.versions)
    for chat, words in sorted(storm.record.questions):
        if words not in read:
            yield Finding(Wrong.MISSING, str(chat), Screen.ALERT_QUESTION)


def _repeats(storm: Storm) -> Iterator[Finding]:
    """Every row of the outbox may be shown once without the words that it may be seen twice."""
    rows = storm.record.rows.values()
    said = Counter((row.chat, row.text) for row in rows if row.text)
    given_up = Counter(
        row.chat for row in rows if row.state == "unknown" and not row.buttons
    )  # Its words are not kept.
    fresh: Counter[tuple[int, str]] = Counter()
    for message in storm.phones:
        first = message.versions[0]
        if first.marked:
            continue
        of = (message.chat, first.ref or first.text)
        fresh[of] += 1
        if fresh[of] > (1 if first.ref else said[message.chat, first.text] + given_up[message.chat]):
            row = storm.record.rows.get(first.ref or "")
            yield Finding(Wrong.UNMARKED, _code(storm.record, row), row.kind if row else "a message without buttons")


def _order(storm: Storm) -> Iterator[Finding]:
    for message in storm.phones:
        rows = [row for version in message.versions if (row := storm.record.rows.get(version.ref or ""))]
        for before, after in pairwise(rows):
            if after.id < before.id:
                yield Finding(Wrong.ORDER, _code(storm.record, after), f"{after.kind} over {before.kind}")


def _machine(storm: Storm) -> Iterator[Finding]:
    record = storm.record
    for chain in record.broken:
        yield Finding(Wrong.CHAIN, chain)
    unknown = {v.ref for message in storm.phones for v in message.versions if v.ref} - record.rows.keys()
    yield from (Finding(Wrong.UNRECORDED, "a message") for _ in unknown)
    yield from (Finding(Wrong.UNSAID, "a message") for _ in range(record.unsaid))
    yield from (Finding(Wrong.ENDED, "a bot") for _ in range(storm.ended))
    answers = sum(event.action in ALERTS for event in record.events)
    yield from (Finding(Wrong.CALM, "an answer") for _ in range(storm.least - answers))


def _shown(storm: Storm) -> Iterable[tuple[Row, Message]]:
    """Every row of the outbox that a phone ever showed, with the message that showed it."""
    for message in storm.phones:
        for version in message.versions:
            row = storm.record.rows.get(version.ref or "")
            if row is not None and row.chat == message.chat:
                yield row, message


def _code(record: Record, row: Row | None) -> str:
    case = record.cases.get(row.request_id) if row is not None and row.request_id else None
    return case.code if case else "no request"


def table(findings: Iterable[Finding]) -> str:
    """Lay out what was expected and what was found, a line for each thing that can be wrong."""
    counted = Counter(finding.wrong for finding in findings)
    lines = [f"  {'what':<62}{'expected':>9}{'found':>7}"]
    return "\n".join([*lines, *(f"  {wrong.value:<62}{0:>9}{counted[wrong]:>7}" for wrong in Wrong)])
