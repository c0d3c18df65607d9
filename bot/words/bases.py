"""What may still be sent without a yes, by the legal basis: no sentence promises more than is true (TRUTH-1)."""

from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded
from consent.basis import LegalBasis

#: The bases on which silence or a no need not be the end of it.
NOT_THE_END: dict[str, Line] = {
    # TRANSLATORS: After a no, where a law or a judge may order it.
    LegalBasis.REQUIRED_BY_LAW: pgettext("client", "A judge or a law may still make us send it. We would tell you."),
    # TRANSLATORS: After a no, where the law would let us send it anyway.
    LegalBasis.PERMITTED_NO_CONSENT: pgettext(
        "client", "The law lets us send it without a yes. We would talk with you before that."
    ),
}


def still_possible(voice: Voice, facts: Facts) -> Worded | None:
    """That a law may have it sent all the same; None where nothing goes out without a yes."""
    still = NOT_THE_END.get(facts.text_or_none("basis") or "")
    return voice.say(still) if still else None


def is_promised(facts: Facts) -> bool:
    """Whether it can be promised that silence shares nothing; where no basis is told, it can."""
    return (facts.text_or_none("basis") or "") not in NOT_THE_END
