"""Pieces about who stood by: who said it and by what right, how it came, what was struck out, and where it all is."""

from collections.abc import Iterator

from babel import Locale

from bot.papers.press import Block, lines
from bot.words import dates, papers, papers_proof, terms
from bot.words.lines import Line
from bot.words.voice import Voice
from consent.deciders import Representative
from consent.receipts import ConsentRecord
from consent.testimony import NoticeRef, Said
from consent.word import Method


def represented(voice: Voice, kept: ConsentRecord, *, proved: bool = False) -> Iterator[str]:
    """Who said yes for the client, and by what right (HIPAA-C1-vi-b, P2-31-a8); `proved`: and which paper shows it."""
    giver = kept.representative
    if giver is not None:
        yield said_for(voice, kept.client.alias, giver)
        if proved and giver.proof:
            yield voice.say(papers_proof.RIGHT_SHOWN, proof=giver.proof.rstrip("."))


def said_for(voice: Voice, alias: str, giver: Representative) -> str:
    """One sentence about a representative."""
    right = voice.say(papers_proof.RIGHT[giver.authority])
    return voice.say(papers_proof.SAID_FOR, alias=alias, name=giver.name or "—", right=right)


def came(voice: Voice, kept: ConsentRecord) -> Iterator[str]:
    """How the answer came, who wrote it down and confirmed it, and who helped (REV-4, ESIG-4, ESIG-9)."""
    said = kept.said
    if said is not None:
        yield from told_elsewhere(voice, said)
    elif kept.decisions:
        yield voice.say(papers_proof.CAME_HERE, alias=kept.client.alias)


def told_elsewhere(voice: Voice, said: Said) -> Iterator[str]:
    """One answer that was given outside the chat."""
    yield voice.say(papers_proof.CAME[said.method], day=dates.day(voice, said.word.said_on))
    yield voice.say(papers_proof.KNOWN[said.proof], who=said.heard_by)
    if said.vouched_by is not None:
        yield voice.say(papers_proof.CONFIRMED, who=said.vouched_by)
    elif not said.word.counts:
        yield voice.say(papers_proof.NOT_CONFIRMED)
    if said.helper in papers_proof.HELPED:
        yield voice.say(papers_proof.HELPED[said.helper])


def signed_where(voice: Voice, kept: ConsentRecord) -> Iterator[str]:
    """Whether the name was typed in the chat or signed by hand, and that it serves nothing else (ST-CA-5611)."""
    if kept.said is not None and kept.said.method is Method.PAPER:
        yield voice.say(papers_proof.BY_HAND)
    yield voice.say(papers_proof.FOR_THIS_ALONE)


def asked_for(voice: Voice, kept: ConsentRecord) -> tuple[Block, ...]:
    """What they asked for beyond the list, who looked at the list, and what they said to the answer (HIPAA-MN-1)."""
    people, request = kept.people, kept.case.request
    by, reply = people.agreed_to_additions, people.reply
    texts = (
        voice.say(papers_proof.ASKED_ALL) if request.asked_for_all else None,
        voice.say(papers_proof.LOOKED_AT, who=by) if by is not None else None,
        voice.say(papers_proof.REPLIED[reply]) if reply is not None else None,
    )
    struck = tuple(terms.category(voice, each) for each in kept.surplus)
    shown = tuple(text[:1].upper() + text[1:] for text in struck)
    more = (lines(voice.say(papers_proof.ASKED_TOO)), Block("numbered", shown)) if shown else ()
    return (*more, *((lines(*texts),) if any(texts) else ()))


def places(voice: Voice, kept: ConsentRecord) -> Iterator[str]:
    """Where the agency works, and where the client lives where that is somewhere else (SCOPE-4)."""
    program, own = kept.agency.jurisdiction, kept.case.request.places.client
    if program:
        yield voice.say(papers_proof.WE_WORK_IN, place=place(voice, program))
    if own and own != program:
        yield voice.say(papers_proof.YOU_LIVE_IN, place=place(voice, own))


def place(voice: Voice, code: str) -> str:
    """A state or country in words, as far as the calendar of names has them."""
    country, _, part = code.partition("-")
    locale: Locale = voice.catalogue.locale
    name = locale.territories.get(country, country)
    return voice.say(papers_proof.PLACE, country=name, part=part) if part else voice.variable(name)


def told_everybody(voice: Voice, kept: ConsentRecord) -> Iterator[str]:
    """Whom to complain to, and the notices that were in force at the answer (HIPAA-COMPL, HIPAA-520-1, P2-22)."""
    desk, published = kept.published.complaints, kept.published
    if desk is not None:
        yield voice.say(papers_proof.TELL, name=desk.name)
        yield from (voice.say(papers_proof.AT_ADDRESS, address=each) for each in (desk.address,) if each)
        yield from (voice.say(papers_proof.BY_PHONE, phone=each) for each in (desk.phone,) if each)
    yield voice.say(papers.COMPLAIN)
    yield from _notice(voice, papers_proof.NOTICE, published.privacy)
    yield from _notice(voice, papers_proof.NOTICE_PART2, published.part2 if kept.guarded else None)


def _notice(voice: Voice, line: Line, notice: NoticeRef | None) -> Iterator[str]:
    if notice is not None:
        yield voice.say(line, url=notice.url, version=notice.version)
