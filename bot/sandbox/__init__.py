"""A Bot API server and a chat page on this machine, all in RAM.

An unmodified bot reaches it through its base URL; it follows the rules of the real server, and
the suite uses it as its test double, also a misbehaving one.
"""

from bot.sandbox.faults import Fault
from bot.sandbox.limits import TOKEN, Limits
from bot.sandbox.server import Running, Sandbox

__all__ = ["TOKEN", "Fault", "Limits", "Running", "Sandbox"]
