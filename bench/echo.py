"""The peer: the bot everybody writes first, on the library's default settings; it stores nothing."""

import logging
import sys

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes


async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the tap and edit the message once."""
    query = update.callback_query
    if query is not None:
        await query.answer()
        await query.edit_message_text(f"Noted: {query.id}")


def main(base_url: str, token: str) -> None:
    """Poll until it is told to stop."""
    logging.getLogger("telegram").setLevel(logging.WARNING)
    application = Application.builder().token(token).base_url(base_url).build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
