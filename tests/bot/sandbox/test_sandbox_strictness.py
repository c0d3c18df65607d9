"""What the Bot API refuses, the sandbox refuses, in the same words."""

import json
from typing import Any

import pytest

from bot.sandbox.phone import Phone
from bot.sandbox.spec_reader import load_methods
from tests.bot.sandbox.wire import Wire


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "Open", data: str = "x") -> dict[str, Any]:
    return {"text": text, "callback_data": data}


async def test_every_method_of_the_spec_is_known(wire: Wire) -> None:
    assert len(load_methods()) == 176
    assert await wire.refusal("sendCarrierPigeon") == (404, "Not Found: method not found")


async def test_what_is_not_modelled_says_so(wire: Wire) -> None:
    code, description = await wire.refusal("getMyStarBalance")
    assert (code, description) == (501, "Not Implemented: the sandbox does not model getMyStarBalance")


async def test_method_names_ignore_case(wire: Wire) -> None:
    assert (await wire.result("GETME"))["id"] == 424242


@pytest.mark.parametrize(
    ("method", "given", "complaint"),
    [
        ("sendMessage", {}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": ""}, "message text is empty"),
        ("sendMessage", {"text": "Hello"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "@nobody", "text": "Hello"}, "chat not found"),
        ("sendMessage", {"chat_id": 1, "text": "x", "parse_mode": "wiki"}, "unsupported parse_mode"),
        ("sendDocument", {"chat_id": 1}, "there is no document in the request"),
        ("sendChatAction", {"chat_id": 1}, "wrong parameter action in request"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "nothing"}, "invalid file_id"),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
        ("getChatMember", {"chat_id": 1}, 'parameter "user_id" is required'),
        ("getUpdates", {"limit": "many"}, 'parameter "limit" must be of type Integer'),
        ("sendMessage", {"chat_id": 1, "text": ["x"]}, 'parameter "text" must be of type String'),
        ("sendMessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"}, "of type Boolean"),
        ("setMyCommands", {"commands": "no json"}, "can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [{"command": "help"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        ("setMyCommands", {"commands": {}}, "expected a value of type Array of BotCommand"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": 5}, "object expected as reply markup"),
    ],
)
async def test_wrong_parameters_are_named(wire: Wire, method: str, given: dict[str, Any], complaint: str) -> None:
    code, description = await wire.refusal(method, **given)
    assert code == 400
    assert complaint in description


async def test_a_text_may_have_4096_characters_after_parsing(wire: Wire, maria: Phone) -> None:
    fits = f"<b>{'ж' * 4096}</b>"
    assert len((await wire.result("sendMessage", chat_id=maria.user_id, text=fits, parse_mode="HTML"))["text"]) == 4096
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="ж" * 4097)
    assert refusal == (400, "Bad Request: message is too long")


async def test_callback_data_may_have_64_bytes(wire: Wire, maria: Phone) -> None:
    fits = keyboard([button(data="é" * 32)])
    await wire.result("sendMessage", chat_id=maria.user_id, text="x", reply_markup=fits)
    too_long = keyboard([button(data="é" * 32 + "x")])
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x", reply_markup=too_long)
    assert refusal == (400, "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        (keyboard([{"callback_data": "x"}]), "can't parse inline keyboard button: Can't find field \"text\""),
        (keyboard([button(text=" ")]), "inline keyboard button text must be non-empty"),
        (keyboard([{"text": "Open"}]), "Text buttons are unallowed in the inline keyboard"),
        (keyboard([{"text": "Open", "callback_data": 5}]), 'Field "callback_data" must be of type String'),
        (keyboard([{"text": "Open", "url": "nowhere"}]), "inline keyboard button URL 'nowhere' is invalid"),
        (keyboard([{"text": "Copy", "copy_text": {"text": "x" * 257}}]), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard([button()] * 9), "reply markup is too long"),
        (keyboard(*[[button()]] * 101), "reply markup is too long"),
        ({"inline_keyboard": [button()]}, "must be an Array of Arrays"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
    ],
)
async def test_wrong_buttons_are_named(wire: Wire, maria: Phone, markup: dict[str, Any], complaint: str) -> None:
    code, description = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x", reply_markup=markup)
    assert code == 400
    assert complaint in description


async def test_a_hundred_buttons_eight_in_a_row_are_fine(wire: Wire, maria: Phone) -> None:
    markup = keyboard(*[[button()] * 8] * 12, [button()] * 4)
    sent = await wire.result("sendMessage", chat_id=maria.user_id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_parameters_may_come_in_a_query_a_form_or_json(wire: Wire, maria: Phone) -> None:
    url = f"{wire.sandbox.bot_base_url}{wire.sandbox.token}/sendMessage"
    given = {"chat_id": str(maria.user_id), "text": "é&=+ 🙂", "reply_markup": json.dumps(keyboard([button()]))}
    texts = []
    for request in ({"params": given}, {"data": given}, {"json": given}):
        async with wire.session.post(url, **request) as response:  # type: ignore[arg-type] # three kinds of one call
            texts.append((await response.json())["result"]["text"])
    async with wire.session.get(url, params=given) as response:
        texts.append((await response.json())["result"]["text"])
    assert texts == ["é&=+ 🙂"] * 4


async def test_a_body_that_is_no_json_is_refused(wire: Wire) -> None:
    url = f"{wire.sandbox.bot_base_url}{wire.sandbox.token}/getMe"
    async with wire.session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert (await response.json())["error_code"] == 400


@pytest.mark.parametrize("token", ["424242:another", "0:x", "no-colon"])
async def test_a_wrong_token_is_unauthorized(wire: Wire, token: str) -> None:
    for path in (f"bot{token}/getMe", f"file/bot{token}/documents/file_1.pdf"):
        async with wire.session.get(f"{wire.sandbox.url}/{path}") as response:
            answer = await response.json()
        assert (response.status, answer["error_code"]) == (401, 401)
        assert answer["description"].startswith("Unauthorized")
