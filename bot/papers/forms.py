"""The four papers for people: receipt, signed authorization, revocation, and accounting of disclosures."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.papers import parts, proof
from bot.papers.parts import Catalogues
from bot.papers.press import Block, Sheet, heading, lines
from bot.words import codes, dates, papers
from bot.words.lines import Line
from bot.words.voice import Voice
from consent.receipts import ConsentRecord, Disclosed

LARGE_TYPE = 14.0  #: Points (ST-CA-5611).
SIX_YEARS = timedelta(days=6 * 365 + 1)


class NoSuchPaper(Exception):
    """This decision has no such paper; the message says why."""


NOT_SIGNED = "There is no signed yes under this number. Make a receipt instead."
NOT_STOPPED = "The client has not stopped this. Make a receipt instead."


def receipt(kept: ConsentRecord, voice: Voice, key: str) -> Sheet:
    """What was answered, how it stands now and what left, for the client to keep (REC-RCPT-1, REC-RCPT-2)."""
    request = kept.case.request
    answered = kept.case.standing.decided_at if kept.decisions else None
    frame = parts.standing(voice, kept)
    blocks = (
        *((frame,) if frame else ()),
        lines(
            voice.say(papers.NUMBER, code=request.code),
            voice.say(papers.ABOUT, alias=kept.client.alias),
            voice.say(papers.ANSWERED_ON, moment=dates.moment(voice, answered)) if answered else None,
            *proof.represented(voice, kept),
            *proof.came(voice, kept),
        ),
        parts.parties(voice, kept),
        *_answers(voice, kept),
        *proof.asked_for(voice, kept),
        heading(voice.say(papers.SENT)),
        parts.sent(voice, _of_this(kept)),
        heading(voice.say(papers.GOOD_TO_KNOW)),
        parts.statements(voice, kept, live=kept.in_force),
        *parts.ending(voice, kept, key),
    )
    return _sheet(voice, kept, papers.RECEIPT, None, blocks)


def _answers(voice: Voice, kept: ConsentRecord) -> tuple[Block, ...]:
    given, refused = kept.agreed, kept.refused
    if not given:
        return ()
    yes = (lines(voice.say(papers.YES_TO)), Block("numbered", parts.item_lines(voice, given)))
    no = (lines(voice.say(papers.NO_TO)), Block("numbered", parts.item_lines(voice, refused)))
    until = lines(parts.how_long(voice, kept) if kept.in_force else None)
    else_ = no if refused else (lines(voice.say(papers.NO_ELSE)),)
    return (*yes, *else_, *parts.taken_back(voice, kept), until)


def authorization(kept: ConsentRecord, voice: Voice, key: str, known: Catalogues) -> Sheet:
    """The signed yes with every element of 45 CFR 164.508(c). Raises NoSuchPaper."""
    yes, request = kept.yes, kept.case.request
    if kept.signature is None or yes is None:
        raise NoSuchPaper(NOT_SIGNED)
    seen = kept.words_agreed_to
    frame = parts.standing(voice, kept)
    agreed = voice.say(papers.AGREED, agency=kept.agency.name, recipient=request.recipient.name)
    blocks = (
        *((frame,) if frame else ()),
        lines(voice.say(papers.NUMBER, code=request.code), voice.say(papers.ABOUT, alias=kept.client.alias)),
        parts.parties(voice, kept),
        lines(agreed),
        Block("numbered", parts.item_lines(voice, kept.agreed)),
        lines(voice.say(papers.NO_ELSE), parts.how_long(voice, kept)),
        *parts.taken_back(voice, kept),
        *proof.asked_for(voice, kept),
        heading(voice.say(papers.GOOD_TO_KNOW)),
        parts.statements(voice, kept),
        parts.if_no(voice, kept),
        heading(voice.say(papers.SIGNATURE)),
        *_signature(voice, kept, kept.signature, yes.at),
        *((heading(voice.say(papers.WORDS_SEEN)), *parts.as_it_was(voice, seen, known)) if seen else ()),
        *parts.ending(voice, kept, key),
    )
    made = _sheet(voice, kept, papers.SIGNED_YES, voice.say(papers.LAW_AUTHORIZATION, law="45 CFR 164.508"), blocks)
    return replace(made, least=LARGE_TYPE) if kept.large_type else made


def _signature(voice: Voice, kept: ConsentRecord, name: str, at: datetime) -> tuple[Block, Block]:
    """Who signed, when, how the name came, and for whom (HIPAA-C1-vi-a, HIPAA-C1-vi-b, P2-31-a8, P2-31-a9)."""
    said = kept.said
    day = dates.moment(voice, at) if said is None else dates.day(voice, said.word.said_on)
    here = parts.bound(voice, kept) if said is None else proof.told_elsewhere(voice, said)
    return Block("frame", (voice.say(papers.SIGNED_BY, name=name),)), lines(
        voice.say(papers.SIGNED_ON, moment=day),
        *proof.represented(voice, kept, proved=True),
        *proof.signed_where(voice, kept),
        *here,
    )


def revocation(kept: ConsentRecord, voice: Voice, key: str) -> Sheet:
    """That all or a part was stopped, when, and what had left before (REV-3, REV-5, REV-9). Raises NoSuchPaper."""
    if not kept.stops:
        raise NoSuchPaper(NOT_STOPPED)
    stop, request = kept.stops[-1], kept.case.request
    wrote = str(stop.event.detail.get("said") or "")
    quote = Block("quote", tuple(wrote.splitlines()), language=kept.client.language, direction=voice.direction)
    blocks = (
        parts.stop_frame(voice, kept, stop),
        lines(voice.say(papers.NUMBER, code=request.code), voice.say(papers.ABOUT, alias=kept.client.alias)),
        parts.parties(voice, kept),
        *((heading(voice.say(papers.YOU_WROTE)), quote) if wrote else ()),
        lines(voice.say(papers.WAS_YES)),
        Block("numbered", parts.item_lines(voice, kept.agreed)),
        *parts.taken_back(voice, kept),
        heading(voice.say(papers.SENT_BEFORE)),
        parts.sent(voice, [each for each in _of_this(kept) if each.at <= stop.event.at]),
        heading(voice.say(papers.GOOD_TO_KNOW)),
        parts.statements(voice, kept, live=kept.in_force),
        *parts.ending(voice, kept, key),
    )
    return _sheet(voice, kept, papers.STOPPED, voice.say(papers.LAW_REVOCATION, law="45 CFR 164.508(b)(5)"), blocks)


def accounting(kept: ConsentRecord, voice: Voice, key: str) -> Sheet:
    """Everything that left about this client in six years, with what each law counts (HIPAA-528-1 to 3, P2-25)."""
    first = dates.local_day(voice, kept.made_at - SIX_YEARS)
    last = dates.local_day(voice, kept.made_at)
    head = tuple(str(voice.say(column)) for column in papers.COLUMNS)
    rows = tuple(_row(voice, each) for each in kept.disclosures)
    table = (Block("table", head, rows), lines(voice.say(papers.ALL_SHOWN)))
    blocks = (
        lines(
            voice.say(papers.ABOUT, alias=kept.client.alias),
            voice.say(papers.SENDS, agency=kept.agency.name),
            voice.say(papers.FROM_TO, first=first, last=last),
        ),
        *(table if rows else (lines(voice.say(papers.SENT_NOTHING)),)),
        *parts.ending(voice, kept, key),
    )
    return _sheet(
        voice, kept, papers.WHO_GOT, voice.say(papers.LAW_ACCOUNTING, law="45 CFR 164.528, 42 CFR 2.25"), blocks
    )


def _row(voice: Voice, gone: Disclosed) -> tuple[str, ...]:
    laws = (*(("HIPAA",) if gone.countable_hipaa else ()), *(("42 CFR Part 2",) if gone.countable_part2 else ()))
    return (
        dates.local_day(voice, gone.at),
        parts.who_got_it(voice, gone),
        "\n".join(parts.item_lines(voice, gone.items)),
        codes.purpose(voice, gone.purpose),
        "\n".join(voice.variable(law) for law in laws) or voice.say(papers.NOT_COUNTED),
    )


def _of_this(kept: ConsentRecord) -> list[Disclosed]:
    return [each for each in kept.disclosures if each.code == kept.case.request.code]


def _sheet(voice: Voice, kept: ConsentRecord, title: Line, law: str | None, blocks: tuple[Block, ...]) -> Sheet:
    language = voice.catalogue.language
    return Sheet(
        title=voice.say(title),
        law=law,
        author=kept.agency.name,
        language=language.code,
        direction=language.direction,
        foot=voice.variable(kept.case.request.code),
        made_at=kept.made_at,
        blocks=blocks,
    )


__all__ = ["NoSuchPaper", "accounting", "authorization", "receipt", "revocation"]
