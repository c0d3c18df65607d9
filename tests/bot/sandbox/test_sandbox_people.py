"""What people do on their phones reaches the bot as Telegram would send it."""

import pytest

from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Json, Wire

OPEN: Json = {
    "inline_keyboard": [[{"text": "Open", "callback_data": "x"}, {"text": "Read", "url": "https://a.example/"}]]
}


async def updates(wire: Wire) -> list[Json]:
    found: list[Json] = await wire.result("getUpdates")
    if found:
        await wire.result("getUpdates", offset=found[-1]["update_id"] + 1)
    return found


async def the_update(wire: Wire, kind: str) -> Json:
    (update,) = await updates(wire)
    content: Json = update[kind]
    return content


async def question(wire: Wire, phone: Phone) -> int:
    sent = await wire.result("sendMessage", chat_id=phone.user_id, text="Open?", reply_markup=OPEN)
    return int(sent["message_id"])


async def test_a_new_person_is_known_but_cannot_be_reached(wire: Wire) -> None:
    status, person = await wire.control("users", {"first_name": "Omar", "language_code": "ar", "username": "omar"})
    assert status == 200
    assert (person["language_code"], person["started"], person["blocked"]) == ("ar", False, False)
    refusal = await wire.refusal("sendMessage", chat_id=person["id"], text="Hello")
    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")
    assert await wire.refusal("getChat", chat_id=person["id"]) == (400, "Bad Request: chat not found")


async def test_a_person_keeps_the_id_that_a_script_gave(wire: Wire) -> None:
    assert (await wire.control("users", {"first_name": "Omar", "id": 5}))[1]["id"] == 5
    status, _ = await wire.control("users", {"first_name": "Another", "id": 5})
    assert status == 400


async def test_the_app_language_comes_with_each_update(wire: Wire, maria: Phone) -> None:
    await maria.say("hola")
    assert (await the_update(wire, "message"))["from"]["language_code"] == "es"
    await maria.language("ar")
    await maria.say("مرحبا")
    assert (await the_update(wire, "message"))["from"]["language_code"] == "ar"


async def test_blocking_and_unblocking_is_told_once_each(wire: Wire, maria: Phone) -> None:
    await maria.block()
    await maria.block()
    change = await the_update(wire, "my_chat_member")
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    await maria.unblock()
    change = await the_update(wire, "my_chat_member")
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("kicked", "member")


async def test_a_start_link_unblocks_the_bot(wire: Wire, maria: Phone) -> None:
    await maria.block()
    await updates(wire)
    await maria.start("again")
    member, start = await updates(wire)
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start again"


async def test_a_first_start_sends_no_change_of_membership(wire: Wire) -> None:
    omar = await Phone.join(wire.session, wire.sandbox.url, "Omar")
    await omar.start()
    assert (await the_update(wire, "message"))["text"] == "/start"


@pytest.mark.parametrize("payload", ["with space", "x" * 65, "ж"])
async def test_a_link_that_telegram_would_not_open_is_refused(wire: Wire, maria: Phone, payload: str) -> None:
    status, _ = await wire.control(f"users/{maria.user_id}/start", {"payload": payload})
    assert status == 400


async def test_nobody_types_before_the_start_or_while_the_bot_is_blocked(wire: Wire, maria: Phone) -> None:
    omar = await Phone.join(wire.session, wire.sandbox.url, "Omar")
    with pytest.raises(AssertionError, match="has not started the bot"):
        await omar.say("hello")
    await maria.block()
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await maria.say("hello")


async def test_an_edit_arrives_as_an_edited_message(wire: Wire, maria: Phone) -> None:
    said = await maria.say("no")
    await updates(wire)
    await maria.edit(said["message_id"], "yes")
    edited = await the_update(wire, "edited_message")
    assert (edited["message_id"], edited["text"], "edit_date" in edited) == (said["message_id"], "yes", True)


async def test_a_forward_says_where_it_came_from(wire: Wire, maria: Phone) -> None:
    shown = await maria.forward("yes", "Nephew")
    assert shown["forwarded"]
    origin = (await the_update(wire, "message"))["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "Nephew")


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo", "document", "contact", "location"])
async def test_other_kinds_of_messages_carry_their_own_field(wire: Wire, maria: Phone, kind: str) -> None:
    await maria.send(kind, "yes")
    message = await the_update(wire, "message")
    assert kind in message and "text" not in message
    assert ("caption" in message) is (kind in ("voice", "photo", "document"))


async def test_a_text_by_way_of_another_bot_is_marked(wire: Wire, maria: Phone) -> None:
    await maria.send("via_bot", "yes")
    message = await the_update(wire, "message")
    assert (message["text"], message["via_bot"]["is_bot"]) == ("yes", True)


async def test_a_kind_nobody_can_send_is_refused(wire: Wire, maria: Phone) -> None:
    with pytest.raises(AssertionError, match="kind is one of"):
        await maria.send("telepathy")


async def test_a_tap_carries_message_data_and_person(wire: Wire, maria: Phone) -> None:
    number = await question(wire, maria)
    tapped = await maria.tap("Open")
    query = await the_update(wire, "callback_query")
    assert (query["id"], query["data"], query["from"]["id"]) == (tapped, "x", maria.user_id)
    assert query["message"]["message_id"] == number


async def test_a_button_can_be_found_by_place_text_or_data(wire: Wire, maria: Phone) -> None:
    number = await question(wire, maria)
    for where in ({"row": 0, "column": 0}, {"text": "Open"}, {"data": "forged"}):
        status, _ = await wire.control(f"users/{maria.user_id}/tap", {"message_id": number, **where})
        assert status == 200
    assert [update["callback_query"]["data"] for update in await updates(wire)] == ["x", "x", "forged"]


@pytest.mark.parametrize("where", [{"row": 1}, {"column": 5}, {"text": "Close"}, {"row": "first"}, {"row": -1}])
async def test_a_button_that_is_not_there_cannot_be_tapped(wire: Wire, maria: Phone, where: Json) -> None:
    number = await question(wire, maria)
    status, _ = await wire.control(f"users/{maria.user_id}/tap", {"message_id": number, **where})
    assert status in (400, 404)
    assert await updates(wire) == []


async def test_a_link_button_opens_and_tells_the_bot_nothing(wire: Wire, maria: Phone) -> None:
    number = await question(wire, maria)
    answer = await wire.control(f"users/{maria.user_id}/tap", {"message_id": number, "column": 1})
    assert answer == (200, {"callback_query_id": None, "url": "https://a.example/"})
    assert await updates(wire) == []


async def test_a_tap_on_a_message_telegram_no_longer_has_comes_without_it(wire: Wire, maria: Phone) -> None:
    number = await question(wire, maria)
    await wire.control(f"users/{maria.user_id}/tap", {"message_id": number, "data": "x", "inaccessible": True})
    message = (await the_update(wire, "callback_query"))["message"]
    assert message == {
        "message_id": number,
        "chat": {"id": maria.user_id, "type": "private", "first_name": "Maria"},
        "date": 0,
    }


async def test_a_tap_is_answered_once_and_in_time(wire: Wire, maria: Phone) -> None:
    await question(wire, maria)
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first, second = await maria.tap("Open"), await maria.tap("Open")
    await wire.result("answerCallbackQuery", callback_query_id=first, text="Saved", show_alert=True)
    assert await maria.toast(first) == {"answered": True, "text": "Saved", "show_alert": True, "expired": False}
    assert await wire.refusal("answerCallbackQuery", callback_query_id=first) == (400, too_late)
    await wire.control("clock", {"advance": 150})
    assert await wire.refusal("answerCallbackQuery", callback_query_id=second) == (400, too_late)
    assert (await maria.toast(second))["expired"] is True


async def test_an_answer_to_a_tap_has_200_characters(wire: Wire, maria: Phone) -> None:
    await question(wire, maria)
    tapped = await maria.tap("Open")
    refusal = await wire.refusal("answerCallbackQuery", callback_query_id=tapped, text="x" * 201)
    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_a_deleted_chat_is_empty_on_the_phone_and_writable_for_the_bot(wire: Wire, maria: Phone) -> None:
    number = await question(wire, maria)
    await maria.delete_chat()
    assert (await maria.chat())["messages"] == []
    with pytest.raises(AssertionError, match="no such message"):
        await maria.tap_data(number, "x")
    await question(wire, maria)
    assert len((await maria.chat())["messages"]) == 1


async def test_a_deleted_account_does_nothing_more(wire: Wire, maria: Phone) -> None:
    await maria.deactivate()
    with pytest.raises(AssertionError, match="account is deleted"):
        await maria.say("hello")


async def test_a_group_is_a_chat_of_its_own(wire: Wire, maria: Phone) -> None:
    group = await maria.add_to_group("Family")
    change = await the_update(wire, "my_chat_member")
    assert (change["chat"]["type"], change["new_chat_member"]["status"]) == ("group", "member")
    await maria.say("yes", chat_id=group)
    message = await the_update(wire, "message")
    assert (message["chat"]["id"], message["from"]["id"]) == (group, maria.user_id)


async def test_somebody_who_is_not_there_is_a_404(wire: Wire) -> None:
    assert await wire.control("users/5/chat", method="GET") == (404, {"error": "there is no such person"})
    assert (await wire.control("users/5/text", {"text": "x"}))[0] == 404
    assert (await wire.control("users/maria/text", {"text": "x"}))[0] == 400
