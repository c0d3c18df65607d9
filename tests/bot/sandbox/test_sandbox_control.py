"""Scripts see and steer the whole: state, clock, calls, transcript, events, desk."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.wire import Json, Wire

NOON = datetime(2027, 6, 14, 12, 0, tzinfo=UTC)


async def test_the_state_says_that_nothing_is_real(wire: Wire, maria: Phone) -> None:
    await maria.say("hello")
    state = await wire.look("state")
    assert (state["real"], state["now"], state["frozen"], state["pending_updates"]) == (
        False,
        "2027-06-14T12:00:00Z",
        True,
        1,
    )
    assert state["bot"] == {
        "username": "askfirst_sandbox_bot",
        "name": "AskFirst",
        "commands_set": False,
        "webhook": None,
    }
    assert [user["first_name"] for user in state["users"]] == ["Maria"]


async def test_starting_over_forgets_everybody_and_keeps_the_clock(wire: Wire, maria: Phone) -> None:
    await maria.say("hello")
    await wire.control("faults", {"kind": "error", "times": 0})
    await wire.control("clock", {"advance": 60})
    assert await wire.control("reset") == (200, {})
    state = await wire.look("state")
    assert (state["users"], state["faults"], state["pending_updates"]) == ([], [], 0)
    assert (state["now"], await wire.look("transcript")) == ("2027-06-14T12:01:00Z", [])
    assert await wire.refusal("sendMessage", chat_id=maria.user_id, text="x") == (400, "Bad Request: chat not found")
    assert (await Phone.join(wire.session, wire.sandbox.url, "Omar")).user_id != maria.user_id


async def test_the_front_page_answers(wire: Wire) -> None:
    async with wire.session.get(wire.sandbox.url + "/") as response:
        assert response.status == 200


async def test_the_clock_moves_forward_only(wire: Wire) -> None:
    assert await wire.control("clock", {"advance": 3600}) == (200, {"now": "2027-06-14T13:00:00Z", "frozen": True})
    assert (await wire.control("clock", {"to": "2027-06-16T09:00:00+02:00"}))[1]["now"] == "2027-06-16T07:00:00Z"
    for back in ({"advance": -1}, {"to": "2027-06-14T12:00:00Z"}, {"to": "2030-01-01"}, {"to": "soon"}, {}):
        assert (await wire.control("clock", back))[0] == 400
    assert (await wire.look("clock"))["now"] == "2027-06-16T07:00:00Z"


async def test_the_clock_can_run_and_stop(wire: Wire, clock: SandboxClock) -> None:
    assert (await wire.control("clock", {"frozen": False}))[1]["frozen"] is False
    await asyncio.sleep(0.05)
    moved = (await wire.control("clock", {"frozen": True}))[1]
    assert NOON < clock.now() < NOON + timedelta(seconds=30)
    assert moved["frozen"] is True


def test_a_running_clock_keeps_its_offset() -> None:
    clock = SandboxClock(NOON)
    clock.advance(timedelta(days=2))
    assert timedelta(days=2) <= clock.now() - NOON < timedelta(days=2, seconds=30)
    assert clock() >= NOON


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SandboxClock(datetime(2027, 1, 1))  # noqa: DTZ001 - the missing zone is what is tested


async def test_every_call_is_written_down(wire: Wire, maria: Phone) -> None:
    await wire.result("sendMessage", chat_id=maria.user_id, text="one")
    await wire.refusal("sendMessage", chat_id=5, text="two")
    await wire.refusal("flyMeToTheMoon")
    first, second, third = await wire.look("calls")
    assert (first["method"], first["parameters"]["text"], first["ok"]) == ("sendMessage", "one", True)
    assert (second["error_code"], second["description"]) == (400, "Bad Request: chat not found")
    assert (third["n"], third["method"], third["ok"]) == (3, "flymetothemoon", False)
    assert [call["n"] for call in await wire.look("calls?method=sendmessage&since=1")] == [2]


async def test_a_call_that_hangs_is_seen_before_it_ends(wire: Wire) -> None:
    await wire.control("faults", {"kind": "hang", "method": "getMe"})
    hanging = asyncio.create_task(wire.call("getMe"))
    await asyncio.sleep(0.1)
    (call,) = await wire.look("calls")
    assert (call["method"], call["ok"]) == ("getMe", None)
    await wire.control("faults", method="DELETE")
    await hanging


async def test_a_file_is_written_down_without_its_bytes(wire: Wire, maria: Phone) -> None:
    await wire.upload("sendDocument", b"%PDF", chat_id=str(maria.user_id))
    (call,) = await wire.look("calls")
    assert call["parameters"]["document"] == {"file": "paper.pdf", "mime_type": "application/pdf", "size": 4}


async def test_the_transcript_tells_all_in_order(wire: Wire, maria: Phone) -> None:
    markup = {"inline_keyboard": [[{"text": "Open", "callback_data": "x"}]]}
    sent = await wire.result("sendMessage", chat_id=maria.user_id, text="A question", reply_markup=markup)
    tapped = await maria.tap("Open")
    await wire.result("answerCallbackQuery", callback_query_id=tapped, text="One moment")
    await wire.result("editMessageText", chat_id=maria.user_id, message_id=sent["message_id"], text="The card")
    lines = await wire.look(f"transcript?user={maria.user_id}")
    assert [(line["who"], line["what"], line["text"]) for line in lines] == [
        ("Maria", "said", "/start"),
        ("bot", "said", "A question"),
        ("Maria", "tapped", "Open"),
        ("bot", "answered the tap", "One moment"),
        ("bot", "edited", "The card"),
    ]
    assert lines[1]["buttons"] == ["Open"]
    async with wire.session.get(f"{wire.sandbox.url}/sandbox/transcript?format=text") as response:
        text = await response.text()
    assert text.startswith("NOT REAL") and "[Open]" in text


async def test_a_page_hears_whose_phone_changed(wire: Wire, maria: Phone) -> None:
    async with wire.session.get(f"{wire.sandbox.url}/sandbox/events") as stream:
        first = await next_event(stream)
        await maria.say("hello")
        second = await next_event(stream)
        await wire.control("clock", {"advance": 60})
        third = await next_event(stream)
    assert first == {"changed": [], "now": "2027-06-14T12:00:00Z"}
    assert second["changed"] == [maria.user_id]
    assert third == {"changed": [], "now": "2027-06-14T12:01:00Z"}


async def next_event(stream: aiohttp.ClientResponse) -> Json:
    while True:
        line = await asyncio.wait_for(stream.content.readline(), 5)
        if line.startswith(b"data: "):
            event: Json = json.loads(line.removeprefix(b"data: "))
            return event


async def test_commands_follow_scope_and_language(wire: Wire, maria: Phone) -> None:
    async def menu() -> list[str]:
        return [command["description"] for command in (await maria.chat())["commands"]]

    async def put(description: str, **more: object) -> None:
        await wire.result("setMyCommands", commands=[{"command": "/stop", "description": description}], **more)

    await put("Stop")
    assert await menu() == ["Stop"]
    await put("Parar", language_code="es")
    assert await menu() == ["Parar"]
    await put("Private", scope={"type": "all_private_chats"})
    assert await menu() == ["Private"]
    await put("For Maria", scope={"type": "chat", "chat_id": maria.user_id})
    assert await menu() == ["For Maria"]
    await wire.result("deleteMyCommands", scope={"type": "chat", "chat_id": maria.user_id})
    assert await menu() == ["Private"]
    kept = await wire.result("getMyCommands", language_code="es")
    assert kept == [{"command": "stop", "description": "Parar"}]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"commands": [{"command": "Stop", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "stop", "description": ""}]}, "command description must be non-empty"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "command length must not exceed 32"),
        ({"commands": [], "language_code": "pt-br"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "everywhere"}}, "Unsupported type specified"),
    ],
)
async def test_wrong_commands_are_refused(wire: Wire, given: Json, complaint: str) -> None:
    code, description = await wire.refusal("setMyCommands", **given)
    assert code == 400 and complaint in description


@pytest.mark.parametrize(("what", "limit"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_what_the_bot_says_of_itself_is_kept_per_language(wire: Wire, what: str, limit: int) -> None:
    field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[what]
    await wire.result(f"setMy{what}", **{field: "Everywhere"})
    await wire.result(f"setMy{what}", **{field: "Aquí", "language_code": "es"})
    assert await wire.result(f"getMy{what}", language_code="es") == {field: "Aquí"}
    assert await wire.result(f"getMy{what}", language_code="ar") == {field: "Everywhere"}
    assert (await wire.refusal(f"setMy{what}", **{field: "x" * (limit + 1)}))[0] == 400


async def test_the_menu_button_can_be_set_per_chat(wire: Wire, maria: Phone) -> None:
    await wire.result("setChatMenuButton", chat_id=maria.user_id, menu_button={"type": "commands"})
    assert await wire.result("getChatMenuButton", chat_id=maria.user_id) == {"type": "commands"}


async def test_a_body_that_is_no_object_is_refused(wire: Wire) -> None:
    for body in (b"[]", b"{"):
        async with wire.session.post(f"{wire.sandbox.url}/sandbox/users", data=body) as response:
            assert response.status == 400
            assert "error" in await response.json()


async def test_without_a_desk_its_calls_are_404(wire: Wire) -> None:
    assert (await wire.control("desk", method="GET"))[0] == 404
    assert (await wire.control("desk/new-client", {}))[0] == 404


class OneDesk:
    """A desk that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str] | str] = []

    async def view(self) -> Json:
        return {"requests": [], "outbox": [], "people": []}

    async def new_client(self, language: str, alias: str) -> Json:
        self.asked.append((language, alias))
        return {"user_id": 5, "link_payload": "x", "code": "1234"}

    async def reset(self) -> None:
        self.asked.append("reset")


async def test_the_desk_answers_what_the_demo_gave_it(session: aiohttp.ClientSession, clock: SandboxClock) -> None:
    desk = OneDesk()
    sandbox = Sandbox(clock, "1:x", desk)
    await sandbox.start()
    wire = Wire(sandbox, session)
    assert await wire.look("desk") == {"requests": [], "outbox": [], "people": []}
    assert (await wire.control("desk/new-client", {"language": "es", "alias": "M.R."}))[1]["code"] == "1234"
    assert await wire.control("desk/reset") == (200, {})
    assert desk.asked == [("es", "M.R."), "reset"]
    await sandbox.stop()


@pytest.mark.parametrize("token", ["x", "0:x", "1/2:x", ""])
def test_a_token_telegram_could_not_have_made_is_refused(clock: SandboxClock, token: str) -> None:
    with pytest.raises(ValueError, match="token"):
        Sandbox(clock, token)


async def test_the_sandbox_runs_alone(session: aiohttp.ClientSession) -> None:
    command = [sys.executable, "-m", "bot.sandbox", "--port", "0", "--token", "7:x", "--frozen"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        printed = [(await asyncio.wait_for(process.stdout.readline(), 20)).decode() for _ in range(4)]
        base_url = printed[2].split()[-1]
        async with session.get(f"{base_url}7:x/getMe") as response:
            assert (await response.json())["result"]["id"] == 7
    finally:
        process.terminate()
        await process.wait()
