"""Which request is meant: by the message in view, by the only one that waits, or by none of them."""

from typing import Any

from bot.actions.answering import show_case
from bot.actions.cases import said_by_other
from bot.actions.pages import page_of
from bot.actions.telling import in_person, knock
from bot.actions.turn import Turn
from bot.screens import Screen
from consent.states import LIVE, State
from db import lookups, said
from db.ids import CHAT_KEY
from db.shapes import ClientFacts, Page

WAITS = frozenset({State.ASKED})

#: Screens that put the question itself, so that a bare yes or no under them is about it.
PUTS_IT = frozenset(
    {
        Screen.CARD,
        Screen.WHAT_HAPPENS,
        Screen.PICKER,
        Screen.ALONE,
        Screen.PICK_END,
        Screen.READ_BACK,
        Screen.TEACH_BACK,
        Screen.TEACH_AGAIN,
        Screen.PAPERS_HERE,
        Screen.SIGN,
        Screen.SIGN_AGAIN,
    }
)
#: Screens that only say that there is a question: what it is about has not been laid open by them.
CLOSED_LID = frozenset(
    {Screen.KNOCK, Screen.REMINDER, Screen.POSTPONED, Screen.KNOCK_IN_PERSON, Screen.TALK, Screen.AWAY}
)
#: Screens that ask something else: a bare no under them is no answer to a request.
ASKS_SOMETHING_ELSE = frozenset(
    {Screen.STOP_WORD, Screen.STOP_WHICH, Screen.WHICH_QUESTION, Screen.EXPIRING, Screen.WHO_HELPED}
)


def choice_line(page: Page) -> dict[str, Any]:
    """One line of the list of choices."""
    request, standing = page.case.request, page.case.standing
    return {
        "id": request.id,
        "code": request.code,
        "recipient": request.recipient.name,
        "state": standing.state,
        "ends": (standing.ends_on or request.ends_on).isoformat(),
        "by_other": said_by_other(page),
    }


def page_in_view(turn: Turn, client: ClientFacts) -> Page | None:
    """The request that the client is looking at: of the newest live message, or the only open one."""
    if turn.screen is not None and turn.screen.request_id is not None:
        return page_of(turn, client, turn.screen.request_id)
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, WAITS)
    return page_of(turn, client, waiting[0].case.request.id) if len(waiting) == 1 else None


def page_meant(turn: Turn, client: ClientFacts) -> Page | list[Page]:
    """The request that a typed answer is about, or all that could be meant: never a guess between two."""
    in_view = page_in_view(turn, client)
    screen = turn.screen
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, WAITS)
    if screen is not None and screen.kind in ASKS_SOMETHING_ELSE:
        return waiting
    if in_view is None:
        return waiting
    others = [page for page in waiting if page.case.request.id != in_view.case.request.id]
    if not others or (_puts(turn, in_view)):
        return in_view
    return [in_view, *others] if in_view.case.standing.state in LIVE else others


def _puts(turn: Turn, page: Page) -> bool:
    """Whether the message in view puts this question, and no other question stands below it in the chat."""
    screen = turn.screen
    return (
        screen is not None
        and screen.request_id == page.case.request.id
        and screen.kind in PUTS_IT
        and not said.lies_above_another(turn.session, screen, at=turn.heard.at if turn.heard else None)
    )


def perhaps_in_view(turn: Turn, client: ClientFacts, waiting: list[Page]) -> Page | None:
    """The only open question, if nobody knows whether its card arrived: a no may have been meant for it.

    After a line that broke, or a kill, the card is on the phone before the record knows; a no must not be lost by that.
    """
    if len(waiting) != 1 or client.chat is None or (turn.screen and turn.screen.kind in ASKS_SOMETHING_ELSE):
        return None
    id, key = waiting[0].case.request.id, turn.vault.key_for(CHAT_KEY, str(client.chat))
    card = said.living_card(turn.session, turn.vault, key, id)
    unsure = card is not None and card.kind in PUTS_IT and card.sent_at is None
    return page_of(turn, client, id) if unsure else None


def newest_waiting(turn: Turn, client: ClientFacts) -> Page | None:
    """The newest question that waits for this client."""
    waiting = lookups.pages_of_client(turn.session, turn.vault, client.id, WAITS)
    return page_of(turn, client, waiting[0].case.request.id) if waiting else None


def show_anew(turn: Turn, client: ClientFacts, page: Page) -> None:
    """Show a request again as far as it was laid open in this chat: a typed word opens nothing (TG-5)."""
    if page.case.standing.state is State.ASKED and not _was_open(turn, client, page):
        turn.reply(client, knock(turn, client, page), case=page.case)
    else:
        show_case(turn, client, page)


def _was_open(turn: Turn, client: ClientFacts, page: Page) -> bool:
    if in_person(client) or client.chat is None:
        return False
    id, screen = page.case.request.id, turn.screen
    if screen is not None and screen.request_id == id and screen.kind in CLOSED_LID:
        return False
    return said.was_shown(turn.session, turn.vault, client.chat, id, PUTS_IT)
