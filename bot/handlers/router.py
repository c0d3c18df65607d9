"""Who is speaking? The right handler gets the turn: client, staff, or somebody we do not know."""

from bot.actions import arriving, recognising
from bot.actions.turn import Turn, show
from bot.handlers import client as client_handler
from bot.handlers import clinician as staff_handler
from bot.handlers.pressing import Listen, said_in
from bot.heard import Heard, Sort, Word
from bot.screens import Screen
from db.shapes import ClientFacts, StaffMember


class Router:
    """Gives each update to its handler, inside the unit of work."""

    def __init__(self, listen: Listen) -> None:
        self._listen = listen

    def route(self, turn: Turn, heard: Heard) -> None:
        """Answer one update."""
        if heard.sort is Sort.GROUP:
            recognising.refuse_group(turn, heard)
            return
        person = recognising.recognise(turn, heard)
        if heard.sort is Sort.COMMAND and heard.text == "start" and heard.argument:
            arriving.enter(turn, heard.argument, heard.user_id, person)
        elif isinstance(person, StaffMember):
            staff_handler.reply(turn, heard, person, self._listen)
        elif isinstance(person, ClientFacts):
            client_handler.reply(turn, heard, person, self._listen)
        elif heard.sort not in (Sort.BLOCKED, Sort.UNBLOCKED):
            danger = self._listen(said_in(heard), None, heard.tag or turn.agency.language) is Word.DANGER
            turn.to_guest(show(Screen.CRISIS_GUEST if danger else Screen.STRANGER, turn.facts()))
