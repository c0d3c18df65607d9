"""The page hears of changes as they happen, and asks again when it cannot."""

import pytest
from playwright.async_api import expect

from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_the_bot_says_appears_without_a_touch(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.robot.say(stage.client["id"], "By itself.")
    await expect(client.says("By itself.")).to_be_visible(timeout=1500)


async def test_without_the_event_stream_the_page_asks_again_by_itself(stage: Stage) -> None:
    await stage.page.route("**/sandbox/events", lambda route: route.abort())
    client = await stage.open_client_phone()
    await expect(stage.page.get_by_text("Asking again every two seconds")).to_be_visible()
    await stage.robot.say(stage.client["id"], "Found anyway.")
    await expect(client.says("Found anyway.")).to_be_visible()


async def test_both_phones_follow_their_own_chat(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.robot.say(stage.clinician["id"], "Only for the clinician.")
    await expect(stage.hand("clinician").says("Only for the clinician.")).to_be_visible()
    await expect(client.says("Only for the clinician.")).to_have_count(0)


async def test_an_unchanged_message_is_not_drawn_anew(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.last.evaluate("node => { node.kept = true; }")
    await stage.robot.say(stage.client["id"], "Another.")
    await expect(client.bubbles).to_have_count(2)
    assert await client.bubbles.first.evaluate("node => node.kept === true")
