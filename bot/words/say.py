"""The one door to the words: a screen with its facts becomes text and labels in a person's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.screens import Button, Press, Screen, Show
from bot.words import (
    asked,
    catalogues,
    client_always,
    client_answered,
    client_arriving,
    client_asking,
    client_times,
    client_waiting,
    commands,
    labels,
    recorded,
    rights,
    staff_alerts,
    staff_desk,
    staff_labels,
    staff_new,
    staff_release,
    staff_rights,
    staff_times,
    without_yes,
)
from bot.words.catalogues import Catalogue, Language
from bot.words.choosing import choose
from bot.words.facts import Facts
from bot.words.lines import pgettext
from bot.words.screen import Simple, Spoken, simple
from bot.words.voice import Voice, Worded, blocks

__all__ = ["Copy", "Language", "Said", "Words"]

_ROOMS = (
    asked,
    client_arriving,
    client_asking,
    client_always,
    client_times,
    client_waiting,
    recorded,
    rights,
    staff_rights,
    staff_new,
    staff_alerts,
    staff_desk,
    staff_release,
    staff_times,
    without_yes,
)
_SIMPLE: Simple = {screen: said for room in _ROOMS for screen, said in room.SIMPLE.items()}
_SPOKEN: Spoken = {screen: wording for room in (*_ROOMS, client_answered) for screen, wording in room.SPOKEN.items()}
_LABELS = (asked, labels, recorded, rights, staff_labels, staff_rights, without_yes)
_LABEL = {press: label for room in _LABELS for press, label in room.LABEL.items()}
_CHOICE = {**asked.CHOICE, **labels.CHOICE, **recorded.CHOICE, **rights.CHOICE, **staff_labels.CHOICE}
_NAMING = {**labels.NAMING, **recorded.NAMING, **rights.NAMING, **staff_labels.NAMING, **staff_rights.NAMING}

#: Screens whose code can be copied with one tap.
_WITH_CODE = frozenset({Screen.RECEIPT, Screen.RECEIPT_NO, Screen.REVOKED, Screen.PAPER})

# TRANSLATORS: Under a message that may have been sent before already.
_TWICE = pgettext("client", "You may see this message twice. It is the same one.")
# TRANSLATORS: For staff. Under a message that may have been sent before already.
_TWICE_STAFF = pgettext("staff", "You may see this message twice. It is the same one.")


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text on the reader's phone, without a word to us."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message, worded: Telegram HTML, one label per button in order, and what a copy button would hold."""

    text: str
    buttons: tuple[str, ...]
    language: str
    catalogue: str  #: The version of the catalogue in force.
    copy: Copy | None = None


class Words:
    """Every sentence in every offered language; built once."""

    __slots__ = ("_catalogues",)

    def __init__(self, known: Mapping[str, Catalogue]) -> None:
        self._catalogues = known

    @classmethod
    def load(cls, directory: Path | None = None) -> "Words":
        """Read the catalogues of a folder, or the project's own. Raises OSError or ValueError for a broken folder."""
        return cls(catalogues.load(directory))

    @property
    def offered(self) -> tuple[Language, ...]:
        """The languages to choose from, in the order in which they are shown."""
        return tuple(known.language for known in self._catalogues.values())

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """The catalogues by language code."""
        return self._catalogues

    def choose(self, tag: str | None) -> str:
        """The offered language for a person whose phone has this IETF language tag; English if there is none."""
        return choose(tag, self._catalogues)

    def say(self, show: Show, *, language: str, zone: str, audience: str = "client") -> Said:
        """Word one message for a reader in `zone` (IANA). Raises KeyError where words or facts are missing."""
        voice = self._voice(language, zone)
        facts = Facts(show.facts)
        text = voice.directed(self._maybe_again(voice, facts, audience, self._text(voice, show.screen, facts)))
        chosen = self._labels(voice.plain, show, facts)
        copied = _copied(voice.plain, show, facts)
        return Said(text, chosen, voice.catalogue.language.code, voice.catalogue.version, copied)

    def commands(self, language: str, audience: str) -> tuple[tuple[str, str], ...]:
        """The commands of a "client" or of "staff", each with its description."""
        return commands.described(self._voice(language, "UTC").plain, audience)

    def describe(self, language: str) -> tuple[str, str]:
        """The long and the short description for the empty chat; neutral, for everyone's eyes (TG-4)."""
        return commands.description(self._voice(language, "UTC").plain)

    def _voice(self, language: str, zone: str) -> Voice:
        known = self._catalogues.get(language)  # The usual case; a tag takes a thousand times as long to read.
        return Voice(known or self._catalogues[self.choose(language)], zone)

    def _name(self, code: str) -> str:
        known = self._catalogues.get(code)
        return known.language.name if known else code

    def _text(self, voice: Voice, screen: Screen, facts: Facts) -> Worded:
        if screen in _SIMPLE:
            return simple(voice, _SIMPLE[screen], facts)
        match screen:
            case Screen.LANGUAGES:
                return client_arriving.languages(voice, self.offered)
            case Screen.PREVIEW:
                theirs = self._voice(facts.text("client_language"), voice.zone)
                return staff_new.preview(voice, facts, theirs)
            case Screen.ALERT_QUESTION:
                return staff_alerts.question(voice, facts, self._name(facts.text("language")))
            case Screen.ALERT_ARRIVED:
                return staff_alerts.arrived(voice, facts, self._name(facts.text("language")))
            case Screen.ANSWER_PROMPT:
                return staff_desk.answer_prompt(voice, facts, self._name(facts.text("language")))
            case Screen.CLIENTS:
                return staff_desk.client_list(voice, facts, {code: self._name(code) for code in self._catalogues})
            case _:
                return _SPOKEN[screen](voice, facts)

    def _maybe_again(self, voice: Voice, facts: Facts, audience: str, text: Worded) -> Worded:
        again = _TWICE_STAFF if audience == "staff" else _TWICE
        return blocks(text, voice.say(again)) if facts.flag("repeat") else text

    def _labels(self, voice: Voice, show: Show, facts: Facts) -> tuple[str, ...]:
        seen: dict[Press, int] = {}
        made = []
        for button in show.buttons:
            nth = seen.get(button.press, 0)
            seen[button.press] = nth + 1
            made.append(str(self._label(voice, show.screen, facts, button, nth)))
        return tuple(made)

    def _label(self, voice: Voice, screen: Screen, facts: Facts, button: Button, nth: int) -> Worded:
        if button.press is Press.LANGUAGE:
            return Worded(self._name(button.arg or catalogues.SOURCE))
        if button.press in _NAMING:
            return _NAMING[button.press](voice, screen, facts, button, nth)
        if button.press in _CHOICE:
            return voice.say(_CHOICE[button.press][button.arg or ""])
        return voice.say(_LABEL[button.press])


def _copied(voice: Voice, show: Show, facts: Facts) -> Copy | None:
    """What a copy button holds: the number of a receipt, or the letter to those who asked."""
    if show.screen is Screen.REPLY_TEXT:
        return Copy(voice.say(staff_labels.COPY_LETTER), voice.clean(staff_desk.reply(voice, facts)))
    code = facts.text_or_none("code") if show.screen in _WITH_CODE else None
    return None if code is None else Copy(voice.say(labels.COPY_NUMBER), code)
