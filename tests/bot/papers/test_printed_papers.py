"""The printed papers: every language, every element the law wants, and names shown letter by letter."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from bot.papers.people import CannotPrint, Form, NoSuchPaper, make, sheet
from bot.papers.press import Sheet, pdf
from bot.words.catalogues import load
from consent.counting import Ground, counted
from consent.exception_list import Way
from consent.purposes import Purpose
from consent.receipts import ConsentRecord
from consent.request import LegalBasis, Party
from consent.states import State
from tests.bot.papers.drawer import GONE, ITEMS, NOW, SHOWN, TYPED, happening, kept

KNOWN = load()
KEY = "0123456789abcdef"
LANGUAGES = sorted(KNOWN)
MARKUP = "#panic() $x$ *b* _i_ <a> @b `c` [d] {e} \\ // /* = 1. - + ~"


def words(paper: Sheet) -> str:
    """Every text on a sheet."""
    pieces = [text for block in paper.blocks for text in (*block.texts, *sum(block.rows, ()))]
    return "\n".join([paper.title, paper.law or "", *pieces])


def read(form: Form, record: ConsentRecord, language: str | None = None) -> tuple[PdfReader, str]:
    """Print a paper and read it back as a reader of PDF does; the text in one line."""
    printed = make(form, record, KNOWN, sign=lambda _: bytes(64), key=KEY, language=language)
    reader = PdfReader(io.BytesIO(printed))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def record_for(form: Form, **more: Any) -> ConsentRecord:
    return kept(State.REVOKED if form is Form.REVOCATION else State.PARTLY_GRANTED, **more)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_every_paper_prints_in_every_language_as_a_tagged_pdf_for_screen_readers(form: Form, language: str) -> None:
    reader, _ = read(form, record_for(form, language=language))
    catalogue: Any = reader.trailer["/Root"]

    assert catalogue["/Lang"].startswith(language)
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert b"pdfuaid" in catalogue["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == sheet(form, record_for(form, language=language), KNOWN, key=KEY).title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_every_paper_prints_with_the_fonts_that_come_with_the_program(form: Form, language: str) -> None:
    reader, _ = read(form, record_for(form, language=language))
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts_of(page)}

    assert fonts
    assert {name.split("+")[-1].split("-")[0] for name in fonts} <= {"NotoSans", "NotoNaskhArabic"}


def _fonts_of(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_a_paper_in_arabic_runs_from_right_to_left() -> None:
    reader, _ = read(Form.RECEIPT, kept(language="ar"))

    first = sheet(Form.RECEIPT, kept(language="ar"), KNOWN, key=KEY)
    assert first.direction == "rtl"
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_the_same_facts_give_the_same_bytes() -> None:
    paper = sheet(Form.RECEIPT, kept(), KNOWN, key=KEY)

    assert pdf(paper) == pdf(paper)


#: Every element and statement of 45 CFR 164.508(c), and where the paper says it.
ELEMENTS = {
    "HIPAA-C1-i": "The dates of your visits and of missed visits: January 1 to June 30, 2027",
    "HIPAA-C1-ii": "Who sends: Riverside Center.",
    "HIPAA-C1-iii": "Who gets it: Oak School.",
    "HIPAA-C1-iv": "What for: to plan help for you at school.",
    "HIPAA-C1-v": "Your yes ends on December 31, 2027.",
    "HIPAA-C1-vi-a": f"Signed by: {TYPED}.",
    "HIPAA-C1-vi-a date": "Signed on July 6, 2027, 9:00 AM.",
    "HIPAA-C2-i-a": "You can change your mind on any day.",
    "HIPAA-C2-i-b": "Tap Stop sharing, or write to us.",
    "HIPAA-C2-i-b exception": "What we sent before that cannot come back.",
    "HIPAA-C2-ii-a": "Your care with us stays the same, yes or no.",
    "HIPAA-C2-iii": "Once sent, they may share it again. The law may not protect it then.",
    "ESIG-3": "SHA-256:",
    "ESIG-4": "A code that was said in person was typed there on",
    "HIPAA-COMPL": "hhs.gov/ocr",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_signed_authorization_holds_every_element_of_the_law(element: str) -> None:
    _, text = read(Form.AUTHORIZATION, kept())

    assert ELEMENTS[element] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_authorization_says_as_much_in_every_language(language: str) -> None:
    english = sheet(Form.AUTHORIZATION, kept(), KNOWN, key=KEY)
    other = sheet(Form.AUTHORIZATION, kept(), KNOWN, key=KEY, language=language)

    assert [(b.kind, len(b.texts), len(b.rows)) for b in other.blocks] == [
        (b.kind, len(b.texts), len(b.rows)) for b in english.blocks
    ]


def test_a_yes_about_alcohol_or_drug_care_carries_the_line_on_courts() -> None:
    """P2-12-d."""
    assert "against you in court" in words(sheet(Form.AUTHORIZATION, kept(granted=(2,)), KNOWN, key=KEY))
    assert "against you in court" not in words(sheet(Form.AUTHORIZATION, kept(granted=(0,)), KNOWN, key=KEY))


def test_what_was_not_agreed_to_stands_only_under_no() -> None:
    text = words(sheet(Form.RECEIPT, kept(), KNOWN, key=KEY))

    assert text.index("You said no to:") < text.index("alcohol or drug use")
    assert "alcohol or drug" not in words(sheet(Form.AUTHORIZATION, kept(), KNOWN, key=KEY))


@pytest.mark.parametrize("form", [Form.RECEIPT, Form.AUTHORIZATION])
@pytest.mark.parametrize("state", [State.REVOKED, State.EXPIRED, State.USED_UP, State.WITHDRAWN, State.INVALIDATED])
def test_a_yes_that_has_ended_says_so_in_a_frame_at_the_top(form: Form, state: State) -> None:
    assert sheet(form, kept(state), KNOWN, key=KEY).blocks[0].kind == "frame"


@pytest.mark.parametrize("state", [State.DENIED, State.REVOKED, State.LAPSED, State.EXPIRED])
def test_where_a_no_may_not_be_the_end_of_it_the_paper_says_so(state: State) -> None:
    def frame(basis: LegalBasis) -> str:
        return " ".join(sheet(Form.RECEIPT, kept(state, legal_basis=basis), KNOWN, key=KEY).blocks[0].texts)

    assert "A judge or a law may still make us send it." in frame(LegalBasis.REQUIRED_BY_LAW)
    assert "The law lets us send it without a yes." in frame(LegalBasis.PERMITTED_NO_CONSENT)
    assert "law" not in frame(LegalBasis.AUTHORIZATION_REQUIRED)


def test_a_name_typed_twice_signs_the_words_of_the_first_prompt() -> None:
    again = replace(SHOWN[2], ref="again-1", kind="sign_again", text="Please type it again.", at=SHOWN[2].at)
    record = kept()
    yes = replace(record.history[2], detail={**record.history[2].detail, "screen": "again-1"})
    twice = replace(record, shown=(*SHOWN, again), history=(*record.history[:2], yes))

    assert "share this with Oak School" in words(sheet(Form.AUTHORIZATION, twice, KNOWN, key=KEY))
    assert "type it again" not in words(sheet(Form.AUTHORIZATION, twice, KNOWN, key=KEY))


def test_a_yes_that_stands_has_no_frame_at_the_top() -> None:
    assert sheet(Form.RECEIPT, kept(), KNOWN, key=KEY).blocks[0].kind != "frame"


def test_a_no_gets_a_receipt_too() -> None:
    text = words(sheet(Form.RECEIPT, kept(State.DENIED), KNOWN, key=KEY))

    assert "You said no. We share nothing." in text
    assert "You said yes to:" not in text


@pytest.mark.parametrize("state", [State.ASKED, State.DENIED, State.LAPSED])
def test_without_a_signature_there_is_no_authorization(state: State) -> None:
    with pytest.raises(NoSuchPaper):
        sheet(Form.AUTHORIZATION, kept(state, signed=False), KNOWN, key=KEY)


@pytest.mark.parametrize("state", sorted(set(State) - {State.REVOKED}))
def test_without_a_stop_there_is_no_revocation(state: State) -> None:
    with pytest.raises(NoSuchPaper):
        sheet(Form.REVOCATION, kept(state), KNOWN, key=KEY)


def test_a_stop_of_one_item_is_told_with_what_is_left() -> None:
    before = kept()
    less = happening(4, NOW - timedelta(minutes=30), "revoked_some", State.PARTLY_GRANTED, granted=[1], by="tap")
    after = replace(before, covered=frozenset({1}), history=(*before.history, less))

    for form in (Form.RECEIPT, Form.AUTHORIZATION, Form.REVOCATION):
        text = words(sheet(form, after, KNOWN, key=KEY))
        assert "You stopped a part of it on July 6, 2027, 11:30 AM." in text
        gone, _, still = text.partition("We no longer share:")[2].partition("We still share:")
        assert "visits" in gone
        assert "Your work or school" in still.splitlines()[1]


def test_the_revocation_tells_when_it_was_said_how_and_what_had_left_before() -> None:
    text = words(sheet(Form.REVOCATION, kept(State.REVOKED), KNOWN, key=KEY))

    assert "You stopped it on July 6, 2027, 11:30 AM." in text
    assert "\nstop\n" in text
    assert "It went to Oak School." in text


@pytest.mark.parametrize("form", Form)
def test_markup_in_names_is_shown_as_text(form: Form) -> None:
    named = record_for(form, requester=Party("x", MARKUP), recipient=Party("x", MARKUP))
    named = replace(
        named,
        agency=replace(named.agency, name=MARKUP),
        clinician=MARKUP,
        signature=named.signature and MARKUP,
        disclosures=(replace(GONE, recipient=MARKUP),),
    )

    _, text = read(form, named)

    assert "".join(MARKUP.split()) in "".join(text.split())


@pytest.mark.parametrize("form", [Form.RECEIPT, Form.AUTHORIZATION])
def test_a_name_in_a_script_that_no_font_here_has_is_one_clear_error_without_the_name(form: Form) -> None:
    unheard_of = "\U000e1234\U000e1235"
    with pytest.raises(CannotPrint) as failed:
        read(form, kept(recipient=Party("x", unheard_of)))

    assert "Install fonts" in str(failed.value)
    assert unheard_of not in repr(failed.value)
    assert failed.value.__cause__ is None


def test_a_long_list_goes_on_over_several_pages() -> None:
    many = replace(kept(), disclosures=(GONE,) * 120)
    reader, text = read(Form.ACCOUNTING, many)

    assert len(reader.pages) > 3
    assert text.count("Oak School") == 120


#: Basis and purpose, and whether HIPAA and Part 2 have it counted, for an item that Part 2 guards.
COUNTED = [
    (LegalBasis.AUTHORIZATION_REQUIRED, Purpose.SCHOOL, False, True),
    (LegalBasis.POLICY_CONSENT, Purpose.PAYMENT, False, False),
    (LegalBasis.POLICY_CONSENT, Purpose.TREATMENT, False, False),
    (LegalBasis.POLICY_CONSENT, Purpose.FAMILY_SUPPORT, False, True),
    (LegalBasis.POLICY_CONSENT, Purpose.BENEFITS, True, True),
    (Way.CHILD, Purpose.SCHOOL, True, False),
    (Way.EMERGENCY, Purpose.SCHOOL, False, False),
    (LegalBasis.REQUIRED_BY_LAW, Purpose.COURT_CASE, True, True),
    (LegalBasis.PERMITTED_NO_CONSENT, Purpose.WORK_INJURY, True, True),
    (LegalBasis.PERMITTED_NO_CONSENT, Purpose.PAYMENT, False, False),
    (LegalBasis.CLIENT_ACCESS, Purpose.CLIENT_REQUEST, False, True),
]


@pytest.mark.parametrize(("basis", "purpose", "hipaa", "part2"), COUNTED)
def test_each_law_counts_what_it_names_and_the_paper_shows_all(
    basis: Ground, purpose: Purpose, hipaa: bool, part2: bool
) -> None:
    flags = counted(basis, purpose, (item.category for item in ITEMS[2:]))
    gone = replace(
        GONE,
        basis=basis,
        purpose=purpose,
        items=ITEMS[2:],
        countable_hipaa=flags.hipaa,
        countable_part2=flags.part2,
    )
    text = words(sheet(Form.ACCOUNTING, replace(kept(), disclosures=(gone,)), KNOWN, key=KEY))

    assert (gone.countable_hipaa, gone.countable_part2) == (hipaa, part2)
    assert "Oak School" in text
    table = text[text.index("Counted by") :].partition("We show you")[0]
    assert ("HIPAA" in table, "42 CFR Part 2" in table) == (hipaa, part2)


@pytest.mark.parametrize("form", [Form.RECEIPT, Form.ACCOUNTING])
def test_what_went_to_the_wrong_place_says_so_on_paper(form: Form) -> None:
    """HIPAA-BREACH."""
    wrong = replace(GONE, recipient="Pine Clinic", mistake=True)
    text = words(sheet(form, replace(kept(), disclosures=(wrong,)), KNOWN, key=KEY))

    assert "Pine Clinic (by mistake)" in text
