"""What must follow from what people did: their taps and texts, played again by the rules of the conversation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.storm_facts import Act, Case, Deed, Record, Row
from bot.screens import Press

NO = "no"
STOP_SHARING = "stop sharing"
ASKED = "asked"
STANDING = ("granted", "partly_granted")
ENDED_BY_CLIENT = ("denied", "revoked")


@dataclass(slots=True)
class Standing:
    """How one request has to stand."""

    state: str = ASKED
    granted: frozenset[int] = frozenset()


@dataclass(slots=True)
class Expected:
    """What has to be in the record: the deeds, the questions, and how each request stands in the end."""

    deeds: Counter[tuple[str, Deed]] = field(default_factory=Counter)
    questions: Counter[tuple[int, str]] = field(default_factory=Counter)
    standings: dict[str, Standing] = field(default_factory=dict)


def replay(acts: Iterable[Act], record: Record) -> Expected:
    """Play every act again, each person's in order."""
    player = _Player(record)
    for act in acts:
        player.play(act)
    return player.expected


class _Player:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._follow_ups: defaultdict[str, list[Case]] = defaultdict(list)
        self._of_chat: defaultdict[int, list[str]] = defaultdict(list)
        self._awaiting: set[int] = set()
        self._by_done = Counter(e.screen for e in record.events if e.action == Deed.DENIED and e.screen)
        self.expected = Expected()
        for case in record.cases.values():
            if case.supersedes is None:
                self._begin(case)
            else:
                self._follow_ups[case.supersedes].append(case)

    def _begin(self, case: Case) -> None:
        self.expected.standings[case.id] = Standing()
        self._of_chat[case.chat].append(case.id)

    def play(self, act: Act) -> None:
        """Play one act."""
        if act.words:
            self._typed(act)
            return
        self._awaiting.discard(act.chat)
        row = self._record.rows.get(act.ref)
        if row is not None and row.chat == act.chat and 0 <= act.index < len(row.buttons):
            self._pressed(row, *row.buttons[act.index])

    def _typed(self, act: Act) -> None:
        awaited = act.chat in self._awaiting
        self._awaiting.discard(act.chat)
        if act.words == NO:
            for id in self._live(act.chat, ASKED, *STANDING):
                self._stop(id)
        elif act.words == STOP_SHARING:
            for id in self._live(act.chat, *STANDING):
                self._stop(id)
        elif awaited:
            self.expected.questions[act.chat, act.words] += 1

    def _live(self, chat: int, *states: str) -> list[str]:
        """The newest request in one of these states: who types words has one line of requests only."""
        found = (id for id in reversed(self._of_chat[chat]) if self.expected.standings[id].state in states)
        return list(found)[:1]

    def _pressed(self, row: Row, press: str, arg: str | None) -> None:
        id = arg if press == Press.STOP and arg else row.request_id
        if press == Press.QUESTION and row.chat is not None:
            self._awaiting.add(row.chat)
        if id is None or id not in self.expected.standings:
            return
        match press:
            case Press.SHARE_NOTHING | Press.STOP:
                self._stop(id)
            case Press.DONE if self._by_done[row.ref] > 0:  # Nothing was ticked: that is a no, and the screen says so.
                self._by_done[row.ref] -= 1
                self._stop(id)
            case Press.SAVE:
                self._save(id, row.ticks)
            case Press.STOP_ITEM if arg is not None:
                self._stop_item(id, int(arg))
            case Press.UNDO | Press.CHANGED_MIND:
                self._reopen(id)
            case _:
                return

    def _did(self, id: str, deed: Deed, state: str, granted: frozenset[int] = frozenset()) -> None:
        self.expected.deeds[id, deed] += 1
        self.expected.standings[id] = Standing(state, granted)

    def _stop(self, id: str) -> None:
        state = self.expected.standings[id].state
        if state == ASKED:
            self._did(id, Deed.DENIED, "denied")
        elif state in STANDING:
            self._did(id, Deed.REVOKED, "revoked")

    def _save(self, id: str, ticks: frozenset[int]) -> None:
        if self.expected.standings[id].state != ASKED:
            return
        whole = ticks == self._record.cases[id].items
        deed = Deed.GRANTED if whole else Deed.PARTLY_GRANTED
        self._did(id, deed, str(deed), ticks)

    def _stop_item(self, id: str, position: int) -> None:
        standing = self.expected.standings[id]
        left = standing.granted - {position}
        if standing.state not in STANDING or left == standing.granted:
            return
        if left:
            self._did(id, Deed.REVOKED_SOME, "partly_granted", left)
        else:
            self._stop(id)

    def _reopen(self, id: str) -> None:
        if self.expected.standings[id].state not in ENDED_BY_CLIENT or any(self._open_after(id)):
            return
        self.expected.deeds[id, Deed.REOPENED] += 1
        if self._follow_ups[id]:
            self._begin(self._follow_ups[id].pop(0))

    def _open_after(self, id: str) -> Iterator[str]:
        for other, standing in self.expected.standings.items():
            if self._record.cases[other].supersedes == id and standing.state in (ASKED, *STANDING):
                yield other
