"""Who decides beside or for a client: representatives with what lets them, the client's age, and what follows."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo

from consent.circumstances import Circumstances, Hold
from consent.packs.rule import Signer
from consent.packs.shelf import rule_of
from consent.request import Case, Standing, given_at
from consent.states import STANDING
from consent.word import CLIENT, Authority, Word, witnessed

__all__ = ["Authority", "Deciders", "Representative", "by_representative", "came_of_age", "with_deciders"]

ADULT = 18


OF_MINORS = frozenset({Authority.PARENT, Authority.GUARDIAN})  #: They end, at the latest, when the client is 18.


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who may decide for the client, and the paper that says so (HIPAA-PR-1)."""

    id: str
    name: str
    authority: Authority
    proof: str  #: Which paper was seen, and where it is kept.
    ends_on: date | None = None
    refused: bool = False  #: The agency does not treat them as representative any more (HIPAA-PR-3).
    starts_on: date | None = None  #: The first day of their right, where the paper names one.

    def acts_on(self, day: date) -> bool:
        """Whether the paper lets their word count on this day; how old the client is then is another question."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and not self.refused and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Deciders:
    """What is known about who decides for one client."""

    born: date | None = None
    representatives: tuple[Representative, ...] = ()

    @property
    def of_age_on(self) -> date | None:
        """The day on which the client decides alone; None where the birth date is not known."""
        if self.born is None:
            return None
        year = self.born.year + ADULT
        leap = (self.born.month, self.born.day) == (2, 29)
        return date(year, 3, 1) if leap and year % 4 else self.born.replace(year=year)

    def age_on(self, day: date) -> int | None:
        """The age in full years on this day, where the client is known to be a minor then; else None."""
        if self.born is None or self.of_age_on is None or day >= self.of_age_on:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def acting_on(self, day: date) -> tuple[Representative, ...]:
        """Those whose word counts on this day: the right of a parent or guardian ends when the client is of age."""
        grown = self.of_age_on is not None and self.of_age_on <= day
        return tuple(each for each in self.representatives if each.acts_on(day) and not (grown and _of_minors(each)))

    def named(self, id: str) -> Representative | None:
        """One representative."""
        return next((each for each in self.representatives if each.id == id), None)


def by_representative(standing: Standing) -> Word | None:
    """The word that was the answer itself, where somebody else than the client gave it."""
    answers = (each for each in standing.words if each.answers and each.giver != CLIENT)
    return next(answers, None) if standing.state in STANDING else None


def came_of_age(standing: Standing, deciders: Deciders, today: date) -> bool:
    """Whether a yes was given for a minor who decides alone by now: they are asked anew (ST-MINOR, HIPAA-PR-1)."""
    word = by_representative(standing)
    giver = None if word is None else deciders.named(word.giver)
    if word is None or giver is None or not _of_minors(giver) or deciders.of_age_on is None:
        return False
    return word.said_on < deciders.of_age_on <= today


def with_deciders(
    around: Circumstances, case: Case, deciders: Deciders, today: date, *, zone: tzinfo = UTC
) -> Circumstances:
    """The same circumstances, with who said yes, by what right, at what age, and before whom.

    `zone` is the agency's, and `today` that day there: a yes on the eve of a birthday is a child's, wherever it is day.

    What is not known, and people who disagree, hold the release (HIPAA-PR-1, HIPAA-PR-2, HIPAA-PR-3, ST-MINOR).
    """
    standing = case.standing
    newest = {each.giver: each for each in standing.words if each.giver != CLIENT}
    acting = {id: word for id, word in newest.items() if _acts(deciders, word)}
    answer = by_representative(standing)
    signers = ({Signer.GUARDIAN} if any(word.granted for word in acting.values()) else set()) | (
        {Signer.CLIENT} if answer is None else set()
    )
    age = None if standing.decided_at is None else deciders.age_on(_said_on(answer, standing, today, zone))
    named = [each for each in (deciders.named(id) for id in acting) if each is not None]
    found = replace(
        around,
        signers=frozenset(signers),
        authority_proved=bool(named) and all(each.proof.strip() for each in named),
        age=age,
        witnessed=around.witnessed or witnessed(standing.words),
    )
    holds = _holds(found, case, deciders, acting.values(), answer, today)
    return replace(found, holds=found.holds | holds)


def _holds(
    around: Circumstances,
    case: Case,
    deciders: Deciders,
    acting: Collection[Word],
    answer: Word | None,
    today: date,
) -> frozenset[Hold]:
    holds = set()
    if came_of_age(case.standing, deciders, today):
        holds.add(Hold.OF_AGE_NOW)
    if answer is not None and (not _acts(deciders, answer) or _age_unknown(deciders, answer)):
        holds.add(Hold.NO_AUTHORITY)
    disputed = case.standing.granted - _alone(around, case)
    if any(disputed - word.granted for word in acting if not _outgrown(deciders, word, today)):
        holds.add(Hold.DISAGREE)
    return frozenset(holds)


def _acts(deciders: Deciders, word: Word) -> bool:
    """Whether this word was given by right: judged for the day of the word, and lost at once by a refusal."""
    return any(each.id == word.giver for each in deciders.acting_on(word.said_on))


def _of_minors(giver: Representative) -> bool:
    return giver.authority in OF_MINORS


def _outgrown(deciders: Deciders, word: Word, today: date) -> bool:
    """Whether it was said for a child who is none any more: then it cannot hold up the client's own answer."""
    giver = deciders.named(word.giver)
    of_age = deciders.of_age_on is not None and deciders.of_age_on <= today
    return giver is not None and _of_minors(giver) and of_age


def _age_unknown(deciders: Deciders, word: Word) -> bool:
    giver = deciders.named(word.giver)
    return giver is not None and _of_minors(giver) and deciders.born is None


def _said_on(answer: Word | None, standing: Standing, today: date, zone: tzinfo) -> date:
    """The day of the yes on the agency's calendar: on the eve of a birthday it is tomorrow already in UTC."""
    if answer is not None:
        return answer.said_on
    given = given_at(standing)
    return today if given is None else min(today, given.astimezone(zone).date())


def _alone(around: Circumstances, case: Case) -> frozenset[int]:
    """The items that a minor decides alone, so that a parent's word does not count for them (HIPAA-PR-2)."""
    request = case.request
    if around.age is None:
        return frozenset()
    alone = set()
    for at, item in enumerate(request.items):
        rule = rule_of(around.packs, item.category, request.kind, request.legal_basis)
        wanted = {each.signer for each in rule.signers if each.binds(around.age, around.child_age)}
        if wanted == {Signer.CLIENT}:
            alone.add(at)
    return frozenset(alone)
