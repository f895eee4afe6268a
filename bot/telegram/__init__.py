"""Safar on Telegram: the only package that imports python-telegram-bot."""

import os

# Without this python-telegram-bot warns each time Telegram asks us to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
