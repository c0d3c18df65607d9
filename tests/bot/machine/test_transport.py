"""The line to Telegram: what failed before sending, what may have arrived, and files."""

import socket
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.transport import AiohttpRequest, Garbled, Line, was_not_sent


@pytest.fixture
async def bot(telegram: Sandbox) -> AsyncIterator[Bot]:
    """The library's own bot on our line."""
    made = Bot(
        telegram.token,
        base_url=telegram.bot_base_url,
        base_file_url=telegram.base_file_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    async with made:
        yield made


async def test_the_library_works_on_this_line(bot: Bot, phone: Phone) -> None:
    await phone.start()
    sent = await bot.send_message(phone.user_id, "<b>hello</b>", parse_mode="HTML")
    assert (await phone.last())["message_id"] == sent.message_id


async def test_files_go_up_and_down(bot: Bot, phone: Phone) -> None:
    await phone.start()
    sent = await bot.send_document(phone.user_id, b"a paper", filename="receipt.txt", caption="yours")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a paper"


async def error_of(line: Line, method: str = "getMe") -> TelegramError:
    with pytest.raises(TelegramError) as failed:
        await line.call(method, {})
    return failed.value


def strike(telegram: Sandbox, kind: str, **more: int) -> None:
    telegram.world.faults.add({"kind": kind, "method": "getMe", **more})


async def test_a_closed_port_is_known_to_have_got_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with AiohttpRequest() as request:
        error = await error_of(Line(request, f"http://127.0.0.1:{port}/bot", "1:x"))
    assert isinstance(error, NetworkError)
    assert was_not_sent(error)


@pytest.mark.parametrize(
    ("kind", "kinds", "certain"),
    [
        ("timeout_after_accept", TimedOut, False),
        ("drop_after_accept", NetworkError, False),
        ("drop_connection", NetworkError, False),
        ("hang", TimedOut, False),
        ("retry_after", RetryAfter, True),
        ("forbidden", Forbidden, False),
    ],
)
async def test_whether_it_may_have_arrived_can_be_told(
    telegram: Sandbox, line: Line, kind: str, kinds: type[TelegramError], certain: bool
) -> None:
    strike(telegram, kind, seconds=3)
    error = await error_of(line)
    assert isinstance(error, kinds)
    assert was_not_sent(error) is certain
    telegram.world.faults.clear()


@pytest.mark.parametrize(("status", "kinds"), [(401, InvalidToken), (502, NetworkError), (500, NetworkError)])
async def test_a_refusal_is_certain(telegram: Sandbox, line: Line, status: int, kinds: type[TelegramError]) -> None:
    strike(telegram, "error", status=status)
    error = await error_of(line)
    assert isinstance(error, kinds)
    assert was_not_sent(error)


async def test_a_bad_request_keeps_telegrams_words(line: Line) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await line.call("sendMessage", {"chat_id": 1, "text": "hello"})


@pytest.mark.parametrize("payload", [b"", b"<html>", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_an_answer_nobody_can_read_is_not_repeated(payload: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Garbled) as garbled:
        AiohttpRequest.parse_json_payload(payload)
    assert str(garbled.value) == "the answer cannot be read"
    assert caplog.text == ""


async def test_no_failure_names_the_token(telegram: Sandbox) -> None:
    async with AiohttpRequest() as request:
        error = await error_of(Line(request, "http://127.0.0.1:1/bot", telegram.token))
        odd = await error_of(Line(request, "nonsense://", telegram.token))
    for failed in (error, odd):
        assert telegram.token not in f"{failed}{failed!r}"


async def test_a_closed_line_can_be_opened_again(telegram: Sandbox) -> None:
    request = AiohttpRequest()
    line = Line(request, telegram.bot_base_url, telegram.token)
    assert isinstance(await error_of(line), NetworkError)
    for _ in range(2):
        await request.initialize()
        assert (await line.call("getMe", {}))["is_bot"] is True
        await request.shutdown()
