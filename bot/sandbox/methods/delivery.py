"""How the bot gets its updates: long polling or a webhook, never both."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.webhook import Answer, Courier, Hook, check_hook
from bot.sandbox.world import World

Json = dict[str, Any]

LONGEST_POLL = 50
MOST_AT_ONCE = 100
SAME_OFFSET_LIMIT_SECONDS = 0.5
SAME_OFFSET_WAIT_SECONDS = 3.0


async def get_updates(world: World, given: Json) -> list[Json]:
    """Returns what waits, or waits for it; an offset confirms everything below it."""
    if world.courier is not None:
        reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise Refusal(409, f"Conflict: {reason}")
    queue = world.queue
    queue.allow(given.get("allowed_updates"))
    offset = given.get("offset") or 0
    limit = min(max(given.get("limit") or MOST_AT_ONCE, 1), MOST_AT_ONCE)
    timeout = min(max(given.get("timeout") or 0, 0), LONGEST_POLL)
    limit, timeout = _slow_down(world, offset, limit, timeout)
    if offset < 0:
        queue.keep_last(-offset)
    else:
        queue.confirm(offset)
    batch = queue.take(limit)
    if not batch and timeout:
        await queue.wait(timeout)
        batch = queue.take(limit)
    return batch


def _slow_down(world: World, offset: int, limit: int, timeout: int) -> tuple[int, int]:
    """Does to a bot that asks again for the same offset what Telegram does, where a script switched that on."""
    if not world.limits.values["repeated_offset"]:
        return limit, timeout
    now = time.monotonic()
    last_offset, last_time = world.last_poll
    world.last_poll = (offset, now)
    if offset != last_offset:
        return limit, timeout
    if now < last_time + SAME_OFFSET_LIMIT_SECONDS:
        limit = 1
    if now < last_time + SAME_OFFSET_WAIT_SECONDS:
        timeout = max(timeout, int(SAME_OFFSET_WAIT_SECONDS))
    return limit, timeout


async def set_webhook(world: World, given: Json, answer: Answer) -> bool:
    """Sends updates to a web address from now on; an empty one ends that."""
    if not given.get("url"):
        return await delete_webhook(world, given)
    connections = min(max(given.get("max_connections") or 40, 1), 100)
    hook = Hook(given["url"], given.get("secret_token", ""), connections, given.get("ip_address", ""))
    check_hook(hook)
    world.queue.allow(given.get("allowed_updates"))
    await stop_courier(world)
    if given.get("drop_pending_updates"):
        world.queue.clear()
    world.queue.end_wait("terminated by setWebhook request")
    world.courier = Courier(hook, world.queue, world.timestamp, answer)
    return True


async def delete_webhook(world: World, given: Json) -> bool:
    """Goes back to long polling."""
    await stop_courier(world)
    if given.get("drop_pending_updates"):
        world.queue.clear()
    return True


async def stop_courier(world: World) -> None:
    """Ends the deliveries, if any."""
    if world.courier is not None:
        courier, world.courier = world.courier, None
        await courier.stop()


def get_webhook_info(world: World) -> Json:
    """Returns how the deliveries stand."""
    courier = world.courier
    hook = courier.hook if courier is not None else Hook("")
    info: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(world.queue)}
    if courier is not None:
        info |= {"max_connections": hook.max_connections, "ip_address": hook.ip_address or "<unknown>"}
        if courier.last_error is not None:
            info |= {"last_error_date": int(courier.last_error[0]), "last_error_message": courier.last_error[1]}
    if world.queue.allowed is not None:
        info["allowed_updates"] = sorted(world.queue.allowed)
    return info


async def log_out(world: World) -> bool:
    """Ends the bot's session; every later call is refused."""
    world.logged_out = True
    await stop_courier(world)
    world.queue.end_wait()
    return True


def waiting_methods(answer: Answer) -> dict[str, Callable[[World, Json], Awaitable[object]]]:
    """Returns the methods that may take their time, by name in lower case."""

    async def hook(world: World, given: Json) -> object:
        return await set_webhook(world, given, answer)

    async def info(world: World, given: Json) -> object:
        return get_webhook_info(world)

    async def close(world: World, given: Json) -> object:
        await stop_courier(world)
        world.queue.end_wait()
        return True

    async def logout(world: World, given: Json) -> object:
        return await log_out(world)

    return {
        "getupdates": get_updates,
        "setwebhook": hook,
        "deletewebhook": delete_webhook,
        "getwebhookinfo": info,
        "close": close,
        "logout": logout,
    }
