"""What a storm leaves behind: what people did, what the record says, what the phones show. Facts only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Deed(StrEnum):
    """What an answer does to a request, by the names the record gives it."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    DENIED = "denied"
    REVOKED = "revoked"
    REVOKED_SOME = "revoked_some"
    REOPENED = "reopened"  #: Ours: the client had the question asked anew.


@dataclass(frozen=True, slots=True)
class Act:
    """One tap or text that Telegram took: whose, by which number, and either a button or words."""

    chat: int
    key: str  #: The callback id or the chat and message of the text.
    ref: str = ""
    index: int = -1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One message of the outbox."""

    id: int
    ref: str
    kind: str
    chat: int | None
    request_id: str | None
    version: int | None
    state: str
    buttons: tuple[tuple[str, str | None], ...] = ()
    ticks: frozenset[int] = frozenset()
    text: str = ""  #: As shown, without marks and formatting; empty if it never was.


@dataclass(frozen=True, slots=True)
class Case:
    """One request as it stands in the end. `chat` is the client's, `staff` the clinician's."""

    id: str
    code: str
    chat: int
    staff: int
    state: str
    items: frozenset[int]
    granted: frozenset[int] = frozenset()
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a request's chain."""

    request_id: str
    action: str
    version: int | None = None
    screen: str | None = None  #: The message that the client acted on.


@dataclass(frozen=True, slots=True)
class Update:
    """One row of the inbox."""

    number: int
    key: str
    state: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the database says. Requests and events are in the order in which they were written."""

    rows: Mapping[str, Row]
    cases: Mapping[str, Case]
    events: tuple[Event, ...]
    updates: tuple[Update, ...]
    questions: Counter[tuple[int, str]] = field(default_factory=Counter)  #: Chat and words.
    broken: tuple[str, ...] = ()  #: Chains that do not verify.
    unsaid: int = 0  #: Messages that are due and were not said.


@dataclass(frozen=True, slots=True)
class Version:
    """A message as it stood for a while: its words, without the mark, and the message its buttons belong to."""

    text: str
    ref: str | None = None
    marked: bool = False  #: It says that it may be seen twice.


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bot on a phone, with all it ever showed, oldest first."""

    chat: int
    id: int
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Storm:
    """Everything that is compared."""

    acts: tuple[Act, ...]  #: Those of one person in order.
    record: Record
    phones: tuple[Message, ...]
    poison: frozenset[int] = frozenset()  #: Numbers of the updates that nobody could have worked.
    ended: int = 0  #: Bots that ended without being killed.
    least: int = 0  #: So many answers have to be there, or the storm was too calm to prove anything.
