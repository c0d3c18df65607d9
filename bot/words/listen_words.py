"""The words that people type, one list for each meaning; every language has its own lists in the catalogues."""

from bot.heard import Word
from bot.words.lines import Line, pgettext

#: In the order in which they are looked at.
WORDS: dict[Word, Line] = {
    # TRANSLATORS: Typed words for YES, between commas, small letters. The whole message has to be one of them.
    # Do not translate word for word: list what people really type. No "OK" and no "sure": they may only mean "I see".
    Word.YES: pgettext(
        "listen", "yes, y, yeah, yes I agree, I agree, I say yes, share all, share it all, share everything"
    ),
    # TRANSLATORS: Typed words for NO, between commas. The whole message has to be one of them.
    Word.NO: pgettext(
        "listen",
        "no, n, nope, I say no, I do not agree, I don't agree, share nothing, do not share, don't share, "
        "do not share anything, don't share anything, do not send it, don't send it, I refuse",
    ),
    # TRANSLATORS: Typed words for "yes to some items", between commas. The whole message has to be one of them.
    Word.SOME: pgettext(
        "listen", "some, only some, a part, part, only a part, partly, share some, share only some, some of it"
    ),
    # TRANSLATORS: A bare stop word, between commas: it does not say what shall stop. The whole message has to be it.
    Word.STOP: pgettext(
        "listen",
        "stop, stop it, stop this, stop now, quit, unsubscribe, leave me alone, stop writing, stop writing to me, "
        "stop messages, no more messages",
    ),
    # TRANSLATORS: Typed words for "not now", between commas. The whole message has to be one of them.
    Word.LATER: pgettext(
        "listen", "later, not now, not yet, decide later, maybe later, tomorrow, I need time, I need more time"
    ),
    # TRANSLATORS: Typed words for "I have a question", between commas. The whole message has to be one of them.
    Word.QUESTION: pgettext("listen", "question, a question, I have a question, ask, ask a question, I want to ask"),
    # TRANSLATORS: Typed words for help, between commas. The whole message has to be one of them.
    Word.HELP: pgettext("listen", "help, help me, I need help, info, what can I do, how does this work"),
    # TRANSLATORS: Typed words for the menu, between commas. The whole message has to be one of them.
    Word.MENU: pgettext("listen", "menu, start, options, hello, hi"),
    # TRANSLATORS: Typed words for changing the language, between commas. The whole message has to be one of them.
    Word.LANGUAGE: pgettext("listen", "language, languages, change language, change the language, another language"),
    # TRANSLATORS: Typed words for a talk with a person, between commas. The whole message has to be one of them.
    Word.TALK: pgettext(
        "listen",
        "talk, talk to a person, talk to someone, I want to talk, a person, person, human, a real person, call me, "
        "please call me",
    ),
    # TRANSLATORS: Typed words for help to read or to understand, between commas. The whole message has to be one.
    Word.NEEDS: pgettext(
        "listen",
        "interpreter, an interpreter, I need an interpreter, translator, I need a translator, read it to me, "
        "read this to me, read to me, I cannot read, I can't read, I cannot read this, I can't read this, "
        "help me read, help me read this, help me understand, help me understand this, I do not understand, "
        "I don't understand, I do not understand this, I don't understand this, large print",
    ),
    # TRANSLATORS: Typed words for hiding the chat, between commas. The whole message has to be one of them.
    Word.HIDE: pgettext("listen", "hide, hide this, hide this chat, hide chat, clear chat, delete chat"),
    # TRANSLATORS: Typed words for "who got what", between commas. The whole message has to be one of them.
    Word.WHO_GOT: pgettext("listen", "who got what, who got it, what did you send, what was sent, what did you share"),
    # TRANSLATORS: Typed words for the list of one's answers, between commas. The whole message has to be one of them.
    Word.CHOICES: pgettext("listen", "my choices, choices, my answers, my choice, what did I say, status"),
    # TRANSLATORS: What staff type when they want all there is, between commas. The whole message has to be one of them.
    Word.EVERYTHING: pgettext(
        "listen",
        "all, all records, all the records, all of it, everything, entire record, whole record, full record, "
        "the whole file, whole file",
    ),
}

# TRANSLATORS: Words about danger to oneself or by others, between commas. They count anywhere in a message.
# Better one too many than one too few: the client is shown the crisis numbers, nothing else happens.
DANGER = pgettext(
    "listen",
    "suicide, suicidal, kill myself, killing myself, end my life, ending my life, take my life, want to die, "
    "wanna die, "
    "wish I was dead, wish I were dead, better off dead, hurt myself, hurting myself, harm myself, cut myself, "
    "cutting myself, overdose, take all my pills, no reason to live, do not want to live, don't want to live, "
    "kill him, kill her, kill them, kill someone, hurt someone, kill me, hurt me, hits me, hit me, beats me, beat "
    "me, "
    "hurting me, choked me, hurts my child, in danger, I am not safe, I'm not safe, not safe at home, fear for my "
    "life",
)
# TRANSLATORS: Words that clearly take back a yes, between commas. They count anywhere in a message.
STOP_SHARING = pgettext(
    "listen",
    "stop sharing, stop the sharing, stop sending, I take it back, take it back, take back my yes, take my yes back, "
    "revoke, I withdraw, withdraw my consent, withdraw my yes, cancel my consent, cancel my yes, no more sharing, "
    "do not share any more, don't share any more, do not share anymore, don't share anymore, not share any longer",
)
# TRANSLATORS: Words that turn "stop sharing" around or make it a question ("how", "if", "do not"), between commas.
# A message in which one of them stands before the stop words does not stop anything.
TURNED_AROUND = pgettext(
    "listen", "not, never, don't, do not, didn't, won't, how, what, when, if, why, before, should I, can I, may I, do I"
)
# TRANSLATORS: Polite words that may stand before or after any of the others, between commas.
POLITE = pgettext("listen", "please, thanks, thank you, thank you very much, kindly")
