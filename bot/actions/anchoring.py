"""The signed end of a day: what every chain of the record had come to, for those who check it later."""

from bot.actions.turn import Turn
from db import checkpoints
from db.checkpoints import Gathered, Signed


def is_due(turn: Turn) -> bool:
    """Whether a day has passed since the last checkpoint."""
    return checkpoints.is_due(turn.session, turn.now)


def gather(turn: Turn) -> Gathered:
    """Read and hash all that is in the record, which nobody who answers a client has to wait for."""
    return checkpoints.gather(turn.session, turn.now)


def sign(turn: Turn, gathered: Gathered) -> Signed | None:
    """Sign what was gathered; None where another machine has made a checkpoint meanwhile."""
    return checkpoints.sign(turn.session, turn.vault.signer, gathered)
