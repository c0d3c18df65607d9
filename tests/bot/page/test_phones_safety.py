"""Nothing leaves the computer, and no message can run anything on the page."""

import re

import pytest
from playwright.async_api import expect

from bot.sandbox.server import PAGE
from tests.bot.page.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = (
    '<b onclick="boom()">bold</b><script>window.boom=1</script><img src=x onerror="window.boom=1">'
    '<a href="javascript:boom()">bad</a><a href="https://example.org" onclick="boom()">good</a>'
    '<span class="spoiler" style="color:red">hidden</span><iframe src="https://example.org"></iframe>'
    '<svg onload="boom()"></svg><form action="/x"><input name="y"></form><blockquote expandable>folded</blockquote>'
)
REBUILD = """async (html) => {
    const { safeNodes } = await import("/page/sanitize.js");
    const place = document.createElement("div");
    document.body.append(place);
    place.append(...safeNodes(html, () => {}));
    const all = [...place.querySelectorAll("*")];
    return {
        tags: [...new Set(all.map((node) => node.localName))].sort(),
        attributes: [...new Set(all.flatMap((node) => node.getAttributeNames()))].sort(),
        text: place.textContent,
        boom: window.boom ?? null,
    };
}"""


async def test_a_hostile_message_becomes_harmless_words(stage: Stage) -> None:
    page = await stage.open_page()
    rebuilt = await page.evaluate(REBUILD, HOSTILE)
    assert rebuilt["tags"] == ["a", "b", "blockquote", "button", "div", "span"]
    assert not [name for name in rebuilt["attributes"] if name.startswith("on") or name in ("style", "src", "href")]
    assert rebuilt["boom"] is None
    assert "bold" in rebuilt["text"]
    assert "boom" not in rebuilt["text"]
    _only_the_policy_complained(stage)


async def test_a_bad_link_is_only_words_and_a_good_one_is_a_link(stage: Stage) -> None:
    page = await stage.open_page()
    await page.evaluate(REBUILD, HOSTILE)
    await expect(page.get_by_role("link", name="good")).to_have_count(1)
    await expect(page.get_by_role("link", name="bad")).to_have_count(0)
    _only_the_policy_complained(stage)


def _only_the_policy_complained(stage: Stage) -> None:
    """The browser says of each handler in the hostile text that it will never run."""
    assert [text for text in stage.complaints if "Content Security Policy" not in text] == []
    stage.complaints.clear()


async def test_the_page_asks_only_this_computer(stage: Stage) -> None:
    asked: list[str] = []
    stage.page.on("request", lambda request: asked.append(request.url))
    client = await stage.open_client_phone()
    await client.key("Open").click()
    await expect(client.key("Share nothing")).to_be_visible()
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith(f"{stage.url}/")] == []


async def test_every_module_is_fetched_at_once() -> None:
    modules = {path.name for path in PAGE.glob("*.js")}
    listed = set(re.findall(r"/page/(\w+\.js)", (PAGE / "index.html").read_text(encoding="utf-8")))
    assert len(modules) > 20
    assert listed == modules


async def test_the_page_says_that_nothing_is_real(stage: Stage) -> None:
    page = await stage.open_page()
    await expect(page.get_by_role("note")).to_have_text(
        "NOT REAL – an emulated Telegram on this computer. Nothing leaves it."
    )


async def test_a_refused_act_is_told_in_a_sentence(stage: Stage) -> None:
    client = await stage.open_client_phone()
    async with stage.session.post(f"{stage.url}/sandbox/users/{stage.client['id']}/deactivate") as answer:
        assert answer.ok
    await client.type("hello")
    await expect(client.place.locator(".toast")).to_have_text("this account is deleted")
    await expect(client.place.get_by_role("textbox")).to_have_value("hello")
