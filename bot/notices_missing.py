"""What is said to the people of the agency about notices that are missing, and about what Telegram is not."""

from consent.told import Told

#: What to type for each thing that a law can want.
HINTS: dict[Told, str] = {
    Told.NPP: "the notice of privacy practices. Type: askfirst notices paper npp --url https://... --version 2027-1",
    Told.PART2: "the Part 2 patient notice. Type: askfirst notices paper part2 --url https://... --version 2027-1",
    Told.POLICY: "the bot's privacy policy. Type: askfirst notices paper policy --url https://... --version 2027-1",
    Told.COMPLAINTS: "whom clients can complain to. Type: askfirst notices contact complaints --name ... --phone ...",
    Told.AUTHORITY: "the supervisory authority. Type: askfirst notices contact authority --name ... --address ...",
}

RISK_NOTICE = """Before clients write to you over Telegram, a person who answers for the agency reads this:
1. Telegram signs no business associate agreement. Under HIPAA your counsel decides whether and how you may use it.
2. Chats with a bot are not encrypted from end to end. Telegram keeps them on its own computers and can read them.
3. Whoever holds the phone or the account of a client can read what stands in the chat.
4. AskFirst writes little there, knocks without facts, and asks each client first. That makes the risk smaller; it does
   not take it away. A client can choose to be asked in person and on paper instead.
Let your counsel and your privacy officer decide, and keep what they wrote."""

NO_RISK = (
    "Nobody has read the risk notice about Telegram yet. Type: askfirst notices risk, and then "
    'askfirst notices risk --read-by "YOUR NAME"'
)
