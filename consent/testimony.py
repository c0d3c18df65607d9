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


NOBODY = Testimony()
