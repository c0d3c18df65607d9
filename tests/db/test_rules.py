"""What the agency switched on: laws, now and at any time before, and added questions; from the record."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from consent.minimum import Kind
from consent.packs.rule import DEFAULT_PACKS, Pack
from consent.understanding import Extra
from db import rules
from db.engine import Database
from db.events import events_of
from db.ids import AGENCY
from db.ledger.rules import switch_extra, switch_packs
from db.tables import Fact
from db.vault import Vault

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BOTH = frozenset({Pack.HIPAA, Pack.PART2})


async def test_before_anything_is_switched_the_usual_laws_are_on(database: Database, vault: Vault) -> None:
    assert await database.read(rules.packs) == DEFAULT_PACKS
    assert await database.read(lambda session: rules.packs_at(session, vault, NOW)) == DEFAULT_PACKS


async def test_the_record_keeps_since_when_a_law_is_on(database: Database, vault: Vault) -> None:
    def switch(session: Session) -> None:
        switch_packs(session, vault, BOTH, now=NOW, actor="admin")
        switch_packs(session, vault, frozenset(), now=NOW + DAY, actor="admin")

    await database.write(switch)

    at = {
        days: await database.read(lambda session, days=days: rules.packs_at(session, vault, NOW + days * DAY))  # type: ignore[misc]  # mypy reads no default of a lambda
        for days in (-1, 0, 1, 2)
    }
    assert at == {-1: DEFAULT_PACKS, 0: BOTH, 1: frozenset(), 2: frozenset()}
    assert await database.read(rules.packs) == frozenset()


async def test_the_events_of_a_chain_come_back_opened_and_in_their_order(database: Database, vault: Vault) -> None:
    def switch(session: Session) -> None:
        for chosen in (BOTH, DEFAULT_PACKS):
            switch_packs(session, vault, chosen, now=NOW, actor="admin")

    await database.write(switch)

    events = await database.read(lambda session: events_of(session, vault, AGENCY))
    assert [(each.seq, each.actor, each.action, each.detail["packs"]) for each in events] == [
        (1, "admin", "packs_switched", "hipaa,part2"),
        (2, "admin", "packs_switched", "hipaa"),
    ]
    assert {each.at for each in events} == {NOW}
    assert await database.read(lambda session: events_of(session, vault, "client:nobody")) == []


async def test_a_law_that_this_version_does_not_know_is_refused_and_not_overlooked(database: Database) -> None:
    await database.write(lambda session: session.add(Fact(key="packs", value="hipaa,lex_futura", at=NOW)))

    with pytest.raises(ValueError):
        await database.read(rules.packs)


async def test_the_record_keeps_since_when_a_question_is_added(database: Database, vault: Vault) -> None:
    """PL-8, LEP-3."""

    def switch(session: Session) -> None:
        for kinds in (frozenset({Kind.SCHOOL, Kind.EMPLOYER}), frozenset[Kind]()):
            switch_extra(session, vault, Extra.TEACH_BACK, kinds, now=NOW, actor="admin")
        switch_extra(session, vault, Extra.WHO_HELPED, frozenset({Kind.SCHOOL}), now=NOW, actor="admin")

    assert await database.read(lambda session: rules.kinds_asked(session, Extra.TEACH_BACK)) == frozenset()
    await database.write(switch)

    assert await database.read(lambda session: rules.kinds_asked(session, Extra.TEACH_BACK)) == frozenset()
    assert await database.read(lambda session: rules.kinds_asked(session, Extra.WHO_HELPED)) == {Kind.SCHOOL}
    events = await database.read(lambda session: events_of(session, vault, AGENCY))
    assert [(each.action, each.detail["kinds"]) for each in events] == [
        ("teach_back_switched", "employer,school"),
        ("teach_back_switched", ""),
        ("who_helped_switched", "school"),
    ]


async def test_a_kind_that_this_version_does_not_know_adds_no_question_and_stops_no_yes(database: Database) -> None:
    await database.write(lambda session: session.add(Fact(key="teach_back", value="school,astrologer", at=NOW)))

    assert await database.read(lambda session: rules.kinds_asked(session, Extra.TEACH_BACK)) == {Kind.SCHOOL}
