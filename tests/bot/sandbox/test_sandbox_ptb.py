"""A real python-telegram-bot 22.8 Bot meets the emulated Telegram."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.wire import Wire

TWO_BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Share all 2", callback_data="yes")],
        [InlineKeyboardButton("Share nothing", callback_data="no")],
    ]
)


async def test_the_bot_learns_who_it_is(ptb: Bot) -> None:
    me = await ptb.get_me()
    assert (me.id, me.username, me.is_bot) == (424242, "askfirst_sandbox_bot", True)


async def test_a_message_in_html_comes_back_as_text_and_entities(ptb: Bot, maria: Phone) -> None:
    sent = await ptb.send_message(
        maria.user_id, "🙂 <b>You decide.</b>", parse_mode=ParseMode.HTML, protect_content=True
    )
    assert sent.text == "🙂 You decide."
    assert sent.parse_entities([MessageEntity.BOLD]) == {sent.entities[0]: "You decide."}
    assert sent.has_protected_content


async def test_a_tap_is_received_answered_and_edited(ptb: Bot, maria: Phone) -> None:
    await ptb.send_message(maria.user_id, "Share?", reply_markup=TWO_BUTTONS)
    tapped = await maria.tap("Share nothing")
    (update,) = await ptb.get_updates(timeout=1)
    query = update.callback_query
    assert query is not None and query.data == "no" and query.from_user.language_code == "es"
    await query.answer("Saved")
    await query.edit_message_text("We share nothing.")
    assert await maria.toast(tapped) == {"answered": True, "text": "Saved", "show_alert": False, "expired": False}
    last = await maria.last()
    assert (last["text"], last["keyboard"]) == ("We share nothing.", [])


async def test_a_start_link_arrives_as_a_command(ptb: Bot, maria: Phone) -> None:
    await maria.start("invite_42")
    (update,) = await ptb.get_updates()
    assert update.message is not None
    assert update.message.text == "/start invite_42"
    assert update.message.entities[0].type == MessageEntity.BOT_COMMAND


async def test_a_blocked_bot_gets_forbidden(ptb: Bot, maria: Phone) -> None:
    await maria.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(maria.user_id, "Hello")
    (update,) = await ptb.get_updates(allowed_updates=Update.ALL_TYPES)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_nobody_can_be_written_to_first(ptb: Bot, sandbox: Sandbox, wire: Wire) -> None:
    stranger = await Phone.join(wire.session, sandbox.url, "Stranger")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await ptb.send_message(stranger.user_id, "Hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(99, "Hello")


async def test_an_unchanged_edit_is_a_bad_request(ptb: Bot, maria: Phone) -> None:
    sent = await ptb.send_message(maria.user_id, "Same", reply_markup=TWO_BUTTONS)
    with pytest.raises(BadRequest, match="exactly the same as a current content"):
        await sent.edit_text("Same", reply_markup=TWO_BUTTONS)


async def test_too_many_requests_name_the_wait(
    ptb: Bot, maria: Phone, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await wire.control("faults", {"kind": "retry_after", "method": "sendMessage", "retry_after": 7})
    with pytest.raises(RetryAfter) as caught:
        await ptb.send_message(maria.user_id, "Hello")
    assert caught.value.retry_after == timedelta(seconds=7)
    assert (await ptb.send_message(maria.user_id, "Hello")).text == "Hello"


async def test_a_timeout_after_acceptance_leaves_the_message_sent(ptb: Bot, maria: Phone, wire: Wire) -> None:
    await wire.control("faults", {"kind": "timeout_after_accept", "method": "sendMessage", "seconds": 5})
    with pytest.raises(TimedOut):
        await ptb.send_message(maria.user_id, "Did it arrive?", read_timeout=0.2)
    assert (await maria.last())["text"] == "Did it arrive?"


async def test_a_hang_sends_nothing(ptb: Bot, maria: Phone, wire: Wire) -> None:
    await wire.control("faults", {"kind": "hang", "method": "sendMessage"})
    with pytest.raises(TimedOut):
        await ptb.send_message(maria.user_id, "Lost", read_timeout=0.2)
    with pytest.raises(AssertionError):
        await maria.last()


@pytest.mark.parametrize(("kind", "arrives"), [("drop_connection", False), ("drop_after_accept", True)])
async def test_a_cut_connection_is_a_network_error(
    ptb: Bot, maria: Phone, wire: Wire, kind: str, arrives: bool
) -> None:
    await wire.control("faults", {"kind": kind, "method": "sendMessage"})
    with pytest.raises(NetworkError):
        await ptb.send_message(maria.user_id, "Cut")
    texts = [message["text"] for message in (await maria.chat())["messages"]]
    assert ("Cut" in texts) is arrives


async def test_one_wrong_answer_to_the_token_passes(ptb: Bot, wire: Wire) -> None:
    for status in (401, 404):
        await wire.control("faults", {"kind": "error", "method": "getUpdates", "status": status})
        with pytest.raises(InvalidToken):
            await ptb.get_updates()
    assert await ptb.get_updates() == ()


async def test_an_unknown_token_is_unauthorized(sandbox: Sandbox) -> None:
    stranger = Bot("424242:another", base_url=sandbox.bot_base_url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_of_two_pollers_the_earlier_one_is_told_of_the_conflict(ptb: Bot) -> None:
    earlier = asyncio.create_task(ptb.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with Bot(ptb.token, base_url=ptb.base_url.removesuffix(ptb.token)) as second:
        later = asyncio.create_task(second.get_updates(timeout=1))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await earlier
        assert await later == ()


async def test_a_paper_can_be_sent_and_loaded_again(ptb: Bot, maria: Phone, wire: Wire) -> None:
    sent = await ptb.send_document(
        maria.user_id, b"%PDF receipt", filename="receipt.pdf", caption="<i>Yours</i>", parse_mode="HTML"
    )
    assert sent.document is not None and sent.document.file_name == "receipt.pdf"
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF receipt"
    shown = (await maria.last())["file"]
    async with wire.session.get(wire.sandbox.url + shown["url"]) as response:
        assert (shown["name"], await response.read()) == ("receipt.pdf", b"%PDF receipt")


async def test_chat_facts_can_be_read(ptb: Bot, maria: Phone) -> None:
    chat = await ptb.get_chat(maria.user_id)
    assert (chat.first_name, chat.type) == ("Maria", "private")
