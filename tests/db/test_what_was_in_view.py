"""What somebody acts on who types: the newest message that had been sent when they wrote."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from db import said
from db.engine import Database
from db.shapes import Spoken
from db.vault import Vault
from tests.db.outboxes import BUTTONS, NOW, Box, sent

SECOND = timedelta(seconds=1)
SHOWS: dict[str, Any] = {"buttons": BUTTONS, "topic": "card"}


@pytest.fixture
def box(database: Database, vault: Vault) -> Box:
    return Box(database, vault)


async def in_view(box: Box, at: datetime = NOW) -> tuple[Spoken | None, Spoken | None]:
    return await box.db.read(lambda session: said.in_view(session, box.vault, 7, at=at))


async def test_what_was_sent_in_the_same_second_was_seen(box: Box) -> None:
    ref = await box.put(**SHOWS)
    await box.send(1)

    seen, _ = await in_view(box)

    assert seen is not None
    assert seen.ref == ref


async def test_what_is_on_its_way_was_not_seen(box: Box) -> None:
    first = await box.put(**SHOWS)
    await box.send(1)
    second = await box.put(**SHOWS)
    await box.claim()

    seen, newest = await in_view(box)

    assert (seen and seen.ref, newest and newest.ref) == (first, second)


async def test_what_was_sent_later_was_not_seen_also_once_it_took_the_place_of_the_other(box: Box) -> None:
    first = await box.put(**SHOWS)
    await box.send(1)
    await box.put(**SHOWS)
    (errand,) = await box.claim()
    await box.mark(replace(sent(errand, 2), at=NOW + SECOND))

    seen, _ = await in_view(box)
    seen_later, _ = await in_view(box, NOW + SECOND)

    assert seen is not None
    assert seen.ref == first
    assert seen_later is not None
    assert seen_later.ref == errand.ref


async def test_a_message_without_buttons_is_nothing_to_act_on(box: Box) -> None:
    first = await box.put(**SHOWS)
    await box.send(1)
    await box.put(topic="note")
    await box.send(2)
    await box.put(**SHOWS)
    await box.claim()

    seen, _ = await in_view(box)

    assert seen is not None
    assert seen.ref == first


async def test_before_anything_was_sent_nothing_is_in_view(box: Box) -> None:
    await box.put(**SHOWS)
    await box.send(1)

    assert await in_view(box, NOW - SECOND) == (None, None)
