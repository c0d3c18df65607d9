"""The mouth: the only code that sends, edits or answers. It words what the outbox holds, at the last moment."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.delivery import Edit, Verdict, edit_trouble, judge, keyboard
from bot.dispatch import SHORTEST_WAIT, Counter, Dispatch
from bot.printing import FILES, File
from bot.screens import Button, Press, Screen, Show
from bot.transport import Garbled, Line
from bot.words.say import Said, Words
from db.errands import Errand, Failed, Moved, Outcome, Sent, Stale, Unknown

log = logging.getLogger(__name__)

AFTER_TROUBLE = 1.0

Shown = Callable[[int, str, str, str], None]
Make = Callable[[Errand], Awaitable[File]]


class Sender:
    """Takes what is due from the outbox, says it, and reports what was shown."""

    def __init__(
        self,
        dispatch: Dispatch,
        words: Words,
        line: Line,
        clock: Clock,
        counter: Counter,
        shown: Shown | None = None,
        make: Make | None = None,
    ) -> None:
        """Take what it speaks with.

        `counter` hears of people who cannot be written to, and `shown(chat, kind, audience, language)` of every message
        that was shown; `make(errand)` makes the file that a client asked for.
        """
        self._dispatch, self._words, self._line, self._clock = dispatch, words, line, clock
        self._counter, self._shown, self._make = counter, shown, make
        self._nudged = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._in_trouble = False
        self._in_a_round = False

    @property
    def busy(self) -> bool:
        """Whether anything is being said, or was said and is not recorded yet."""
        return bool(self._tasks or self._dispatch.unrecorded or self._nudged.is_set() or self._in_a_round)

    async def start(self) -> None:
        """Bring back what the last run left half said, and begin."""
        await self._dispatch.recover()
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
        if self._dispatch.unrecorded:
            await self._dispatch.record()

    async def settle(self) -> None:
        """Wait until nothing is due, under way or unrecorded."""
        while self.busy or await self._dispatch.any_open():  # noqa: ASYNC110 - another worker rings no bell here
            await asyncio.sleep(SHORTEST_WAIT)

    async def _run(self) -> None:
        while True:
            self._in_a_round = True
            try:
                wait = await self._round()
                self._in_trouble = False
            except Exception as error:
                self._complain(error)
                wait = AFTER_TROUBLE
            finally:
                self._in_a_round = False
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._nudged.wait()

    async def _round(self) -> float:
        """Do what there is to do in one commit. Gives the seconds until the next look."""
        nudged = self._nudged.is_set()
        self._nudged.clear()
        if not nudged and not self._dispatch.unrecorded:
            wait = await self._dispatch.look()
            if wait is not None:
                return wait
        turn = await self._dispatch.round(lost_track=self._in_trouble)
        for stale in turn.stale:
            self._spawn(self._remove_buttons(stale))
        for errand in turn.errands:
            self._spawn(self._deliver(errand))
        return turn.wait

    async def _deliver(self, errand: Errand) -> None:
        try:
            outcome = await self._say(errand)
        except Exception as error:
            log.error("a message could not be sent: %s, %s", errand.kind, type(error).__name__)  # noqa: TRY400 - see _say
            outcome = Unknown(errand.id, "broke")
        if isinstance(outcome, Sent):
            self._spawn(self._take_away(errand, outcome))
        if errand.kind == Screen.GROUP:  # Said or not: we stay in no group (TG-9).
            self._spawn(self._quietly("leaveChat", {"chat_id": errand.chat}))
        self._dispatch.done(errand, outcome)
        self._nudged.set()

    async def _say(self, errand: Errand) -> Outcome:
        try:
            said = self._word(errand)
        except Exception as error:
            log.error("a message could not be worded: %s, %s", errand.kind, type(error).__name__)  # noqa: TRY400 - the trace would hold facts
            return Failed(errand.id, "unworded")
        try:
            file = await self._make(errand) if self._make and errand.kind in FILES else None
        except Exception as error:
            log.error("a file could not be made: %s, %s", errand.kind, type(error).__name__)  # noqa: TRY400 - the trace would hold facts
            return Failed(errand.id, "unprinted")
        try:
            sent = await (self._hand_over(errand, said, file) if file else self._show(errand, said))
        except TelegramError as error:
            verdict = judge(error, errand, self._clock.now())
        else:
            if self._shown is not None:
                self._shown(errand.chat, errand.kind, errand.audience, said.language)
            return sent
        if isinstance(verdict.outcome, Failed) and not verdict.unreachable:
            log.error("Telegram refused a message: %s, %s", errand.kind, verdict.outcome.reason)
        if errand.person_id is not None:
            await self._report(errand, verdict)
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
                        self._dispatch.spoke_besides()
        # A client's messages cannot be passed on or saved by the app (TG-7).
        new = {"protect_content": errand.audience == "client", "disable_notification": errand.silent}
        return self._sent(errand, said, await self._line.call("sendMessage", {**message, **new}), edited=False)

    async def _hand_over(self, errand: Errand, said: Said, file: File) -> Sent:
        """Send a file with its words under it, free to be saved: the client asked for it. Raises TelegramError."""
        under = {"chat_id": errand.chat, "caption": said.text, "parse_mode": "HTML", "protect_content": False}
        sent = await self._line.upload("sendDocument", under, "document", file.name, file.data)
        return self._sent(errand, said, sent, edited=False)

    def _sent(self, errand: Errand, said: Said, shown: Any, *, edited: bool) -> Sent:
        if not isinstance(shown, dict) or not isinstance(shown.get("message_id"), int):
            raise Garbled
        seconds = shown.get("edit_date") or shown.get("date")
        at = datetime.fromtimestamp(seconds, UTC) if seconds else self._clock.now()
        digest = hashlib.sha256(said.text.encode()).hexdigest()
        return Sent(errand.id, shown["message_id"], at, said.text, digest, said.language, said.catalogue, edited)

    async def _report(self, errand: Errand, verdict: Verdict) -> None:
        """Tell the agency's side what a failure says about the person."""
        person_id = errand.person_id or ""
        try:
            if verdict.unreachable:
                await self._counter.unreachable(errand.audience, person_id)
            if isinstance(verdict.outcome, Moved):
                await self._counter.moved(errand.audience, person_id, verdict.outcome.chat)
        except Exception as error:
            self._complain(error)
        else:
            self._nudged.set()

    async def _take_away(self, errand: Errand, sent: Sent) -> None:
        """Take away the older messages that a client wants gone; what Telegram keeps longer is worded over (TG-8)."""
        facts, spare = errand.facts, {sent.message_id}
        if young := [id for id in facts.get("removes", ()) if id not in spare]:
            await self._quietly("deleteMessages", {"chat_id": errand.chat, "message_ids": young})
        for id in facts.get("blanks", ()):
            if id not in spare:
                over = {"chat_id": errand.chat, "message_id": id, "text": sent.text, "parse_mode": "HTML"}
                await self._quietly("editMessageText", over)

    async def _remove_buttons(self, stale: Stale) -> None:
        self._dispatch.spoke_besides()
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
