"""What clients read about our notices: privacy, rights, where to complain, the Part 2 notice, free language help."""

from dataclasses import asdict
from typing import Any

from bot.actions.cases import clinician_of
from bot.actions.papers_here import CHAT, VOID
from bot.actions.policies import offered_to
from bot.actions.telling import in_person
from bot.actions.turn import Turn, show
from bot.language_help import sentence
from bot.screens import Button, Press, Screen
from consent.packs.rule import Pack
from consent.told import Told, wants_part2_notice
from db import rules
from db.ledger.notices import give
from db.notices import Complaints, Notice, Notices, given_to, notices_at
from db.shapes import ClientFacts, Page, StaffMember

GIVEN = "part2_notice_given"  #: The name of the event in the client's chain.
#: Screens of one answer that say where to complain (HIPAA-COMPL).
TELLS_WHERE = frozenset({Screen.RECEIPT, Screen.RECEIPT_NO, Screen.PAPER})


def told(turn: Turn) -> Notices:
    """What the agency tells everybody now."""
    return notices_at(turn.session, turn.vault, turn.now)


def where_to_complain(turn: Turn, notices: Notices | None = None) -> dict[str, Any]:
    """Whom to complain to, as facts: our own person, and the health department under HIPAA (HIPAA-COMPL)."""
    own = (notices or told(turn)).complaints
    return {"complaints": _contact(own), "hhs": Pack.HIPAA in rules.packs(turn.session)}


def show_privacy(turn: Turn, client: ClientFacts) -> None:
    """How things are kept, our notices with their versions, and where to complain (HIPAA-520-1, TG-13, HIPAA-COMPL)."""
    notices = told(turn)
    gdpr = Pack.GDPR in rules.packs(turn.session)
    facts = {
        **turn.facts(),
        **where_to_complain(turn, notices),
        "npp": _paper(notices.npp),
        "policy": _paper(notices.policy),
        "authority": _contact(notices.authority) if gdpr else None,
    }
    more = (Button(Press.MORE_RIGHTS),) if gdpr else ()
    keys = (*more, Button(Press.LIMITS_AGAIN)) if client.channel == "ready" else ()
    turn.reply(client, show(Screen.PRIVACY, facts, *keys, Button(Press.MENU)), topic="menu")


def show_more(turn: Turn, client: ClientFacts) -> None:
    """What the law of Europe wants told: who, why, to whom, how long, which rights (GDPR-13, GDPR-14)."""
    notices = told(turn)
    own = {"retention": notices.retention, "basis": notices.basis, "source": notices.source}
    facts = {
        **turn.facts(),
        **{name: texts.get(client.language) for name, texts in own.items()},
        "complaints": _contact(notices.complaints),
        "officer": _contact(notices.officer),
        "authority": _contact(notices.authority),
        "policy": _paper(notices.policy),
    }
    keys = (Button(Press.RIGHTS), Button(Press.STOP_SHARING), Button(Press.MENU))
    turn.reply(client, show(Screen.MORE_RIGHTS, facts, *keys), topic="menu")


def show_limits(turn: Turn, client: ClientFacts) -> None:
    """The limits of confidentiality once more, whenever they are needed (ETH-4)."""
    turn.reply(client, show(Screen.LIMITS, turn.facts(), Button(Press.TALK), Button(Press.MENU)), topic="menu")


def give_part2(turn: Turn, client: ClientFacts, page: Page) -> None:
    """The Part 2 notice, once in each version, beside the first question that it is about (P2-22).

    A message of its own, so that its link stays; never where the client wants no facts in the chat.
    """
    if in_person(client) or not wants_part2_notice(rules.packs(turn.session), page.case.request):
        return
    notice = told(turn).part2
    before = given_to(turn.session, client.id, Told.PART2)
    known = before.version if before is not None and before.method != VOID else None
    if notice is None or notice.version == known:
        return
    card, turn.replaces = turn.replaces, None
    turn.reply(client, show(Screen.PART2_NOTICE, {**turn.facts(), "part2": _paper(notice)}), topic="notice")
    turn.replaces = card
    about = {"version": notice.version, "method": CHAT, "action": GIVEN}
    give(turn.session, turn.vault, client.id, Told.PART2, **about, now=turn.now, actor=turn.actor)


def show_languages(turn: Turn, person: ClientFacts | StaffMember, *, first: str | None = None) -> None:
    """The languages in their own script, before any other word; the one that was agreed in the room comes first.

    Under them, that language help is free (LEP-1, LEP-4); a client whose language is missing can say so.
    """
    turn.reply(person, _languages(turn, person, Screen.LANGUAGES, first), topic="language")


def no_language(turn: Turn, client: ClientFacts) -> None:
    """The client's language is not on offer: whoever works with them hears of it (LEP-1, LEP-3)."""
    turn.reply(client, _languages(turn, client, Screen.NO_LANGUAGE, None), topic="language")
    staff = clinician_of(turn, client)
    if staff is not None:
        turn.tell(staff, show(Screen.ALERT_LANGUAGE, {"alias": client.alias}, Button(Press.CLOSE)))


def _languages(turn: Turn, person: ClientFacts | StaffMember, screen: Screen, first: str | None) -> Any:
    keys = [Button(Press.LANGUAGE, code) for code in sorted(offered_to(turn, person), key=lambda code: code != first)]
    if isinstance(person, StaffMember):
        return show(screen, None, *keys)
    notices = told(turn)
    others = (sentence(code, notices.tagline) for code in notices.languages if code not in turn.languages)
    missing = (Button(Press.NO_LANGUAGE),) if screen is Screen.LANGUAGES else ()
    return show(screen, {"help": [each for each in others if each]}, *keys, *missing)


def _paper(notice: Notice | None) -> dict[str, str] | None:
    return None if notice is None else {"version": notice.version, "url": notice.url}


def _contact(contact: Complaints | None) -> dict[str, str] | None:
    return None if contact is None else asdict(contact)
