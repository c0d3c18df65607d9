"""What the agency tells everybody, written from the command line: its notices, contacts, words and numbers."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.actions.deciding import NotADay, Whose, client_named
from bot.actions.names import plain_name
from bot.actions.notices import GIVEN
from bot.actions.office import NameMissing, OfficeError
from bot.language_help import sentence
from consent.packs.gdpr import CHILD, LOWEST
from consent.packs.rule import Pack
from consent.told import Told, is_stale, wanted
from db import lookups, rules
from db.ledger.notices import give, save_notice
from db.ledger.people import change_crisis
from db.notices import Notices, notices_at
from db.shapes import AgencyFacts
from db.vault import Vault

ADDRESS = re.compile(r"https://[^\s/?#.]+\.[^\s/?#]+[^\s]*")
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
LONGEST, LONGEST_URL, LONGEST_VERSION = 400, 300, 40
#: What the agency has to know about Telegram before clients write there; a new text is a new version (TG-19).
RISK_VERSION = "2026-11-22"
METHODS = ("paper", "in_person")


class NoAgency(OfficeError):
    """There is no agency in this database yet. Set one up with: askfirst init."""


class WrongAddress(OfficeError):
    """Give an address that begins with https:// and that everybody can open."""


class NoVersion(OfficeError):
    """Give the version that stands on the notice, such as 2027-1."""


class NoWordsGiven(OfficeError):
    """Give the words, in at most 400 characters."""


class UnknownTag(OfficeError):
    """Give a language code such as es, zh or pt."""


class NoSentence(OfficeError):
    """There is no sentence in one of these yet. Type: askfirst notices words tagline --language CODE --text ..."""


class WrongAge(OfficeError):
    """The age lies between 13 and 16."""


class NoPart2Notice(OfficeError):
    """There is no Part 2 notice yet. Type: askfirst notices paper part2 --help"""


class UnknownMethod(OfficeError):
    """It was given on: paper, or in_person."""


def set_paper(
    session: Session, vault: Vault, now: datetime, kind: Told, *, version: str, url: str, since: date | None
) -> None:
    """From now on this is our notice; clients read its address and version (HIPAA-520-1, P2-22). Raises OfficeError.

    `since` is the day from which it holds, in the agency's zone; today where it is None.
    """
    if len(url) > LONGEST_URL or not ADDRESS.fullmatch(url):
        raise WrongAddress
    version = plain_name(version)
    if not version or len(version) > LONGEST_VERSION:
        raise NoVersion
    day = since or today(session, vault, now)
    save_notice(
        session, vault, kind, {"version": version, "url": url, "since": day.isoformat()}, now=now, actor="admin"
    )


def set_contact(
    session: Session, vault: Vault, now: datetime, kind: Told, *, name: str, address: str, phone: str
) -> None:
    """Whom to turn to: for complaints, the authority, the data protection officer (HIPAA-COMPL, GDPR-13).

    Raises OfficeError.
    """
    facts = {"name": plain_name(name), "address": " ".join(address.split()), "phone": " ".join(phone.split())}
    if not facts["name"]:
        raise NameMissing
    if any(len(each) > LONGEST for each in facts.values()):
        raise NoWordsGiven
    save_notice(session, vault, kind, facts, now=now, actor="admin")


def set_words(session: Session, vault: Vault, now: datetime, kind: Told, *, language: str, text: str) -> None:
    """Our own words in one language, in place of the usual ones; other languages stay. Raises OfficeError."""
    words = " ".join(text.split())
    if not words or len(words) > LONGEST:
        raise NoWordsGiven
    before: Mapping[str, str] = getattr(notices_at(session, vault, now), kind)
    texts = {**before, _tag(language): words}
    save_notice(session, vault, kind, {"texts": texts}, now=now, actor="admin")


def set_languages(session: Session, vault: Vault, now: datetime, codes: list[str]) -> None:
    """In which languages the menu says that help is free: the most spoken ones of the state (LEP-4, LEP-5).

    Raises OfficeError.
    """
    own = notices_at(session, vault, now).tagline
    if any(sentence(_tag(code), own) is None for code in codes):
        raise NoSentence
    facts = {"codes": list(dict.fromkeys(_tag(code) for code in codes))}
    save_notice(session, vault, Told.LANGUAGES, facts, now=now, actor="admin")


def set_child_age(session: Session, vault: Vault, now: datetime, age: int) -> None:
    """From which age a child says yes alone under the GDPR, as our country has it (GDPR-8). Raises OfficeError."""
    if not LOWEST <= age <= CHILD:
        raise WrongAge
    save_notice(session, vault, Told.CHILD_AGE, {"age": age}, now=now, actor="admin")


def take_away(session: Session, vault: Vault, now: datetime, kind: Told) -> None:
    """Tell this no more; the record keeps what was told before."""
    save_notice(session, vault, kind, {}, now=now, actor="admin")


def accept_risk(session: Session, vault: Vault, now: datetime, by: str) -> None:
    """Somebody of the agency has read what Telegram is not, and answers for using it (TG-19). Raises OfficeError."""
    name = plain_name(by)
    if not name:
        raise NameMissing
    save_notice(session, vault, Told.RISK, {"version": RISK_VERSION, "by": name}, now=now, actor="admin")


def risk_is_accepted(session: Session, vault: Vault, now: datetime) -> bool:
    """Whether somebody has read the risk notice of today's version (TG-19)."""
    return notices_at(session, vault, now).risk == RISK_VERSION


def missing(session: Session, vault: Vault, now: datetime) -> list[Told]:
    """What the laws of the agency want told and nobody has written down yet, in a steady order."""
    told = notices_at(session, vault, now)
    return sorted(each for each in wanted(rules.packs(session)) if not getattr(told, each))


def listed(session: Session, vault: Vault, now: datetime) -> dict[str, Any]:
    """All that is told now, as plain facts; None or empty where nothing is."""
    told: Notices = notices_at(session, vault, now)
    plain: dict[str, Any] = {kind: _plain(getattr(told, kind)) for kind in Told}
    return {**plain, "missing": missing(session, vault, now)}


def given_by_hand(session: Session, vault: Vault, now: datetime, whose: Whose, method: str) -> None:
    """A client got the Part 2 notice from our hands (P2-22). Raises OfficeError."""
    notice = notices_at(session, vault, now).part2
    if notice is None:
        raise NoPart2Notice
    if method not in METHODS:
        raise UnknownMethod
    client = client_named(session, vault, whose)
    about = {"version": notice.version, "method": method, "action": GIVEN}
    give(session, vault, client.id, Told.PART2, **about, now=now, actor="admin")


def crisis_checked(
    session: Session, vault: Vault, now: datetime, *, emergency: str | None, crisis: str | None, on: date | None
) -> AgencyFacts:
    """The numbers were called and are right; a new one may be given with it (SAFE-8). Raises OfficeError."""
    agency = _agency(session, vault)
    day = on or today(session, vault, now)
    if day > today(session, vault, now):
        raise NotADay
    change_crisis(
        session,
        vault,
        emergency_number=plain_name(emergency or "") or agency.emergency_number,
        crisis_line=plain_name(crisis or "") or agency.crisis_line,
        checked_on=day,
        now=now,
        actor="admin",
    )
    return _agency(session, vault)


def crisis_is_stale(session: Session, vault: Vault, now: datetime) -> bool:
    """Whether the crisis numbers were last checked more than 180 days ago (SAFE-8)."""
    return is_stale(_agency(session, vault).crisis_checked_on, today(session, vault, now))


def under_gdpr(session: Session) -> bool:
    """Whether the GDPR pack is on."""
    return Pack.GDPR in rules.packs(session)


def today(session: Session, vault: Vault, now: datetime) -> date:
    """Today where the agency is. Raises NoAgency."""
    return now.astimezone(ZoneInfo(_agency(session, vault).timezone)).date()


def _agency(session: Session, vault: Vault) -> AgencyFacts:
    agency = lookups.agency(session, vault)
    if agency is None:
        raise NoAgency
    return agency


def _tag(language: str) -> str:
    if not TAG.fullmatch(language.strip()):
        raise UnknownTag
    return language.strip()


def _plain(told: Any) -> Any:
    if told is None or isinstance(told, (str, int)):
        return told
    if isinstance(told, tuple):
        return list(told)
    if isinstance(told, Mapping):
        return dict(told)
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(told).items()}
