"""A place is a state or a country, as everybody writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.facts import request_from_dict, request_to_dict
from consent.places import NoPlace, Places, place_code
from tests.consent.cases import REQUEST, request

WRITTEN = [("US-NY", "US-NY"), (" us-ny ", "US-NY"), ("de", "DE"), ("FR-75C", "FR-75C"), ("GB-ENG", "GB-ENG")]


@pytest.mark.parametrize(("written", "code"), WRITTEN)
def test_a_place_is_stored_as_its_code(written: str, code: str) -> None:
    """SCOPE-4."""
    assert place_code(written) == code


@pytest.mark.parametrize("written", ["", "New York", "U", "US-", "US-NEWYORK", "US-NY\nUS", "12-34", "#US", "ß"])
def test_what_is_no_place_is_refused_without_being_repeated(written: str) -> None:
    with pytest.raises(NoPlace) as refused:
        place_code(written)

    assert str(refused.value) == ""


@given(st.text())
def test_whatever_is_typed_is_a_code_of_plain_letters_or_refused(written: str) -> None:
    try:
        code = place_code(written)
    except NoPlace:
        return
    assert code.isascii()
    assert place_code(code) == code


def test_each_place_is_named_once_the_agencys_first() -> None:
    assert Places("US-NY", "US-NJ").all == ("US-NY", "US-NJ")
    assert Places("US-NY", "US-NY").all == ("US-NY",)
    assert Places().all == ()


def test_a_request_keeps_its_places_and_an_older_one_has_none() -> None:
    """SCOPE-4."""
    placed = request(places=Places("US-NY", "US-NJ"))
    older = {name: value for name, value in request_to_dict(REQUEST).items() if name != "places"}

    assert request_from_dict(request_to_dict(placed)) == placed
    assert request_from_dict(older).places == Places()
