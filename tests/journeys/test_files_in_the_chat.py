"""A client can have papers and their own data as files in the chat; a file that fails leaves the text and is told."""

import json

from bot.papers.seal import PURPOSE, is_valid
from bot.sandbox.faults import FaultKind
from bot.screens import Press
from tests.journeys.shortcuts import asked, is_in, says_yes
from tests.journeys.town import Person, Town


async def after_a_yes(town: Town) -> tuple[Person, str]:
    client = await is_in(town)
    await asked(town)
    page = await says_yes(town, client)
    return client, page.case.request.code


def files_of(town: Town) -> dict[str, bytes]:
    """Every file the bot has sent, by its name."""
    return {each.upload.name: each.upload.data for each in town.sandbox.world.files.all()}


def fault(town: Town, kind: FaultKind, **more: int) -> None:
    town.sandbox.world.faults.add({"kind": kind, "method": "sendDocument", **more})


async def test_the_paper_can_be_had_as_a_file_that_is_sealed(town: Town) -> None:
    """HIPAA-C4."""
    client, code = await after_a_yes(town)
    await client.press(Press.PAPER)
    await client.press(Press.PDF)

    data = files_of(town)[f"{code}.pdf"]
    message = (await client.messages())[-1]
    public = town.app.vault.signer.public
    assert data.startswith(b"%PDF")
    assert is_valid(data, lambda each, signature: public.is_genuine(PURPOSE, each, signature))
    assert message["kind"] == "document"
    assert code in message["text"]


async def test_a_client_who_wants_no_facts_here_gets_no_file(town: Town) -> None:
    client = await is_in(town, detail="in_person")
    await client.say("/rights")
    await client.press(Press.RIGHT, "data")

    assert files_of(town) == {}
    assert "in person" in await client.sees()


async def test_a_file_that_telegram_refuses_leaves_the_text_and_the_client_is_told(town: Town) -> None:
    client, _ = await after_a_yes(town)
    await client.press(Press.PAPER)
    paper = await client.sees()
    fault(town, FaultKind.ERROR, status=400)
    await client.press(Press.PDF)

    assert "could not send the file" in await client.sees()
    assert paper in await client.all_texts()


async def test_a_paper_that_cannot_be_printed_leaves_the_text_and_the_client_is_told(town: Town) -> None:
    client = await is_in(town)
    await asked(town, requester="Plan \U000f0000")  # No font has this letter.
    await says_yes(town, client)
    await client.press(Press.PAPER)
    await client.press(Press.PDF)

    assert "could not send the file" in await client.sees()
    assert files_of(town) == {}


async def test_a_file_that_may_have_come_is_sent_again_and_says_so(town: Town) -> None:
    client, code = await after_a_yes(town)
    await client.press(Press.PAPER)
    fault(town, FaultKind.DROP_AFTER_ACCEPT)
    await client.press(Press.PDF)
    await town.pass_time(seconds=10)

    sent = [each for each in await client.messages() if each["kind"] == "document"]
    assert len(sent) == 2
    assert "twice" in await client.sees()
    assert code in await client.sees()


async def test_my_data_comes_for_machines_and_to_read(town: Town) -> None:
    """GDPR-15."""
    client, code = await after_a_yes(town)
    await client.say("/rights")
    await client.press(Press.RIGHT, "copy")
    await client.say("/rights")
    await client.press(Press.RIGHT, "data")

    found = files_of(town)
    mine = json.loads(found["my-data.json"])
    assert mine["me"]["initials"] == "M.R."
    assert [each["request"]["code"] for each in mine["requests"]] == [code]
    assert [each["asked_for"] for each in mine["wishes"]] == ["copy"]
    read = found["my-data.txt"].decode()
    assert "Green Valley Health Plan" in read
    assert "<b>" not in read


async def test_my_data_holds_nothing_of_another_client(town: Town) -> None:
    _, code = await after_a_yes(town)
    other = await is_in(town, "T.K.")
    await other.say("/rights")
    await other.press(Press.RIGHT, "data")

    assert code.encode() not in files_of(town)["my-data.json"]
