"""What the bot says about itself, chats it looks at, button presses it answers."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.methods.messages import check_modelled
from bot.sandbox.world import LANE_MEMBERS, World

Json = dict[str, Any]
Action = Callable[[World, Json], object]

MAX_ANSWER = 200
_CHAT_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip
_NO_GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
)  # fmt: skip


def get_me(world: World, given: Json) -> Json:
    """Returns the bot itself."""
    # Privacy mode is off: the bot hears everything said in a group, so that it can be seen to ignore it.
    can = ("can_join_groups", "can_read_all_group_messages")
    cannot = (
        "supports_inline_queries", "supports_guest_queries", "can_connect_to_business",
        "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots",
    )  # fmt: skip
    name = world.identity.text("name", "", world.bot.first_name)
    return world.bot.wire() | {"first_name": name} | dict.fromkeys(can, True) | dict.fromkeys(cannot, False)


def answer_callback_query(world: World, given: Json) -> bool:
    """Ends the progress bar on a button, once, within 150 seconds."""
    tap = world.taps.get(given["callback_query_id"])
    if tap is None or tap.answered or world.tap_is_old(tap):
        reason = "query is too old and response timeout expired or query ID is invalid"
        raise Refusal(400, f"Bad Request: {reason}")
    if len(given.get("text", "")) > MAX_ANSWER:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    if given.get("url"):
        raise Refusal(400, "Bad Request: URL_INVALID")
    tap.answered, tap.text, tap.show_alert = True, given.get("text", ""), given.get("show_alert", False)
    world.tell(tap.message.chat, "bot", "answered the tap", text=tap.text)
    return True


def get_chat(world: World, given: Json) -> Json:
    """Returns what Telegram tells about a chat."""
    chat = world.chat_for_bot(given["chat_id"], write=False)
    more: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_NO_GIFTS, False),
    }
    return chat.wire() | more


def leave_chat(world: World, given: Json) -> bool:
    """Leaves a group."""
    chat = world.chat_for_bot(given["chat_id"], write=True)
    if chat.person is not None:
        raise Refusal(400, "Bad Request: chat member status can't be changed in private chats")
    chat.bot_is_member = False
    change = member_change(world, chat.wire(), world.bot.wire(), "member", "left")
    world.update("my_chat_member", change, chat.id, LANE_MEMBERS)
    world.tell(chat, "bot", "left")
    return True


def member_change(world: World, chat: Json, actor: Json, old: str, new: str) -> Json:
    """Returns the Bot API's ChatMemberUpdated about the bot."""
    sides = {"old_chat_member": old, "new_chat_member": new}
    bot = world.bot.wire()
    members = {side: _member(bot, status) for side, status in sides.items()}
    return {"chat": chat, "from": actor, "date": int(world.timestamp())} | members


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def send_chat_action(world: World, given: Json) -> bool:
    """Shows that the bot is typing."""
    check_modelled(given)
    if given["action"] not in _CHAT_ACTIONS:
        raise Refusal(400, "Bad Request: wrong parameter action in request")
    world.chat_for_bot(given["chat_id"], write=True)
    return True


def get_file(world: World, given: Json) -> Json:
    """Returns where a file can be loaded from."""
    return world.files.download_facts(given["file_id"])


def set_my_commands(world: World, given: Json) -> bool:
    """Sets the commands of a scope and a language."""
    world.identity.set_commands(given.get("scope"), given.get("language_code", ""), given["commands"])
    world.watchers.changed(*world.users)
    return True


def delete_my_commands(world: World, given: Json) -> bool:
    """Removes the commands of a scope and a language."""
    world.identity.set_commands(given.get("scope"), given.get("language_code", ""), [])
    world.watchers.changed(*world.users)
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    """Returns the commands of exactly this scope and language."""
    return world.identity.commands_of(given.get("scope"), given.get("language_code", ""))


def set_chat_menu_button(world: World, given: Json) -> bool:
    """Sets the menu button of one chat or of all."""
    world.identity.set_menu(given.get("chat_id"), given.get("menu_button"))
    return True


def get_chat_menu_button(world: World, given: Json) -> Json:
    """Returns the menu button of one chat or of all."""
    return world.identity.menu(given.get("chat_id"))


def _setter(what: str) -> Action:
    def set_text(world: World, given: Json) -> bool:
        world.identity.set_text(what, given.get("language_code", ""), given.get(what, ""))
        world.watchers.changed(*world.users)
        return True

    return set_text


def _getter(what: str) -> Action:
    def get_text(world: World, given: Json) -> Json:
        fallback = world.bot.first_name if what == "name" else ""
        return {what: world.identity.text(what, given.get("language_code", ""), fallback)}

    return get_text


METHODS: dict[str, Action] = {
    "getme": get_me,
    "answercallbackquery": answer_callback_query,
    "getchat": get_chat,
    "leavechat": leave_chat,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "deletemycommands": delete_my_commands,
    "getmycommands": get_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    "setmyname": _setter("name"),
    "getmyname": _getter("name"),
    "setmydescription": _setter("description"),
    "getmydescription": _getter("description"),
    "setmyshortdescription": _setter("short_description"),
    "getmyshortdescription": _getter("short_description"),
}
