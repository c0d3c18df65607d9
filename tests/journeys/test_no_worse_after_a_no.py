"""Who says no, stops or complains is treated like everybody else: nothing that staff look at counts or ranks it."""

from bot.screens import Press
from tests.journeys.shortcuts import asked, is_in, says_yes
from tests.journeys.town import Person, Town


async def seen_after(person: Person, command: str) -> list[str]:
    await person.say(command)
    return (await person.sees()).splitlines()


async def test_the_list_of_clients_looks_the_same_after_a_yes_and_after_many_noes(town: Town) -> None:
    """HIPAA-530g."""
    willing = await is_in(town, "A.A.")
    unwilling = await is_in(town, "B.B.")
    before = await seen_after(town.ana, "/clients")

    for requester in ("Oak School", "Elm School"):
        await asked(town, "A.A.", kind="provider", requester=requester)
        await says_yes(town, willing)
        await asked(town, "B.B.", kind="provider", requester=requester)
        await unwilling.press(Press.OPEN)
        await unwilling.press(Press.SHARE_NOTHING)
    await unwilling.say("/privacy")

    after = await seen_after(town.ana, "/clients")
    assert after == before
    assert any("A.A." in line for line in after)


async def test_a_no_is_no_reason_to_ask_less_kindly_the_next_time(town: Town) -> None:
    """HIPAA-530g: the same question reads the same, whatever was answered before."""
    calm, firm = await is_in(town, "A.A."), await is_in(town, "B.B.")
    await asked(town, "B.B.", kind="provider", requester="Oak School")
    await firm.press(Press.OPEN)
    await firm.press(Press.SHARE_NOTHING)
    texts = []
    for alias, client in (("A.A.", calm), ("B.B.", firm)):
        await asked(town, alias, kind="provider", requester="Elm School")
        await client.press(Press.OPEN)
        texts.append(await client.sees())

    assert texts[0] == texts[1]
