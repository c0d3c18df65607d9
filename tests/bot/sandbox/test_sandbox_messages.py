"""Messages are sent, edited and deleted under Telegram's rules, and the phones show each version."""

from datetime import timedelta

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from tests.bot.sandbox.wire import Json, Wire

SHARE: Json = {
    "inline_keyboard": [
        [{"text": "Share all 2", "callback_data": "a"}],
        [{"text": "Share nothing", "callback_data": "b"}],
    ]
}


async def sent(wire: Wire, phone: Phone, text: str = "Share?", **more: object) -> int:
    message = await wire.result("sendMessage", chat_id=phone.user_id, text=text, **more)
    return int(message["message_id"])


async def test_a_phone_shows_what_was_sent(wire: Wire, maria: Phone) -> None:
    await sent(
        wire, maria, "<b>Hi</b>", parse_mode="HTML", reply_markup=SHARE, protect_content=True, disable_notification=True
    )
    shown = await maria.last()
    assert (shown["text"], shown["html"], shown["from_bot"]) == ("Hi", "<b>Hi</b>", True)
    assert (shown["protect_content"], shown["silent"], shown["date"]) == (True, True, "2027-06-14T12:00:00Z")
    assert shown["keyboard"] == [
        [{"text": "Share all 2", "callback_data": "a"}],
        [{"text": "Share nothing", "callback_data": "b"}],
    ]


async def test_an_edit_keeps_every_earlier_version(wire: Wire, maria: Phone, clock: SandboxClock) -> None:
    number = await sent(wire, maria, reply_markup=SHARE)
    clock.advance(timedelta(minutes=1))
    edited = await wire.result("editMessageText", chat_id=maria.user_id, message_id=number, text="Saved.")
    assert "reply_markup" not in edited and edited["edit_date"] == edited["date"] + 60
    versions = (await maria.last())["versions"]
    assert [(v["at"], v["text"], len(v["keyboard"])) for v in versions] == [
        ("2027-06-14T12:00:00Z", "Share?", 2),
        ("2027-06-14T12:01:00Z", "Saved.", 0),
    ]


async def test_buttons_alone_can_be_taken_away(wire: Wire, maria: Phone) -> None:
    number = await sent(wire, maria, reply_markup=SHARE)
    edited = await wire.result("editMessageReplyMarkup", chat_id=maria.user_id, message_id=number)
    assert (edited["text"], edited.get("reply_markup")) == ("Share?", None)


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_an_edit_that_changes_nothing_is_refused(wire: Wire, maria: Phone, method: str) -> None:
    number = await sent(wire, maria, reply_markup=SHARE)
    same = {"text": "Share?"} if method == "editMessageText" else {}
    refusal = await wire.refusal(method, chat_id=maria.user_id, message_id=number, reply_markup=SHARE, **same)
    assert refusal == (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as"
        " a current content and reply markup of the message",
    )


async def test_a_message_that_is_not_there_cannot_be_edited_or_deleted(wire: Wire, maria: Phone) -> None:
    edit = await wire.refusal("editMessageText", chat_id=maria.user_id, message_id=999, text="x")
    assert edit == (400, "Bad Request: message to edit not found")
    delete = await wire.refusal("deleteMessage", chat_id=maria.user_id, message_id=999)
    assert delete == (400, "Bad Request: message to delete not found")


async def test_what_a_person_wrote_cannot_be_edited(wire: Wire, maria: Phone) -> None:
    said = await maria.say("no")
    refusal = await wire.refusal("editMessageText", chat_id=maria.user_id, message_id=said["message_id"], text="yes")
    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(wire: Wire, maria: Phone) -> None:
    number = await sent(wire, maria, reply_markup={"keyboard": [["Yes"]]})
    refusal = await wire.refusal("editMessageText", chat_id=maria.user_id, message_id=number, text="x")
    assert refusal == (400, "Bad Request: message can't be edited")


async def test_a_message_can_be_deleted_for_48_hours(wire: Wire, maria: Phone, clock: SandboxClock) -> None:
    old, young = await sent(wire, maria, "old"), await sent(wire, maria, "young")
    clock.advance(timedelta(hours=48))
    assert await wire.result("deleteMessage", chat_id=maria.user_id, message_id=young) is True
    clock.advance(timedelta(seconds=1))
    refusal = await wire.refusal("deleteMessage", chat_id=maria.user_id, message_id=old)
    assert refusal == (400, "Bad Request: message can't be deleted for everyone")
    shown = {message["text"]: message["deleted"] for message in (await maria.chat())["messages"]}
    assert (shown["old"], shown["young"]) == (False, True)


async def test_an_old_message_can_still_be_edited(wire: Wire, maria: Phone, clock: SandboxClock) -> None:
    number = await sent(wire, maria, reply_markup=SHARE)
    clock.advance(timedelta(days=90))
    edited = await wire.result("editMessageText", chat_id=maria.user_id, message_id=number, text="This has moved on.")
    assert edited["text"] == "This has moved on."


async def test_many_are_deleted_at_once_and_missing_ones_skipped(wire: Wire, maria: Phone) -> None:
    numbers = [await sent(wire, maria, text) for text in ("one", "two")]
    assert await wire.result("deleteMessages", chat_id=maria.user_id, message_ids=[*numbers, 999]) is True
    assert [m["deleted"] for m in (await maria.chat())["messages"] if m["from_bot"]] == [True, True]


async def test_a_reply_needs_its_message_unless_it_says_otherwise(wire: Wire, maria: Phone) -> None:
    question = await maria.say("Who will read this?")
    there = {"message_id": question["message_id"]}
    answer = await wire.result("sendMessage", chat_id=maria.user_id, text="Ana", reply_parameters=there)
    assert answer["reply_to_message"]["text"] == "Who will read this?"
    gone = {"message_id": 999}
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="Ana", reply_parameters=gone)
    assert refusal == (400, "Bad Request: message to be replied not found")
    forgiving = gone | {"allow_sending_without_reply": True}
    assert await wire.result("sendMessage", chat_id=maria.user_id, text="Ana", reply_parameters=forgiving)


async def test_a_reply_keyboard_stays_until_it_is_removed(wire: Wire, maria: Phone) -> None:
    await sent(wire, maria, reply_markup={"keyboard": [["Yes", {"text": "No"}]]})
    await sent(wire, maria, "and this")
    assert (await maria.chat())["reply_keyboard"] == [[{"text": "Yes"}, {"text": "No"}]]
    await sent(wire, maria, "done", reply_markup={"remove_keyboard": True})
    assert "reply_keyboard" not in await maria.chat()


async def test_the_lock_screen_shows_what_came_first(wire: Wire, maria: Phone) -> None:
    number = await sent(
        wire, maria, "You have a new message.\nOpen it <tg-spoiler>soon</tg-spoiler>", parse_mode="HTML"
    )
    await wire.result("editMessageText", chat_id=maria.user_id, message_id=number, text="Edited")
    (pushed,) = (await maria.chat())["lock_screen"]
    assert pushed == {
        "message_id": number,
        "text": "You have a new message. Open it ▒▒▒▒",
        "silent": False,
        "date": "2027-06-14T12:00:00Z",
    }


async def test_words_under_a_paper_are_limited_and_can_be_edited(wire: Wire, maria: Phone) -> None:
    long = await wire.upload("sendDocument", b"%PDF", chat_id=str(maria.user_id), caption="x" * 1025)
    assert long["description"] == "Bad Request: message caption is too long"
    answer = await wire.upload("sendDocument", b"%PDF", chat_id=str(maria.user_id), caption="Receipt")
    number = answer["result"]["message_id"]
    edited = await wire.result("editMessageCaption", chat_id=maria.user_id, message_id=number, caption="Yours")
    assert edited["caption"] == "Yours"
    refusal = await wire.refusal("editMessageText", chat_id=maria.user_id, message_id=number, text="x")
    assert refusal == (400, "Bad Request: there is no text in the message to edit")


async def test_a_deleted_account_and_a_left_group_cannot_be_written_to(wire: Wire, maria: Phone) -> None:
    group = await maria.add_to_group("Family")
    assert await wire.result("leaveChat", chat_id=group) is True
    assert await wire.refusal("sendMessage", chat_id=group, text="x") == (
        403,
        "Forbidden: bot is not a member of the group chat",
    )
    await maria.deactivate()
    refusal = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x")
    assert refusal == (403, "Forbidden: user is deactivated")


async def test_parameters_of_another_world_are_refused(wire: Wire, maria: Phone) -> None:
    code, description = await wire.refusal("sendMessage", chat_id=maria.user_id, text="x", business_connection_id="b")
    assert (code, description) == (501, "Not Implemented: the sandbox does not model business_connection_id")
