"""Years later a client is erased: then no sealed row that anybody can open leads to them, and the record holds."""

from datetime import date
from typing import Any

from sqlmodel import select

from bot.actions import deciding
from bot.actions.deciding import Whose
from bot.actions.turn import Turn
from bot.screens import Press
from consent.deciders import Authority
from db.events import events_of
from db.tables import ChainHead, Outbox, Question, RequestRow
from db.tables_deciders import DecidersRow
from db.tables_wishes import Wish
from db.verify import verify
from tests.journeys.shortcuts import asked, is_in
from tests.journeys.town import Person, Town

NAME = "Quintessa Wintergreen"
MOTHER = "Philippa Wintergreen"
WORDS = ("hippopotamus", "umbrella", "marmalade")
ALIAS = "QZX.W."
LEADS = (NAME, MOTHER, *WORDS, ALIAS, "2012-03-14")
SEALED: dict[Any, tuple[str, ...]] = {
    Outbox: ("chat", "facts", "buttons", "text"),
    Question: ("text", "answer"),
    RequestRow: ("facts", "standing", "signature"),
    Wish: ("facts", "reason"),
    DecidersRow: ("facts",),
}
ROW = {Outbox: "ref", DecidersRow: "client_id"}


async def a_life(town: Town) -> Person:
    """A signature, a question, a wish, a parent, and what staff were told of them."""
    client = await is_in(town, ALIAS)

    def parent(turn: Turn) -> None:
        whose = Whose(ALIAS, "Ana Ruiz")
        deciding.set_born(turn.session, turn.vault, turn.now, whose, date(2012, 3, 14))
        proof, mother = "birth certificate", Authority.PARENT
        deciding.add(turn.session, turn.vault, turn.now, whose, name=MOTHER, authority=mother, proof=proof)

    await town.do(parent)
    await asked(town, ALIAS, kind="school", requester="Oak School", days=30)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say("Who reads the hippopotamus chapter?")
    await town.ana.press(Press.ANSWER)
    await town.ana.say("Only the marmalade people.")
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE):
        await client.press(press)
    await client.say(NAME)
    await client.say(NAME)
    assert (await town.page()).signature == NAME
    await client.say("/rights")
    await client.press(Press.RIGHT, "reach")
    await client.say("Leave a note under the umbrella.")
    await client.say("/talk")
    return client


async def erased(town: Town, client: Person) -> None:
    await client.say("/rights")
    await client.press(Press.RIGHT, "erase")
    await client.press(Press.ERASE)
    await town.admin.press(Press.RIGHT_YES)


def opened(turn: Turn) -> str:
    """Everything sealed in these tables and in the record, opened with the agency's own key."""
    found = []
    for table, columns in SEALED.items():
        for row in turn.session.exec(select(table)):
            name, of = table.__tablename__, getattr(row, ROW.get(table, "id"))
            sealed = [(column, getattr(row, column)) for column in columns if getattr(row, column) is not None]
            found += [turn.vault.open(value, table=name, column=column, row=of) for column, value in sealed]
    chains = turn.session.exec(select(ChainHead.chain)).all()
    found += [str(each.detail) for chain in chains for each in events_of(turn.session, turn.vault, chain)]
    return "\n".join(found)


async def leads(town: Town, client: Person) -> list[str]:
    everything = await town.read(opened)
    return [each for each in (*LEADS, str(client.phone.user_id)) if each in everything]


async def test_six_years_later_nothing_that_can_be_opened_leads_to_the_client(town: Town) -> None:
    """TG-13, HIPAA-530j, HIPAA-C1-vi."""
    client = await a_life(town)
    assert set(await leads(town, client)) == {*LEADS, str(client.phone.user_id)}
    await erased(town, client)

    await town.pass_time(days=365)
    assert (await town.page()).signature == NAME, "the law keeps a signature for six years"
    await town.pass_time(days=5 * 365 + 40)
    await town.pass_time(days=2)
    await town.pass_time(days=2)

    assert await leads(town, client) == []
    assert (await town.page()).signature == "—"
    assert (await town.app.db.read(lambda session: list(verify(session)))) == []


async def test_the_last_word_is_said_and_then_overwritten(town: Town) -> None:
    """TG-13: where no law keeps anything."""
    client = await is_in(town, ALIAS)
    await erased(town, client)
    assert "We agree to erase" in await client.sees()

    await town.pass_time(days=1, minutes=5)

    assert await leads(town, client) == []


async def test_what_is_on_another_clients_mind_stays(town: Town) -> None:
    other = await is_in(town, "M.R.")
    await other.say("/talk")
    client = await is_in(town, ALIAS)
    await erased(town, client)
    await town.pass_time(days=1, minutes=5)

    assert "M.R." in await town.read(opened)
