"""Every kind of update, put into our own terms: only a plain text and a tap of one's own are ever an answer."""

from typing import Any

import pytest
from telegram import Update

from bot.handlers import hear
from bot.heard import Sort

USER = {"id": 7, "is_bot": False, "first_name": "M", "language_code": "es"}
PRIVATE = {"id": 7, "type": "private", "first_name": "M"}
GROUP = {"id": -100, "type": "supergroup", "title": "Family"}
CHANNEL = {"id": -5, "type": "channel", "title": "C"}
OTHER_BOT = {"id": 9, "is_bot": True, "first_name": "B", "username": "other_bot"}
AT = 1_800_000_000


def update(**parts: Any) -> Update:
    made = Update.de_json({"update_id": 1, **parts}, None)
    assert made is not None
    return made


def message(chat: dict[str, Any] = PRIVATE, **parts: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": AT, "chat": chat, "from": USER, **parts}


def tapped(data: str | None, chat: dict[str, Any] | None = PRIVATE, **parts: Any) -> Update:
    query: dict[str, Any] = {"id": "q1", "from": USER, "chat_instance": "1", **parts}
    if data is not None:
        query["data"] = data
    if chat is not None:
        query["message"] = {"message_id": 3, "date": AT, "chat": chat}
    return update(callback_query=query)


def test_a_typed_text_is_heard_with_its_time_and_the_language_of_the_phone() -> None:
    heard = hear(update(message=message(text="  no  ")))

    assert (heard.sort, heard.text, heard.user_id, heard.chat_id) == (Sort.TEXT, "  no  ", 7, 7)
    assert heard.at is not None
    assert heard.at.timestamp() == AT
    assert heard.tag == "es"


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/start", "start", ""),
        ("/start abc_DEF-1", "start", "abc_DEF-1"),
        ("/START", "start", ""),
        ("/stop@ask_first_bot", "stop", ""),
        ("/check@ask_first_bot  AF-7K2Q ", "check", "AF-7K2Q"),
        ("/help I\nneed", "help", "I\nneed"),
    ],
)
def test_a_command_is_its_name_and_what_follows(text: str, command: str, argument: str) -> None:
    heard = hear(update(message=message(text=text)))

    assert (heard.sort, heard.text, heard.argument) == (Sort.COMMAND, command, argument)


@pytest.mark.parametrize("text", ["/", "/ no", "/نعم", "no /stop", "//stop", "/" + "a" * 33])
def test_what_only_looks_like_a_command_is_a_text(text: str) -> None:
    assert hear(update(message=message(text=text))).sort is Sort.TEXT


def test_a_tap_names_a_message_and_a_place_on_it() -> None:
    heard = hear(tapped("Abc_123-xyz45678.4"))

    assert (heard.sort, heard.ref, heard.index, heard.query_id) == (Sort.TAP, "Abc_123-xyz45678", 4, "q1")


@pytest.mark.parametrize(
    "data", [None, "", "no", "Abc_123-xyz45678", "Abc_123-xyz45678.", "Abc_123-xyz45678.1000", "a b.1", "x.1", "é" * 32]
)
def test_a_tap_with_something_else_in_it_points_nowhere(data: str | None) -> None:
    heard = hear(tapped(data, game_short_name="g") if data is None else tapped(data))

    assert (heard.sort, heard.ref, heard.index) == (Sort.TAP, "", -1)


def test_a_tap_on_a_message_telegram_has_forgotten_counts_all_the_same() -> None:
    assert hear(tapped("Abc_123-xyz45678.0", chat=None)).sort is Sort.TAP
    forgotten = {"message_id": 3, "date": 0, "chat": PRIVATE}
    query = {"id": "q1", "from": USER, "chat_instance": "1", "data": "Abc_123-xyz45678.0", "message": forgotten}
    assert hear(update(callback_query=query)).index == 0


def test_a_tap_in_a_group_is_no_answer() -> None:
    heard = hear(tapped("Abc_123-xyz45678.0", chat=GROUP))

    assert (heard.sort, heard.chat_id) == (Sort.GROUP, -100)


def test_an_edited_text_is_never_an_answer() -> None:
    heard = hear(update(edited_message=message(text="yes", edit_date=AT + 5)))

    assert heard.sort is Sort.EDITED


@pytest.mark.parametrize(
    "parts",
    [
        {"forward_origin": {"type": "hidden_user", "date": AT, "sender_user_name": "Somebody"}},
        {"forward_origin": {"type": "user", "date": AT, "sender_user": USER}},
        {"via_bot": OTHER_BOT},
        {"business_connection_id": "b1"},
    ],
)
def test_a_text_somebody_else_made_is_never_an_answer(parts: dict[str, Any]) -> None:
    assert hear(update(message=message(text="yes", **parts))).sort is Sort.FORWARDED


@pytest.mark.parametrize(
    "parts",
    [
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"sticker": {
            "file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False,
        }},
        {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "yes"},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"contact": {"phone_number": "1", "first_name": "M"}},
        {"dice": {"emoji": "🎲", "value": 1}},
    ],
)  # fmt: skip
def test_what_is_not_typed_is_never_an_answer(parts: dict[str, Any]) -> None:
    assert hear(update(message=message(**parts))).sort is Sort.OTHER


def test_words_that_are_no_answer_are_heard_for_danger() -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]

    assert hear(update(edited_message=message(text="help me", edit_date=AT))).text == "help me"
    assert hear(update(message=message(photo=photo, caption="help me"))).text == "help me"


@pytest.mark.parametrize("text", ["yes", "/stop", "/start token"])
def test_a_message_in_a_group_is_no_answer(text: str) -> None:
    heard = hear(update(message=message(GROUP, text=text)))

    assert (heard.sort, heard.text, heard.argument) == (Sort.GROUP, "", "")


def test_a_bot_and_a_message_of_nobody_are_not_answered() -> None:
    assert hear(update(message={**message(text="yes"), "from": OTHER_BOT})).sort is Sort.NOTHING
    nobody = {key: value for key, value in message(GROUP, text="yes").items() if key != "from"}
    assert hear(update(message=nobody)).sort is Sort.NOTHING


def member(status: str) -> dict[str, Any]:
    rights = {"until_date": 0} if status == "kicked" else {}
    return {"status": status, "user": {"id": 1, "is_bot": True, "first_name": "A"}, **rights}


@pytest.mark.parametrize(
    ("chat", "status", "sort"),
    [
        (PRIVATE, "kicked", Sort.BLOCKED),
        (PRIVATE, "member", Sort.UNBLOCKED),
        (GROUP, "member", Sort.GROUP),
        (GROUP, "left", Sort.NOTHING),
        (GROUP, "kicked", Sort.NOTHING),
    ],
)
def test_a_block_is_a_state_of_the_chat(chat: dict[str, Any], status: str, sort: Sort) -> None:
    before = "member" if status != "member" else "left"
    change = {
        "chat": chat, "from": USER, "date": AT,
        "old_chat_member": member(before), "new_chat_member": member(status),
    }  # fmt: skip

    assert hear(update(my_chat_member=change)).sort is sort


@pytest.mark.parametrize(
    "parts",
    [
        {"channel_post": {"message_id": 1, "date": AT, "chat": CHANNEL, "text": "yes"}},
        {"inline_query": {"id": "1", "from": USER, "query": "yes", "offset": ""}},
        {},
    ],
)  # fmt: skip
def test_anything_else_is_nothing_to_answer(parts: dict[str, Any]) -> None:
    assert hear(update(**parts)).sort is Sort.NOTHING


def test_a_reaction_is_never_an_answer() -> None:
    reaction = {
        "chat": PRIVATE, "message_id": 3, "user": USER, "date": AT,
        "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    }  # fmt: skip

    assert hear(update(message_reaction=reaction)).sort is Sort.NOTHING
