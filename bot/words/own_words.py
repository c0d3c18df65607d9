"""A flag under words that a person of the agency typed: whose they are, and that nobody translated them."""

from bot.words.facts import Facts
from bot.words.lines import pgettext
from bot.words.voice import Voice, Worded, blocks, lines

# TRANSLATORS: Under words that somebody typed in another language than the client's. {clinician} is a name.
_NOT_TRANSLATED = pgettext("client", "{clinician} wrote this. Nobody has put it into your language.")


def own_words(voice: Voice, facts: Facts) -> Worded | None:
    """Where staff write in another language than the client reads, it is said so (LEP-7)."""
    return voice.say(_NOT_TRANSLATED, **facts.names()) if facts.flag("other_language") else None


# TRANSLATORS: The client's own question follows. {clinician} is a name.
_YOU_ASKED = pgettext("client", "You asked {clinician}:")
# TRANSLATORS: The clinician's answer follows. {clinician} is a name.
_ANSWERED = pgettext("client", "{clinician} answers:")


def question_answer(voice: Voice, facts: Facts) -> Worded:
    """The clinician's answer, under the client's question."""
    asked = lines(voice.say(_YOU_ASKED, **facts.names()), voice.quote(facts.text("question"), most=500))
    said = voice.quote(facts.text("answer"), most=2500)
    return blocks(asked, lines(voice.say(_ANSWERED, **facts.names()), said, own_words(voice, facts)))
