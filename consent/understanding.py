"""Whether the words were clear, and who helped to read them: asked kindly, kept as help given, never as a score."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from consent.decision import Decision, Effect, unchanged
from consent.request import Case, Request
from consent.states import STANDING
from consent.teaching import TeachBack
from consent.word import Helper

HELPER_TOLD = "helper_told"


class Extra(StrEnum):
    """A question that an agency may add for some kinds of requests; never on the way to a no."""

    TEACH_BACK = "teach_back"  #: Before a yes is saved: who would get it? (PL-8)
    WHO_HELPED = "who_helped"  #: After a yes was saved: did somebody help to read this? (LEP-3, ESIG-9)


class Said(StrEnum):
    """What can be said to "who would get your facts if you say yes?"; no wrong one is a person of the client's life."""

    RECIPIENT = "recipient"
    WORKER = "worker"
    NOBODY = "nobody"
    HELP = "help"  #: Please explain it once more.
    SKIP = "skip"


class Need(StrEnum):
    """What somebody may need to read or to understand (ETH-3, A11Y-5)."""

    INTERPRETER = "interpreter"
    READ = "read"  #: Somebody reads it aloud.
    LARGE = "large"  #: On paper in large print.
    MEET = "meet"  #: In person.


_WHO = (Said.RECIPIENT, Said.WORKER, Said.NOBODY)


def answers(request: Request) -> tuple[Said, ...]:
    """The answers in an order of this request's own, so that the true one has no fixed place; then the way to help."""
    turned = sum(map(ord, request.code)) % len(_WHO)
    return (*_WHO[turned:], *_WHO[:turned], Said.HELP)


def outcome(said: Said) -> TeachBack:
    """What is kept of an answer: whether more help was given (PL-8)."""
    match said:
        case Said.RECIPIENT:
            return TeachBack.CLEAR
        case Said.SKIP:
            return TeachBack.SKIPPED
        case Said.WORKER | Said.NOBODY | Said.HELP:
            return TeachBack.HELPED


def read_in_another(tag: str | None, offered: Collection[str]) -> bool:
    """Whether the words were read in a language that is not theirs: the phone speaks none of those `offered` (LEP-3).

    `tag` is the IETF tag of the app; an unknown one says nothing.
    """
    own = _base(tag or "")
    return bool(own) and own not in {_base(code) for code in offered}


def tell_helper(case: Case, helper: Helper) -> Decision:
    """The client said who helped to read the question; it changes nothing else, and the newest word counts (ESIG-9)."""
    if case.standing.state not in STANDING:
        return unchanged(case, Effect.MOVED_ON)
    if case.standing.helped_by is helper:
        return unchanged(case, Effect.ALREADY)
    return Decision(Effect.APPLIED, replace(case.standing, helped_by=helper), HELPER_TOLD)


def _base(tag: str) -> str:
    return tag.strip().lower().replace("_", "-").partition("-")[0]
