"""The bot itself: pure, sync, no I/O, no clock, no Telegram."""
