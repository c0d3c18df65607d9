"""What comes from the press: readable by screen readers, dark on light, large where a law wants it, in any script."""

import io
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from pypdf import PdfReader

from bot.papers.people import Form, sheet
from bot.papers.press import CannotPrint, Shelf, lines, pdf, script_of
from bot.words.catalogues import FOLDER, load
from consent.packs.rule import Pack
from consent.receipts import ConsentRecord
from consent.request import LegalBasis, Party, Places
from consent.states import State
from tests.bot.papers.cast import signed_by_a_parent, signed_in_the_chat
from tests.bot.papers.drawer import kept
from tests.bot.papers.pdf_text import letters, pieces, spoken

KNOWN = load()
LANGUAGES = sorted(KNOWN)
FONTS = Path(__file__).parents[3] / "bot" / "papers" / "fonts"
BUNDLED = Shelf(FONTS, system=False)
CALIFORNIA = frozenset({Pack.HIPAA, Pack.CA})
ENOUGH = 4.5  #: The contrast that WCAG 2.1 AA asks of small text.
LINE = 0.02  #: Points that rounding may take from a size.


def printed(form: Form, found: ConsentRecord, language: str = "en") -> bytes:
    return pdf(sheet(form, found, KNOWN, key="0123456789abcdef", language=language), BUNDLED)


def of(form: Form, language: str) -> ConsentRecord:
    return signed_by_a_parent(State.REVOKED if form is Form.REVOCATION else State.PARTLY_GRANTED, language)


def smallest(data: bytes) -> float:
    return min(each.size for each in pieces(data) if each.text.strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_californias_law_no_letter_of_the_signed_paper_is_below_14_points(language: str) -> None:
    """ST-CA-5611."""
    usual = signed_in_the_chat()
    californian = replace(usual, packs=CALIFORNIA)

    assert smallest(printed(Form.AUTHORIZATION, californian, language)) >= 14 - LINE
    assert smallest(printed(Form.AUTHORIZATION, usual, language)) < 14


def test_a_client_who_lives_in_california_gets_the_large_type_too() -> None:
    """ST-CA-5611, SCOPE-4."""
    moved = kept(places=Places("US-NY", "US-CA"))
    unsigned = kept(places=Places("US-NY", "US-CA"), legal_basis=LegalBasis.POLICY_CONSENT)

    assert smallest(printed(Form.AUTHORIZATION, moved)) >= 14 - LINE
    assert not unsigned.large_type


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_nothing_that_is_drawn_lies_outside_the_tags(form: Form, language: str) -> None:
    """PDF/UA-1: all text is a part of the document or marked as decoration."""
    drawn = pieces(printed(form, of(form, language), language))

    assert [each.text for each in drawn if not each.tagged] == []
    assert {each.text.strip() for each in drawn if each.artifact} >= {"AF-7K2Q"}
    assert "\ufffd" not in "".join(each.text for each in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_the_structure_is_that_of_a_document_with_headings_and_lists(form: Form, language: str) -> None:
    reader = PdfReader(io.BytesIO(printed(form, of(form, language), language)))
    catalogue: Any = reader.trailer["/Root"]
    tags = list(_tags(catalogue["/StructTreeRoot"]))

    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == language
    assert tags[0] == "/Document"
    assert "/Table" in tags if form is Form.ACCOUNTING else {"/H1", "/L", "/LI"} <= set(tags)
    if form is Form.ACCOUNTING:
        assert {"/TR", "/TH", "/TD"} <= set(tags)


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, dict):
        yield from [str(node["/S"])] if "/S" in node else []
        yield from _tags(node.get("/K", []))


@pytest.mark.parametrize("form", Form)
def test_every_letter_stands_out_from_the_paper(form: Form) -> None:
    """WCAG 2.1 AA: against white, and against the shade of a frame."""
    inks = {each.ink for each in pieces(printed(form, of(form, "en"))) if each.text.strip()}

    assert inks
    for ground in ((1.0, 1.0, 1.0), (0xF0 / 255, 0xF4 / 255, 0xF8 / 255)):
        assert [ink for ink in inks if contrast(ink, ground) < ENOUGH] == []


def contrast(ink: tuple[float, ...], ground: tuple[float, ...]) -> float:
    """The ratio of WCAG 2.1 between two colours of sRGB."""
    dark, light = sorted((_light(ink), _light(ground)))
    return (light + 0.05) / (dark + 0.05)


def _light(colour: tuple[float, ...]) -> float:
    plain = colour if len(colour) == 3 else colour * 3
    parts = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in plain)
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def test_the_contrast_is_reckoned_as_the_rule_says() -> None:
    assert contrast((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) == pytest.approx(21)
    assert contrast((0.6, 0.6, 0.6), (1.0, 1.0, 1.0)) < ENOUGH


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_that_come_with_it_have_every_letter_of_every_sentence(language: str) -> None:
    """LEP-9."""
    source = FOLDER / "askfirst.pot" if language == "en" else FOLDER / language / "LC_MESSAGES" / "askfirst.po"
    with source.open("rb") as file:
        said = [message.id if language == "en" else message.string for message in read_po(file) if message.id]
    text = "".join(each if isinstance(each, str) else "".join(each or ()) for each in said)
    signs = sorted({sign for sign in text if sign.isprintable() and not _emoji(sign) and not sign.isspace()})
    paper = replace(sheet(Form.RECEIPT, kept(), KNOWN, key="k", language=language), blocks=(lines(*signs),))

    assert len(signs) > 60
    assert pdf(paper, BUNDLED).startswith(b"%PDF")


def _emoji(sign: str) -> bool:
    """Pictures stand in chats, never on papers."""
    return unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn")


def test_where_the_fonts_of_a_script_are_taken_away_the_error_names_the_script(tmp_path: Path) -> None:
    """LEP-9."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        shutil.copy(FONTS / name, tmp_path)
    latin = Shelf(tmp_path, system=False)
    english, arabic = (sheet(Form.RECEIPT, kept(), KNOWN, key="k", language=each) for each in ("en", "ar"))

    assert pdf(english, latin).startswith(b"%PDF")
    with pytest.raises(CannotPrint) as failed:
        pdf(arabic, latin)
    assert failed.value.scripts == ("Arabic",)
    assert "(Arabic)" in str(failed.value)
    assert "Install fonts" in str(failed.value)


def test_without_any_font_every_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotPrint) as failed:
        pdf(sheet(Form.RECEIPT, kept(language="ar"), KNOWN, key="k"), Shelf(tmp_path, system=False))

    assert set(failed.value.scripts) == {"Arabic", "Latin"}


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("বাংলা স্কুল", ("Bengali",)),
        ("東京", ("CJK",)),
        ("\U000e1234", ("signs",)),
        ("Школа বাংলা", ("Bengali",)),
    ],
)
def test_a_name_in_another_script_is_never_quoted_by_the_error(name: str, scripts: tuple[str, ...]) -> None:
    with pytest.raises(CannotPrint) as failed:
        printed(Form.RECEIPT, kept(recipient=Party("x", name)))

    assert failed.value.scripts == scripts
    assert not set(name) & set(str(failed.value)) - set("Š ")
    assert failed.value.__cause__ is None


@pytest.mark.parametrize(("sign", "script"), [("a", "Latin"), ("ب", "Arabic"), ("я", "Cyrillic"), ("1", "signs")])
def test_a_letter_is_told_by_its_script(sign: str, script: str) -> None:
    assert script_of(sign) == script


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", Form)
def test_days_kinds_and_purposes_stand_in_words_and_never_as_codes(form: Form, language: str) -> None:
    """PL-10: but for what is quoted as it was seen, and the version of a notice."""
    paper = sheet(form, of(form, language), KNOWN, key="k", language=language)
    said = [(block.kind, text) for block in paper.blocks for text in (*block.texts, *sum(block.rows, ()))]
    plain = [text for kind, text in said if kind not in ("quote", "small") and "https://" not in text]

    assert len(plain) > 5
    assert [text for text in plain if CODE.search(text)] == []


#: ISO dates, and the codes of states, kinds and purposes as programs write them.
CODE = re.compile(r"\d{4}-\d\d-\d\d|\b(worksch|partly_granted|authorization_required|not_enough|in_person|None)\b")


LONG = "The Very Long Name of a School District " * 12
MIXED = ["O'Brien & Söhne <b> #let $x$", "مدرسة Oak رقم 7", "(555) 010-0199 [a]", "a\u202eb\u2069c"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [LONG, *MIXED])
def test_a_long_or_a_mixed_name_stays_whole_and_inside_the_page(name: str, language: str) -> None:
    found = replace(kept(recipient=Party("x", name), requester=Party("x", name)), disclosures=())
    for form in (Form.RECEIPT, Form.AUTHORIZATION):
        data = printed(form, found, language)
        drawn = [each for each in pieces(data) if each.text.strip()]

        text = spoken(drawn, KNOWN[language].language.direction)
        assert [word for word in name.split() if letters(word) not in text] == []
        assert all(0 < each.x < 612 for each in drawn)
