"""The phones without a mouse, with a screen reader, with weak eyes, on a small screen."""

import pytest
from playwright.async_api import Page, expect

from tests.bot.page.robot import ENGLISH
from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Every visible text against the first opaque colour behind it, by the WCAG 2 formula.
FAINT_TEXTS = """() => {
    const rgba = (text) => text.match(/[\\d.]+/g).map(Number);
    const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            const stops = style.backgroundImage.match(/rgba?\\([^)]*\\)/g);
            if (stops) return stops.map(rgba);
            const colour = rgba(style.backgroundColor);
            if ((colour[3] ?? 1) === 1) return [colour];
        }
        return [[255, 255, 255]];
    };
    const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faint = [];
    let looked = 0;
    while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        const seen = { opacityProperty: true, visibilityProperty: true };
        if (!walker.currentNode.data.trim() || !node.checkVisibility(seen)) continue;
        if (node.closest(".spoken, .skip, script, noscript")) continue;
        looked += 1;
        const worst = Math.min(...behind(node).map((colour) => ratio(rgba(getComputedStyle(node).color), colour)));
        if (worst < 4.5) faint.push(`${walker.currentNode.data.trim()} ${worst.toFixed(2)}`);
    }
    return { faint, looked };
}"""
NAMELESS = """() => [...document.querySelectorAll("button, select, textarea, a, [role=log], [role=switch]")]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute("aria-label") || node.textContent).trim())
    .map((node) => node.outerHTML.slice(0, 120))"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def faint_texts(page: Page) -> list[str]:
    """Returns texts with less than 4.5 to 1, after making sure that there was something to look at."""
    found = await page.evaluate(FAINT_TEXTS)
    assert found["looked"] > 20
    return [str(text) for text in found["faint"]]


async def test_a_no_can_be_said_with_the_keyboard_alone(stage: Stage) -> None:
    await stage.knock()
    page = await stage.open_page()
    client = stage.hand("client")
    await expect(client.lock_screen).to_be_visible()
    await page.get_by_role("button", name="Unlock phone").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(client.place.get_by_role("log")).to_be_focused()
    await _tab_to(page, "Open")
    await page.keyboard.press("Enter")
    await expect(client.key("Share nothing")).to_be_visible()
    await _tab_to(page, "Share nothing")
    await page.keyboard.press("Space")
    await expect(client.last).to_contain_text(ENGLISH.saved)


async def _tab_to(page: Page, name: str) -> None:
    for _ in range(12):
        if await page.evaluate("() => document.activeElement.textContent") == name:
            return
        await page.keyboard.press("Tab")
    message = f"no way to {name} by the tab key"
    raise AssertionError(message)


async def test_the_focus_can_be_seen(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.place.get_by_role("log").focus()
    await stage.page.keyboard.press("Tab")
    width = await stage.page.evaluate("() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


async def test_escape_closes_a_menu_and_gives_the_focus_back(stage: Stage) -> None:
    client = await stage.open_client_phone()
    opener = client.place.get_by_role("button", name="The bot's commands")
    await opener.press("Enter")
    await expect(opener).to_have_attribute("aria-expanded", "true")
    await stage.page.keyboard.press("Escape")
    await expect(opener).to_have_attribute("aria-expanded", "false")
    await expect(opener).to_be_focused()


async def test_a_screen_reader_hears_new_messages_politely(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await expect(client.place.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await expect(client.last.locator(".head .spoken")).to_have_text("Bot says:")


async def test_everything_that_can_be_pressed_has_a_name(stage: Stage) -> None:
    client = await stage.open_client_phone()
    await client.key("Open").click()
    await expect(client.key("Share nothing")).to_be_visible()
    assert await stage.page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_text_stands_out_from_what_is_behind_it(stage: Stage, language: str) -> None:
    client = await stage.open_client_phone(language=language)
    assert await faint_texts(stage.page) == []
    await client.place.get_by_role("button", name="Lock phone").click()
    await stage.robot.say(stage.client["id"], "One more.")
    await expect(client.lock_screen.locator(".push")).to_be_visible()
    assert await faint_texts(stage.page) == []


async def test_nothing_moves_for_people_who_asked_for_less_motion(stage: Stage) -> None:
    await stage.page.emulate_media(reduced_motion="reduce")
    client = await stage.open_client_phone()
    stage.robot.may_answer.clear()
    await client.key("Open").click()
    await expect(client.key("Open")).to_have_attribute("aria-busy", "true")
    running = await stage.page.evaluate("() => document.getAnimations().length")
    stage.robot.may_answer.set()
    assert running == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
async def test_the_page_fits_the_screen(stage: Stage, size: tuple[int, int]) -> None:
    await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    client = await stage.open_client_phone()
    await expect(client.key("Open")).to_be_in_viewport()
    assert await stage.page.evaluate(TOO_WIDE) <= 0


async def test_a_wide_screen_shows_both_phones_and_the_desk(stage: Stage) -> None:
    page = await stage.open_page()
    for part in ("#client", "#agency", "#clinician"):
        await expect(page.locator(part)).to_be_in_viewport(ratio=0.9)


async def test_a_narrow_screen_shows_one_part_and_tabs_for_the_others(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    page = await stage.open_page()
    await expect(page.locator("#client")).to_be_visible()
    await expect(page.locator("#agency")).to_be_hidden()
    await page.get_by_role("tab", name="Client", exact=True).press("ArrowRight")
    await expect(page.get_by_role("tab", name="Agency")).to_be_focused()
    await expect(page.locator("#agency")).to_be_visible()
    await expect(page.locator("#client")).to_be_hidden()


async def test_a_tab_out_of_sight_shows_that_something_came(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    page = await stage.open_page()
    await expect(page.locator("#client .box")).to_be_visible()
    await stage.robot.say(stage.clinician["id"], "AF-7K2Q: no. Send nothing.")
    tab = page.get_by_role("tab", name="Clinician (new)")
    await tab.click()
    await expect(stage.hand("clinician").says("Send nothing")).to_be_visible()
    await expect(page.locator(".tab-news:visible")).to_have_count(0)
