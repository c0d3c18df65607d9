"""The strip between the phones: requests, outbox, clock and switches."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_request_is_shown_in_plain_words(stage: Stage) -> None:
    page = await stage.open_page()
    card = page.get_by_role("article", name="Request AF-7K2Q")
    await expect(card).to_contain_text("Yes, to a part")
    await expect(card).to_contain_text("Visit dates")
    await expect(card.locator(".verdict")).to_contain_text("Yes, but only a part")
    await expect(card).to_contain_text("Not granted: diagnosis")


async def test_an_answer_nobody_knows_is_shown_as_a_no(stage: Stage) -> None:
    stage.desk.release("AF-7K2Q", "something_new")
    page = await stage.open_page()
    await expect(page.get_by_role("article", name="Request AF-7K2Q").locator(".verdict")).to_contain_text("No (")


async def test_a_changed_request_is_redrawn_and_told_to_a_screen_reader(stage: Stage) -> None:
    page = await stage.open_page()
    await expect(page.get_by_role("article", name="Request AF-7K2Q")).to_be_visible()
    stage.desk.move("AF-7K2Q", "revoked")
    await stage.robot.say(stage.clinician["id"], "AF-7K2Q stopped.")
    await expect(page.get_by_role("article", name="Request AF-7K2Q")).to_contain_text("Stopped by the client")
    await expect(page.locator("#agency .desk > .spoken")).to_have_text("AF-7K2Q: Stopped by the client.")


async def test_the_outbox_shows_the_newest_first(stage: Stage) -> None:
    page = await stage.open_page()
    await expect(page.locator(".outbox-row .row-kind")).to_have_text(["Reminder", "Knock"])
    await expect(page.locator(".outbox-row").first).to_contain_text("Dropped: Answered meanwhile")


async def test_what_is_not_sent_yet_stands_first_and_without_a_time(stage: Stage) -> None:
    stage.desk.outbox.append({"id": 3, "kind": "receipt", "to": "M.R.", "state": "waiting", "reason": None, "at": None})
    page = await stage.open_page()
    await expect(page.locator(".outbox-row").first).to_have_text("–Receiptto M.R.Waiting")


@pytest.mark.parametrize(("name", "step"), [("+1 hour", timedelta(hours=1)), ("+2 days", timedelta(days=2))])
async def test_a_clock_button_moves_the_clock(stage: Stage, name: str, step: timedelta) -> None:
    page = await stage.open_page()
    before = await stage.now()
    await page.get_by_role("button", name=name).click()
    after = before + step
    shown = after.astimezone(ZoneInfo("America/New_York")).strftime("%A %-d %B, %H:%M")
    await expect(page.locator("output.clock")).to_contain_text(shown)
    assert await stage.now() == after


async def test_next_morning_is_nine_oclock_in_the_desks_zone(stage: Stage) -> None:
    page = await stage.open_page()
    await expect(page.locator("output.clock")).to_contain_text("America/New_York")
    await page.get_by_role("button", name="Next morning").click()
    await expect(page.locator("output.clock")).to_contain_text("Tuesday 6 July, 09:00")
    await page.get_by_role("button", name="Next morning").click()
    await expect(page.locator("output.clock")).to_contain_text("Wednesday 7 July, 09:00")


async def test_the_client_blocks_and_unblocks_the_bot(stage: Stage) -> None:
    page = await stage.open_page()
    switch = page.get_by_role("switch", name="Client blocks the bot")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "true")
    assert (await stage.person(stage.client["id"]))["blocked"]
    await page.locator("#client").get_by_role("button", name="Unblock").click()
    await expect(switch).to_have_attribute("aria-checked", "false")


async def test_sending_fails_once_and_the_switch_goes_back(stage: Stage) -> None:
    page = await stage.open_page()
    switch = page.get_by_role("switch", name="Sending fails once")
    await switch.click()
    await expect(switch).to_have_attribute("aria-checked", "true")
    with pytest.raises(AssertionError, match="sendMessage"):
        await stage.robot.say(stage.client["id"], "lost")
    await stage.robot.say(stage.client["id"], "sent")
    await expect(switch).to_have_attribute("aria-checked", "false")


async def test_a_new_client_gets_a_phone_and_the_spoken_code(stage: Stage) -> None:
    page = await stage.open_page()
    await page.get_by_role("button", name="New client").click()
    client = stage.hand("client")
    await expect(client.place).to_contain_text("4821")
    await expect(client.place.get_by_label("Whose phone")).to_contain_text("N.1")
    await client.place.get_by_role("button", name="Open the link: Start").click()
    await expect(client.key("Open")).to_be_visible()


async def test_the_phone_can_be_handed_back_to_the_first_client(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await stage.page.get_by_role("button", name="New client").click()
    await expect(client.bubbles).to_have_count(0)
    await client.place.get_by_label("Whose phone").select_option("M.R.")
    await expect(client.key("Open")).to_be_visible()


async def test_starting_over_asks_first(stage: Stage) -> None:
    page = await stage.open_page()
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Go on as it is").click()
    assert stage.desk.resets == 0
    await page.get_by_role("button", name="Start over").click()
    async with page.expect_event("load"):
        await page.get_by_role("button", name="Start over now").click()
    assert stage.desk.resets == 1


async def test_the_transcript_can_be_downloaded(stage: Stage) -> None:
    client = await stage.open_client_phone()
    async with client.page.expect_download() as download:
        await client.page.get_by_role("link", name="Transcript").click()
    path = await (await download.value).path()
    assert "I have a question for you" in path.read_text()


async def test_the_hint_says_who_is_who_until_it_is_closed(stage: Stage) -> None:
    page = await stage.open_page()
    hint = page.get_by_role("region", name="What to do first")
    await expect(hint).to_contain_text("Client: M.R. · Clinician: Ana Ruiz")
    await expect(hint.get_by_role("listitem")).to_have_count(3)
    await hint.get_by_role("button", name="Got it").click()
    await page.reload()
    await expect(page.locator("#client .side-head")).to_be_visible()
    await expect(hint).to_be_hidden()


@pytest.mark.parametrize("with_desk", [False])
async def test_the_phones_work_without_a_desk(stage: Stage, with_desk: bool) -> None:
    assert not with_desk
    client = await stage.open_client_phone()
    await expect(client.key("Open")).to_be_visible()
    await expect(stage.page.locator("#agency")).to_contain_text("without a desk")
    await expect(stage.page.get_by_role("button", name="Start over")).to_be_hidden()
