"""What a press carries, where its label depends on that."""

from bot.screens import Press

ARGUMENTS: dict[Press, str] = {
    Press.PICK_CLIENT: "c1",
    Press.PICK_REQUESTER: "q1",
    Press.LANGUAGE: "es",
    Press.PHONE: "mine",
    Press.WINDOW: "evening",
    Press.DETAIL: "in_person",
    Press.ZONE: "skip",
    Press.PICK: "0",
    Press.END: "0",
    Press.STOP_ITEM: "0",
    Press.MARK_ITEM: "0",
    Press.PICK_KIND: "school",
    Press.PICK_PERIOD: "this_year",
    Press.PICK_ANSWER_BY: "month",
    Press.PICK_ENDS: "once",
    Press.ITEM: "goals",
    Press.GIVEN_BY: "client",
    Press.SAID_BY: "phone",
    Press.KNOWN_BY: "document",
    Press.SAID_ON: "0",
    Press.HELPED_BY: "nobody",
    Press.RECORD_ITEM: "0",
    Press.RIGHT: "copy",
    Press.LIMIT_WHOM: "work",
    Press.LIMIT_WHAT: "dx",
    Press.LIMIT_DAYS: "last_3",
    Press.RECEIVED_ITEM: "goals",
    Press.REPLIED: "accepted",
}
