"""Pieces that several papers share, worded in one voice."""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.papers import proof
from bot.papers.press import Block, lines
from bot.words import codes, dates, outcomes, papers, rules, terms
from bot.words.catalogues import Catalogue
from bot.words.facts import Facts, Part
from bot.words.lines import Line
from bot.words.outcomes import CANNOT_COME_BACK, CARE_STAYS, CHANGE_MIND, SHARED_AGAIN
from bot.words.voice import Voice
from consent.receipts import ConsentRecord, Disclosed, Shown, Stop
from consent.request import Item
from consent.states import State

Catalogues = Mapping[str, Catalogue]

_TAG = re.compile(r"<[^>]*>")


def item_lines(voice: Voice, items: Iterable[Item]) -> tuple[str, ...]:
    """Each kind of information with its own period, beginning with a capital where the script has them."""
    said = (_item_line(voice, item) for item in items)
    return tuple(text[:1].upper() + text[1:] for text in said)


def _item_line(voice: Voice, item: Item) -> str:
    what = terms.category(voice, item.category)
    days = dates.period(voice, Part(item.category, item.period.first, item.period.last))
    return what if days is None else voice.say(papers.WITH_PERIOD, what=what, period=days)


def parties(voice: Voice, kept: ConsentRecord) -> Block:
    """Who asked, what for, who sends and who gets it (HIPAA-C1-ii to iv)."""
    request = kept.case.request
    return lines(
        voice.say(papers.ASKED_BY, requester=request.requester.name, kind=codes.kind(voice, request.kind)),
        voice.say(papers.WHAT_FOR, purpose=codes.purpose(voice, request.purpose)),
        voice.say(papers.SENDS, agency=kept.agency.name),
        voice.say(papers.GETS, recipient=request.recipient.name),
        *proof.places(voice, kept),
    )


def how_long(voice: Voice, kept: ConsentRecord) -> str:
    """When the yes ends (HIPAA-C1-v)."""
    request = kept.case.request
    ends = kept.case.standing.ends_on or request.ends_on
    return voice.say(papers.ENDS_ONCE if request.one_time else papers.ENDS, ends=dates.day(voice, ends))


def standing(voice: Voice, kept: ConsentRecord) -> Block | None:
    """In a frame, why nothing may go out, or that a part was stopped; None while the whole yes stands."""
    state, stops = kept.case.standing.state, kept.stops
    if stops and (kept.in_force or state is State.REVOKED):
        return stop_frame(voice, kept, stops[-1])
    if kept.in_force:
        return None
    return Block("frame", (voice.say(papers.STANDS.get(state, papers.NOT_IN_USE)), *_still_possible(voice, kept)))


def stop_frame(voice: Voice, kept: ConsentRecord, stop: Stop) -> Block:
    """In a frame, when all or a part was stopped."""
    line = papers.STOPPED_ON if stop.whole else papers.STOPPED_PART
    return Block("frame", (voice.say(line, moment=dates.moment(voice, stop.event.at)), *_still_possible(voice, kept)))


def _still_possible(voice: Voice, kept: ConsentRecord) -> tuple[str, ...]:
    line = papers.STILL_POSSIBLE.get(kept.case.request.legal_basis)
    return () if line is None else (voice.say(line),)


def taken_back(voice: Voice, kept: ConsentRecord) -> tuple[Block, ...]:
    """What is no longer shared, and what still is, where only a part was stopped."""
    gone = tuple(item for item in kept.agreed if item not in kept.left)
    if not kept.in_force or not gone:
        return ()
    return (
        lines(voice.say(papers.NO_LONGER)),
        Block("numbered", item_lines(voice, gone)),
        lines(voice.say(papers.STILL)),
        Block("numbered", item_lines(voice, kept.left)),
    )


def sent(voice: Voice, disclosures: Iterable[Disclosed]) -> Block:
    """What left, each with its day and who got it; or that nothing did."""
    gone = tuple(_sent_line(voice, each) for each in disclosures)
    return Block("numbered", gone) if gone else lines(voice.say(papers.SENT_NOTHING))


def _sent_line(voice: Voice, gone: Disclosed) -> str:
    items = voice.listed(terms.category(voice, item.category) for item in gone.items)
    day = dates.local_day(voice, gone.at)
    return voice.say(papers.SENT_LINE, day=day, items=items, recipient=who_got_it(voice, gone))


def who_got_it(voice: Voice, gone: Disclosed) -> str:
    """Who got it, and whether that was a mistake (HIPAA-BREACH)."""
    name = voice.variable(gone.recipient)
    return voice.say(papers.BY_MISTAKE, recipient=name) if gone.mistake else name


def statements(voice: Voice, kept: ConsentRecord, *, live: bool = True) -> Block:
    """What the law wants said to everyone who answers (HIPAA-C2), and what the agency's laws want said beside it.

    About alcohol and drug records: P2-12-d. `live`: there is a yes that can still be stopped.
    """
    mind = (_change_of_mind(voice, kept),) if live else ()
    also = (rules.STATEMENT[each] for each in sorted(kept.case.standing.said) if each in rules.STATEMENT)
    return lines(
        voice.say(CARE_STAYS),
        *mind,
        voice.say(CANNOT_COME_BACK),
        voice.say(SHARED_AGAIN),
        voice.say(papers.PART2) if kept.guarded else None,
        *(voice.say(line) for line in also),
    )


def _change_of_mind(voice: Voice, kept: ConsentRecord) -> str:
    """How a yes is taken back; one that a law holds is never said to be open to change on any day (P2-35, REV-8)."""
    held = kept.case.request.held
    if held is None:
        return voice.say(CHANGE_MIND)
    facts = Facts({"held": {"event": held.event, "until": held.until.isoformat()}})
    return rules.held_until(voice, facts) or voice.say(CHANGE_MIND)


def if_no(voice: Voice, kept: ConsentRecord) -> Block:
    """What a no would have meant, as it was said before the answer (HIPAA-C2-ii-a, P2-31-a10, TRUTH-1)."""
    request = kept.case.request
    facts = {"kind": request.kind, "basis": request.legal_basis, "agency": kept.agency.name}
    return lines(*outcomes.if_no(voice, Facts({**facts, "recipient": request.recipient.name})).splitlines())


def ending(voice: Voice, kept: ConsentRecord, key: str) -> tuple[Block, ...]:
    """Whom to ask, where to complain, when this was printed, and how its seal is checked."""
    return (
        lines(voice.say(papers.ASK_US, clinician=kept.clinician), *proof.told_everybody(voice, kept)),
        Block(
            "small",
            (
                voice.say(papers.MADE_ON, moment=dates.moment(voice, kept.made_at)),
                voice.say(papers.SEALED, agency=kept.agency.name),
                voice.say(papers.LAW_KEY, key=key),
            ),
        ),
    )


def as_it_was(voice: Voice, seen: Shown, known: Catalogues) -> tuple[Block, Block]:
    """A message word for word as the client saw it, in its own language, and what proves it."""
    language = known[seen.language].language if seen.language in known else voice.catalogue.language
    plain = html.unescape(_TAG.sub("", seen.text))
    rows = tuple(row for row in plain.splitlines() if row.strip())
    proof = voice.say(papers.LAW_SHOWN, language=language.name, version=seen.catalogue, digest=seen.digest)
    return Block("quote", rows, language=language.code, direction=language.direction), Block("small", (proof,))


def bound(voice: Voice, kept: ConsentRecord) -> tuple[str, ...]:
    """How we know whose chat it is (ESIG-4)."""
    client = kept.client
    return (
        voice.say(papers.TYPED, alias=client.alias),
        *_when(voice, papers.LINKED, client.link_used_at),
        *_when(voice, papers.CODE, client.code_confirmed_at),
    )


def _when(voice: Voice, line: Line, at: datetime | None) -> tuple[str, ...]:
    return () if at is None else (voice.say(line, moment=dates.moment(voice, at)),)
