"""Times and switches of the sandbox. The defaults are those of the real server where known."""

from __future__ import annotations

from dataclasses import dataclass

# Not a secret: it opens nothing but a sandbox on this machine.
TOKEN = "1000000001:SANDBOX-local-only-0000000000000000"  # noqa: S105


@dataclass(frozen=True)
class Limits:
    """Times in seconds; a test makes them short instead of sleeping."""

    callback_answer: float = 60.0
    """How long a press may be answered (rule 33; Telegram does not publish the figure)."""
    callback_life: float = 150.0
    """How long an undelivered press is kept (rule 56)."""
    update_life: float = 86_400.0
    """How long any other undelivered update is kept (rule 56)."""
    delete_age: float = 172_800.0
    """Up to what age a message may be deleted (rule 32)."""
    repeat_hold: float = 3.0
    """How long a quick second getUpdates with the same offset is held (rule 53); 0 = off."""
    repeat_single: float = 0.5
    """Within this time such a second call gets one update only (rule 53); 0 = off."""
    conflict_pause: float = 3.0
    """How long further 409s are delayed (rule 54); 0 = off."""
    webhook_interval: float = 1.0
    """The least time between two setWebhook calls (rule 57); 0 = off."""
    webhook_timeout: float = 60.0
    """Silence after which a delivery counts as failed (rule 59)."""
    webhook_retry: float = 2.0
    """The first delay between tries; it doubles (rule 60)."""
    webhook_retry_max: float = 60.0
    """The longest delay between tries (rule 60)."""
    webhook_loopback: bool = True
    """Whether `http://127.0.0.1:…` may be a webhook: for tests, unlike the real server."""
    keep_calls: int = 100_000
    """How many calls are remembered, in RAM."""
