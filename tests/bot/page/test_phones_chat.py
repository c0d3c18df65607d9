"""What a tester does on the phones: tap, type, edit, forward, attach."""

import pytest
from playwright.async_api import expect

from tests.bot.page.robot import ENGLISH
from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_client_says_no_with_two_taps_from_the_knock(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.key("Open").click()
    await client.key("Share nothing").click()
    await expect(client.last).to_contain_text(ENGLISH.saved)
    await expect(client.place.locator(".toast")).to_have_text(ENGLISH.saved)
    await expect(client.place.locator(".keyboard .key")).to_have_count(0)


async def test_buttons_stand_one_under_the_other_in_the_order_the_bot_gave(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.key("Open").click()
    await expect(client.place.locator(".keyboard .key")).to_have_text(list(ENGLISH.keys))
    boxes = [await key.bounding_box() for key in await client.place.locator(".keyboard .key").all()]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(set(tops))


async def test_a_tapped_button_turns_until_the_bot_answers(stage: Stage) -> None:
    client = await stage.open_client_phone()
    stage.robot.may_answer.clear()
    await client.key("Open").click()
    await expect(client.key("Open")).to_have_attribute("aria-busy", "true")
    stage.robot.may_answer.set()
    await expect(client.key("Share nothing")).to_have_attribute("aria-busy", "false")


async def test_the_keyboard_focus_stays_on_a_card_that_is_edited(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.key("Open").press("Enter")
    await expect(client.key("Share nothing")).to_be_visible()
    await expect(client.key("Share all")).to_be_focused()
    await client.key("Share nothing").press("Enter")
    await expect(client.last).to_contain_text(ENGLISH.saved)
    await expect(client.last).to_be_focused()


async def test_a_new_message_is_in_sight_at_the_bottom(stage: Stage) -> None:
    client = await stage.open_client_phone()
    for turn in range(9):
        await client.type(f"word {turn}")
    await expect(client.says("I read: word 8")).to_be_in_viewport()


async def test_a_person_who_reads_old_messages_is_left_there_until_writing(stage: Stage) -> None:
    client = await stage.open_client_phone()
    for turn in range(12):
        await stage.robot.say(stage.client["id"], f"line {turn}")
    await expect(client.says("line 11")).to_be_in_viewport()
    await client.place.get_by_role("log").evaluate("node => node.scrollTo(0, 0)")
    await stage.robot.say(stage.client["id"], "one more")
    await expect(client.says("one more")).to_be_visible()
    await expect(client.says("one more")).not_to_be_in_viewport()
    await client.type("here I am")
    await expect(client.says("I read: here I am")).to_be_in_viewport()


async def test_a_typed_text_reaches_the_bot_and_its_answer_the_phone(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.type("who will read this?")
    await expect(client.last).to_contain_text("I read: who will read this?")
    await expect(client.place.get_by_role("textbox")).to_have_value("")


async def test_a_no_edited_into_a_yes_arrives_as_an_edit(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.type("no")
    mine = client.place.locator(".message.own")
    await client.message_menu(mine, "Edit")
    await client.type("yes")
    await expect(client.says("A changed message is no answer.")).to_be_visible()
    await expect(mine.locator(".words")).to_have_text("yes")
    await expect(mine.locator(".mark")).to_have_text("edited")


async def test_a_yes_can_be_forwarded_as_if_from_somebody_else(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.type("yes")
    await client.message_menu(client.place.locator(".message.own"), "Forward")
    await expect(client.says("A forwarded message is no answer.")).to_be_visible()
    await expect(client.place.locator(".message.own").last.locator(".origin")).to_have_text("Forwarded")


async def test_typed_words_can_be_sent_as_a_forward(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.place.get_by_role("textbox").fill("yes")
    await client.attach("The typed words, as if forwarded")
    await expect(client.says("A forwarded message is no answer.")).to_be_visible()


@pytest.mark.parametrize("thing", ["Voice message", "Sticker"])
async def test_things_without_words_can_be_sent(stage: Stage, thing: str) -> None:
    client = await stage.open_client_phone()
    await client.attach(thing)
    await expect(client.says("I can only read words.")).to_be_visible()
    await expect(client.place.locator(".message.own .words")).not_to_be_empty()


async def test_a_reaction_is_shown_on_the_message(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.message_menu(client.last, "React with thumbs up")
    await expect(client.last.locator(".mark")).to_contain_text("👍")


async def test_a_reply_names_the_message_it_answers(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.message_menu(client.last, "Reply")
    await client.type("not today")
    await expect(client.place.locator(".message.own .quoted")).to_contain_text("I have a question for you")
    replies = [update["message"].get("reply_to_message") for update in stage.robot.seen if "message" in update]
    assert replies[-1]


async def test_the_menu_lists_the_commands_and_sends_the_chosen_one(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.place.get_by_role("button", name="The bot's commands").click()
    await client.place.get_by_role("button", name="/language").click()
    await expect(client.last).to_contain_text("I read: /language")


async def test_a_loud_answer_opens_an_alert_that_ok_closes(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.robot.say(stage.client["id"], "Press it", [[{"text": "Loud", "callback_data": "loud"}]])
    await client.key("Loud").click()
    await expect(client.place.get_by_role("dialog")).to_contain_text("An alert")
    await client.place.get_by_role("button", name="OK").click()
    await expect(client.place.get_by_role("dialog")).to_have_count(0)


async def test_a_folded_quote_unfolds_and_a_covered_word_shows_itself(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.key("Open").click()
    await client.place.get_by_role("button", name="Show more").click()
    await expect(client.place.get_by_role("button", name="Show less")).to_be_visible()
    hidden = client.last.locator(".spoiler-text")
    await expect(hidden).to_be_hidden()
    await client.place.get_by_role("button", name="Hidden words").press("Enter")
    await expect(hidden).to_be_visible()


async def test_a_link_of_the_bot_opens_nothing_outside(stage: Stage) -> None:
    client = await stage.open_client_phone()
    link = [[{"text": "Read more", "url": "https://example.org/rights"}]]
    await stage.robot.say(stage.client["id"], 'See <a href="https://example.org/law">the law</a>', link)
    await client.key("Read more").click()
    await expect(client.place.locator(".toast")).to_contain_text("A real phone would open: https://example.org/rights")
    await client.place.get_by_role("link", name="the law").click()
    await expect(client.place.locator(".toast")).to_contain_text("https://example.org/law")


async def test_a_silent_message_says_so(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.robot.knock(stage.client, silent=True)
    await expect(client.last.locator(".mark")).to_have_text("silent")


async def test_a_message_the_bot_takes_back_is_gone_from_the_phone(stage: Stage) -> None:
    client = await stage.open_client_phone()
    said = await stage.robot.say(stage.client["id"], "Oh.")
    await expect(client.says("Oh.")).to_be_visible()
    await stage.robot.call("deleteMessage", chat_id=stage.client["id"], message_id=said["message_id"])
    await expect(client.says("Oh.")).to_have_count(0)
    await expect(client.key("Open")).to_be_visible()


async def test_a_protected_message_cannot_be_forwarded(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.robot.call("sendMessage", chat_id=stage.client["id"], text="Only for you.", protect_content=True)
    message = client.says("Only for you.")
    await message.hover()
    await message.get_by_role("button", name="What to do").click()
    await expect(message.get_by_role("button", name="Reply")).to_be_visible()
    await expect(message.get_by_role("button", name="Forward")).to_have_count(0)


async def test_answers_the_bot_offers_over_the_typing_row_are_sent_by_a_tap(stage: Stage) -> None:
    client = await stage.open_client_phone()
    offer = {"keyboard": [[{"text": "Later"}], [{"text": "Help"}]]}
    await stage.robot.call("sendMessage", chat_id=stage.client["id"], text="Choose.", reply_markup=offer)
    await client.place.get_by_role("button", name="Later").click()
    await expect(client.says("I read: Later")).to_be_visible()


async def test_each_day_has_its_own_heading(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.advance(days=2)
    await client.type("hello")
    await expect(client.place.locator(".day").last).to_have_text("Today")
    await expect(client.place.locator(".day")).to_have_count(2)
