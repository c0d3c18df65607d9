"""Every element the laws want stands on the finished paper and in the words before the answer, in every language."""

# What is looked for comes from the catalogue of the language and from the calendar, by the requirement that wants it.
# It is looked for in the letters that were drawn on the paper (`pdf_text`), whichever way they run.

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from babel.dates import format_date

from bot.papers.people import Form, make, sheet
from bot.words import client_asking, codes, outcomes, papers, papers_proof, rules, terms
from bot.words.catalogues import load
from bot.words.facts import Facts
from bot.words.lines import Line
from bot.words.outcomes import CANNOT_COME_BACK, CARE_STAYS, CHANGE_MIND, SHARED_AGAIN
from bot.words.voice import Voice
from consent.categories import Category
from consent.purposes import Purpose
from consent.receipts import ConsentRecord
from consent.states import State
from consent.word import Authority, Helper, Method
from tests.bot.papers.cast import PARENT, signed_by_a_parent, signed_in_the_chat
from tests.bot.papers.drawer import TYPED
from tests.bot.papers.pdf_text import letters, pieces, spoken

KNOWN = load()
LANGUAGES = sorted(KNOWN)
KEY = "0123456789abcdef"
Finder = Callable[[Voice], tuple[str, ...]]


def voice_of(language: str) -> Voice:
    return Voice(KNOWN[language], "America/New_York", markup=False)


def day(voice: Voice, value: date) -> str:
    return format_date(value, "long", locale=voice.catalogue.locale)


def says(*sentences: Line) -> Finder:
    return lambda voice: tuple(voice.say(line) for line in sentences)


def names(*plain: str) -> Finder:
    return lambda voice: plain


def what(*categories: Category) -> Finder:
    return lambda voice: tuple(terms.category(voice, each) for each in categories)


def when(*days: date) -> Finder:
    return lambda voice: tuple(day(voice, each) for each in days)


def recipient(voice: Voice) -> tuple[str, ...]:
    return (voice.say(papers.GETS, recipient="Oak School"),)


def purpose(voice: Voice) -> tuple[str, ...]:
    return (codes.purpose(voice, Purpose.SCHOOL),)


def an_end(voice: Voice) -> tuple[str, ...]:
    return (voice.say(papers.ENDS, ends=day(voice, END)),)


def all_of(*finders: Finder) -> Finder:
    return lambda voice: tuple(text for finder in finders for text in finder(voice))


LAST_DAY, SIGNED, END = date(2027, 6, 30), date(2027, 7, 6), date(2027, 12, 31)
SENDER = all_of(names("Riverside Center"), lambda voice: (voice.say(papers.SENDS, agency="Riverside Center"),))
TYPE_YOUR_NAME = Line(
    "client", "To sign, please type your full name in one message. If you do not want to, tap Share nothing."
)

#: Every element and statement of 45 CFR 164.508(c) and 42 CFR 2.31(a), and how it is found on a signed yes.
ELEMENTS: dict[str, Finder] = {
    "HIPAA-C1-i": all_of(what(Category.ATTEND, Category.SUD), when(LAST_DAY)),
    "HIPAA-C1-ii": SENDER,
    "HIPAA-C1-iii": recipient,
    "HIPAA-C1-iv": purpose,
    "HIPAA-C1-v": an_end,
    "HIPAA-C1-vi-a": all_of(names(TYPED), when(SIGNED)),
    "HIPAA-C2-i-a": says(CHANGE_MIND),
    "HIPAA-C2-i-b": says(CHANGE_MIND, CANNOT_COME_BACK),
    "HIPAA-C2-ii-a": says(CARE_STAYS),
    "HIPAA-C2-iii": says(SHARED_AGAIN),
    "HIPAA-COMPL": all_of(says(papers.COMPLAIN), names("Privacy Office", "12 Main Street, Albany", "518 555 0100")),
    "HIPAA-520-1": names("https://riverside.example/privacy", "2027-01-01"),
    "P2-31-a1": names(TYPED),
    "P2-31-a2": SENDER,
    "P2-31-a3": what(Category.SUD),
    "P2-31-a4-i": recipient,
    "P2-31-a4-iii": says(papers.PART2, SHARED_AGAIN),
    "P2-31-a5": purpose,
    "P2-31-a6": says(CHANGE_MIND, CANNOT_COME_BACK),
    "P2-31-a7": an_end,
    "P2-31-a8": names(TYPED),
    "P2-31-a9": when(SIGNED),
    "P2-31-a10": lambda voice: (voice.say(SHARED_AGAIN), outcomes.if_no(voice, FACTS)),
    "P2-12-d": says(papers.PART2),
    "P2-22": names("https://riverside.example/drug-records"),
    "SCOPE-4": lambda voice: tuple(
        voice.say(papers_proof.PLACE, country=voice.catalogue.locale.territories["US"], part=part)
        for part in ("NY", "NJ")
    ),
    "HIPAA-MN-1": what(Category.NOTES, Category.HIV),
    "ST-CA-5611": says(papers_proof.FOR_THIS_ALONE),
    "ESIG-4": lambda voice: (voice.say(papers.TYPED, alias="M.R."),),
}
#: What a yes that somebody else gave on paper has beside them.
FOR_SOMEBODY: dict[str, Finder] = {
    "HIPAA-C1-vi-b": lambda voice: (
        voice.say(
            papers_proof.SAID_FOR, alias="M.R.", name=PARENT.name, right=voice.say(papers_proof.RIGHT[Authority.PARENT])
        ),
        PARENT.proof,
    ),
    "P2-31-a8": names(PARENT.name),
    "REV-4": lambda voice: (voice.say(papers_proof.CAME[Method.PAPER], day=day(voice, date(2027, 7, 5))),),
    "ESIG-4": lambda voice: (voice.say(papers_proof.CONFIRMED, who="Sam Okafor"),),
    "ESIG-9": says(papers_proof.HELPED[Helper.INTERPRETER]),
}
#: What every paper has, whatever it is about.
ALWAYS: dict[str, Finder] = {
    "HIPAA-COMPL": ELEMENTS["HIPAA-COMPL"],
    "HIPAA-520-1": ELEMENTS["HIPAA-520-1"],
    "HIPAA-C1-ii": SENDER,
}
RECEIPT = {id: ELEMENTS[id] for id in (
    "HIPAA-C1-i", "HIPAA-C1-iii", "HIPAA-C1-iv", "HIPAA-C1-v", "HIPAA-C2-i-a", "HIPAA-C2-i-b", "HIPAA-C2-iii",
    "P2-12-d", "SCOPE-4", "HIPAA-MN-1",
)}  # fmt: skip
ON_PAPER: dict[tuple[Form, State], dict[str, Finder]] = {
    (Form.AUTHORIZATION, State.PARTLY_GRANTED): ELEMENTS,
    (Form.RECEIPT, State.PARTLY_GRANTED): {
        **ALWAYS,
        **RECEIPT,
        "REC-RCPT-1": all_of(what(Category.WORKSCH), says(papers.NO_TO), names("AF-7K2Q", "Ana Ruiz")),
    },
    (Form.RECEIPT, State.DENIED): {
        **ALWAYS,
        "REC-RCPT-2": all_of(says(papers.STANDS[State.DENIED]), when(SIGNED), names("Oak School", "AF-7K2Q")),
    },
    (Form.REVOCATION, State.REVOKED): {
        **ALWAYS,
        "REV-3": all_of(when(SIGNED), names("stop")),
        "REV-5": all_of(says(papers.SENT_BEFORE), what(Category.ATTEND)),
        "REV-9": what(Category.SUD),
    },
    (Form.ACCOUNTING, State.PARTLY_GRANTED): {
        **ALWAYS,
        "HIPAA-528-1": all_of(names("Oak School"), what(Category.ATTEND), purpose),
        "HIPAA-528-3": says(papers.ALL_SHOWN),
    },
}
ROWS = [(form, state, id) for (form, state), found in ON_PAPER.items() for id in found]

#: The facts of the same question as the chat has them before the answer.
FACTS: Facts = Facts(
    {
        "agency": "Riverside Center",
        "requester": "Oak School",
        "recipient": "Oak School",
        "kind": "school",
        "purpose": "school",
        "basis": "authorization_required",
        "items": [{"category": "attend", "first": "2027-01-01", "last": "2027-06-30"},
                  {"category": "sud", "first": "2027-01-01", "last": "2027-06-30"}],
        "surplus": ["notes"],
        "ticks": [0, 1],
        "ends": "2027-12-31",
        "signature": True,
        "statements": ["sud_named", "not_against_you", "copy"],
    }
)  # fmt: skip
#: What the client has read before a yes counts: the question, what happens, the read-back, and the signature.
BEFORE: dict[str, Finder] = {
    "HIPAA-C1-i": all_of(what(Category.ATTEND, Category.SUD), when(LAST_DAY)),
    "HIPAA-C1-ii": names("Riverside Center"),
    "HIPAA-C1-iii": names("Oak School"),
    "HIPAA-C1-iv": purpose,
    "HIPAA-C1-v": when(END),
    "HIPAA-C1-vi-a": says(TYPE_YOUR_NAME),
    "HIPAA-C2-i-a": says(CHANGE_MIND),
    "HIPAA-C2-i-b": says(CHANGE_MIND, CANNOT_COME_BACK),
    "HIPAA-C2-ii-a": says(CARE_STAYS),
    "HIPAA-C2-iii": says(SHARED_AGAIN),
    "P2-31-a3": says(rules.STATEMENT["sud_named"]),
    "P2-31-a4-iii": says(rules.STATEMENT["not_against_you"]),
    "P2-31-a10": lambda voice: (voice.say(outcomes.outcome(FACTS).no, recipient="Oak School"),),
    "ST-CA-5611": says(rules.STATEMENT["copy"]),
    "HIPAA-MN-1": what(Category.NOTES),
}


@cache
def printed(form: Form, state: State, language: str, *, parent: bool = False) -> str:
    """The letters of a finished paper."""
    record: ConsentRecord = (signed_by_a_parent if parent else signed_in_the_chat)(state, language)
    data = make(form, record, KNOWN, sign=lambda _: bytes(64), key=KEY)
    return spoken(pieces(data), KNOWN[language].language.direction)


def missing(found: Finder, language: str, text: str) -> list[str]:
    wanted = found(voice_of(language))
    assert wanted
    assert all(letters(each) for each in wanted)
    return [each for each in wanted if letters(each) not in text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "state", "id"), ROWS)
def test_each_element_stands_on_the_finished_paper(form: Form, state: State, id: str, language: str) -> None:
    assert missing(ON_PAPER[form, state][id], language, printed(form, state, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", FOR_SOMEBODY)
def test_who_signed_for_the_client_stands_on_the_paper_with_their_right(id: str, language: str) -> None:
    text = printed(Form.AUTHORIZATION, State.PARTLY_GRANTED, language, parent=True)

    assert missing(FOR_SOMEBODY[id], language, text) == []
    assert missing(ELEMENTS["ESIG-4"], language, text) != []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", BEFORE)
def test_each_element_is_in_the_words_before_the_answer(id: str, language: str) -> None:
    voice = voice_of(language)
    screens = (client_asking.card, outcomes.what_happens, client_asking.read_back, client_asking.sign)
    seen = letters(" ".join(screen(voice, FACTS) for screen in screens))

    assert missing(BEFORE[id], language, seen) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_element_that_is_not_there_is_missed(language: str) -> None:
    text = printed(Form.RECEIPT, State.DENIED, language)

    assert missing(ELEMENTS["HIPAA-C1-v"], language, text)
    assert missing(names("Pine School"), language, text)
    assert missing(names("School Oak"), language, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [Form.AUTHORIZATION, Form.RECEIPT, Form.REVOCATION])
def test_every_sentence_of_a_paper_is_drawn_whole_and_in_its_order(form: Form, language: str) -> None:
    """LEP-9: names, dates and numbers inside a line that runs the other way stay where they belong."""
    state = State.REVOKED if form is Form.REVOCATION else State.PARTLY_GRANTED
    paper = sheet(form, signed_in_the_chat(state, language), KNOWN, key=KEY)
    text = printed(form, state, language)

    assert [each for block in paper.blocks for each in block.texts if letters(each) not in text] == []
