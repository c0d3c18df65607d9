"""What Telegram forgot: a tap that nobody fetched in 150 seconds can be asked for by those who reckon up."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.updates import UpdateQueue

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


def test_a_tap_that_grew_too_old_is_named_and_a_text_that_waits_is_not() -> None:
    now = [NOW.timestamp()]
    queue = UpdateQueue(lambda: now[0])
    queue.put("callback_query", {"id": "tap"}, 1)
    queue.put("message", {"text": "no"}, 1)
    assert queue.forgotten == []
    now[0] += timedelta(seconds=151).total_seconds()
    assert [list(update)[1] for update in queue.take(10)] == ["message"]
    assert queue.forgotten == ["tap"]


def test_a_tap_that_was_confirmed_in_time_is_not_forgotten() -> None:
    now = [NOW.timestamp()]
    queue = UpdateQueue(lambda: now[0])
    number = queue.put("callback_query", {"id": "tap"}, 1)
    assert number is not None
    queue.confirm(number + 1)
    now[0] += 200
    queue.put("message", {"text": "no"}, 1)
    queue.take(10)
    assert queue.forgotten == []
