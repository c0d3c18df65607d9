"""What people type as a name: shown as a name, and taken for a signature only if it can be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.names import LONGEST_NAME, fits_initials, plain_name, reads_as_signature


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Green   Valley ", "Green Valley"),
        ("A\nB\tC", "A B C"),
        ("\u202eevil\u2069", "evil"),
        ("مركز الأمل", "مركز الأمل"),
        ("👩🏽\u200d⚕️ Clinic", "👩🏽\u200d⚕️ Clinic"),
        ("<b>Ana</b> & Co", "<b>Ana</b> & Co"),
        ("\u200b\u2060", ""),
        ("...", ""),
        ("   ", ""),
        ("\x00\x07", ""),
    ],
)
def test_a_name_is_one_line_without_hidden_signs(typed: str, kept: str) -> None:
    assert plain_name(typed) == kept


@given(st.text(max_size=300))
def test_every_name_fits_on_a_line_and_stays_the_same_when_cleaned_again(typed: str) -> None:
    name = plain_name(typed)

    assert len(name) <= LONGEST_NAME
    assert "\n" not in name
    assert plain_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Maria Rodriguez",
        "María del Carmen Rodríguez-Soto",
        "Siobhán O’Neil",
        "J. R. Smith",
        "محمد رضا",
        "王小明",
        "Nguyễn Văn An",
        "ludwig van beethoven",
    ],
)
def test_names_of_many_kinds_can_sign(name: str) -> None:
    assert reads_as_signature(name)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ok",
        "Maria",
        "yes?",
        "What does this mean?",
        "Maria Rodriguez!",
        "12 34",
        "Maria 2",
        "wait, why",
        "yes: all",
        "👍 👍",
        "- -",
        "a b c d e f g",
        "x" * 61 + " y",
        "@maria rodriguez",
        "نعم",
    ],
)
def test_what_a_sentence_or_a_sign_looks_like_cannot_sign(typed: str) -> None:
    assert not reads_as_signature(typed)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("M.R.", "Maria Rodriguez"),
        ("M.R.", "María del Carmen Rodríguez"),
        ("MR", "Maria Rodriguez"),
        ("M. R. 2", "Maria Rodriguez"),
        ("É.N.", "Elise Noël"),
        ("م.ر.", "محمد رضا"),
    ],
)
def test_a_name_that_fits_the_initials_is_known(alias: str, name: str) -> None:
    assert fits_initials(alias, name)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("M.R.", "Guadalupe Ortiz"),
        ("M.R.", "maybe rather not"),
        ("M.R.", "my reason"),
        ("M.R.", "Maria"),
        ("7F2", "Maria Rodriguez"),
        ("M", "Maria Rodriguez"),
        ("", "Maria Rodriguez"),
        ("River", "River Runner"),
    ],
)
def test_other_words_do_not_fit_the_initials(alias: str, name: str) -> None:
    assert not fits_initials(alias, name)
