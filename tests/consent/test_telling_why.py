"""What a client is told about a sharing without a yes, and when they may read of it at all."""

import pytest

from bot.words.without_yes import WHY
from consent.exception_list import EXCEPTIONS, Delay, Tell, Way
from consent.telling_why import Why, is_told_at_once, may_read, why


def test_every_way_has_one_reason_for_the_client_and_every_reason_has_words() -> None:
    """D-3."""
    assert {why(way, mandated=True) for way in Way} == set(Why)
    assert set(WHY) == set(Why)


@pytest.mark.parametrize(("way", "commanded"), [(Way.ADULT, Why.REPORT), (Way.PUBLIC_HEALTH, Why.LAW)])
def test_a_law_is_said_to_have_made_us_only_where_it_did(way: Way, commanded: Why) -> None:
    """D-3, TRUTH-1: 45 CFR 164.512(b), (c) and (l) also let send what no law commands."""
    assert why(way, mandated=True) is commanded
    assert why(way, mandated=False) is Why.ALLOWED
    assert why(Way.WORKERS_COMP, mandated=False) is Why.ALLOWED
    assert why(Way.CHILD, mandated=False) is Why.REPORT


@pytest.mark.parametrize("way", list(Way))
def test_while_a_reason_not_to_tell_stands_nothing_is_read_and_nothing_told(way: Way) -> None:
    """D-2, HIPAA-528-5."""
    for delay in EXCEPTIONS[way].delays:
        assert not may_read(way, delay)
        assert not is_told_at_once(way, delay)
    assert not may_read(way, Delay.RISK_SERIOUS_HARM)


@pytest.mark.parametrize("way", list(Way))
def test_without_one_the_law_of_the_way_decides(way: Way) -> None:
    tell = EXCEPTIONS[way].tell

    assert may_read(way, None) == (tell is not Tell.FORBIDDEN)
    assert is_told_at_once(way, None) == (tell in {Tell.FIRST, Tell.MUST, Tell.SHOULD})
