"""The files that a client asked for in the chat, made at the last moment: a paper, or everything kept about them."""

import asyncio
import html
import json
import re
from dataclasses import dataclass
from typing import Any

from bot.actions.accounting import as_given
from bot.actions.desk import Desk
from bot.actions.exporting import Kept, gather_all
from bot.actions.papers import gather
from bot.papers import people
from bot.papers.parts import Catalogues
from bot.papers.people import Form
from bot.papers.record import record
from bot.papers.seal import PURPOSE
from bot.screens import Screen
from consent.receipts import ConsentRecord
from db.errands import Errand
from db.vault import Vault

FILES = frozenset({Screen.PAPER_FILE, Screen.ACCOUNT_FILE, Screen.DATA_FILE, Screen.DATA_TEXT})
_TAG = re.compile("<[^>]*>")


class NoSuchFile(LookupError):
    """There is nothing any more of which this file could be made."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is handed to the client: a plain name, and what is in it."""

    name: str
    data: bytes


class Printer:
    """Makes the file that an errand stands for, away from the loop."""

    def __init__(self, desk: Desk, vault: Vault, catalogues: Catalogues) -> None:
        """Take where the facts are, what signs, and the words."""
        self._desk, self._vault, self._catalogues = desk, vault, catalogues

    async def make(self, errand: Errand) -> File:
        """Make it of the facts as they are now; that it was made is recorded.

        Whoever hid or paused the chat while it was made gets none: nobody may find it there (TG-12, SAFE-7).
        Raises NoSuchFile, NoSuchPaper, or CannotPrint where no font here has a letter of it.
        """
        file = await self._make(errand)
        client = await self._desk.read(lambda turn: turn.client(errand.person_id or ""))
        if client is None or client.hidden:
            raise NoSuchFile
        return file

    async def _make(self, errand: Errand) -> File:
        actor = f"client:{errand.person_id}"
        if errand.kind == Screen.PAPER_FILE:
            code = str(errand.facts["code"])
            kept = await self._desk.write(lambda turn: gather(turn, code, Form.RECEIPT), actor=actor)
            if kept is None or kept.client.id != errand.person_id:
                raise NoSuchFile
            return File(f"{code}.pdf", await asyncio.to_thread(self._print, Form.RECEIPT, kept, errand.language))
        if errand.kind == Screen.ACCOUNT_FILE:
            return await self._account(errand, actor)
        everything = await self._desk.write(lambda turn: gather_all(turn, errand.person_id or ""), actor=actor)
        if everything is None:
            raise NoSuchFile
        if errand.kind == Screen.DATA_FILE:
            return File("my-data.json", _as_json(everything))
        return File("my-data.txt", _as_text(everything))

    async def _account(self, errand: Errand, actor: str) -> File:
        """The accounting as it was given, from what was kept of it (HIPAA-528-6)."""
        id = str(errand.facts["account"])
        kept = await self._desk.write(lambda turn: as_given(turn, id), actor=actor)
        if kept is None or kept.client.id != errand.person_id:
            raise NoSuchFile
        return File("who-got-what.pdf", await asyncio.to_thread(self._print, Form.ACCOUNTING, kept, errand.language))

    def _print(self, form: Form, kept: ConsentRecord, language: str) -> bytes:
        def sign(data: bytes) -> bytes:
            return self._vault.signer.sign(PURPOSE, data)

        key = self._vault.signer.public.name
        return people.make(form, kept, self._catalogues, sign=sign, key=key, language=language)


def _as_json(kept: Kept) -> bytes:
    plain: dict[str, Any] = {**kept.plain, "requests": [record(each) for each in kept.requests]}
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _as_text(kept: Kept) -> bytes:
    """Every message about a request as the client saw it, in its own language, oldest first."""
    shown = sorted((each for one in kept.requests for each in one.shown), key=lambda each: each.at)
    said = (f"{each.at:%Y-%m-%d %H:%M} UTC\n{html.unescape(_TAG.sub('', each.text))}\n" for each in shown)
    return ("\n".join(said) or "-\n").encode()
