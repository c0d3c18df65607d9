"""Who said it, how it came, and who stood by: the people around one decision, with their names, for papers."""

from dataclasses import dataclass

from consent.deciders import Representative
from consent.received import RequesterReply
from consent.word import Helper, Method, Proof, Word


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that came outside the chat, with the names of those who were in it (REV-4, ESIG-4, ESIG-9)."""

    word: Word
    giver: Representative | None  #: Who decided for the client, and by what right; None for the client themselves.
    heard_by: str
    vouched_by: str | None

    @property
    def method(self) -> Method:
        """How it came."""
        return self.word.method

    @property
    def proof(self) -> Proof:
        """How staff knew who spoke."""
        return self.word.proof

    @property
    def helper(self) -> Helper:
        """Who helped to read or to speak."""
        return self.word.helper


@dataclass(frozen=True, slots=True)
class Testimony:
    """Everything that people beside the client had to do with one decision (E1, E4, E5)."""

    said: tuple[Said, ...] = ()  #: Oldest first.
    agreed_to_additions: str | None = None  #: The second person, where more than the minimum was asked (HIPAA-MN-2).
    reply: RequesterReply | None = None  #: What the requester said to the answer, last.


@dataclass(frozen=True, slots=True)
class NoticeRef:
    """One version of a notice that everybody can read at an address (HIPAA-520-1, P2-22)."""

    version: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom to turn to at the agency; address and phone may be empty (HIPAA-COMPL)."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Published:
    """What the agency tells everybody, as it was at the answer; None where it has not written it down."""

    privacy: NoticeRef | None = None
    part2: NoticeRef | None = None
    complaints: Desk | None = None  #: As it is when the paper is made.


NOBODY = Testimony()
NOTHING = Published()
