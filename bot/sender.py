"""The mouth: the only code that sends, edits or answers. It words what the outbox holds, at the last moment."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session
from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.delivery import Edit, edit_trouble, judge, keyboard
from bot.pace import Pace
from bot.screens import Button, Press, Screen, Show
from bot.transport import Garbled, Line
from bot.words.say import Said, Words
from db import outbox
from db.engine import Database
from db.errands import Errand, Failed, Outcome, Sent, Stale, Unknown
from db.vault import Vault

log = logging.getLogger(__name__)

AT_ONCE = 30  #: Messages under way at one time, never two to the same chat.
LOOK_EVERY = 1.0  #: Seconds between looks when nobody nudges: another process may have written.
SHORTEST_WAIT = 0.02
AFTER_TROUBLE = 1.0

Unreachable = Callable[[str, str], Awaitable[None]]
Shown = Callable[[int, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Turn:
    """One commit of the mouth: what was recorded, and what is to be said next."""

    errands: list[Errand]
    stale: list[Stale]
    due: datetime | None


class Sender:
    """Takes what is due from the outbox, says it, and records what was shown."""

    def __init__(
        self,
        db: Database,
        vault: Vault,
        words: Words,
        line: Line,
        clock: Clock,
        pace: Pace,
        unreachable: Unreachable,
        shown: Shown | None = None,
    ) -> None:
        """Take what it speaks with.

        `unreachable(audience, person_id)` hears of people who cannot be written to, and
        `shown(chat, kind, audience, language)` of every message that was shown.
        """
        self._db, self._vault, self._words, self._line = db, vault, words, line
        self._clock, self._pace, self._unreachable, self._shown = clock, pace, unreachable, shown
        self._nudged = asyncio.Event()
        self._outcomes: list[Outcome] = []
        self._under_way: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._in_trouble = False

    @property
    def busy(self) -> bool:
        """Whether anything is being said, or was said and is not recorded yet."""
        return bool(self._tasks or self._outcomes or self._nudged.is_set())

    async def start(self) -> None:
        """Bring back what the last run left half said, and begin."""
        await self._db.write(lambda session: outbox.recover(session, self._clock.now()))
        self._nudged.set()
        self._loop = asyncio.create_task(self._run(), name="sender")

    def nudge(self) -> None:
        """Look into the outbox now."""
        self._nudged.set()

    def acknowledge(self, query_id: str) -> None:
        """Stop the waiting mark on a tapped button, at once and without waiting for it."""
        self._spawn(self._quietly("answerCallbackQuery", {"callback_query_id": query_id}))

    async def stop(self, seconds: float) -> None:
        """Say what is due, at most for so long, record it, and end."""
        if self._loop is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.settle()
        tasks = [self._loop, *self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._outcomes:
            await self._db.write(lambda session: outbox.mark(session, self._vault, self._outcomes, self._clock.now()))

    async def settle(self) -> None:
        """Wait until nothing is due, under way or unrecorded."""
        while True:
            if not self.busy and not await self._db.read(lambda s: outbox.count_open(s, self._clock.now())):
                return
            await asyncio.sleep(SHORTEST_WAIT)

    async def _run(self) -> None:
        while True:
            try:
                wait = await self._round()
                self._in_trouble = False
            except Exception as error:
                self._complain(error)
                wait = AFTER_TROUBLE
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._nudged.wait()

    async def _round(self) -> float:
        """Record what was said and take what is due, in one commit. Gives the seconds until the next look."""
        nudged = self._nudged.is_set()
        self._nudged.clear()
        if not nudged and not self._outcomes:
            due = await self._db.read(outbox.next_due)
            if due is None or due > self._clock.now():
                return self._until(due)
        done, self._outcomes = self._outcomes, []
        mine = frozenset(self._under_way)
        lost_track = self._in_trouble
        try:
            turn = await self._db.write(lambda session: self._turn(session, done, mine, lost_track=lost_track))
        except BaseException:
            self._outcomes = done + self._outcomes
            raise
        for stale in turn.stale:
            self._spawn(self._remove_buttons(stale))
        for errand in turn.errands:
            self._under_way.add(errand.id)
            self._spawn(self._deliver(errand))
        return self._until(turn.due)

    def _turn(self, session: Session, done: Sequence[Outcome], mine: frozenset[int], *, lost_track: bool) -> Turn:
        now = self._clock.now()
        stale = outbox.mark(session, self._vault, done, now)
        if lost_track:  # A commit that broke off may have claimed what nobody here is sending.
            outbox.recover(session, now, spare=mine)
        errands = outbox.claim(session, self._vault, now, AT_ONCE - len(mine))
        return Turn(errands, stale, outbox.next_due(session))

    def _until(self, due: datetime | None) -> float:
        seconds = LOOK_EVERY if due is None else (due - self._clock.now()).total_seconds()
        return min(max(seconds, SHORTEST_WAIT), LOOK_EVERY)

    async def _deliver(self, errand: Errand) -> None:
        try:
            outcome = await self._say(errand)
        except Exception as error:
            log.error("a message could not be sent: %s, %s", errand.kind, type(error).__name__)  # noqa: TRY400 - see _say
            outcome = Unknown(errand.id, "broke")
        if errand.kind == Screen.GROUP:  # Said or not: we stay in no group (TG-9).
            self._spawn(self._quietly("leaveChat", {"chat_id": errand.chat}))
        self._under_way.discard(errand.id)
        self._outcomes.append(outcome)
        self._nudged.set()

    async def _say(self, errand: Errand) -> Outcome:
        try:
            said = self._word(errand)
        except Exception as error:
            log.error("a message could not be worded: %s, %s", errand.kind, type(error).__name__)  # noqa: TRY400 - the trace would hold facts
            return Failed(errand.id, "unworded")
        try:
            sent = await self._show(errand, said)
        except TelegramError as error:
            verdict = judge(error, errand, self._clock.now())
        else:
            if self._shown is not None:
                self._shown(errand.chat, errand.kind, errand.audience, said.language)
            return sent
        if verdict.unreachable and errand.person_id is not None:
            await self._report(errand.audience, errand.person_id)
        elif isinstance(verdict.outcome, Failed):
            log.error("Telegram refused a message: %s, %s", errand.kind, verdict.outcome.reason)
        return verdict.outcome

    def _word(self, errand: Errand) -> Said:
        buttons = tuple(Button(Press(str(press)), arg) for press, arg in errand.buttons)
        facts = {**errand.facts, "repeat": True} if errand.repeat else errand.facts
        language = self._words.choose(facts["tag"]) if facts.get("tag") else errand.language
        audience = "staff" if errand.audience == "staff" else "client"
        return self._words.say(
            Show(Screen(errand.kind), facts, buttons), language=language, zone=errand.zone, audience=audience
        )

    async def _show(self, errand: Errand, said: Said) -> Sent:
        """Show it in place of the older message where there is one, else as a new one. Raises TelegramError."""
        message = _message(errand, said)
        await self._pace.turn()
        if errand.edits_message_id is not None:
            try:
                edit = {**message, "message_id": errand.edits_message_id}
                return self._sent(errand, said, await self._line.call("editMessageText", edit), edited=True)
            except BadRequest as error:
                match edit_trouble(error):
                    case Edit.SAME:
                        return self._sent(errand, said, {"message_id": errand.edits_message_id}, edited=True)
                    case Edit.REFUSED:
                        raise
                    case Edit.GONE:
                        await self._pace.turn()
        new = {"protect_content": errand.audience == "client", "disable_notification": errand.silent}
        return self._sent(errand, said, await self._line.call("sendMessage", {**message, **new}), edited=False)

    def _sent(self, errand: Errand, said: Said, shown: Any, *, edited: bool) -> Sent:
        if not isinstance(shown, dict) or not isinstance(shown.get("message_id"), int):
            raise Garbled
        seconds = shown.get("edit_date") or shown.get("date")
        at = datetime.fromtimestamp(seconds, UTC) if seconds else self._clock.now()
        digest = hashlib.sha256(said.text.encode()).hexdigest()
        return Sent(errand.id, shown["message_id"], at, said.text, digest, said.language, said.catalogue, edited)

    async def _report(self, audience: str, person_id: str) -> None:
        try:
            await self._unreachable(audience, person_id)
        except Exception as error:
            self._complain(error)

    async def _remove_buttons(self, stale: Stale) -> None:
        await self._pace.turn()
        parameters = {"chat_id": stale.chat, "message_id": stale.message_id, "reply_markup": {"inline_keyboard": []}}
        await self._quietly("editMessageReplyMarkup", parameters)

    async def _quietly(self, method: str, parameters: dict[str, Any]) -> None:
        """Call where nothing is lost if it fails: a mark that goes on waiting, a button that leads to 'moved on'."""
        with suppress(TelegramError):
            await self._line.call(method, parameters)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _complain(self, error: Exception) -> None:
        if not self._in_trouble:
            log.error("the outbox cannot be worked: %s; trying again", type(error).__name__)
        self._in_trouble = True


def _message(errand: Errand, said: Said) -> dict[str, Any]:
    """Build what an edit and a new message have in common."""
    message: dict[str, Any] = {
        "chat_id": errand.chat,
        "text": said.text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    buttons = keyboard(errand.ref, said.buttons, (said.copy.label, said.copy.text) if said.copy else None)
    return message if buttons is None else {**message, "reply_markup": buttons}
