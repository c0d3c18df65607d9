"""Updates are numbered, confirmed by offset, forgotten in time, and told to one poller only."""

import asyncio
import time
from datetime import timedelta

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Json, Wire

OPEN: Json = {"inline_keyboard": [[{"text": "Open", "callback_data": "x"}]]}


async def poll(wire: Wire, **given: object) -> list[Json]:
    updates: list[Json] = await wire.result("getUpdates", **given)
    return updates


async def texts(wire: Wire, **given: object) -> list[str]:
    return [update["message"]["text"] for update in await poll(wire, **given)]


async def test_updates_come_in_order_and_again_until_they_are_confirmed(wire: Wire, maria: Phone) -> None:
    for word in ("one", "two", "three"):
        await maria.say(word)
    first = await poll(wire)
    numbers = [update["update_id"] for update in first]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert await poll(wire) == first
    assert await texts(wire, offset=numbers[1]) == ["two", "three"]
    assert await texts(wire, offset=numbers[2] + 1) == []


async def test_a_limit_takes_the_oldest(wire: Wire, maria: Phone) -> None:
    for word in ("one", "two", "three"):
        await maria.say(word)
    assert await texts(wire, limit=2) == ["one", "two"]


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(wire: Wire, maria: Phone) -> None:
    for word in ("one", "two", "three"):
        await maria.say(word)
    assert await texts(wire, offset=-1) == ["three"]
    assert await texts(wire) == ["three"]


async def test_an_offset_far_in_the_future_confirms_nothing(wire: Wire, maria: Phone) -> None:
    await maria.say("one")
    assert await texts(wire, offset=2_000_000_000) == ["one"]


async def test_a_tap_is_forgotten_after_150_seconds_and_a_text_after_a_day(
    wire: Wire, maria: Phone, clock: SandboxClock
) -> None:
    await wire.result("sendMessage", chat_id=maria.user_id, text="x", reply_markup=OPEN)
    await maria.tap("Open")
    await maria.say("no")
    await maria.block()
    kinds = [next(kind for kind in update if kind != "update_id") for update in await poll(wire)]
    assert kinds == ["callback_query", "message", "my_chat_member"]
    clock.advance(timedelta(seconds=149))
    assert len(await poll(wire)) == 3
    clock.advance(timedelta(seconds=1))
    assert len(await poll(wire)) == 2
    clock.advance(timedelta(days=1))
    assert await poll(wire) == []


async def test_a_waiting_poll_is_woken_by_a_new_update(wire: Wire, maria: Phone) -> None:
    waiting = asyncio.create_task(texts(wire, timeout=5))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await maria.say("here")
    assert await waiting == ["here"]
    assert time.monotonic() - began < 1


async def test_a_poll_without_news_ends_when_its_time_is_over(wire: Wire) -> None:
    began = time.monotonic()
    assert await poll(wire, timeout=1) == []
    assert 0.9 < time.monotonic() - began < 3


async def test_the_wish_for_kinds_of_updates_is_remembered(wire: Wire, maria: Phone) -> None:
    await poll(wire, allowed_updates=["callback_query"])
    await maria.say("not asked for")
    assert await poll(wire) == []
    await poll(wire, allowed_updates=[])
    await maria.say("asked for again")
    assert await texts(wire) == ["asked for again"]


async def test_reactions_come_only_on_request(wire: Wire, maria: Phone) -> None:
    said = await maria.say("hello")
    await maria.react(said["message_id"], "👍")
    assert len(await poll(wire, allowed_updates=["message", "message_reaction"])) == 1
    await maria.react(said["message_id"], "👍")
    (_, reaction) = await poll(wire)
    assert reaction["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_an_update_can_be_repeated_under_its_old_number(wire: Wire, maria: Phone) -> None:
    await maria.say("again")
    (update,) = await poll(wire)
    assert await poll(wire, offset=update["update_id"] + 1) == []
    assert await wire.control("updates", {"repeat": update["update_id"]}) == (200, {"update_id": update["update_id"]})
    assert await poll(wire, offset=update["update_id"] + 1) == [update]
    assert await poll(wire, offset=update["update_id"] + 1) == []


async def test_a_fault_doubles_the_next_update_of_a_chat(wire: Wire, maria: Phone) -> None:
    await wire.control("faults", {"kind": "duplicate_update", "chat_id": maria.user_id})
    await maria.say("twice")
    await maria.say("once")
    first = await poll(wire)
    after = await poll(wire, offset=first[-1]["update_id"] + 1)
    assert [len(first), after] == [2, [first[0]]]


async def test_a_poison_update_comes_as_it_is(wire: Wire) -> None:
    _, answer = await wire.control("updates", {"update": {"message": {"text": 5}}})
    assert await poll(wire) == [{"update_id": answer["update_id"], "message": {"text": 5}}]


async def test_an_update_nobody_remembers_cannot_be_repeated(wire: Wire) -> None:
    assert await wire.control("updates", {"repeat": 5}) == (404, {"error": "there is no such update"})


async def test_a_log_out_ends_the_session(wire: Wire) -> None:
    assert await wire.result("logOut") is True
    assert await wire.refusal("getMe") == (400, "Bad Request: logged out")


async def test_close_lets_a_waiting_poll_go(wire: Wire) -> None:
    waiting = asyncio.create_task(poll(wire, timeout=5))
    await asyncio.sleep(0.1)
    assert await wire.result("close") is True
    assert await waiting == []


async def test_a_hurried_poller_is_slowed_down_where_a_script_asks_for_it(wire: Wire, maria: Phone) -> None:
    await wire.control("limits", {"repeated_offset": True})
    await maria.say("one")
    await maria.say("two")
    await poll(wire, offset=5)
    assert await texts(wire, offset=5) == ["one"]
