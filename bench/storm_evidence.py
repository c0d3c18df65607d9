"""The evidence after a storm: the database read with its keys, and every phone read as it lies there."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bench.storm_facts import Case, Event, Message, Record, Row, Update, Version
from bench.storm_words import Reading, plain
from bot.sandbox.phone import Json, Phone
from consent.facts import request_from_dict, standing_from_dict
from db import outbox
from db.ids import CHAT_KEY
from db.tables import Audit, Client, Inbox, Outbox, Question, RequestRow, Staff
from db.vault import Vault
from db.verify import verify

CHAIN = "request:"
SAID = "sent"


def read_record(session: Session, vault: Vault, chats: Sequence[int], reading: Reading, now: datetime) -> Record:
    """Read everything that the database says about these chats."""
    of_key = {vault.key_for(CHAT_KEY, str(chat)): chat for chat in chats}
    rows = session.exec(select(Outbox).order_by(col(Outbox.id)))
    return Record(
        rows={row.ref: _row(row, vault, of_key, reading) for row in rows},
        cases=_cases(session, vault, of_key),
        events=_events(session, vault),
        updates=tuple(_update(row, vault) for row in session.exec(select(Inbox).order_by(col(Inbox.id)))),
        questions=_questions(session, vault, of_key),
        broken=tuple(finding.chain for finding in verify(session)),
        unsaid=outbox.count_open(session, now),
    )


def _row(row: Outbox, vault: Vault, of_key: Mapping[bytes, int], reading: Reading) -> Row:
    opened = vault.open_json(row.buttons, table="outbox", column="buttons", row=row.ref)
    facts = vault.open_json(row.facts, table="outbox", column="facts", row=row.ref)
    said = "" if row.text is None else vault.open(row.text, table="outbox", column="text", row=row.ref)
    return Row(
        id=row.id or 0,
        ref=row.ref,
        kind=row.kind,
        chat=of_key.get(row.chat_key),
        request_id=row.request_id,
        version=row.request_version,
        state=row.state,
        buttons=tuple((press, arg) for press, arg in opened),
        ticks=frozenset(int(tick) for tick in facts.get("ticks", ())),
        text=reading.unmarked(plain(said))[0],
    )


def _cases(session: Session, vault: Vault, of_key: Mapping[bytes, int]) -> dict[str, Case]:
    keys = dict(session.exec(select(Client.id, Client.chat_key)).all())
    keys |= dict(session.exec(select(Staff.id, Staff.chat_key)).all())
    chats = {id: of_key[key] for id, key in keys.items() if key is not None}
    rows = session.exec(select(RequestRow).order_by(col(RequestRow.created_at), col(RequestRow.id)))
    return {row.id: _case(row, vault, chats) for row in rows}


def _case(row: RequestRow, vault: Vault, chats: Mapping[str, int]) -> Case:
    request = request_from_dict(vault.open_json(row.facts, table="request", column="facts", row=row.id))
    standing = standing_from_dict(vault.open_json(row.standing, table="request", column="standing", row=row.id))
    return Case(
        id=row.id,
        code=row.code,
        chat=chats[row.client_id],
        staff=chats[row.clinician_id],
        state=row.state,
        items=request.every_item,
        granted=standing.granted,
        supersedes=row.supersedes,
    )


def _events(session: Session, vault: Vault) -> tuple[Event, ...]:
    found = session.exec(select(Audit).where(col(Audit.chain).startswith(CHAIN)).order_by(col(Audit.id)))
    return tuple(
        Event(row.chain.removeprefix(CHAIN), row.action, row.version, _detail(row, vault).get("screen"))
        for row in found
    )


def _detail(row: Audit, vault: Vault) -> dict[str, Any]:
    if row.detail is None:
        return {}
    place = f"{row.chain}:{row.seq}"
    return dict(vault.open_json(row.detail, table="audit", column="detail", row=place))


def _update(row: Inbox, vault: Vault) -> Update:
    place = f"{row.update_id}:{row.digest.hex()}"
    return Update(
        row.update_id, key_of(json.loads(vault.open(row.raw, table="inbox", column="raw", row=place))), row.state
    )


def key_of(update: Json) -> str:
    """Name what was done: the callback id of a tap, or the chat and the message of a text; nothing for poison."""
    match update:
        case {"callback_query": {"id": str(key)}}:
            return key
        case {"message": {"message_id": int(number), "chat": {"id": int(chat)}}}:
            return f"{chat}:{number}"
        case _:
            return ""


def _questions(session: Session, vault: Vault, of_key: Mapping[bytes, int]) -> Counter[tuple[int, str]]:
    keys = {id: key for id, key in session.exec(select(Client.id, Client.chat_key)) if key is not None}
    found: Counter[tuple[int, str]] = Counter()
    for row in session.exec(select(Question)):
        words = vault.open(row.text, table="question", column="text", row=row.id)
        found[of_key[keys[row.client_id]], words] += 1
    return found


async def read_phone(phone: Phone, reading: Reading) -> list[Message]:
    """Read every message of the bot on a phone."""
    messages = (await phone.chat())["messages"]
    return [_message(phone.user_id, message, reading) for message in messages if message["from_bot"]]


def _message(chat: int, message: Json, reading: Reading) -> Message:
    return Message(chat, message["message_id"], tuple(_version(version, reading) for version in message["versions"]))


def _version(version: Json, reading: Reading) -> Version:
    data = [key["callback_data"] for line in version["keyboard"] for key in line if "callback_data" in key]
    text, marked = reading.unmarked(version["text"])
    return Version(text, data[0].rpartition(".")[0] if data else None, marked)
