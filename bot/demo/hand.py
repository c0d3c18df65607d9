"""The hand that plays the first scene: it taps what is in view, as a person would, on the real chat."""

import asyncio

from bot.actions.office import Invited
from bot.actions.overview import in_view
from bot.main import AskFirst
from bot.sandbox.phone import Phone
from bot.sandbox.server import Sandbox
from bot.screens import Press
from db.shapes import Spoken

LOOK_AGAIN = 0.01
PATIENCE = 10.0
MOST_TAPS = 20

#: What a client taps on the way in, and what a clinician taps to ask; None takes the first that is offered.
ARRIVING: dict[Press, str | None] = {
    Press.LANGUAGE: "en",
    Press.PHONE: "mine",
    Press.WINDOW: "any",
    Press.DETAIL: "chat",
    Press.LIMITS_READ: None,
}
ASKING: dict[Press, str | None] = {
    Press.PICK_CLIENT: None,
    Press.PICK_REQUESTER: None,
    Press.PICK_KIND: "payer_payment",
    Press.PICK_PERIOD: "last_6",
    Press.PICK_ANSWER_BY: "two_weeks",
    Press.PICK_ENDS: "six_months",
    Press.SEND: None,
}


class Stuck(Exception):
    """The first scene cannot be played: the button it wants is not there."""


class Hand:
    """Plays one person's part."""

    def __init__(self, app: AskFirst, sandbox: Sandbox, phone: Phone) -> None:
        """Take the phone to play on."""
        self._app, self._sandbox, self._phone = app, sandbox, phone

    async def arrive(self, invited: Invited) -> None:
        """Open the chat by the link; a client goes on until all is set. Raises Stuck."""
        await self._phone.start(invited.token)
        await self._rest()
        if invited.code is None:
            return
        await self._tap({Press.LANGUAGE: "en"})
        await self._phone.say(invited.code)
        await self._rest()
        await self._tap_until(ARRIVING, Press.LIMITS_READ)

    async def send_a_request(self) -> None:
        """Ask for what an insurer usually asks. Raises Stuck."""
        await self._phone.say("/new")
        await self._rest()
        await self._tap_until(ASKING, Press.SEND)

    async def _tap_until(self, wanted: dict[Press, str | None], last: Press) -> None:
        for _ in range(MOST_TAPS):
            if await self._tap(wanted) is last:
                return
        raise Stuck

    async def _tap(self, wanted: dict[Press, str | None]) -> Press:
        """Tap the first button in view that is wanted."""
        screen = await self._screen()
        for index, (code, arg) in enumerate(screen.buttons):
            press = Press(str(code))
            if press in wanted and wanted[press] in (None, arg):
                message = await self._phone.screen()
                await self._phone.tap_data(message["message_id"], f"{screen.ref}.{index}")
                await self._rest()
                return press
        raise Stuck

    async def _screen(self) -> Spoken:
        screen = await self._app.desk.read(lambda turn: in_view(turn, self._phone.user_id))
        if screen is None:
            raise Stuck
        return screen

    async def _rest(self) -> None:
        """Wait until the bot has heard it all and said it all."""
        async with asyncio.timeout(PATIENCE):
            while len(self._sandbox.world.queue):  # noqa: ASYNC110 - the bot confirms in its own time
                await asyncio.sleep(LOOK_AGAIN)
        await self._app.idle(PATIENCE)
