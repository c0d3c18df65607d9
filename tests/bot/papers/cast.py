"""The same decision with everything around it: a parent's yes on paper, Part 2, what was struck out, and notices."""

from dataclasses import replace
from datetime import date

from consent.categories import Category
from consent.deciders import Representative
from consent.packs.rule import Pack
from consent.packs.shelf import to_say
from consent.receipts import ConsentRecord
from consent.received import RequesterReply
from consent.request import Case, Places
from consent.states import State
from consent.testimony import Desk, NoticeRef, Published, Said
from consent.word import Authority, Helper, Method, Proof, Word
from tests.bot.papers.drawer import YES_AT, kept

PARENT = Representative("rep-1", "Carmen Quiñones", Authority.PARENT, "birth certificate, in the file")
NOTICES = Published(
    NoticeRef("2027-01-01", "https://riverside.example/privacy"),
    NoticeRef("3", "https://riverside.example/drug-records"),
    Desk("Privacy Office", "12 Main Street, Albany", "+1 518 555 0100"),
)
LAWS = frozenset({Pack.HIPAA, Pack.PART2})


def word(method: Method = Method.PAPER, **more: object) -> Word:
    """An answer that staff wrote down, and somebody else vouched for."""
    usual = Word(
        method, Proof.DOCUMENT, date(2027, 7, 5), frozenset({0, 1}), "staff-1", YES_AT, answers=True,
        helper=Helper.INTERPRETER, second="staff-2", second_at=YES_AT,
    )  # fmt: skip
    return replace(usual, **more)  # type: ignore[arg-type]  # any field of it


def said_by(giver: Representative | None, of: Word) -> Said:
    named = of if giver is None else replace(of, giver=giver.id, authority=giver.authority)
    return Said(named, giver, "Ana Ruiz", "Sam Okafor" if of.second else None)


def around(record: ConsentRecord) -> ConsentRecord:
    """The record, with the notices, the places, the second look, the reply, and what the laws want said."""
    request = record.case.request
    told = to_say(LAWS, [item.category for item in request.items], request.kind, request.legal_basis)
    standing = replace(record.case.standing, said=told)
    people = replace(record.people, agreed_to_additions="Sam Okafor", reply=RequesterReply.NOT_ENOUGH)
    agency = replace(record.agency, jurisdiction="US-NY")
    return replace(
        record, case=Case(request, standing), people=people, packs=LAWS, published=NOTICES, agency=agency,
    )  # fmt: skip


def signed_in_the_chat(state: State = State.PARTLY_GRANTED, language: str = "en") -> ConsentRecord:
    """The client typed their name, for visits and for care for alcohol or drug use."""
    asked = (Category.ATTEND, Category.WORKSCH, Category.SUD, Category.NOTES, Category.HIV)
    places = Places("US-NY", "US-NJ")
    return around(kept(state, (0, 2), language=language, places=places, received=asked, asked_for_all=True))


def signed_by_a_parent(state: State = State.PARTLY_GRANTED, language: str = "en") -> ConsentRecord:
    """A parent signed on paper, with an interpreter, and two people of the agency stand for it."""
    record = signed_in_the_chat(state, language)
    return replace(record, people=replace(record.people, said=(said_by(PARENT, word()),)))
