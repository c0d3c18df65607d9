"""A canary flies through every story: afterwards no name and no word of anybody lies open anywhere."""

import json
import logging
from pathlib import Path

import psycopg
import pytest

from bot.actions import publishing
from bot.screens import Press
from consent.told import Told
from tests.journeys.shortcuts import asked, says_yes
from tests.journeys.town import AGENCY, PAYER, TOKEN, Person, Town

ALIAS = "QZX.W."
NAME = "Quintessa Zebulon Wintergreen"
REQUESTER = "Wolkenkuckucksheim Insurance"
QUESTION = "Who would read the hippopotamus chapter?"
ANSWER = "Only the two marmalade inspectors."
LETTER = "Bring the turquoise umbrella on Thursday."
GIBBERISH = "flibbertigibbet"
DANGER = "I want to die, bumfuzzle"
CAPTION = "a picture of my collywobbles"
COMPLAINTS, PHONE = "Ermintrude Thistlewaite", "555-0177-4242"

CANARIES = (
    ALIAS,
    NAME,
    "Zebulon",
    REQUESTER,
    PAYER,
    AGENCY,
    "Ana Ruiz",
    QUESTION,
    "hippopotamus",
    ANSWER,
    "marmalade",
    LETTER,
    "turquoise",
    GIBBERISH,
    "bumfuzzle",
    COMPLAINTS,
    PHONE,
    "collywobbles",
    "diagnosis",
    "health problem",
    "session dates",
    "The form asks for it",
    TOKEN,
    TOKEN.partition(":")[2],
)


async def whole_story(town: Town) -> list[str]:
    """Everything that people can say, once; gives back what was secret for a time: link and code."""
    await town.do(
        lambda t: publishing.set_contact(
            t.session, t.vault, t.now, Told.COMPLAINTS, name=COMPLAINTS, address="", phone=PHONE
        )
    )
    link = await town.invite_client(ALIAS)
    client = await town.newcomer("Phone of somebody")
    await client.start(link.token)
    await client.press(Press.LANGUAGE, "en")
    await client.say("collywobbles")
    await client.say(str(link.code))
    for press in (Press.PHONE, Press.WINDOW, Press.DETAIL):
        await client.press(press, "skip")
    await client.press(Press.LIMITS_READ)
    await asked(town, ALIAS)
    await client.say(GIBBERISH)
    await client.press(Press.OPEN)
    await client.press(Press.QUESTION)
    await client.say(QUESTION)
    await town.ana.press(Press.ANSWER)
    await town.ana.say(ANSWER)
    await says_yes(town, client)
    await town.ana.press(Press.MARK)
    await town.ana.press(Press.MARK_DONE)
    await client.say("stop sharing")
    await odd_things(town, client)
    await client.phone.block()
    await town.settle()
    await town.pass_time(days=3)
    return [link.token, str(link.code)]


async def odd_things(town: Town, client: Person) -> None:
    """A signature, and all that is no answer."""
    await asked(town, ALIAS, kind="school", requester=REQUESTER)
    for press in (Press.OPEN, Press.SHARE_ALL, Press.SHARE_ALL, Press.SAVE, Press.SIGN_HERE):
        await client.press(press)
    await client.say(NAME)
    await client.say(NAME)
    assert (await town.page()).signature == NAME
    await client.press(Press.PAPER)
    sent = await client.phone.say("no")
    await town.settle()
    await client.phone.edit(sent["message_id"], GIBBERISH)
    await client.phone.forward(GIBBERISH)
    await client.phone.send("photo", CAPTION)
    await town.settle()
    await town.ana.say("/clients")
    await town.ana.press(Press.WRITE)
    await town.ana.say(LETTER)
    await town.ana.say(f"/check {GIBBERISH}")
    await client.say(DANGER)
    await poison(town, client.phone.user_id)


async def poison(town: Town, user_id: int) -> None:
    """Updates that break on the way: their words must not come out with the error."""
    me = {"id": user_id, "is_bot": False, "first_name": NAME}
    chat = {"id": user_id, "type": "private"}
    for broken in ({"date": "yesterday"}, {"date": 10**15}, {"date": 1, "entities": [{"type": 7}]}):
        await town.puts({"message": {"message_id": 1, "from": me, "chat": chat, "text": GIBBERISH, **broken}})
    await town.puts({"callback_query": {"id": "1", "from": me, "chat_instance": "1", "data": GIBBERISH * 9}})


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.lower() in text.lower()]


def everything_in(url: str) -> str:
    """All the bytes of the database, as text: the files of SQLite, or every row of PostgreSQL."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        return "".join(part.read_bytes().decode("latin-1") for part in sorted(file.parent.glob(f"{file.name}*")))
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [connection.execute(f'SELECT t::text FROM "{name}" t').fetchall() for (name,) in tables]  # noqa: S608 - the server's own names
    text = "\n".join(str(row) for table in rows for row in table)
    return text + "".join(bytes.fromhex(part[:10_000]).decode("latin-1") for part in hex_parts(text))


def hex_parts(text: str) -> list[str]:
    """The bytes PostgreSQL writes as \\\\x..., to be read as what they spell."""
    parts = [piece.split('"')[0].split(",")[0].split(")")[0] for piece in text.split("\\\\x")[1:]]
    return [part for part in parts if len(part) % 2 == 0 and set(part) <= set("0123456789abcdef")]


async def test_after_a_whole_story_no_name_and_no_word_lies_open(
    town: Town, store_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG, logger="db")

    secrets = await whole_story(town)

    ours = [record for record in caplog.records if record.name != "aiohttp.access"]  # The emulated Telegram's own log.
    logged = "\n".join(f"{record.name} {record.getMessage()} {record.exc_info} {record.args}" for record in ours)
    assert "an update could not be worked" in logged, "the poison did not bite"
    assert found_in(logged) == []
    stored = everything_in(store_url)
    assert len(stored) > 100_000
    assert found_in(stored) == []
    assert [secret for secret in secrets if secret in logged] == []
    assert secrets[0] not in stored


async def test_what_a_button_carries_and_what_the_clock_keeps_says_nothing(town: Town) -> None:
    await whole_story(town)

    calls = town.sandbox.world.calls.read(None, 0)
    carried = [
        button.get("callback_data", "")
        for call in calls
        for row in (call["parameters"].get("reply_markup") or {}).get("inline_keyboard", [])
        for button in row
    ]
    assert len(carried) > 50
    assert found_in(" ".join(carried)) == []
    assert all(len(data.encode()) <= 64 for data in carried)
    jobs = town.app.reminders._scheduler.get_jobs()
    assert found_in(json.dumps([[str(job.args), str(job.kwargs), job.name] for job in jobs])) == []
    assert jobs


async def test_a_canary_that_lies_open_is_found(store_url: str, tmp_path: Path) -> None:
    if store_url.startswith("postgresql"):
        with psycopg.connect(store_url) as connection:
            connection.execute("CREATE TABLE leak (words text, bytes bytea)")
            connection.execute("INSERT INTO leak VALUES (%s, %s)", (GIBBERISH, REQUESTER.encode()))
        assert found_in(everything_in(store_url)) == [REQUESTER, GIBBERISH]
        return
    open_file = tmp_path / "open.db"
    open_file.write_bytes(b"\x00\x01" + REQUESTER.encode() + b"\xff")

    assert found_in(everything_in(f"sqlite:///{open_file}")) == [REQUESTER]
