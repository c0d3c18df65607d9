"""The signed end of a day: what every chain of the record had come to, for those who check it later."""

from bot.actions.turn import Turn
from db import checkpoints
from db.checkpoints import Signed


def is_due(turn: Turn) -> bool:
    """Whether a day has passed since the last checkpoint."""
    return checkpoints.is_due(turn.session, turn.now)


def sign_the_day(turn: Turn) -> Signed:
    """Make a checkpoint now, over everything that is in the record."""
    return checkpoints.make(turn.session, turn.vault.signer, turn.now)


def sign_if_due(turn: Turn) -> Signed | None:
    """Make a checkpoint unless somebody has made today's; several machines may ask at once."""
    return checkpoints.make_if_due(turn.session, turn.vault.signer, turn.now)
