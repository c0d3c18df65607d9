"""For staff: what a client needs to read or to understand, and what help there was with an answer."""

from bot.words.facts import Facts
from bot.words.lines import Line, pgettext
from bot.words.voice import Voice, Worded, lines

# TRANSLATORS: For staff, under an answer: our words were not clear at first. Says nothing about the client.
_ONCE_MORE = pgettext("staff", "It was explained once more before the answer.")
_HELPED_BY: dict[str, Line] = {
    # TRANSLATORS: For staff: who helped the client to read, as the client says.
    "interpreter": pgettext("staff", "An interpreter helped to read it."),
    # TRANSLATORS: For staff: who helped the client to read, as the client says.
    "staff": pgettext("staff", "One of us helped to read it."),
    # TRANSLATORS: For staff: who helped the client to read, as the client says.
    "family": pgettext("staff", "Family or a friend helped to read it. Offer an interpreter next time."),
}


def help_given(voice: Voice, facts: Facts) -> Worded | None:
    """For staff: that it was explained once more, and who helped to read it (PL-8, ESIG-9)."""
    helper = _HELPED_BY.get(facts.text_or_none("helped_by") or "")
    again = voice.say(_ONCE_MORE) if facts.flag("explained_again") else None
    return lines(again, voice.say(helper) if helper else None) or None


_NEEDS: dict[str, Line] = {
    # TRANSLATORS: For staff. {alias} are the client's initials, {language} is the name of a language.
    "interpreter": pgettext("staff", "{alias} · NEEDS AN INTERPRETER. Reads {language} here. Please call with one."),
    # TRANSLATORS: For staff. {alias} are the client's initials, {language} is the name of a language.
    "read": pgettext("staff", "{alias} · WANTS IT READ ALOUD. Reads {language} here. Please call."),
    # TRANSLATORS: For staff. {alias} are the client's initials, {language} is the name of a language.
    "large": pgettext("staff", "{alias} · WANTS LARGE PRINT. Reads {language} here. Please call."),
    # TRANSLATORS: For staff. {alias} are the client's initials, {language} is the name of a language.
    "meet": pgettext("staff", "{alias} · WANTS TO MEET. Reads {language} here. Please call."),
}
# TRANSLATORS: For staff. {code} is like AF-7K2Q.
_ABOUT = pgettext("staff", "About {code}. No answer was given by this.")


def alert_need(voice: Voice, facts: Facts, language: str) -> Worded:
    """What a client needs to read or to understand; `language` is the one they read here, by its name."""
    about = voice.say(_ABOUT, code=facts.text("code")) if facts.text_or_none("code") else None
    return lines(voice.say(_NEEDS[facts.text("need")], alias=facts.text("alias"), language=language), about)
