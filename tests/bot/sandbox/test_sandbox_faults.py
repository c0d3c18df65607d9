"""Faults strike the calls they were set for, as often as they were set, and no others."""

import asyncio
import time
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Json, Wire


async def fault(wire: Wire, **wish: object) -> int:
    status, answer = await wire.control("faults", wish)
    assert status == 200, answer
    return int(answer["fault_id"])


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
        (401, "Unauthorized"),
        (404, "Not Found"),
        (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
    ],
)
async def test_an_error_strikes_once(wire: Wire, status: int, description: str) -> None:
    await fault(wire, kind="error", method="getUpdates", status=status)
    assert await wire.refusal("getUpdates") == (status, description)
    assert await wire.result("getUpdates") == []


async def test_a_fault_strikes_its_chat_and_method_only(wire: Wire, maria: Phone) -> None:
    ana = await Phone.join(wire.session, wire.sandbox.url, "Ana")
    await ana.start()
    await fault(wire, kind="forbidden", method="sendMessage", chat_id=maria.user_id)
    assert await wire.result("sendMessage", chat_id=ana.user_id, text="x")
    assert await wire.result("getMe")
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x")
    assert refusal == (403, "Forbidden: bot was blocked by the user")


async def test_a_fault_can_wait_for_later_calls_and_strike_more_than_once(wire: Wire) -> None:
    await fault(wire, kind="error", method="getMe", after=1, times=2)
    answers = [(await wire.call("getMe"))["ok"] for _ in range(4)]
    assert answers == [True, False, False, True]


async def test_a_fault_with_times_zero_stays_until_it_is_removed(wire: Wire) -> None:
    number = await fault(wire, kind="retry_after", times=0, retry_after=3)
    for _ in range(3):
        assert await wire.refusal("getMe") == (429, "Too Many Requests: retry after 3")
    (shown,) = await wire.look("faults")
    assert (shown["fault_id"], shown["struck"]) == (number, 3)
    await wire.control("faults", method="DELETE")
    assert (await wire.result("getMe"))["is_bot"]


async def test_429_names_the_seconds_in_its_parameters(wire: Wire) -> None:
    await fault(wire, kind="retry_after", retry_after=9)
    assert (await wire.call("getMe"))["parameters"] == {"retry_after": 9}


async def test_a_hang_is_over_when_its_seconds_are(wire: Wire, maria: Phone) -> None:
    await fault(wire, kind="hang", method="sendMessage", seconds=0.1)
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x")
    assert refusal == (504, "Gateway Timeout")
    assert len((await maria.chat())["messages"]) == 1


async def test_removing_faults_lets_a_hanging_call_go(wire: Wire) -> None:
    await fault(wire, kind="hang", method="getMe", times=0)
    hanging = asyncio.create_task(wire.refusal("getMe"))
    await asyncio.sleep(0.1)
    await wire.control("faults", method="DELETE")
    assert await hanging == (504, "Gateway Timeout")


async def test_a_late_answer_comes_after_the_work_is_done(wire: Wire, maria: Phone) -> None:
    await fault(wire, kind="timeout_after_accept", method="sendMessage", seconds=0.3)
    began = time.monotonic()
    late = asyncio.create_task(wire.result("sendMessage", chat_id=maria.user_id, text="done already"))
    assert (await maria.wait_for("done already"))["text"] == "done already"
    assert not late.done()
    await late
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize(("kind", "count"), [("drop_connection", 0), ("drop_after_accept", 1)])
async def test_a_cut_connection_gives_no_answer(wire: Wire, maria: Phone, kind: str, count: int) -> None:
    await fault(wire, kind=kind, method="sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire.call("sendMessage", chat_id=maria.user_id, text="cut")
    written = [message for message in (await maria.chat())["messages"] if message["from_bot"]]
    assert len(written) == count


@pytest.mark.parametrize("wish", [{}, {"kind": "gremlin"}, {"kind": "error", "times": "often"}])
async def test_a_fault_that_makes_no_sense_is_refused(wire: Wire, wish: Json) -> None:
    status, answer = await wire.control("faults", wish)
    assert status == 400
    assert "a fault needs a kind" in answer["error"]


async def test_too_many_messages_to_one_chat_are_refused_until_a_second_has_passed(
    wire: Wire, maria: Phone, clock: SandboxClock
) -> None:
    await wire.control("limits", {"per_chat_per_second": 1, "overall_per_second": 30, "clock": "sandbox"})
    given = {"chat_id": maria.user_id, "text": "x"}
    assert await wire.result("sendMessage", **given)
    assert await wire.refusal("sendMessage", **given) == (429, "Too Many Requests: retry after 1")
    assert await wire.result("sendChatAction", chat_id=maria.user_id, action="typing") is True
    clock.advance(timedelta(seconds=1))
    assert await wire.result("sendMessage", **given)


async def test_too_many_messages_overall_are_refused(wire: Wire, maria: Phone) -> None:
    ana = await Phone.join(wire.session, wire.sandbox.url, "Ana")
    await ana.start()
    await wire.control("limits", {"overall_per_second": 1, "clock": "sandbox"})
    assert await wire.result("sendMessage", chat_id=maria.user_id, text="x")
    assert (await wire.refusal("sendMessage", chat_id=ana.user_id, text="x"))[0] == 429


async def test_limits_are_off_until_they_are_set_and_can_be_taken_away(wire: Wire, maria: Phone) -> None:
    assert await wire.look("limits") == {"clock": "real", "repeated_offset": False}
    await wire.control("limits", {"per_chat_per_second": 1})
    await wire.control("limits", {})
    for _ in range(3):
        assert await wire.result("sendMessage", chat_id=maria.user_id, text="x")


async def test_a_limit_below_one_is_refused(wire: Wire) -> None:
    assert await wire.control("limits", {"per_chat_per_second": -1}) == (
        400,
        {"error": "a limit is a whole number above 0"},
    )
