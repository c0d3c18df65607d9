"""The locked phone: what somebody nearby could read."""

import pytest
from playwright.async_api import expect

from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_first_push_is_shown_on_a_locked_phone(stage: Stage) -> None:
    await stage.knock()
    await stage.open_page()
    client = stage.hand("client")
    await expect(client.lock_screen).to_contain_text("I have a question for you")
    await expect(client.lock_screen).to_contain_text("Riverside Center")


async def test_a_first_push_that_comes_while_the_page_is_open_locks_the_phone(stage: Stage) -> None:
    await stage.open_page()
    client = stage.hand("client")
    await expect(client.lock_screen).to_be_hidden()
    await stage.knock()
    await expect(client.lock_screen).to_contain_text("I have a question for you")


async def test_a_tap_unlocks_and_the_button_is_there_to_be_tapped(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await expect(client.lock_screen).to_be_hidden()
    await expect(client.key("Open")).to_be_in_viewport()


async def test_nothing_of_the_chat_can_be_reached_while_the_phone_is_locked(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.place.get_by_role("button", name="Lock phone").click()
    await expect(client.key("Open")).to_have_count(1)
    assert await client.key("Open").evaluate("node => node.closest('[inert]') !== null")


async def test_a_message_that_comes_while_the_phone_is_locked_is_previewed(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.place.get_by_role("button", name="Lock phone").click()
    await expect(client.lock_screen).to_contain_text("No notifications")
    await stage.robot.say(stage.client["id"], "You have a new message.", silent=True)
    await expect(client.lock_screen.locator(".push")).to_have_count(1)
    await expect(client.lock_screen).to_contain_text("You have a new message.")
    await expect(client.lock_screen).to_contain_text("silent")


async def test_an_answer_to_the_clients_own_act_does_not_lock_the_phone(stage: Stage) -> None:
    await stage.open_page()
    client = stage.hand("client")
    await client.type("hello")
    await expect(client.says("I read: hello")).to_be_visible()
    await expect(client.lock_screen).to_be_hidden()


async def test_a_reloaded_page_does_not_lock_the_phone_again(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.page.reload()
    await expect(client.key("Open")).to_be_visible()
    await expect(client.lock_screen).to_be_hidden()
