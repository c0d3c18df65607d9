"""What a client reads when they clear the chat or choose a pause word, and the screen that tells nobody anything."""

from bot.screens import Screen
from bot.words.lines import pgettext
from bot.words.screen import Simple, Spoken

SIMPLE: Simple = {
    Screen.CLEARED: (
        # TRANSLATORS: What the helper wrote in this chat was taken away because the client asked for it.
        pgettext("client", "I took away what I wrote here. Your own messages stay until you clear them yourself."),
        # TRANSLATORS: What clearing cannot do.
        pgettext("client", "I cannot take away screen photos, or what Telegram keeps. Your answers stay as they are."),
    ),
    Screen.PAUSE_WORD_PROMPT: (
        # TRANSLATORS: A pause word is a word of the client's own. If they write it, the chat shows nothing any more.
        pgettext("client", "A pause word makes this chat show nothing. It also stops all messages from us."),
        # TRANSLATORS: The client types the word. Not a word such as "stop" or "no", which mean something already.
        pgettext("client", "Write a word now that only you know. Do not use yes, no, stop or a number."),
        # TRANSLATORS: The way back is the same word; {clinician} is a name.
        pgettext("client", "To come back, write the same word again. If you forget it, ask {clinician}."),
    ),
    Screen.PAUSE_WORD_UNFIT: (
        # TRANSLATORS: The word was too short, too long, or a number.
        pgettext("client", "That cannot be your pause word. Please write 3 to 40 letters, in one line."),
    ),
    Screen.PAUSE_WORD_KEPT: (
        # TRANSLATORS: The word itself is not repeated. The client deletes their own message by hand.
        pgettext("client", "Your pause word is saved. I will not show it. You can now delete your message with it."),
        # TRANSLATORS: The way back is the same word; {clinician} is a name.
        pgettext("client", "To come back, write the same word again. If you forget it, ask {clinician}."),
    ),
    Screen.PAUSED: (
        # TRANSLATORS: For whoever looks at the phone: it must tell nothing, and ask for nothing.
        pgettext("client", "Hello. I have nothing to show you now."),
    ),
}
SPOKEN: Spoken = {}
