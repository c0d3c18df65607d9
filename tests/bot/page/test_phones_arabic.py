"""A client whose phone speaks Arabic: right to left, and the language set before the first word."""

import pytest
from playwright.async_api import expect

from tests.bot.page.robot import ARABIC
from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_arabic_client_says_no_with_two_taps(stage: Stage) -> None:
    client = await stage.open_client_phone(language="ar")
    await client.key(ARABIC.open).click()
    await client.key(ARABIC.nothing).click()
    await expect(client.last).to_contain_text(ARABIC.saved)


async def test_arabic_words_run_from_the_right_and_the_bubble_stands_right(stage: Stage) -> None:
    client = await stage.open_client_phone(language="ar")
    direction = "node => getComputedStyle(node).direction"
    assert await client.last.locator(".bubble").evaluate(direction) == "rtl"
    bubble = await client.last.locator(".bubble").bounding_box()
    log = await client.place.get_by_role("log").bounding_box()
    assert bubble
    assert log
    room_left = bubble["x"] - log["x"]
    room_right = log["x"] + log["width"] - bubble["x"] - bubble["width"]
    assert room_right < room_left


async def test_an_english_line_in_the_same_chat_still_runs_from_the_left(stage: Stage) -> None:
    client = await stage.open_client_phone(language="ar")
    await stage.robot.say(stage.client["id"], "AF-7K2Q is your number.")
    line = client.says("AF-7K2Q is your number.").locator(".bubble")
    assert await line.evaluate("node => getComputedStyle(node).direction") == "ltr"


async def test_arabic_buttons_keep_the_order_the_bot_gave(stage: Stage) -> None:
    client = await stage.open_client_phone(language="ar")
    await client.key(ARABIC.open).click()
    await expect(client.place.locator(".keyboard .key")).to_have_text(list(ARABIC.keys))


async def test_the_language_can_be_set_before_the_first_message(stage: Stage) -> None:
    page = await stage.open_page()
    await page.get_by_role("button", name="New client").click()
    client = stage.hand("client")
    await expect(client.place.get_by_role("button", name="Open the link: Start")).to_be_visible()
    await client.place.get_by_label("Language of the client's app").select_option("ar")
    await client.place.get_by_role("button", name="Open the link: Start").click()
    await expect(client.last).to_contain_text(ARABIC.knock)
    assert stage.robot.seen[-1]["message"]["text"] == "/start invitation-1"
