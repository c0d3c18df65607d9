"""A Telegram update, put into our own terms. What is no clear act of the person themselves is never an answer."""

import re

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.heard import Heard, Sort

_COMMAND = re.compile(r"^/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$", re.DOTALL)
_BUTTON = re.compile(r"^([A-Za-z0-9_-]{8,32})\.(\d{1,3})$")
_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


def hear(update: Update) -> Heard:
    """Put one update into our own terms."""
    if update.callback_query is not None:
        return _tap(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.edited_message is not None:
        return _message(update.edited_message, edited=True)
    if update.message is not None:
        return _message(update.message, edited=False)
    return Heard(Sort.NOTHING)


def _tap(query: CallbackQuery) -> Heard:
    user = query.from_user
    where = query.message.chat.id if query.message is not None else user.id
    found = _BUTTON.match(query.data or "")
    return Heard(
        Sort.TAP if where == user.id else Sort.GROUP,
        user_id=user.id,
        chat_id=where,
        tag=user.language_code,
        ref=found.group(1) if found else "",
        index=int(found.group(2)) if found else -1,
        query_id=query.id,
    )


def _membership(change: ChatMemberUpdated) -> Heard:
    user, chat = change.from_user, change.chat
    if chat.type != ChatType.PRIVATE:
        joined = change.new_chat_member.status not in _GONE
        return Heard(Sort.GROUP if joined else Sort.NOTHING, user_id=user.id, chat_id=chat.id, at=change.date)
    gone = change.new_chat_member.status in _GONE
    sort = Sort.BLOCKED if gone else Sort.UNBLOCKED
    return Heard(sort, user_id=user.id, chat_id=chat.id, at=change.date, tag=user.language_code)


def _message(message: Message, *, edited: bool) -> Heard:
    user = message.from_user
    if user is None or user.is_bot:
        return Heard(Sort.NOTHING)
    sort, text, argument = _sort(message, edited=edited)
    return Heard(
        sort,
        user_id=user.id,
        chat_id=message.chat.id,
        at=message.date,
        tag=user.language_code,
        text=text,
        argument=argument,
    )


def _sort(message: Message, *, edited: bool) -> tuple[Sort, str, str]:
    if message.chat.type != ChatType.PRIVATE:
        return Sort.GROUP, "", ""
    words = message.text or message.caption or ""  # Never an answer, but words about danger are heard in them too.
    if edited:
        return Sort.EDITED, words, ""
    if message.forward_origin is not None or message.via_bot is not None or message.business_connection_id is not None:
        return Sort.FORWARDED, words, ""
    if message.text is None:
        return Sort.OTHER, words, ""
    command = _COMMAND.match(message.text)
    if command is not None:
        return Sort.COMMAND, command.group(1).lower(), (command.group(2) or "").strip()
    return Sort.TEXT, message.text, ""
