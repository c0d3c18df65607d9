"""The commands that Telegram lists, and what stands in the empty chat before the first message."""

from bot.words.lines import Line, pgettext
from bot.words.voice import Voice

_FOR_CLIENTS: dict[str, Line] = {
    # TRANSLATORS: Description of a command.
    "menu": pgettext("command", "What I can do here"),
    # TRANSLATORS: Description of a command: the list of answers so far.
    "choices": pgettext("command", "My choices"),
    # TRANSLATORS: Description of a command: take back what was said yes to.
    "stop": pgettext("command", "Stop sharing"),
    # TRANSLATORS: Description of a command: the list of what was sent to whom.
    "who": pgettext("command", "Who got what"),
    # TRANSLATORS: Description of a command: ask for a copy, a limit, another way to be reached, or erasing.
    "rights": pgettext("command", "My rights"),
    # TRANSLATORS: Description of a command.
    "language": pgettext("command", "Change the language"),
    # TRANSLATORS: Description of a command: who sees the phone, when to write, facts here or in person.
    "settings": pgettext("command", "Change the settings"),
    # TRANSLATORS: Description of a command.
    "talk": pgettext("command", "Talk to a person"),
    # TRANSLATORS: Description of a command: how to hide the chat on the phone.
    "hide": pgettext("command", "Hide this chat"),
    # TRANSLATORS: Description of a command: how messages and answers are kept.
    "privacy": pgettext("command", "How this is kept private"),
    # TRANSLATORS: Description of a command.
    "help": pgettext("command", "Help"),
}
_FOR_STAFF: dict[str, Line] = {
    # TRANSLATORS: Description of a command for staff.
    "new": pgettext("command", "New request"),
    # TRANSLATORS: Description of a command for staff.
    "open": pgettext("command", "Open requests"),
    # TRANSLATORS: Description of a command for staff.
    "check": pgettext("command", "May I release this?"),
    # TRANSLATORS: Description of a command for staff.
    "clients": pgettext("command", "My clients"),
    # TRANSLATORS: Description of a command for staff: clients who asked for a copy, a limit or an erasure.
    "rights": pgettext("command", "Rights that clients use"),
    "language": _FOR_CLIENTS["language"],
    "help": _FOR_CLIENTS["help"],
}
# TRANSLATORS: Stands in the empty chat, for everyone's eyes: no agency, no health, no clinic. At most 512 letters.
_LONG = pgettext(
    "description",
    "Private messages from people you work with. Open the link they gave you to begin. "
    "This is a computer program. It cannot help in an emergency.",
)
# TRANSLATORS: Stands on the profile, for everyone's eyes: no agency, no health, no clinic. At most 120 letters.
_SHORT = pgettext("description", "Private messages from people you work with.")


def described(voice: Voice, audience: str) -> tuple[tuple[str, str], ...]:
    """The commands of one audience, "client" or "staff", in the order in which they are listed."""
    listed = _FOR_STAFF if audience == "staff" else _FOR_CLIENTS
    return tuple((command, str(voice.say(line))) for command, line in listed.items())


def description(voice: Voice) -> tuple[str, str]:
    """The long and the short description."""
    return str(voice.say(_LONG)), str(voice.say(_SHORT))
