"""What an agency has to have told everybody, which law wants it, and how old a checked number may get."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from consent.counting import SUBSTANCES
from consent.packs.rule import Pack
from consent.request import Request


class Told(StrEnum):
    """What an agency tells everybody, one version after the other."""

    NPP = "npp"  #: The notice of privacy practices (HIPAA-520-1).
    PART2 = "part2"  #: The notice to patients of alcohol and drug care (P2-22).
    POLICY = "policy"  #: The privacy policy of the bot (TG-13).
    COMPLAINTS = "complaints"  #: Whom at the agency one can complain to (HIPAA-COMPL).
    AUTHORITY = "authority"  #: The supervisory authority (GDPR-13).
    OFFICER = "officer"  #: The data protection officer (GDPR-13).
    RETENTION = "retention"  #: How long what is kept, by language (GDPR-13).
    BASIS = "basis"  #: On what legal basis, by language (GDPR-13).
    SOURCE = "source"  #: Where facts come from that are not the client's own, by language (GDPR-14).
    LANGUAGES = "languages"  #: In which languages free help is offered (LEP-4).
    TAGLINE = "tagline"  #: That sentence, by language (LEP-4).
    CHILD_AGE = "child_age"  #: From which age a child says yes alone (GDPR-8).
    RISK = "risk"  #: That the agency has read the risk notice (TG-19).


#: Telegram wants a privacy policy of every bot, whatever the laws (TG-13).
ALWAYS = frozenset({Told.POLICY})
#: What each law wants told. The gate does not ask for it: no client is helped by a release that waits for a link.
WANTED_BY: dict[Pack, frozenset[Told]] = {
    Pack.HIPAA: frozenset({Told.NPP, Told.COMPLAINTS}),
    Pack.PART2: frozenset({Told.PART2}),
    Pack.PART2_PROGRAM: frozenset({Told.PART2}),
    Pack.GDPR: frozenset({Told.COMPLAINTS, Told.AUTHORITY}),
}
CHECKED_FOR = timedelta(days=180)  #: After that a crisis number has to be looked at again (SAFE-8).


def wanted(packs: Collection[Pack]) -> frozenset[Told]:
    """Everything that an agency under these laws has to have told."""
    return ALWAYS.union(*(WANTED_BY.get(pack, frozenset()) for pack in packs))


def is_stale(checked_on: date, today: date) -> bool:
    """Whether a number was last checked too long ago (SAFE-8)."""
    return today - checked_on > CHECKED_FOR


def wants_part2_notice(packs: Collection[Pack], request: Request) -> bool:
    """Whether the client of such a request has to have had the notice of 42 CFR Part 2 (P2-22).

    Under the pack for single records only those whom it is about: to others the notice would say what is not so.
    """
    if Pack.PART2_PROGRAM in packs:
        return True
    return Pack.PART2 in packs and any(item.category in SUBSTANCES for item in request.items)
